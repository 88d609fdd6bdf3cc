"""The page on adapting: each kind of change, tried on a copy before it is done in earnest."""

from collections.abc import Callable
from pathlib import Path

from kit import adapt_steps
from kit.parts import close
from kit.steps.step import Step
from kit.trial import make_trial

SHOW_THE_TABLE = ("words", "order", "lesson")


class Adapt:
    """A copy of the kit to try changes on. Each method returns one widget, and all of them work on the same copy."""

    def __init__(self) -> None:
        self.root: Path | None = None
        self._followers: dict[str, Callable[[], None]] = {}
        self._open: dict[str, Step] = {}

    def copy(self) -> Step:
        """Make the copy, in a folder of one's own choice."""
        return self._show("copy", adapt_steps.copy)

    def words(self) -> Step:
        """Change a cell, a prompt, a question, a term or a reading."""
        return self._show("words", adapt_steps.words)

    def order(self) -> Step:
        """Leave lessons out, or put them in another order."""
        return self._show("order", adapt_steps.order)

    def column(self) -> Step:
        """Add a column to the table."""
        return self._show("column", adapt_steps.column)

    def table(self) -> Step:
        """Bring an entirely different table."""
        return self._show("table", adapt_steps.table)

    def lesson(self) -> Step:
        """Add a row to the table, and its lesson."""
        return self._show("lesson", adapt_steps.lesson)

    def language(self) -> Step:
        """Say a lesson in another language."""
        return self._show("language", adapt_steps.language)

    def make(self, folder: str) -> None:
        """Make the copy, or take up one from an earlier day; raise KitError when it cannot be."""
        self.root = make_trial(folder)
        for draw in list(self._followers.values()):
            draw()

    def follow(self, name: str, draw: Callable[[], None]) -> None:
        """Let a step be drawn anew when there is another copy."""
        self._followers[name] = draw

    def changed(self, by: str) -> None:
        """Draw anew the other steps that hold rows of the table or a list of lessons: one step has changed them."""
        for name in SHOW_THE_TABLE:
            if name != by and name in self._followers:
                self._followers[name]()

    def _show(self, name: str, build: Callable[["Adapt"], Step]) -> Step:
        """Return a new step; the one of an earlier run is closed, because ipywidgets would keep it for ever."""
        if name in self._open:
            close(self._open[name])
        self._open[name] = build(self)
        return self._open[name]


def load_adapt() -> Adapt:
    """Return the page on adapting, without a copy yet."""
    return Adapt()
