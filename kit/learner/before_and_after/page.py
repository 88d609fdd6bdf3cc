"""Before and after: one page that asks the same before the first lesson and after the last."""

import ipywidgets as widgets
import pandas as pd

from kit.answers.journal import Journal
from kit.answers.keeper import Keeper
from kit.answers.keys import AFTER, ATTITUDES, BEFORE, MEASURE, TIMES
from kit.answers.opening import open_journal
from kit.base.labels import say
from kit.base.language import speak
from kit.content.columns import columns_of
from kit.content.course import load_before_and_after
from kit.content.table import load_table
from kit.views.templates import Pieces
from kit.widgets.figure_panel import control, keep
from kit.widgets.parts import Page, Step, box, button, html, row, stage
from kit.widgets.saved_answer import best_case, kept_answer

PIECES = Pieces(__file__)


class BeforeAndAfter(Keeper, Page):
    """What is asked twice. Each time is a step, and what was said the first time does not show in the second."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        super().__init__(MEASURE, journal)
        self.names = {column.id: column.name for column in columns_of(table, table.index[0])}
        self.content = load_before_and_after()

    def before(self) -> Step:
        """Answer before the first lesson."""
        return self.show(BEFORE, Step(PIECES.reading(self.content), _asked(self, BEFORE)))

    def after(self) -> Step:
        """Answer the same after the last lesson, behind a button; then put both times side by side."""
        beside = html()

        def ask() -> None:
            body.children = body.children or (*_asked(self, AFTER), *body.kept)

        def show() -> None:
            newest = {time: [self.newest(time, one.id) for one in self.content.items] for time in TIMES}
            beside.value = PIECES.beside(self.content.items, newest[BEFORE], newest[AFTER])

        compare = button(say("Put both times side by side"), main=False, press=show)
        body = stage([row([compare]), beside])  # shut until it has begun
        begin = button(say("Begin the second time"), press=ask)
        return self.show(AFTER, Step(PIECES.later(), [html(PIECES.later()), begin, body]))


def _asked(page: BeforeAndAfter, time: str) -> list[widgets.Widget]:
    """Return all that is asked, with a box each that saves itself."""
    *items, best, grid = *page.content.items, page.content.attitudes
    parts = [
        box([html(PIECES.item(one)), kept_answer(page, time, one.id, say("Answer {number}", number=place), rows=3)])
        for place, one in enumerate(items, 1)
    ]
    written = best_case(page, time, (best.case, best.question), page.names)
    attitudes = keep(control(grid), grid, page.at(time, ATTITUDES)).add_class("kit-goes")  # each sentence on its line
    return [html(PIECES.about()), *parts, written, attitudes]


def load_both_times(language: str | None = None) -> BeforeAndAfter:
    """Return the page that asks twice, with the journal of whoever runs this kernel."""
    speak(language)
    return BeforeAndAfter(load_table(), open_journal())
