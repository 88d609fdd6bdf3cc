"""What a figure that learners work offers: its controls, as data, and the picture that it draws from them."""

from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING

from kit.base.labels import said
from kit.views.plot import Figure

if TYPE_CHECKING:
    import pandas as pd

KINDS = (said("model"), said("evidence"), said("model and evidence"), said("judgement"), said("judgement and evidence"))


@dataclass(frozen=True)
class Range:
    """A whole number to slide: its label, where it starts, its lowest and highest value, its step and unit."""

    label: str
    value: int
    low: int
    high: int
    step: int = 1
    unit: str = ""

    @property
    def ends(self) -> tuple[int, int]:
        """Return the two values at which a figure is most likely to break."""
        return self.low, self.high


@dataclass(frozen=True)
class Choice:
    """One of several options, {id: words}, and the id that it starts with."""

    label: str
    value: str
    options: dict[str, str]

    @property
    def ends(self) -> tuple[str, ...]:
        """Return every id, because a choice has no middle; of a long list of names, a dozen spread over it."""
        return tuple(self.options)[:: 1 + len(self.options) // 12]


@dataclass(frozen=True)
class Grid:
    """A table in which the learner judges every cell; rows, columns and options are {id: words}.

    Its value is {"row/column": option id} for the cells judged so far. It is saved in the journal and comes back.
    `on_paper` is False where a pen is not enough, because every move needs an answer.
    """

    label: str
    rows: dict[str, str]
    columns: dict[str, str]
    options: dict[str, str]
    value: dict[str, str] = field(default_factory=dict)
    on_paper: bool = True

    @property
    def ends(self) -> tuple[dict[str, str], ...]:
        """Return no judgement at all, and every cell judged alike, once for each option."""
        keys = [f"{row}/{column}" for row in self.rows for column in self.columns]
        return {}, *(dict.fromkeys(keys, option) for option in self.options)


@dataclass(frozen=True)
class Picture:
    """What an explorable draws: the figure, a sentence on what it shows, and its numbers.

    `numbers` is what stands in the figure for those who do not see it: a row for each bar, point, line or cell (or for
    each group of them), its name in the first column, which heads the row; its other columns are numbers or words.
    """

    figure: Figure
    summary: str
    numbers: "pd.DataFrame"


def at_start(explorable: ModuleType) -> Picture:
    """Return an explorable's picture with every control where it starts."""
    return explorable.picture(**{name: control.value for name, control in explorable.CONTROLS.items()})
