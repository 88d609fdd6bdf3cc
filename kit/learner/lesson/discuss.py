"""Discuss: five prompts with a form, a clock, a place to answer, a second look after one's own answer; and a vote."""

import ipywidgets as widgets

from kit.answers.ballot import motion_of
from kit.answers.keys import DISCUSS
from kit.base.labels import said, say
from kit.content.lesson_form import Prompt
from kit.learner.lesson.ballot import ballot, reading
from kit.learner.lesson.state import LessonState
from kit.views import markup
from kit.views.cards import prompt_card
from kit.widgets.controls.displays import Countdown
from kit.widgets.parts import box, button, html, told
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step, nothing_yet
from kit.widgets.words_back import under

KINDS = (said("warm up"), said("interpret"), said("apply"), said("challenge"), said("take a stand"))  # of prompts


def discuss(lesson: LessonState) -> Step:
    """Return the step: one box a prompt, and the vote. Nobody needs all five prompts; a class takes one or two."""
    prompts, vote = lesson.content.prompts, lesson.content.vote
    if not prompts and not vote:
        return nothing_yet()
    motions = [motion_of(lesson.id, lesson.title, vote)] if vote else []
    boxes = [*map(prompt_card, prompts), *map(reading, motions)]
    return Step(
        "".join(f'<div class="kit-box">{inside}</div>' for inside in boxes),
        [*(_asked(lesson, prompt) for prompt in prompts), *(ballot(lesson, one) for one in motions)],
    )


def _asked(lesson: LessonState, prompt: Prompt) -> widgets.VBox:
    answer = kept_answer(lesson, DISCUSS, prompt.id, say("Your answer to '{prompt}'", prompt=say(prompt.kind)))
    looked, second = button(say("Take a second look"), main=False), told()

    def written(change: dict | None = None) -> None:
        looked.disabled = not answer.value.strip()

    def look(_: object) -> None:
        second.value = markup.notice(prompt.second_look)

    written()
    answer.observe(written, "value")
    looked.on_click(look)
    clock, back = Countdown(label=say(prompt.kind), minutes=prompt.minutes), under(lesson, DISCUSS, prompt.id)
    return box([html(prompt_card(prompt)), clock, answer, *back, looked, second])
