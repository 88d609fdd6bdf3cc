"""Figures without a line of Python: from a table of facts, or else from the words of a row's own cells.

Of facts it is bars, a line or dots, as `data/figures/<lesson>.yaml` asks. The chart's own words are names of columns
and what stands in the cells, in the language of the table of facts. A row that has no figure of its own has the general
one: which words stand in which of its cells.
"""

from collections import Counter
from functools import partial

import pandas as pd

from kit.base.errors import ContentError, listed, nearest, shown
from kit.base.labels import said, say, say_number
from kit.content.columns import Mark
from kit.content.facts import load_facts, sources_of
from kit.content.figure_form import FactChart, FigureWords
from kit.content.table_critique import words_of
from kit.views.contract import Choice, Explorable, Picture, Range
from kit.views.markup import in_brief
from kit.views.plot import OWN, Figure, axis, looks, note, plain, scatter

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


MOST = 24  # words that a picture has room for
LINE = 24  # the height of a word or a name
TITLE = said("Which words appear where?")
LEAVES_OUT = said(
    "What the words mean. Two cells can say the same in other words, or use one word for two things. "
    "Short words are left out at the start, and 'not' may be one of them."
)
CONTROLS = {
    "letters": Range(said("Words of at least"), 4, 1, 10, unit=said(" letters")),
    "which": Choice(
        said("Show"),
        "all",
        {"all": said("All words"), "shared": said("Words in several cells"), "single": said("Words in only one cell")},
    ),
}
Cells = list[tuple[str, Mark, str]]  # a model's short name, its mark, and its cell


def figure_of_words(cells: Cells) -> Explorable:
    """Return the general figure for one row of the table: these cells."""
    return Explorable("words", TITLE, "evidence", LEAVES_OUT, partial(picture_of_words, cells), CONTROLS)


def picture_of_words(cells: Cells, letters: int, which: str) -> Picture:
    """Return the words of a row, a mark under each model whose cell holds them; shared words come first."""
    counts = [Counter(word.casefold() for word in words_of(cell) if len(word) >= letters) for _, _, cell in cells]
    spread = {word: sum(word in count for count in counts) for count in counts for word in count}
    wanted = [word for word in spread if which == "all" or (spread[word] > 1) == (which == "shared")]
    shown = sorted(wanted, key=lambda word: (-spread[word], -sum(count[word] for count in counts)))[:MOST]
    titles = [said("Word"), *(name for name, *_ in cells)]
    numbers = pd.DataFrame([[word, *(count[word] for count in counts)] for word in shown], columns=titles)
    return Picture(_overlap(cells, counts, shown), _overlap_in_words(spread, wanted, letters), numbers)


def _overlap(cells: Cells, counts: list[Counter], shown: list[str]) -> Figure:
    traces = []
    for place, ((_, mark, _), count) in enumerate(zip(cells, counts, strict=True)):
        rows = [row for row, word in enumerate(shown) if count[word]]
        traces.append(scatter([place] * len(rows), rows, marker=looks(mark, 13), cliponaxis=False))
    names = [in_brief(word, 20) for word in shown]
    left = 8 * max(map(len, names), default=1) + 16
    room = min(MOST, len({word.casefold() for _, _, cell in cells for word in words_of(cell)}))  # whatever is chosen
    key = [  # a line a model over the picture: names side by side would not fit a narrow page
        note(f"{mark.sign} {name}", 0, 1, xshift=8 - left, yshift=26 + LINE * place)
        for place, (name, mark, _) in enumerate(reversed(cells))
    ]
    return plain(
        *traces, height=LINE * (room + len(cells)) + 40, annotations=key,
        margin={"l": left, "r": 20, "t": LINE * len(cells) + 32, "b": 8},
        xaxis=axis(range=[-0.5, len(cells) - 0.5], side="top", tickvals=list(range(len(cells))), showgrid=False,
                   ticktext=[mark.sign for _, mark, _ in cells]),
        yaxis=axis(range=[room - 0.5, -0.5], tickvals=list(range(len(shown))), ticktext=names),
    )  # fmt: skip


def _overlap_in_words(spread: dict[str, int], wanted: list[str], letters: int) -> str:
    shared = ", ".join([word for word in spread if spread[word] > 1][:MOST])
    told = [
        say("The cells of this row hold {words} different words of at least {letters} letters.",
            words=say_number(len(spread)), letters=letters),
        say("In more than one cell: {words}.", words=shared) if shared else say("No two cells share a word."),
    ]  # fmt: skip
    if len(wanted) > MOST:
        told.append(say("The picture has room for {most} of {all} words.", most=MOST, all=len(wanted)))
    return " ".join(told)
