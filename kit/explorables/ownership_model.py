"""Ownership Model - the bundle of rights: who may enter, take, manage, keep others out and sell?

After Edella Schlager and Elinor Ostrom (1992), who took ownership apart into five rights and gave names to four bundles
of them. The two things to compare, and who holds what in them, are in `data/facts/rights_by_thing.csv`.
"""

from functools import cache

import pandas as pd

from kit.explorables import Choice, Picture
from kit.facts import load_facts
from kit.figures import MARKS, MUTED, QUIET, axis, hidden_axis, plain

TITLE = "The bundle of rights"
KIND = "model and evidence"
ASSUMPTIONS = (
    "A row in a dotted frame is the kit's own reading of who holds the right. Its reason stands with the numbers, so "
    "that you can argue with it. A row in an unbroken frame rests on a source.",
    "'In part': others hold a piece of the same right or limit it. It still counts when a bundle gets its name.",
    "The rights and the names were made for fishing grounds and pastures. Code, songs and laptops stretch them.",
    "Each thing stands for many. The tractor is one after 1958, when farms had to buy them from the state. The laptop "
    "and the song are everyday cases without a source of their own.",
)
SOURCES = ("SO92", "SO2", "SO3", "SO4", "CAL", "LIN3", "CLT6", "CLT4", "CLT1", "MAI1", "USS6", "USS3", "HDB1", "HDB3",
           "HDB2")  # fmt: skip
LEAVES_OUT = (
    "What the rights are worth to somebody without money, how the holders came by them, what taxes and other laws take "
    "back, and what happens in fact to a right on paper. The state is also the court that stands behind all the others."
)

# thing: its name, and what its user, group and firm are called
THINGS = {
    "program": ("A free (GPL) program", "User", "Project", "Firm"),
    "house": ("A house on trust land", "Household", "Land trust", "Firm"),
    "lobsters": ("A lobster ground", "Fisher", "Zone council", "Firm"),
    "tractor": ("A kolkhoz tractor", "Member", "Kolkhoz", "Firm"),
    "flat": ("A Singapore public flat", "Household", "Neighbours", "Firm"),
    "laptop": ("A company laptop", "Employee", "Staff", "Firm"),
    "song": ("A streamed song", "Listener", "Musicians", "Firms"),
}
HOLDERS = {"anyone": MARKS[4], "user": MARKS[3], "group": MARKS[0], "firm": MARKS[2], "state": MARKS[1]}
RIGHTS = {"access": "Enter", "withdrawal": "Take", "management": "Run", "exclusion": "Keep out", "alienation": "Sell"}

CONTROLS = {
    "first": Choice("On the left", "house", {thing: words[0] for thing, words in THINGS.items()}),
    "second": Choice("On the right", "laptop", {thing: words[0] for thing, words in THINGS.items()}),
    "holder": Choice("Whose bundle gets a name", "user", {
        "user": "The one who uses it", "group": "The group around it", "firm": "The firm", "state": "The state",
        "anyone": "Anyone at all"}),
    "names": Choice("By whose names", "article", {
        "article": "Schlager and Ostrom, 1992", "wiki": "A wiki page that swaps two rights"}),
}  # fmt: skip


@cache
def shares(thing: str) -> dict[tuple[str, str], str]:
    """Return {(right, holder): "full", "part" or "not_seen"} of one thing; what anyone holds, all hold."""
    held = {}
    for row in _rows(thing):
        for share in ("not_seen", "part", "full"):
            named = row[share].split(";")
            held |= {(row["right"], holder): share for holder in HOLDERS if {holder, "anyone"} & set(named)}
    return held


@cache
def _rows(thing: str) -> list[dict[str, str]]:
    return load_facts("rights_by_thing").fillna("").query("thing == @thing").to_dict("records")


@cache
def bundles(names: str) -> dict[frozenset[str], str]:
    """Return {rights: position} as the article has it, or with the claimant's right swapped, as a wiki page has it."""
    table = load_facts("commons_rights")
    held = table[table["has_right"] == 1].groupby("position")["right"].agg(frozenset).to_dict()
    if names == "wiki":
        held["claimant"] = held["claimant"] - {"management"} | {"exclusion"}
    return {rights: position for position, rights in held.items()}


def bundle(thing: str, holder: str, names: str) -> tuple[int, int, str]:
    """Return how many of the five rights a holder has, how many of them only in part, and the bundle's name."""
    mine = {right: share for (right, who), share in shares(thing).items() if who == holder and share != "not_seen"}
    name = bundles(names).get(frozenset(mine), "no name" if mine else "nothing")
    return len(mine), list(mine.values()).count("part"), name


def called(thing: str, holder: str) -> str:
    """Return what the one who holds a bundle is called in a thing: 'Household', 'Anyone'."""
    return dict(zip(HOLDERS, ("Anyone", *THINGS[thing][1:], "State"), strict=True))[holder]


def picture(first: str, second: str, holder: str, names: str) -> Picture:
    """Return two things side by side: five rights, who holds each, and the name of one holder's bundle."""
    things = list(dict.fromkeys((first, second)))
    numbers = pd.DataFrame([_number(thing, row) for thing in things for row in _rows(thing)])
    summary = " ".join(_sentence(thing, holder, names) for thing in things)
    return Picture(_figure((first, second), holder, names), summary, numbers)


