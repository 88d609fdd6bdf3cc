"""Example Institutions - like with like? The 13 cases of the row, and others between the columns, each on its own line.

Evidence: when each began and ended, how many people it counts, where its centre is, what kind of thing it is, and one
fact that does not fit its column. Sources count different things; where our data hold no number of people, it says so.
"""

import pandas as pd

from kit.base.labels import said, say, say_number
from kit.base.language import each_language
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, load_facts, sources_of
from kit.explorables import Choice, Picture, laid_out, layouts, nobody, words_of
from kit.views.plot import MUTED, Figure, scatter, signed, strokes

WORDS = words_of("example_institutions")
SOURCES = sources_of(load_facts("institutions"))
COLUMNS, REGIONS, KINDS_OF = WORDS.says["columns"], WORDS.says["regions"], WORDS.controls["kind"].options
AGES, CROWDS = WORDS.says["summary"]["ages"], WORDS.says["summary"]["crowds"]
NAMES = {str(number): name for number, name in enumerate(facts_at_home("institutions")["name"])}
CONTROLS = {"case": Choice(said("Look closely at"), "1", NAMES)}

MARK = dict(zip(COLUMNS, MARKS, strict=False))
FIRST, NOW = 1862, 2026
ahead = nobody  # age, size and place rank nobody, which is what this lesson is about


@each_language
def cases(group: str) -> pd.DataFrame:
    """Return the cases of a group, column by column, the oldest of each first."""
    facts = load_facts("institutions")
    ranked = facts.assign(rank=facts["column"].map(list(COLUMNS).index)).sort_values(["rank", "founded", "name"])
    within = {"table": list(COLUMNS)[:3], "all": list(COLUMNS)}.get(group, [group])
    return ranked[ranked["column"].isin(within)].reset_index(drop=True)


def in_words(number: float) -> str:
    """Return a count of people short enough for a label."""
    if number >= 1_000_000:
        decimals = len(f"{number / 1e6:.3g}".partition(".")[2])
        return say("{number} million", number=say_number(number / 1e6, decimals))
    return say_number(int(round(number, -3 if number >= 100_000 else 0)))


def picture(group: str, view: str, kind: str, case: str) -> Picture:
    """Return every case of the group on a line of its own, the marked kind lit, the chosen case's name in bold."""
    shown, name = cases(group), load_facts("institutions")["name"][int(case)]
    rows = [
        (one.name, COLUMNS[one.column], KINDS_OF[one.kind], _years(one), _place(one),
         _size(one) + (f" ({one.size_year:.0f})" if pd.notna(one.size_year) else ""), one.misfit)
        for one in shown.itertuples(index=False)
    ]  # fmt: skip
    numbers = pd.DataFrame(rows, columns=[*WORDS.says["numbers"].values()])
    return Picture(_figure(shown, view, kind, name), _summary(shown, view, kind, name), numbers)


def _years(one: object) -> str:
    if pd.isna(one.founded):
        return say("no first year in our data")
    first, last = f"{one.founded:.0f}", f"{one.ended:.0f}"
    if pd.isna(one.ended):
        return say("since {first}", first=first)
    return say("{first} to {last}", first=first, last=last)


def _size(one: object) -> str:
    if pd.notna(one.people):
        return f"{in_words(one.people)} {one.counted}"
    return one.size_in_words if isinstance(one.size_in_words, str) else say("no number in our data")


def _place(one: object) -> str:
    return one.place if isinstance(one.place, str) else say("no one place")


def _summary(shown: pd.DataFrame, view: str, kind: str, name: str) -> str:
    one = next(cases("all").query("name == @name").itertuples(index=False))
    told = [say("{number} cases.", number=len(shown)), FOUND[view](shown)]
    if kind != "any":
        number = (shown["kind"] == kind).sum()
        told.append(say("Of this kind ({kind}): {number}.", kind=say(KINDS_OF[kind]), number=number))
    told.append(f"{name} ({say(KINDS_OF[one.kind])}, {_place(one)}, {_years(one)}, {_size(one)}).")
    if one.column == "between":
        told.append(say("Between the columns: {misfit}", misfit=one.misfit))
    else:
        model = say(COLUMNS[one.column])
        told.append(say("Does not fit the cell of {model}: {misfit}", model=model, misfit=one.misfit))
    return " ".join(told)


