"""Predict: match the cells of a row to the models before seeing them side by side."""

from html import escape
from random import Random
from typing import TYPE_CHECKING

from kit import cards
from kit.labels import said, say
from kit.parts import box, button, dropdown, html, row, told
from kit.steps.step import Step

if TYPE_CHECKING:
    from kit.lesson import Column, Lesson

ITEM = "match"
ASK = said("Here are the cells of this row, without their headings. Which model does each one belong to?")
LETTERS = "ABCDEF"


def shuffled(lesson: "Lesson") -> list["Column"]:
    """Return the columns in an order that is always the same for a lesson, and never that of the table."""
    return order_of(lesson.columns, lesson.dimension)


def order_of(columns: list["Column"], dimension: str) -> list["Column"]:
    """Return the columns as the lesson on this dimension asks for them."""
    order, random = list(columns), Random(dimension)
    while order == columns:
        random.shuffle(order)
    return order


def predict(lesson: "Lesson") -> Step:
    """Return the step: a cell and a dropdown each, a check that says what fits, and the row once it is asked for."""
    order = shuffled(lesson)
    names = {column.id: column.name for column in lesson.columns}
    options = [(say("Choose a model"), ""), *((name, model) for model, name in names.items())]
    guesses = [dropdown(say("Cell {letter} belongs to", letter=letter), options) for letter in LETTERS[: len(order)]]
    verdicts = [html() for _ in order]
    checked, shown = button(say("Check my match")), button(say("Show the row"), main=False)
    status, answer = told(), html()

    def guessed(change: dict | None = None) -> None:
        checked.disabled = any(not guess.value for guess in guesses)

    def judge(words: str) -> None:
        fits = [guess.value == column.id for guess, column in zip(guesses, order, strict=True)]
        for verdict, fit in zip(verdicts, fits, strict=True):
            verdict_words = say("✓ As in the table.") if fit else say("✗ The table puts this one elsewhere.")
            verdict.value = cards.notice(verdict_words, "right" if fit else "trouble")
        fitting = say("{fitting} of {all} as in the table.", fitting=sum(fits), all=len(fits))
        status.value = cards.notice(f"{fitting} {words}")
        shown.disabled = False
        if all(fits):
            reveal()

    def check(_: object = None) -> None:
        _, words = lesson.keep(
            "predict", ITEM, {column.id: guess.value for guess, column in zip(guesses, order, strict=True)}
        )
        judge(words)

    def reveal(_: object = None) -> None:
        first = lesson.first("predict", ITEM)
        answer.value = _row(lesson, first.value if first else {})

    saved = lesson.newest("predict", ITEM)
    if saved:
        for guess, column in zip(guesses, order, strict=True):
            guess.value = saved.value.get(column.id) if saved.value.get(column.id) in names else ""
    for guess in guesses:
        guess.observe(guessed, "value")
    guessed()
    shown.disabled = True
    if saved and not checked.disabled:
        judge(saved.saved)
    checked.on_click(check)
    shown.on_click(reveal)
    asked = [
        box([html(_cell(letter, column)), guess, verdict])
        for letter, column, guess, verdict in zip(LETTERS, order, guesses, verdicts, strict=False)
    ]
    return Step(
        _reading(order), [html(cards.paragraph(say(ASK), "kit-lead")), *asked, row([checked, shown]), status, answer]
    )


def _cell(letter: str, column: "Column") -> str:
    return f"<p><strong>{letter}.</strong> {escape(column.cell)}</p>"


def _row(lesson: "Lesson", first: dict[str, str]) -> str:
    rows = "".join(
        f"<li>{cards.name_of(column.mark, column.name)}: {escape(column.cell)}</li>" for column in lesson.columns
    )
    ask = say("Which word gave each cell away? Is that word a description, or already a judgement?")
    return f"<ul>{rows}</ul>" + (cards.paragraph(_first_try(lesson, first)) if first else "") + cards.paragraph(ask)


def _first_try(lesson: "Lesson", first: dict[str, str]) -> str:
    names = {column.id: column.name for column in lesson.columns}
    missed = [
        say("{model}'s cell to {other}", model=names[model], other=names[first[model]])
        for model in names
        if first.get(model) in names and first[model] != model
    ]
    hits = sum(first.get(model) == model for model in names)
    gave = " " + say("You gave {missed}.", missed=say(" and ").join(missed)) if missed else ""
    return say("In your first try, {hits} of {all} fitted.", hits=hits, all=len(names)) + gave


def _reading(order: list["Column"]) -> str:
    asked = "".join(
        f'<div class="kit-box">{_cell(letter, column)}</div>' for letter, column in zip(LETTERS, order, strict=False)
    )
    return cards.paragraph(say(ASK), "kit-lead") + asked
