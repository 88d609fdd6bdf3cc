"""A fourth column: what the table leaves out, written by the learner or drafted, and taken in by every view."""

from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.keys import FOURTH_COLUMN
from kit.answers.own_table import OWN, has_room, tradition_of
from kit.base.labels import say
from kit.content.table import dimensions_of
from kit.content.table_critique import Tradition, load_drafts, load_missing
from kit.learner.question_the_table.state import TableState
from kit.learner.question_the_table.try_column import Showing
from kit.views import cards
from kit.views.templates import Pieces
from kit.widgets.parts import box, dropdown, html, replace, row
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

PIECES = Pieces(__file__)


def fourth_column(source: TableState) -> Step:
    """Return the step: choose what is missing, write cells, see the table with them, and take it home."""
    if not has_room(source.table):
        return Step(_reading(source), [html(PIECES.full())])
    options = [(_option(one), one.id) for one in load_missing()]
    chosen = dropdown(say("What is missing"), [*options, (say("Another one, of my own"), OWN)], options[0][1])
    shown, desk, shelf = html(), widgets.VBox(), widgets.VBox()

    def choose(_: object = None) -> None:
        shown.value = _card(source, chosen.value)
        showing = Showing(source, chosen.value)
        replace(desk, _desk(source, chosen.value, showing.look))
        replace(shelf, showing.parts)

    choose()
    chosen.observe(choose, "value")
    return Step(_reading(source), [row([chosen]), shown, desk, shelf])


def _option(tradition: Tradition) -> str:
    if tradition.id in load_drafts():
        return say("{tradition} (there is a draft)", tradition=tradition.name)
    return tradition.name


def _card(source: TableState, id: str) -> str:
    """Return what a tradition holds, where the table misses it, and what to ask."""
    titles, tradition = dimensions_of(source.table), tradition_of(id)
    gaps = [titles[one] for one in tradition.rows if one in titles] if tradition else []
    return PIECES.card(tradition, gaps, source.readings)


def _desk(source: TableState, id: str, look: Callable[[], None]) -> list[widgets.Widget]:
    """Return where the learner writes: the heading, a row to choose, its cells so far, and one's own beside them."""
    titles = dimensions_of(source.table)
    tradition = tradition_of(id)
    first = next((one for one in (tradition.rows if tradition else ()) if one in titles), next(iter(titles)))
    place = dropdown(say("Write the cell for"), [(title, one) for one, title in titles.items()], first)
    beside, cell, drafted = html(), widgets.VBox(), html()

    def written(_: object = None) -> None:
        draft, own = load_drafts().get(id), cell.children[0].value.strip()
        drafted.value = PIECES.drafted(draft.cells.get(place.value)) if own and draft else ""
        look()

    def choose(_: object = None) -> None:
        beside.value = cards.named_cells(source.columns(titles[place.value]))
        answer = kept_answer(source, FOURTH_COLUMN, f"{id}/{place.value}", say("Your cell, in a few words"), rows=2)
        replace(cell, [answer])
        written()
        answer.observe(written, "typed")

    choose()
    place.observe(choose, "value")
    heading = []
    if not tradition:
        heading = [kept_answer(source, FOURTH_COLUMN, f"{id}/title", say("Its heading"), rows=1)]
        heading[0].observe(lambda change: look(), "typed")
    return [box([*heading, row([place]), beside, cell, drafted])]


def _reading(source: TableState) -> str:
    return PIECES.reading({one.name: _card(source, one.id) for one in load_missing()})