def _number(thing: str, row: dict[str, str]) -> dict[str, str]:
    def listed(share: str) -> str:
        return ", ".join(called(thing, one) for one in row[share].split(";") if one) or "-"

    return {
        "Thing": THINGS[thing][0],
        "Right": f"{RIGHTS[row['right']]} ({row['right']})",
        "Held by": listed("full"),
        "Held in part by": listed("part"),
        "Not seen for": listed("not_seen"),
        "Rests on": "a source" if row["basis"] == "source" else "the kit's reading",
        "Why": row["why"],
    }


def _sentence(thing: str, holder: str, names: str) -> str:
    count, part, name = bundle(thing, holder, names)
    whom = "anyone" if holder == "anyone" else f"the {called(thing, holder).lower()}"
    sourced = sum(row["basis"] == "source" for row in _rows(thing))
    known = f"a bundle with {name}" if name == "no name" else f"a bundle called {name}" if count else "no bundle at all"
    return (
        f"{THINGS[thing][0]}: {whom} has {count} of 5 rights, {part} of them in part; {known}. "
        f"{sourced} of the 5 rows rest on a source, the others on the kit's reading."
    )


def _figure(things: tuple[str, str], holder: str, names: str):
    words = [f"{plainly} ({right})" for right, plainly in RIGHTS.items()]
    rights = {"type": "scatter", "mode": "text", "hoverinfo": "skip", "x": [-0.54] * 5, "textposition": "top right",
              "y": [row - 0.24 for row in range(5)], "text": words, "cliponaxis": False}  # fmt: skip
    return plain(
        rights,
        *(_marks(side, thing) for side, thing in enumerate(things)),
        height=560,
        margin={"l": 4, "r": 4, "t": 128, "b": 140},
        xaxis=_columns(things[0], [0, 0.485], anchor="y"),
        xaxis2=_columns(things[1], [0.515, 1], anchor="y2"),
        yaxis=hidden_axis(4.5, -0.75, anchor="x"),
        yaxis2=hidden_axis(4.5, -0.75, anchor="x2"),
        shapes=[shape for side, thing in enumerate(things) for shape in _frames(side, thing, holder)],
        annotations=[_key(), *(note for side in (0, 1) for note in _words(side, things[side], holder, names))],
    )


def _columns(thing: str, domain: list[float], anchor: str) -> dict[str, object]:
    names = {"tickvals": list(range(5)), "ticktext": [called(thing, holder) for holder in HOLDERS], "tickangle": -90}
    return axis(
        "", domain=domain, anchor=anchor, range=[-0.55, 4.55], side="top", showgrid=False, showline=False, **names
    )


def _marks(side: int, thing: str) -> dict[str, object]:
    """Return a mark for each right and holder: filled when held, open when in part, a question mark when not seen."""
    marks = [(who, right, share, HOLDERS[who]) for (right, who), share in shares(thing).items()]
    colours = [mark.colour for *_, mark in marks]
    return {
        "type": "scatter", "mode": "markers+text", "hoverinfo": "skip", "textfont": {"size": 16},
        "xaxis": "x2" if side else "x", "yaxis": "y2" if side else "y",
        "x": [list(HOLDERS).index(who) for who, *_ in marks],
        "y": [list(RIGHTS).index(right) + 0.09 for _, right, *_ in marks],
        "text": ["?" if share == "not_seen" else "" for *_, share, _ in marks],
        "marker": {
            "size": [0 if share == "not_seen" else 15 for *_, share, _ in marks],
            "symbol": [mark.symbol + "-open" * (share == "part") for *_, share, mark in marks],
            "color": colours, "opacity": 1, "line": {"width": 2.5, "color": colours},
        },
    }  # fmt: skip


def _frames(side: int, thing: str, holder: str) -> list[dict[str, object]]:
    """Return a band behind the column whose bundle is named, and a frame round each row that says what it rests on."""
    column = list(HOLDERS).index(holder)
    place = {"type": "rect", "xref": f"x{side + 1}", "yref": f"y{side + 1}"}
    band = {"x0": column - 0.46, "x1": column + 0.46, "y0": -0.3, "y1": 4.5, "fillcolor": QUIET, "opacity": 0.4}
    rows = [
        {**place, "x0": -0.5, "x1": 4.5, "y0": row - 0.22, "y1": row + 0.4,
         "line": {"color": MUTED, "width": 1.5, "dash": "solid" if fact["basis"] == "source" else "dot"}}
        for row, fact in enumerate(_rows(thing))
    ]  # fmt: skip
    return [{**place, **band, "layer": "below", "line": {"width": 0}}, *rows]


def _words(side: int, thing: str, holder: str, names: str) -> list[dict[str, object]]:
    (count, part, name), title = bundle(thing, holder, names), THINGS[thing][0]
    middle = title.find(" ", len(title) // 2 - 2)
    above = f"<b>{title[:middle]}<br>{title[middle + 1 :]}</b>"
    below = f"{called(thing, holder)}: {count} of 5<br>{f'({part} in part)<br>' if part else ''}<b>{name}</b>"
    place = {"x": 0.2425 + 0.515 * side, "xref": "paper", "xanchor": "center", "yref": "paper", "showarrow": False}
    return [
        {**place, "text": above, "y": 1, "yanchor": "bottom", "yshift": 86},
        {**place, "text": below, "y": 0, "yanchor": "top", "yshift": -4},
    ]


def _key() -> dict[str, object]:
    key = ("filled: holds it · open: in part", "<b>?</b>: we have not seen it", "unbroken frame: a source says so",
           "dotted frame: only our reading")  # fmt: skip
    return {"text": "<br>".join(key), "x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper",
            "yanchor": "top", "yshift": -62, "align": "left", "showarrow": False, "font": {"size": 12}}  # fmt: skip
