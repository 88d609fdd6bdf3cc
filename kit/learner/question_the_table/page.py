"""The page that questions the table: who made it, in whose words, and what it leaves out.

Its label is here: what the page that published the table says of where it comes from, and what follows from that. So
is Rewrite: a cell that its advocates and its critics would both sign.
"""

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from kit.answers.keys import LABEL, REWRITE
from kit.answers.opening import open_journal
from kit.base.errors import ContentError, or_else
from kit.base.labels import prose, said, say
from kit.base.language import speak
from kit.content.columns import Column
from kit.content.course import load_sources
from kit.content.lesson_form import Contested, load_content
from kit.content.table import dimension_id, dimensions_of, load_table
from kit.content.table_critique import load_critique, words_of
from kit.learner.question_the_table.fourth_column import fourth_column
from kit.learner.question_the_table.mark_words import mark_words
from kit.learner.question_the_table.state import TableState
from kit.learner.question_the_table.tests import tests
from kit.views.templates import Pieces
from kit.widgets.parts import Page, Step, box, button, dropdown, html, kept_up, replace, row, shows
from kit.widgets.saved_answer import asked, kept_answer

PIECES, WORDS = Pieces(__file__), prose(__file__)
FIRST = said("What would you need to know before you trust this table? Name three things.")
ROOM = 0.35  # so much longer or shorter than its neighbours still counts as about as long


def label(source: TableState) -> Step:
    """Return the step: the page's words, one's own list first, two questions, and then what can be known."""
    page = load_critique().page
    need = kept_answer(source, LABEL, "need", say(FIRST))
    opened, answered = html(), set()

    def open_all(question: str = "") -> None:
        answered.update({question} - {""})
        ready = need.value.strip() and answered == {one.id for one in page.questions}
        opened.value = PIECES.known(page, load_sources()) if ready else PIECES.shut()

    questions = [
        asked(source.at(LABEL, one.id), one, say("This is my answer"), lambda _, id=one.id: open_all(id))
        for one in page.questions
    ]
    kept_up(open_all, need)
    around = html(PIECES.published(page))
    return Step(PIECES.reading(page, FIRST), [around, need, *map(box, ([one] for one in questions)), opened])


def rewrite(source: TableState) -> Step:
    """Return the step: a cell with its contested words, room to rewrite it, a checklist, and all that was rewritten."""
    titles = dimensions_of(source.table)
    dimension = dropdown(say("Row"), [(title, id) for id, title in titles.items()], next(iter(titles)))
    model = dropdown(say("Column"), [(column.name, column.id) for column in source.columns()], source.columns()[0].id)
    shown, room, mine = html(), widgets.VBox(), html()

    def column() -> Column:
        return next(one for one in source.columns(titles[dimension.value]) if one.id == model.value)

    def look() -> None:
        rows = [(title, column) for title in titles.values() for column in source.columns(title)]
        mine.value = PIECES.mine(rows, rewritten(source))

    def choose() -> None:
        shown.value = PIECES.asked(column(), contested_of(dimension.value, model.value))
        replace(room, _desk(source, titles[dimension.value], column(), look))
        look()

    kept_up(choose, dimension, model)
    again = button(say("Begin another version"), main=False, press=choose)
    return Step(PIECES.to_rewrite(WORDS["signed"]), [row([dimension, model]), shown, room, again, mine])


@or_else(lambda error: [], ContentError)
def contested_of(dimension: str, model: str) -> list[Contested]:
    """Return what the lesson knows of contested words in a cell; nothing where there is no such lesson."""
    return [one for one in load_content(dimension).contested if one.model == model]


def _desk(source: TableState, title: str, column: Column, look: Callable[[], None]) -> list[widgets.Widget]:
    """Return the box to write in, the checklist with its live count, and the earlier versions."""
    item = f"{dimension_id(source.table, title)}/{column.id}"
    answer = kept_answer(source, REWRITE, item, say("Your words for this cell"), rows=3)
    length, ticks = html(), _ticks(source, item)
    neighbours = [len(words_of(one.cell)) for one in source.columns(title) if one.id != column.id]

    def count() -> None:
        length.value = PIECES.length(length_in_words(answer.value, neighbours))
        look()

    kept_up(count, answer, by="typed")
    earlier = [one for one in source.tries(REWRITE, item) if one.value.strip()]
    return [answer, length, *ticks, html(PIECES.neighbour()), html(PIECES.versions(earlier))]


def _ticks(source: TableState, item: str) -> list[widgets.Checkbox]:
    """Return the checklist; each tick is kept beside the cell."""
    saved = source.newest(REWRITE, f"{item}/signed")
    boxes = {
        id: widgets.Checkbox(description=words, value=bool(saved and id in saved.value), indent=False)
        for id, words in WORDS["signed"].items()
    }

    def ticked(_: object) -> None:
        source.keep(REWRITE, f"{item}/signed", [id for id, one in boxes.items() if one.value])

    for one in boxes.values():
        one.observe(ticked, "value")
    return list(boxes.values())


def length_in_words(words: str, neighbours: list[int]) -> str:
    """Return whether a text is about as long as its neighbours, given by their numbers of words."""
    count, mean = len(words_of(words)), sum(neighbours) / max(1, len(neighbours))
    fits = abs(count - mean) <= max(1, ROOM * mean)
    lengths = say(" and ").join(map(str, neighbours))
    told = say("{count} words; its neighbours have {lengths}.", count=count, lengths=lengths)
    return f"{told} {WORDS['as_long' if fits else 'longer' if count > mean else 'shorter']}"


def rewritten(source: TableState) -> dict[tuple[str, str], str]:
    """Return the learner's newest words for each cell that was rewritten, by the row's title and the column's id."""
    found = {
        (str(title), column.id): source.newest(REWRITE, f"{dimension_id(source.table, title)}/{column.id}")
        for title in source.table.index
        for column in source.columns()
    }
    return {key: one.value.strip() for key, one in found.items() if one and one.value.strip()}


class QuestionTheTable(TableState, Page):
    """The table, to be questioned. Each step's method returns one widget and keeps its answers in the journal."""

    label = shows(label, "Ask who made the table, and what its label changes.")
    mark_words = shows(mark_words, "Mark the words of the cells, count them, then compare with a first coding.")
    tests = shows(tests, "Put the table to tests: expect, run, judge.")
    rewrite = shows(rewrite, "Rewrite a cell so that its advocates and its critics would both sign it.")
    fourth_column = shows(fourth_column, "Add what is missing, and see every view take it in.")


def load_source(table: pd.DataFrame | None = None, language: str | None = None) -> QuestionTheTable:
    """Return the kit's own table, or another, as a source to question, with the journal of whoever runs this kernel."""
    speak(language)
    return QuestionTheTable(load_table() if table is None else table, open_journal())
