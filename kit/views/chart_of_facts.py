"""A figure without a line of Python: bars, a line or dots from a table of facts, as `data/figures/<lesson>.yaml` asks.

The chart's own words are names of columns and what stands in the cells, in the language of the table of facts.
"""

from functools import partial

import pandas as pd

from kit.base.errors import ContentError, listed, nearest, shown
from kit.base.labels import say, say_number
from kit.content.facts import load_facts, sources_of
from kit.content.figure_form import Choice, FactChart, FigureWords
from kit.views.contract import Explorable, Picture
from kit.views.plot import OWN, Figure, axis, plain

ALL = ""  # the choice that leaves nothing out
MODES = {"line": "lines+markers", "dots": "markers"}
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
COLOURS = (OWN, "#b5651d", "#7f7f7f", "#8e5ea2", "#2f7f5f", "#a33b4f")


def drawn(dimension: str, words: FigureWords, chart: FactChart) -> Explorable:
    """Return the figure that a file describes; raise ContentError where its table has not what the file names."""
    facts = load_facts(chart.facts)
    for place, column in chart.columns:
        if column not in facts.columns:
            rule = f"{chart.facts}.csv has no column {shown(column)}{nearest(column, facts.columns)}"
            raise ContentError(f"{dimension}.yaml, chart, {place}: {rule} It has: {listed(facts.columns)}.")
    if not pd.api.types.is_numeric_dtype(facts[chart.up]):
        raise ContentError(
            f"{dimension}.yaml, chart, up: the column {shown(chart.up)} of {chart.facts}.csv holds words; "
            "what is drawn upwards has to be numbers, such as 5.9."
        )
    sources = tuple(dict.fromkeys([*words.sources, *sources_of(facts)]))
    there = {column: {one: one for one in map(str, facts[column].dropna())} for column in chart.choose}
    choices = [Choice(column, ALL, {ALL: say("all of them"), **values}) for column, values in there.items()]
    controls = {f"choose_{number}": choice for number, choice in enumerate(choices, 1)}
    return Explorable(
        dimension, words.title, words.kind, words.leaves_out, partial(picture, facts, chart), controls,
        words.assumptions, sources,
    )  # fmt: skip


def picture(facts: pd.DataFrame, chart: FactChart, **chosen: str) -> Picture:
    """Return the rows of the facts that were chosen, drawn; where one lacks its number, it is left out and not 0."""
    rows = facts.dropna(subset=[chart.across, chart.up])
    for column, value in zip(chart.choose, chosen.values(), strict=True):
        rows = rows if value == ALL else rows[rows[column].astype(str) == value]
    columns = list(dict.fromkeys(filter(None, (chart.across, chart.colour, chart.up, *chart.choose))))
    return Picture(_figure(rows, facts, chart), _summary(rows, chart), rows[columns].reset_index(drop=True))


def _figure(rows: pd.DataFrame, facts: pd.DataFrame, chart: FactChart) -> Figure:
    groups = rows.groupby(chart.colour, sort=False, dropna=False) if chart.colour else [("", rows)]
    names = list(dict.fromkeys(facts[chart.colour].map(str))) if chart.colour else [""]  # a colour stays, who else goes
    traces = [_trace(group, chart, str(name), names.index(str(name))) for name, group in groups]
    low, high = min(0, facts[chart.up].min()), max(0, facts[chart.up].max())
    kind = {} if pd.api.types.is_numeric_dtype(facts[chart.across]) else {"type": "category"}
    return plain(
        *traces, showlegend=len(names) > 1, legend={"orientation": "h", "y": 1.12}, height=380,
        xaxis=axis(chart.across, **kind), yaxis=axis(chart.up, range=[low * 1.05, high * 1.05]),
    )  # fmt: skip


def _trace(group: pd.DataFrame, chart: FactChart, name: str, place: int) -> dict[str, object]:
    look = {"color": COLOURS[place % len(COLOURS)]}
    points = {"x": list(group[chart.across]), "y": list(group[chart.up]), "name": name}
    if chart.draw == "bars":
        return {"type": "bar", **points, "marker": look}
    dots = {**look, "size": 10, "symbol": SYMBOLS[place % len(SYMBOLS)]}
    return {"type": "scatter", "mode": MODES[chart.draw], **points, "marker": dots}


def _summary(rows: pd.DataFrame, chart: FactChart) -> str:
    if rows.empty:
        return say("There is no row for what you chose.")
    low, high = rows.loc[rows[chart.up].idxmin()], rows.loc[rows[chart.up].idxmax()]
    ends = {"low": say_number(low[chart.up]), "high": say_number(high[chart.up])}
    where = {"where_low": low[chart.across], "where_high": high[chart.across]}
    return say("{up}: from {low} ({where_low}) to {high} ({where_high}).", up=chart.up, **ends, **where)
