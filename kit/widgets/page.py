"""What every page is: steps that are open once each, and steps that follow what others change."""

from collections.abc import Callable
from typing import Any

from kit.widgets.parts import close
from kit.widgets.step import Step

_open: dict[tuple[str, str], Step] = {}


def begin_anew() -> None:
    """Close every step that is open, as where another notebook goes on in the same kernel."""
    while _open:
        close(_open.popitem()[1])


class Page:
    """A page of a notebook. Each of its steps is open once in a kernel, however often its cell is run."""

    def show(self, name: str, step: Step) -> Step:
        """Return a new step; the one of an earlier run is closed, because ipywidgets would keep it for ever.

        The first one that a kernel has shown carries the stylesheet for all of its notebook, also when it is run again.
        """
        key = getattr(self, "id", type(self).__name__), name
        if key in _open:
            close(_open[key])
        _open[key] = step
        step.is_first = key == next(iter(_open))
        return step


def shows(step: Callable[[Any], Step], words: str) -> Callable[[Any], Step]:
    """Return the method of a page that shows a step, made from the page; `words` say what a learner does in it."""

    def method(page: Page) -> Step:
        return page.show(step.__name__, step(page))

    method.__name__, method.__doc__ = step.__name__, words
    return method


class Followed:
    """What steps follow: each gives a function that draws it anew, and a step that is run again takes its own place."""

    def __init__(self) -> None:
        self._followers: dict[str, Callable[[], None]] = {}

    def follow(self, step: str, draw: Callable[[], None]) -> None:
        """Call `draw` whenever what the step shows has changed."""
        self._followers[step] = draw

    def draw_anew(self, *steps: str) -> None:
        """Draw those of the steps that are open; all of them when none is named."""
        for step in steps or list(self._followers):
            if step in self._followers:
                self._followers[step]()
