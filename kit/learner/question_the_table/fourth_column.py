"""A fourth column: what the table leaves out, written by the learner or drafted, and taken in by every view."""

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from kit.answers.keys import FOURTH_COLUMN
from kit.answers.own_table import OWN, extended, has_room, own_cells, tradition_of
from kit.base.errors import or_else
from kit.base.labels import prose, said, say
from kit.base.paths import work_folder
from kit.base.writing import write_whole
from kit.content.columns import MARKS, columns_of
from kit.content.course import load_sources
from kit.content.lesson import lesson_on
from kit.content.lesson_form import load_content
from kit.content.table import dimensions_of
from kit.content.table_critique import load_drafts, load_missing
from kit.learner.lesson.page import LessonPage
from kit.learner.question_the_table.mark_words import marking_room
from kit.learner.question_the_table.state import TableState
from kit.learner.question_the_table.tests import machine_tests
from kit.views import markup
from kit.views.templates import CARDS, Pieces
from kit.widgets.parts import Step, box, button, deed, dropdown, html, kept_up, replace, row
from kit.widgets.saved_answer import kept_answer

PIECES, WORDS = Pieces(__file__), prose(__file__)
FILE = "my_table.csv"
MINE, DRAFT = "mine", "draft"
DRAFTED = said("{tradition} (there is a draft)")


def fourth_column(source: TableState) -> Step:
    """Return the step: choose what is missing, write cells, see the table with them, and take it home."""
    reading = PIECES.reading({one.name: _card(source, one.id) for one in load_missing()})
    if not has_room(source.table):
        return Step(reading, [html(PIECES.full())])
    there = load_drafts()
    options = [(say(DRAFTED, tradition=one.name) if one.id in there else one.name, one.id) for one in load_missing()]
    chosen = dropdown(say("What is missing"), [*options, (say("Another one, of my own"), OWN)], options[0][1])
    shown, desk, shelf = html(), widgets.VBox(), widgets.VBox()

    def choose() -> None:
        shown.value = _card(source, chosen.value)
        showing = Showing(source, chosen.value)
        replace(desk, _desk(source, chosen.value, showing.look))
        replace(shelf, showing.parts)

    kept_up(choose, chosen)
    return Step(reading, [row([chosen]), shown, desk, shelf])


def _card(source: TableState, id: str) -> str:
    """Return what a tradition holds, where the table misses it, and what to ask."""
    titles, tradition = dimensions_of(source.table), tradition_of(id)
    gaps = [titles[one] for one in tradition.rows if one in titles] if tradition else []
    return PIECES.card(tradition, gaps, load_sources())


def _desk(source: TableState, id: str, look: Callable[[], None]) -> list[widgets.Widget]:
    """Return where the learner writes: the heading, a row to choose, its cells so far, and one's own beside them."""
    titles = dimensions_of(source.table)
    tradition = tradition_of(id)
    first = next((one for one in (tradition.rows if tradition else ()) if one in titles), next(iter(titles)))
    place = dropdown(say("Write the cell for"), [(title, one) for one, title in titles.items()], first)
    beside, cell, drafted = html(), widgets.VBox(), html()

    def written() -> None:
        draft, own = load_drafts().get(id), cell.children[0].value.strip()
        drafted.value = PIECES.drafted(draft.cells.get(place.value)) if own and draft else ""
        look()

    def choose() -> None:
        beside.value = CARDS.named_cells(source.columns(titles[place.value]))
        answer = kept_answer(source, FOURTH_COLUMN, f"{id}/{place.value}", say("Your cell, in a few words"), rows=2)
        replace(cell, [answer])
        kept_up(written, answer, by="typed")

    kept_up(choose, place)
    heading = []
    if not tradition:
        heading = [kept_answer(source, FOURTH_COLUMN, f"{id}/title", say("Its heading"), rows=1)]
        heading[0].observe(lambda change: look(), "typed")
    return [box([*heading, row([place]), beside, cell, drafted])]


class Showing:
    """Whose cells are added, in which view, and a file to take home; `look` follows what is being written.

    `parts` are its widgets, from top to bottom.
    """

    def __init__(self, source: TableState, id: str) -> None:
        self._source, self._id, self._draft = source, id, load_drafts().get(id)
        titles = dimensions_of(source.table)
        self._whose = dropdown(say("Whose cells"), [(say("mine"), MINE)], MINE)
        self._view = dropdown(say("Show it in"), [(words, view) for view, words in WORDS.items()], "table")
        self._row = dropdown(say("Row"), [(title, one) for one, title in titles.items()], next(iter(titles)))
        self._show = button(say("Add the column"), press=self._open)
        self._write, self._wrote = deed(say("Write {file}", file=FILE), self._written)
        self._says, self._room = html(), widgets.VBox()
        kept_up(self._by_row, self._view)
        self.look()
        choice = row([self._whose, self._view, self._row])
        self.parts = [self._says, choice, row([self._show, self._write]), self._wrote, self._room]

    def look(self) -> None:
        """Offer what can be shown by now: nothing before the first cell, the draft after it."""
        count, all_ = len(own_cells(self._source, self._source.table, self._id)), len(self._source.table)
        self._show.disabled = self._write.disabled = not count
        opened = count and self._draft
        offered = [(say("mine"), MINE), *([(say("those of the draft"), DRAFT)] if opened else [])]
        if list(self._whose.options) != offered:
            kept = self._whose.value
            self._whose.options = offered
            self._whose.value = kept if kept in dict(map(reversed, offered)) else MINE
        self._says.value = PIECES.status(count, all_, self._draft)

    def _by_row(self) -> None:
        self._row.disabled = self._view.value in ("table", "words", "tests")

    def _table(self) -> pd.DataFrame:
        draft = self._draft if self._whose.value == DRAFT else None
        return extended(self._source, self._source.table, self._id, draft)

    def _open(self) -> None:
        shelf = f"{self._id}-{self._whose.value}/{self._row.value}"
        shown = or_else(lambda error: [html(markup.notice(str(error), "trouble"))])(view_of)
        view = shown(self._source, self._table(), self._view.value, self._row.value, shelf)
        note = [html(PIECES.rests_on(self._draft, load_sources()))] if self._whose.value == DRAFT else []
        replace(self._room, [box([*note, *view])])

    def _written(self) -> str:
        write_whole(path := work_folder() / FILE, self._table().to_csv(lineterminator="\n"))
        return PIECES.written(path)


def view_of(source: TableState, table: pd.DataFrame, view: str, row: str, shelf: str) -> list[widgets.Widget]:
    """Return one view of a table with a column more: the table, its words, tests, or a step of the lesson on a row.

    The step keeps its answers on a shelf of the source's own, so that what was said of three columns stays as it was.
    Raises ContentError when there is no lesson on the row.
    """
    if view == "table":
        label = say("The table with one more column")
        return [html(CARDS.overview(table, list(MARKS[: len(table.columns)]), label=label))]
    if view == "words":
        return marking_room(source.on(table), first=columns_of(table, table.index[0])[-1].id)
    if view == "tests":
        return [html(machine_tests(source.on(table)))]
    load_content(row)  # a template, which other pages take where there is no file, is of no use here
    return [getattr(LessonPage(lesson_on(row, table), source.journal, (source.id, shelf)), view)()]