def _ages(shown: pd.DataFrame) -> str:
    seen = shown.dropna(subset=["founded"]).sort_values("founded")
    first, last = (f"{year:.0f}" for year in seen["founded"].iloc[[0, -1]])
    return say(AGES, first=first, oldest=seen["name"].iat[0], last=last, ended=shown["ended"].notna().sum())


def _crowds(shown: pd.DataFrame) -> str:
    seen = shown.dropna(subset=["people"]).sort_values("people")
    few, most = seen.iloc[0], seen.iloc[-1]
    if len(seen) == 1:
        return say("Only one has a count of people: {number} ({case}).", number=in_words(few.people), case=few["name"])
    ends = {"least": in_words(few.people), "smallest": few["name"], "most": in_words(most.people)}
    times = in_words(round(most.people / few.people))
    return say(CROWDS, number=len(seen), **ends, largest=most["name"], times=times)


def _regions(shown: pd.DataFrame) -> str:
    found = shown["region"].value_counts()
    return "; ".join(f"{say(words)} {found[name]}" for name, words in REGIONS.items() if name in found) + "."


FOUND = {"life": _ages, "people": _crowds, "where": _regions}
SAID = {"life": _years, "people": _size, "where": _place}


def _figure(shown: pd.DataFrame, view: str, kind: str, name: str) -> Figure:
    lit = (shown["kind"] == kind) | (kind == "any")
    rows = shown.assign(y=range(len(shown), 0, -1), at=_at(shown, view))
    groups = [(rows[lit & (rows["column"] == column)], mark.symbol, mark.colour) for column, mark in MARK.items()]
    draw = _lives if view == "life" else _points
    drawn = [draw(*group) for group in (*groups, (rows[~lit], "circle-open", MUTED))]
    size = {"height": 60 + 34 * len(rows), "yaxis": {"range": [0.3, len(rows) + 0.9]}}
    above = layouts(__file__)["axes"][view]
    return laid_out(__file__, *drawn, _lines_of_words(rows, view, lit, name), xaxis=above, **size)


def _at(shown: pd.DataFrame, view: str) -> pd.Series:
    """Return where each case stands on the axis of a view; what is not known stands nowhere."""
    if view == "where":
        return shown["region"].map(list(REGIONS).index)
    return shown["founded"].clip(lower=FIRST) if view == "life" else shown["people"]


def _points(part: pd.DataFrame, symbol: str, colour: str) -> dict[str, object]:
    placed = part.dropna(subset=["at"])
    return scatter(placed["at"], placed["y"] - 0.25, marker={"symbol": symbol, "size": 11, "color": colour})


def _lives(part: pd.DataFrame, symbol: str, colour: str) -> dict[str, object]:
    """Return a line for each life: a sign where it begins and ends, a triangle where no end is known."""
    placed = list(part.dropna(subset=["at"]).itertuples())
    lives = ([(x, one.y - 0.25) for x in (one.at, NOW if pd.isna(one.ended) else one.ended)] for one in placed)
    ends = [("triangle-left" if one.founded < FIRST else symbol, "triangle-right" if pd.isna(one.ended) else symbol)
            for one in placed]  # fmt: skip
    marker = {"symbol": [sign for both in ends for sign in (*both, symbol)], "size": 9, "color": colour}
    return strokes(lives, "lines+markers", marker=marker, line={"color": colour, "width": 3})


def _lines_of_words(rows: pd.DataFrame, view: str, lit: pd.Series, name: str) -> dict[str, object]:
    """Return above each line its sign, the case's name and what the view says of it; the chosen name is in bold."""
    words = []
    for one, bright in zip(rows.itertuples(index=False), lit, strict=True):
        sign = signed(MARK[one.column], "") if bright else "○ "
        words.append(f"{sign}{f'<b>{one.name}</b>' if one.name == name else one.name}, {SAID[view](one)}")
    look = {"xaxis": "x2", "textposition": "middle right", "textfont": {"size": 12}}
    return scatter([0] * len(rows), rows["y"] + 0.2, "text", text=words, **look)
