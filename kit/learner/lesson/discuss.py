"""Discuss: five prompts with a form, a clock, a place to answer, a second look after one's own answer; and a vote.

The learner's ballot: a first vote, a reason, the reasons of the other sides, a second vote; a code for each.
"""

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from kit.answers.ballot import Motion, motion_of
from kit.answers.ballot_code import Code, new_mark, write_code
from kit.answers.journal import Try
from kit.answers.keys import DISCUSS, REASON, VOTE
from kit.answers.keys import ballot as as_ballot
from kit.base.labels import prose, said, say
from kit.base.paths import work_folder
from kit.content.lesson_form import Prompt
from kit.learner.lesson.state import LessonState
from kit.learner.lesson.talk import look, talk, thoughts
from kit.views import markup
from kit.views.templates import CARDS, Pieces
from kit.widgets import parts
from kit.widgets.controls.control import Countdown
from kit.widgets.controls.fields import Choice
from kit.widgets.parts import Step, box, button, finished, html, kept_up, nothing_yet, replace, shared, told
from kit.widgets.saved_answer import kept_answer, under

PIECES, WORDS = Pieces(__file__), prose(__file__)
KINDS = (said("warm up"), said("interpret"), said("apply"), said("challenge"), said("take a stand"))  # of prompts
LOCKED = said("Your second vote is open, so your first one stays as it is.")


def discuss(lesson: LessonState) -> Step:
    """Return the step: one box a prompt, and the vote. Nobody needs all five prompts; a class takes one or two."""
    prompts, vote = lesson.content.prompts, lesson.content.vote
    if not prompts and not vote:
        return nothing_yet()
    motions = [motion_of(lesson.id, lesson.title, vote)] if vote else []
    boxes = [*map(CARDS.prompt_card, prompts), *map(PIECES.reading, motions)]
    return Step(
        "".join(f'<div class="kit-box">{inside}</div>' for inside in boxes),
        [*(_asked(lesson, prompt) for prompt in prompts), *(ballot(lesson, one) for one in motions), *_printed(lesson)],
    )


def _printed(lesson: LessonState) -> tuple[widgets.Widget, ...]:
    """Return a button that writes the report's page of this lesson alone, and where it says where that lies."""

    def page() -> str:
        from kit.paper.report import report, write_report  # when it is asked for: a lesson opens without it

        whole = report(lesson.journal, lesson.table)
        here = [one for one in whole.chapters if one.id == lesson.id]
        if not here:
            return markup.notice(WORDS["nothing"])
        return parts.written(write_report(whole._replace(cases=[], chapters=here), work_folder())[:1])

    return parts.deed(say("Print this lesson"), page)


def _asked(lesson: LessonState, prompt: Prompt) -> widgets.VBox:
    answer = kept_answer(lesson, DISCUSS, prompt.id, say("Your answer to '{prompt}'", prompt=say(prompt.kind)))
    second = told()
    look = partial(setattr, second, "value", markup.notice(prompt.second_look))
    looked = button(say("Take a second look"), False, look)
    kept_up(lambda: setattr(looked, "disabled", not answer.value.strip()), answer)
    clock, back = Countdown(label=say(prompt.kind), minutes=prompt.minutes), under(lesson, DISCUSS, prompt.id)
    return box([html(CARDS.prompt_card(prompt)), clock, answer, *back, looked, second])


def ballot(lesson: LessonState, motion: Motion) -> widgets.VBox:
    """Return the box: the first vote until the second is opened, from then on both, the first as it was."""
    votes = box([])

    def show() -> None:
        opened = is_open(lesson, motion) and newest(lesson, motion, 1)
        inside = _both(lesson, motion) if opened else _first(lesson, motion, show)
        replace(votes, [html(PIECES.question(motion)), *inside])

    show()
    return votes


