"""The form of what a figure says: the shapes below are all that `data/figures/<dimension>.yaml` may hold."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, field
from msgspec.structs import replace

from kit.base.errors import ContentError, listed, named, nearest, shown
from kit.base.labels import said
from kit.base.paths import data_path
from kit.content.yaml_reader import Form, Place, Text, hold, in_words, read_plain

KINDS = (said("model"), said("evidence"), said("model and evidence"), said("judgement"), said("judgement and evidence"))
Words = dict[str, Text]  # {id: words}


class Range(Form, tag_field="control", tag="range"):
    """A whole number to slide: its label, where it starts, its lowest and highest value, its step and unit."""

    label: Text
    value: int
    low: int
    high: int
    step: Annotated[int, Meta(ge=1)] = 1
    unit: str = ""

    @property
    def ends(self) -> tuple[int, int]:
        """Return the two values at which a figure is most likely to break."""
        return self.low, self.high

    @property
    def slip(self) -> str:
        """Return what is wrong with where it starts, as the end of a sentence, or nothing."""
        allowed = f"from {self.low} to {self.high} in steps of {self.step}"
        numbers = range(self.low, self.high + 1, self.step)
        return "" if self.value in numbers else f"{self.value} came here, but what can be chosen goes {allowed}."


class Choice(Form, tag_field="control", tag="choice"):
    """One of several options, {id: words}, and the id that it starts with."""

    label: Text
    value: str
    options: Words

    @property
    def ends(self) -> tuple[str, ...]:
        """Return every id, because a choice has no middle; of a long list of names, a dozen spread over it."""
        return tuple(self.options)[:: 1 + len(self.options) // 12]

    @property
    def slip(self) -> str:
        """Return what is wrong with where it starts, as the end of a sentence, or nothing."""
        return "" if self.value in self.options else _stranger(self.value, self.options)


class Grid(Form, tag_field="control", tag="grid"):
    """A table in which the learner judges every cell; rows, columns and options are {id: words}.

    Its value is {"row/column": option id} for the cells judged so far. It is saved in the journal and comes back.
    `on_paper` is False where a pen is not enough, because every move needs an answer.
    """

    label: Text
    rows: Words
    columns: Words
    options: Words
    value: dict[str, str] = field(default_factory=dict)
    on_paper: bool = True

    @property
    def cells(self) -> list[str]:
        """Return the names of its cells, as its value has them."""
        return [f"{row}/{column}" for row in self.rows for column in self.columns]

    @property
    def ends(self) -> tuple[dict[str, str], ...]:
        """Return no judgement at all, and every cell judged alike, once for each option."""
        return {}, *(dict.fromkeys(self.cells, option) for option in self.options)

    @property
    def slip(self) -> str:
        """Return what is wrong with where it starts, as the end of a sentence, or nothing."""
        wrong = [_stranger(cell, self.cells) for cell in self.value if cell not in self.cells]
        wrong += [_stranger(option, self.options) for option in self.value.values() if option not in self.options]
        return next(iter(wrong), "")


class Sentences(dict[str, str]):
    """Sentences by id; whoever asks for one that the file has not is told so in one of its own."""

    def __init__(self, where: str, words: dict[str, str]) -> None:
        super().__init__(words)
        self._where = where

    def __missing__(self, key: str) -> str:
        """Raise ContentError: the file, the place, what is missing and what is there."""
        raise ContentError(f"{self._where}: the key {shown(key)} is missing. There are: {listed(self) or 'none'}.")


class FactChart(Form):
    """A chart of a table in `data/facts`: which columns go across and up, give the colour, are chosen from.

    A figure with such a chart needs no Python.
    """

    draw: Literal["bars", "line", "dots"]
    facts: Text
    across: Text
    up: Text
    colour: str = ""
    choose: tuple[Text, ...] = ()

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Return each place of the chart with the column that it names."""
        one = [(place, column) for place in ("across", "up", "colour") if (column := getattr(self, place))]
        return [*one, *(("choose", column) for column in self.choose)]


class FigureWords(Form):
    """What a figure says: what it is, what it rests on and leaves out, its controls, and its sentences by group and id.

    `kind`: a `model` computes from assumptions, `evidence` shows facts, a `judgement` is the learner's. What its parts
    stand for, such as the model under which a thing is counted, are ids: no words, so nothing to translate.
    """

    title: Text
    kind: Literal[KINDS]
    leaves_out: Text
    assumptions: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    controls: dict[str, Range | Choice | Grid] = field(default_factory=dict)
    says: dict[str, Words] = field(default_factory=dict)
    stands_for: dict[str, dict[str, Text]] = field(default_factory=dict)
    chart: FactChart | None = None


def figure_path(dimension: str) -> Path:
    """Return the file of what the figure of a dimension says, whether it is there or not."""
    return data_path("figures", f"{dimension}.yaml")


@cache
def words_of(dimension: str) -> FigureWords:
    """Return what the figure of a dimension says, in English as it stands: each word is translated when it is shown."""
    return read_figure(figure_path(dimension))


def read_figure(path: Path, read: tuple[Any, dict[Place, int]] | None = None) -> FigureWords:
    """Return what a figure says, whose file may be `read` already; raise ContentError: file, line, place, what came."""
    plain, lines = read or read_plain(path)
    words = hold(path, plain, lines, FigureWords)
    for name, control in words.controls.items():
        if control.slip:
            place = ("controls", name, "value")
            raise ContentError(f"{named(path)}, line {lines[place]}{in_words(place, plain)}: {control.slip}")
    for part in ("says", "stands_for"):
        where = f"{named(path)}, {part}"
        groups = {name: Sentences(f"{where}, {name}", group) for name, group in getattr(words, part).items()}
        words = replace(words, **{part: Sentences(where, groups)})
    return words


def _stranger(came: str, allowed: list[str] | dict[str, str]) -> str:
    none = f"{shown(came)} came here, and there is no such choice{nearest(came, list(allowed))}"
    return f"{none} There are: {listed(allowed)}."
