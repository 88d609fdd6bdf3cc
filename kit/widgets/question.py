"""A question without a right answer: the learner chooses and commits, then it answers back by name."""

from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.keeper import Keeper
from kit.content.lesson_form import Bet
from kit.views import markup
from kit.widgets.controls.choice import Choice
from kit.widgets.parts import button, finished, told


def nothing_more(chosen: str) -> None:
    """Do nothing after an answer."""


def asked(
    keeper: Keeper, step: str, item: str, bet: Bet, commit: str, then: Callable[[str], None] = nothing_more
) -> widgets.VBox:
    """Return the question with its button. `then` hears each committed answer, also one that comes back saved."""
    choice = Choice(legend=bet.stem, options=[{"id": option.id, "text": option.text} for option in bet.options])
    replies = {option.id: {"kind": "plain", "text": option.feedback} for option in bet.options}
    committed, status = button(commit), told()
    committed.disabled = True

    def chosen(change: dict) -> None:
        committed.disabled = not change["new"]
        finished(committed, done=False)

    def answered(words: str) -> None:
        choice.replies = {choice.value: replies[choice.value]}
        status.value = markup.paragraph(words, "kit-status")
        finished(committed)
        then(choice.value)

    def keep(_: object) -> None:
        answered(keeper.keep(step, item, choice.value)[1])

    saved = keeper.newest(step, item)
    if saved and saved.value in replies:
        choice.value, committed.disabled = saved.value, False
        answered(saved.saved)
    choice.observe(chosen, "value")
    committed.on_click(keep)
    return widgets.VBox([choice, committed, status])