def newest(lesson: LessonState, motion: Motion, a_round: int) -> Try | None:
    """Return the learner's saved vote of a round, or None when there is none that still fits the question."""
    saved = lesson.newest(VOTE, f"{motion.id}/{a_round}")
    return saved if saved and as_ballot(saved.value, motion.ids) else None


def is_open(lesson: LessonState, motion: Motion) -> bool:
    """Return whether the learner has opened the second vote."""
    return lesson.newest(VOTE, f"{motion.id}/opened") is not None


def _first(lesson: LessonState, motion: Motion, show: Callable[[], None]) -> list[widgets.Widget]:
    def open_second() -> None:
        if lesson.keep(VOTE, f"{motion.id}/opened", True)[0]:
            show()

    opening = button(say("Open my second vote, after the talk"), False, open_second)
    opening.disabled = newest(lesson, motion, 1) is None
    vote = _vote(lesson, motion, 1, partial(setattr, opening, "disabled", False))
    return [*vote, *talk(lesson, motion, look(lesson, motion)), opening]


def _both(lesson: LessonState, motion: Motion) -> list[widgets.Widget]:
    first, seen = newest(lesson, motion, 1), look(lesson, motion)
    stance = next(one for one in motion.stances if one.id == first.value["option"])
    second = widgets.VBox(layout=shared())

    def thought_over() -> None:
        if not second.children:
            second.children = tuple(_vote(lesson, motion, 2))

    # it was given before there was a choice of reasons, or by whoever chose one; or there is none to choose
    if motion.right or newest(lesson, motion, 2):
        thought_over()
    before = html(PIECES.before(motion, stance, _code(motion, first)))
    reasons = [] if motion.right else thoughts(lesson, motion, stance.id, seen, thought_over)
    return [before, *talk(lesson, motion, seen), *reasons, second]


def _vote(lesson: LessonState, motion: Motion, a_round: int, voted: Callable = list) -> list[widgets.Widget]:
    """Return a round: stances to choose from, a line for the reason, a button, and the code once the vote is in."""
    words = WORDS[f"key_{a_round}" if motion.right else str(a_round)]
    options = [{"id": one.id, "text": one.text} for one in motion.stances]
    choice = Choice(legend=words["heading"], options=options)
    reason = kept_answer(lesson, VOTE, f"{motion.id}{REASON}/{a_round}", words["why"], rows=2)
    committed, said = button(words["give"], press=lambda: commit()), told()
    committed.disabled = True

    def chosen(change: dict) -> None:
        committed.disabled = not change["new"]
        finished(committed, done=False)

    def commit() -> None:
        kept, words = _cast(lesson, motion, a_round, choice.value)
        said.value = _given(motion, kept) if kept else PIECES.trouble(words)
        finished(committed, done=bool(kept))
        if kept:
            voted()

    if saved := newest(lesson, motion, a_round):
        choice.value, committed.disabled, said.value = saved.value["option"], False, _given(motion, saved)
        finished(committed)
    choice.observe(chosen, "value")
    return [choice, reason, committed, said]


def _cast(lesson: LessonState, motion: Motion, a_round: int, stance: str) -> tuple[Try | None, str]:
    """Return the saved vote and words; a first vote is not taken any more once the second is open, in any window."""
    if a_round == 1 and is_open(lesson, motion):
        return None, say(LOCKED)
    first = newest(lesson, motion, 1)
    mark = first.value["mark"] if first else new_mark()
    return lesson.keep(VOTE, f"{motion.id}/{a_round}", {"option": stance, "mark": mark})


def _given(motion: Motion, vote: Try) -> str:
    return PIECES.given(vote.saved, _code(motion, vote))


def _code(motion: Motion, vote: Try) -> str:
    """Return the code of a vote, to read out or to paste where the teacher asks for it."""
    a_round = int(vote.item.rpartition("/")[2])
    stance, mark = vote.value["option"], vote.value["mark"]
    code = write_code(Code(motion.tag, a_round, motion.ids.index(stance), mark))
    return PIECES.code(WORDS[str(a_round)]["code"], code)
