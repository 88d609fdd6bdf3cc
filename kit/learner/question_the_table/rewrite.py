"""Rewrite: a cell that its advocates and its critics would both sign."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from kit.answers.keys import REWRITE
from kit.base.errors import ContentError
from kit.base.labels import said, say
from kit.content.columns import Column
from kit.content.course import load_content
from kit.content.lesson_form import Contested
from kit.content.table import dimension_id, dimensions_of
from kit.content.word_coding import words_of
from kit.learner.question_the_table.state import TableState
from kit.views import cards, markup
from kit.widgets.controls.answer import Answer
from kit.widgets.parts import button, dropdown, html, replace, row
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

SIGNED = {
    "advocate": said("An advocate would sign it."),
    "critic": said("A critic would sign it."),
    "describes": said("It describes and does not judge."),
}
ROOM = 0.35  # so much longer or shorter than its neighbours still counts as about as long
UNCONTESTED = said("No lesson names a contested word in this cell. Which would you name?")
WHO_OBJECTS = said("Who objects:")
AS_LONG = said("It is about as long as its neighbours.")
LEAD = said("Choose a cell. Rewrite it so that its advocates and its critics would both sign it.")
NEIGHBOUR = said("Ask a neighbour to play the advocate, and another to play the critic, before you tick.")


def rewrite(source: TableState) -> Step:
    """Return the step: a cell with its contested words, room to rewrite it, a checklist, and all that was rewritten."""
    titles = dimensions_of(source.table)
    dimension = dropdown(say("Row"), [(title, id) for id, title in titles.items()], next(iter(titles)))
    model = dropdown(say("Column"), [(column.name, column.id) for column in source.columns()], source.columns()[0].id)
    again, shown, room, mine = button(say("Begin another version"), main=False), html(), widgets.VBox(), html()

    def column() -> Column:
        return next(one for one in source.columns(titles[dimension.value]) if one.id == model.value)

    def look(_: object = None) -> None:
        mine.value = _mine(source, titles)

    def choose(_: object = None) -> None:
        shown.value = _asked(column(), contested_of(dimension.value, model.value))
        replace(room, _desk(source, titles[dimension.value], column(), look))
        look()

    choose()
    dimension.observe(choose, "value")
    model.observe(choose, "value")
    again.on_click(choose)
    return Step(_reading(source), [row([dimension, model]), shown, room, again, mine])


def contested_of(dimension: str, model: str) -> list[Contested]:
    """Return what the lesson knows of contested words in a cell; nothing where there is no such lesson."""
    try:
        return [one for one in load_content(dimension).contested if one.model == model]
    except ContentError:
        return []


def _asked(column: Column, contested: list[Contested]) -> str:
    cell = escape(column.cell)
    for one in contested:
        cell = cell.replace(escape(one.quote), f"<mark>{escape(one.quote)}</mark>", 1)
    line, who = markup.Html("<p><q>{}</q>: {}<br><em>{}</em> {}</p>"), say(WHO_OBJECTS)
    issues = markup.joined(line.format(one.quote, one.issue, who, one.who_objects) for one in contested)
    name = cards.name_of(column.mark, column.name)
    shown = f"<h3>{name}</h3><blockquote>{cell}</blockquote>"
    return f'<article class="kit-card" style="border-top-color:{column.mark.colour}">{shown}</article>' + (
        issues or markup.paragraph(say(UNCONTESTED), "kit-note")
    )


def _desk(source: TableState, title: str, column: Column, look: Callable[[], None]) -> list[widgets.Widget]:
    """Return the box to write in, the checklist with its live count, and the earlier versions."""
    item = f"{dimension_id(source.table, title)}/{column.id}"
    answer = kept_answer(source, REWRITE, item, say("Your words for this cell"), rows=3)
    length, ticks = html(), _ticks(source, item)
    neighbours = [len(words_of(one.cell)) for one in source.columns(title) if one.id != column.id]

    def count(_: object = None) -> None:
        length.value = markup.paragraph(length_in_words(answer.value, neighbours))
        look()

    count()
    answer.observe(count, "typed")
    return [
        answer,
        length,
        *ticks,
        html(markup.paragraph(say(NEIGHBOUR), "kit-note")),
        html(_versions(source, item, answer)),
    ]


def _ticks(source: TableState, item: str) -> list[widgets.Checkbox]:
    """Return the checklist; each tick is kept beside the cell."""
    saved = source.newest(REWRITE, f"{item}/signed")
    boxes = {
        id: widgets.Checkbox(description=say(words), value=bool(saved and id in saved.value), indent=False)
        for id, words in SIGNED.items()
    }

    def ticked(_: object) -> None:
        source.keep(REWRITE, f"{item}/signed", [id for id, one in boxes.items() if one.value])

    for one in boxes.values():
        one.observe(ticked, "value")
    return list(boxes.values())


def length_in_words(words: str, neighbours: list[int]) -> str:
    """Return whether a text is about as long as its neighbours, given by their numbers of words.

    >>> length_in_words("Owners and buyers agree", [5, 5])
    '4 words; its neighbours have 5 and 5. ✓ About as long.'
    """
    count, mean = len(words_of(words)), sum(neighbours) / max(1, len(neighbours))
    fits = abs(count - mean) <= max(1, ROOM * mean)
    lengths = say(" and ").join(map(str, neighbours))
    told = say("{count} words; its neighbours have {lengths}.", count=count, lengths=lengths)
    if fits:
        return told + " " + say("✓ About as long.")
    return told + " " + (say("○ Longer than they are.") if count > mean else say("○ Shorter than they are."))


def _versions(source: TableState, item: str, answer: Answer) -> str:
    earlier = [one for one in source.tries(REWRITE, item) if one.value.strip()]
    version, title = markup.Html("{} <em>{}</em>"), say("Your versions so far: {number}", number=len(earlier))
    lines = markup.listed((version.format(one.value, one.saved) for one in earlier), "ol")
    return markup.details(title, lines) if earlier else ""


def rewritten(source: TableState) -> dict[tuple[str, str], str]:
    """Return the learner's newest words for each cell that was rewritten, by the row's title and the column's id."""
    found = {
        (str(title), column.id): source.newest(REWRITE, f"{dimension_id(source.table, title)}/{column.id}")
        for title in source.table.index
        for column in source.columns()
    }
    return {key: one.value.strip() for key, one in found.items() if one and one.value.strip()}


def _mine(source: TableState, titles: dict[str, str]) -> str:
    """Return the rows with rewritten cells, the published words beside the learner's."""
    cells = rewritten(source)
    named = markup.Html("{}, {}")
    rows = [
        [named.format(title, cards.name_of(column.mark, column.name)), column.cell, cells[title, column.id]]
        for title in titles.values()
        for column in source.columns(title)
        if (title, column.id) in cells
    ]
    if not rows:
        return markup.paragraph(say("Cells that you rewrite stand here, beside the published ones."), "kit-note")
    heads = (say("Cell"), say("As published"), say("As you would sign it"))
    return markup.scrolled(say("Your cells"), markup.table(heads, rows, say("Your cells beside the published ones")))


def _reading(source: TableState) -> str:
    return markup.paragraph(say(LEAD), "kit-lead") + markup.listed(map(say, (*SIGNED.values(), AS_LONG)))
