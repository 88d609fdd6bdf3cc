"""Explore and Discuss: one's own words first, and then what answers them.

A guess, then the figure that this dimension was given, or else the words of its cells. And five prompts with a form, a
clock, a place to answer, a second look after one's own answer; and a vote.
"""

import ipywidgets as widgets

from kit.answers.ballot import motion_of
from kit.answers.keys import DISCUSS, EXPLORE, FIGURE, REASON
from kit.base.labels import said, say
from kit.content.lesson_form import Prompt
from kit.explorables import load_explorable
from kit.learner.lesson.ballot import PIECES as VOTES
from kit.learner.lesson.ballot import ballot
from kit.learner.lesson.state import LessonState
from kit.views import markup
from kit.views.contract import at_start
from kit.views.general_figures import figure_of_words
from kit.views.templates import CARDS, Pieces
from kit.widgets.controls.control import Countdown
from kit.widgets.figure_panel import live
from kit.widgets.parts import Step, box, button, html, kept_up, nothing_yet, told
from kit.widgets.saved_answer import bet_on, kept_answer, under

PIECES = Pieces(__file__)
EXPLAINED = said("In one line: I expected ..., it came ..., because ...")
KINDS = (said("warm up"), said("interpret"), said("apply"), said("challenge"), said("take a stand"))  # of prompts


def explore(lesson: LessonState) -> Step:
    """Return the step: the bet, and behind it the figure with its controls and what it says to the bet."""
    words = [(column.name, column.mark, column.cell) for column in lesson.columns]
    explorable = load_explorable(lesson.dimension) or figure_of_words(words)
    bet, figure, title = lesson.content.bet, box([]), html(PIECES.title(explorable))
    static = PIECES.reading(lesson, explorable, at_start(explorable))

    def opened(_: str) -> None:
        if not figure.children:
            panel = live(explorable, lesson.sources, lambda name: lesson.at(EXPLORE, FIGURE + name))
            why = [kept_answer(lesson, EXPLORE, bet.id + REASON, say(EXPLAINED), rows=2)] if bet.options else []
            figure.children = [html(CARDS.guide(lesson.content.explore)), panel, *why]

    if not bet.options:  # nobody has written what to guess
        opened("")
        return Step(static, [title, figure])
    stakes = bet_on(lesson.at(EXPLORE, bet.id), bet, say("Commit my guess and open the figure"), opened)
    return Step(static, [title, *stakes, figure])


def discuss(lesson: LessonState) -> Step:
    """Return the step: one box a prompt, and the vote. Nobody needs all five prompts; a class takes one or two."""
    prompts, vote = lesson.content.prompts, lesson.content.vote
    if not prompts and not vote:
        return nothing_yet()
    motions = [motion_of(lesson.id, lesson.title, vote)] if vote else []
    boxes = [*map(CARDS.prompt_card, prompts), *map(VOTES.reading, motions)]
    return Step(
        "".join(f'<div class="kit-box">{inside}</div>' for inside in boxes),
        [*(_asked(lesson, prompt) for prompt in prompts), *(ballot(lesson, one) for one in motions)],
    )


def _asked(lesson: LessonState, prompt: Prompt) -> widgets.VBox:
    answer = kept_answer(lesson, DISCUSS, prompt.id, say("Your answer to '{prompt}'", prompt=say(prompt.kind)))

    def look() -> None:
        second.value = markup.notice(prompt.second_look)

    def written() -> None:
        looked.disabled = not answer.value.strip()

    looked, second = button(say("Take a second look"), False, look), told()
    kept_up(written, answer)
    clock, back = Countdown(label=say(prompt.kind), minutes=prompt.minutes), under(lesson, DISCUSS, prompt.id)
    return box([html(CARDS.prompt_card(prompt)), clock, answer, *back, looked, second])
