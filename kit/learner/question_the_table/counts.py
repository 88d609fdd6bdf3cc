"""The figure of marked words: how many of each kind, by column or by row, beside a first coding once it is open."""

from html import escape

import pandas as pd

from kit.answers.word_marks import Marking
from kit.base.labels import said, say
from kit.content.word_coding import KINDS, SIGNS, complete, tally
from kit.views import markup
from kit.views.plot import CLEAR, OWN, Figure, axis, hidden_axis, plain, to_page
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import dropdown, framed, html, row, stage

# as the marks of models: a contrast of 3.6 and more on both themes, and a sign on every bar
COLOURS = {"describing": "#7f7f7f", "praising": "#0e8f7e", "blaming": "#cf4a7a", "unclear": OWN}


class Counts:
    """The figure under the words: it follows the marks; `beside` puts the first coding next to them."""

    def __init__(self, marking: Marking) -> None:
        self._marking = marking
        self._chart, self._summary, self._numbers = Chart(), Summary(), html()
        self._by = dropdown(say("Count by"), [(say("column"), 1), (say("row"), 0)], 1)
        self._by.observe(lambda change: self.draw(), "value")
        self.shown = stage([framed(self._chart, self._summary, before=[row([self._by])], after=[self._numbers])])
        self.beside = False

    def draw(self) -> None:
        """Draw the counts anew; before the first mark there is nothing to draw."""
        if not any(mark for marks in self._marking.mine.values() for mark in marks):
            return
        counts = self._counted()
        self._chart.figure = to_page(bars(counts))
        self._summary.value = in_words(counts)
        frame = counts.rename_axis(said("Words in")).reset_index()
        numbers = markup.numbers(frame, say("Words by kind of mark"))
        self._numbers.value = markup.details(say("The numbers in this picture"), numbers)
        self.shown.children = self.shown.kept

    def _counted(self) -> pd.DataFrame:
        marking, part = self._marking, self._by.value
        names = {column.id: column.name for column in marking.columns} if part else marking.rows
        both = complete(marking.others, complete(marking.mine, marking.cells)) if self.beside else []
        if not both:
            return _marked(tally(marking.mine, names, part))
        mine, others = ({key: marks[key] for key in both} for marks in (marking.mine, marking.others))
        return _beside(tally(mine, names, part), tally(others, names, part))


def _marked(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts without rows or columns in which nothing is marked yet."""
    return counts[counts.sum(axis=1) > 0]


def _beside(mine: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return both counts in turn, each name once as the learner counts it and once as the first coding does."""
    pairs = [
        frame.loc[[name]].rename(index=lambda name, whose=whose: say(whose, name=name))
        for name in _marked(mine).index
        for frame, whose in ((mine, said("{name} (you)")), (others, said("{name} (first coding)")))
    ]
    return pd.concat(pairs)


def bars(counts: pd.DataFrame) -> Figure:
    """Return a bar a row of the counts, under its name, shared out among the kinds, each with its sign and number."""
    places, most = list(range(len(counts))), int(counts.sum(axis=1).max())
    names = [
        {"text": escape(name), "x": 0, "y": place, "yshift": 13, "xanchor": "left", "yanchor": "bottom",
         "showarrow": False}
        for place, name in enumerate(counts.index)
    ]  # fmt: skip
    return plain(
        *(_bar(kind, counts[kind].tolist(), places) for kind in KINDS), barmode="stack", annotations=names,
        height=70 + 54 * len(counts), margin={"l": 8, "r": 12, "t": 24, "b": 40}, bargap=0.55,
        xaxis=axis(say("words"), range=[0, most]), yaxis=hidden_axis(len(counts) - 0.6, -0.6),
    )  # fmt: skip


def _bar(kind: str, counts: list[int], places: list[int]) -> dict[str, object]:
    fill = CLEAR if kind == "describing" else COLOURS[kind]
    return {
        "type": "bar", "orientation": "h", "y": places, "x": [count or None for count in counts],
        "marker": {"color": fill, "line": {"color": COLOURS[kind], "width": 1.5}},
        "text": [f"{SIGNS[kind]} {count}" for count in counts],
        "textposition": "inside", "insidetextanchor": "middle", "constraintext": "none", "textangle": 0,
        "hoverinfo": "skip",
    }  # fmt: skip


def in_words(counts: pd.DataFrame) -> str:
    """Return the counts as a sentence."""
    lines = [
        f"{name}: " + ", ".join(f"{count} {say(kind)}" for kind, count in line.items() if count)
        for name, line in counts.iterrows()
    ]
    return say("Words marked. {lines}.", lines="; ".join(lines))
