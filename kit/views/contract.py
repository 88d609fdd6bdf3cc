"""What a figure that learners work offers: what it says, its controls, and the picture that it draws from them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.content.figure_form import KINDS, Choice, Grid, Range
from kit.views.plot import Figure

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "Choice", "Explorable", "Grid", "Picture", "Range", "at_start"]


@dataclass(frozen=True)
class Picture:
    """What an explorable draws: the figure, a sentence on what it shows, and its numbers.

    `numbers` is what stands in the figure for those who do not see it: a row for each bar, point, line or cell (or for
    each group of them), its name in the first column, which heads the row; its other columns are numbers or words.
    """

    figure: Figure
    summary: str
    numbers: "pd.DataFrame"


@dataclass(frozen=True, eq=False)
class Explorable:
    """A figure to work with: what it says, in the words of `FigureWords`, and what it draws.

    `ahead` says by the figure's own measure which column is ahead at a setting: its id, "" for nobody, None where the
    figure ranks none. `home` gives the place of the column under which the table puts a row of its grid.
    """

    id: str
    title: str
    kind: str
    leaves_out: str
    picture: Callable[..., Picture]
    controls: dict[str, Range | Choice | Grid]
    assumptions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ahead: Callable[..., str | None] | None = None
    home: Callable[[str], int] | None = None

    @property
    def start(self) -> dict[str, object]:
        """Return the value at which each control starts."""
        return {name: control.value for name, control in self.controls.items()}


def at_start(explorable: Explorable) -> Picture:
    """Return an explorable's picture with every control where it starts."""
    return explorable.picture(**explorable.start)
