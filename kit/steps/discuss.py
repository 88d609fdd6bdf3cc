"""Discuss: five prompts with a form, a clock, a place to answer, a second look after one's own answer; and a vote."""

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from kit import cards
from kit.labels import said, say
from kit.lesson_form import Prompt
from kit.parts import box, button, html, told
from kit.steps.ballot import ballot, reading
from kit.steps.keeping import kept_answer
from kit.steps.step import Step
from kit.voting.votes import motion_of
from kit.widgets.countdown import Countdown

if TYPE_CHECKING:
    from kit.lesson import Lesson

KINDS = (said("warm up"), said("interpret"), said("apply"), said("challenge"), said("take a stand"))  # of prompts


def discuss(lesson: "Lesson") -> Step:
    """Return the step: one box a prompt, and the vote. Nobody needs all five prompts; a class takes one or two."""
    prompts, vote = lesson.content.prompts, lesson.content.vote
    boxes = [prompt_card(prompt) for prompt in prompts]
    boxes += [reading(motion_of(lesson.id, lesson.title, vote))] if vote else []
    return Step(
        "".join(f'<div class="kit-box">{inside}</div>' for inside in boxes),
        [*(_asked(lesson, prompt) for prompt in prompts), *([ballot(lesson)] if vote else [])],
    )


def _asked(lesson: "Lesson", prompt: Prompt) -> widgets.VBox:
    answer = kept_answer(lesson, "discuss", prompt.id, say("Your answer to '{prompt}'", prompt=say(prompt.kind)))
    looked, second = button(say("Take a second look"), main=False), told()

    def written(change: dict | None = None) -> None:
        looked.disabled = not answer.value.strip()

    def look(_: object) -> None:
        second.value = cards.notice(prompt.second_look)

    written()
    answer.observe(written, "value")
    looked.on_click(look)
    return box(
        [html(prompt_card(prompt)), Countdown(label=say(prompt.kind), minutes=prompt.minutes), answer, looked, second]
    )


def prompt_card(prompt: Prompt) -> str:
    """Return what is asked in a prompt, in which form and for how long."""
    how = say("{form}, {minutes} minutes", form=prompt.form.capitalize(), minutes=prompt.minutes)
    title = f"<h3>{escape(say(prompt.kind).capitalize())}</h3>"
    return title + cards.paragraph(prompt.prompt) + cards.paragraph(how, "kit-note")
