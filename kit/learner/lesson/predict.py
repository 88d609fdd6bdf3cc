"""Predict: match the cells of a row to the models before seeing them side by side."""

from html import escape

from kit.answers.keys import MATCH, PREDICT, Guesses, match
from kit.answers.matches import hits
from kit.base.labels import say
from kit.content.columns import Column
from kit.content.lesson import ASK, LETTERS
from kit.learner.lesson.state import LessonState
from kit.views import cards, markup
from kit.widgets.parts import box, button, dropdown, html, row, told
from kit.widgets.step import Step


def predict(lesson: LessonState) -> Step:
    """Return the step: a cell and a dropdown each, a check that says what fits, and the row once it is asked for."""
    order = lesson.lesson.asked
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
            verdict.value = markup.notice(verdict_words, "right" if fit else "trouble")
        fitting = say("{fitting} of {all} as in the table.", fitting=sum(fits), all=len(fits))
        status.value = markup.notice(f"{fitting} {words}")
        shown.disabled = False
        if all(fits):
            reveal()

    def check(_: object = None) -> None:
        _, words = lesson.keep(
            PREDICT, MATCH, {column.id: guess.value for guess, column in zip(guesses, order, strict=True)}
        )
        judge(words)

    def reveal(_: object = None) -> None:
        first = lesson.first(PREDICT, MATCH)
        answer.value = _row(lesson, match(first.value, names) if first else None)

    saved = lesson.newest(PREDICT, MATCH)
    before = match(saved.value, names) if saved else None
    if before:
        for guess, column in zip(guesses, order, strict=True):
            guess.value = before[column.id]
    for guess in guesses:
        guess.observe(guessed, "value")
    guessed()
    shown.disabled = True
    if before:
        judge(saved.saved)
    checked.on_click(check)
    shown.on_click(reveal)
    asked = [
        box([html(_cell(letter, column)), guess, verdict])
        for letter, column, guess, verdict in zip(LETTERS, order, guesses, verdicts, strict=False)
    ]
    return Step(
        _reading(order), [html(markup.paragraph(say(ASK), "kit-lead")), *asked, row([checked, shown]), status, answer]
    )


def _cell(letter: str, column: Column) -> str:
    return f"<p><strong>{letter}.</strong> {escape(column.cell)}</p>"


def _row(lesson: LessonState, first: Guesses | None) -> str:
    rows = "".join(
        f"<li>{cards.name_of(column.mark, column.name)}: {escape(column.cell)}</li>" for column in lesson.columns
    )
    ask = say("Which word gave each cell away? Is that word a description, or already a judgement?")
    return f"<ul>{rows}</ul>" + (markup.paragraph(_first_try(lesson, first)) if first else "") + markup.paragraph(ask)


def _first_try(lesson: LessonState, first: Guesses) -> str:
    names = {column.id: column.name for column in lesson.columns}
    missed = [
        say("{model}'s cell to {other}", model=names[model], other=names[first[model]])
        for model in names
        if first[model] != model
    ]
    gave = " " + say("You gave {missed}.", missed=say(" and ").join(missed)) if missed else ""
    return say("In your first try, {hits} of {all} fitted.", hits=hits(first), all=len(names)) + gave


def _reading(order: list[Column]) -> str:
    asked = "".join(
        f'<div class="kit-box">{_cell(letter, column)}</div>' for letter, column in zip(LETTERS, order, strict=False)
    )
    return markup.paragraph(say(ASK), "kit-lead") + asked
