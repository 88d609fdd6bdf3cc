"""Ownership Model - the bundle of rights: who may enter, take, manage, keep others out and sell?

After Edella Schlager and Elinor Ostrom (1992), who took ownership apart into five rights and gave names to four bundles
of them. The two things to compare, and who holds what in them, are in `data/facts/rights_by_thing.csv`.
"""

import pandas as pd

from kit.base.labels import known, said, say
from kit.base.language import each_language
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, load_facts
from kit.explorables import Picture, laid_out, words_of
from kit.views.plot import QUIET, Figure, note, outlined, rule, scatter

WORDS = words_of("ownership_model")
THINGS, WHOM = WORDS.controls["first"].options, WORDS.says["whom"]  # who holds a bundle, within a sentence
STANDS_FOR = WORDS.stands_for["column"]  # by thing
SHARES = ("full", "part", "not_seen")
HOLDERS = {"anyone": MARKS[4], "user": MARKS[3], "group": MARKS[0], "firm": MARKS[2], "state": MARKS[1]}
RIGHTS, NAMES = WORDS.says["rights"], WORDS.says["names"]  # a right in plain words, and as the article calls it


@each_language
def shares(thing: str) -> dict[tuple[str, str], str]:
    """Return {(right, holder): "full", "part" or "not_seen"} of one thing; what anyone holds, all hold."""
    return {
        (row["right"], holder): share
        for row in _rows(thing)
        for share in reversed(SHARES)
        for holder in HOLDERS
        if {holder, "anyone"} & set(row[share].split(";"))
    }


@each_language
def _rows(thing: str) -> list[dict[str, str]]:
    return load_facts("rights_by_thing").fillna("").query("thing == @thing").to_dict("records")


@each_language
def bundles(names: str) -> dict[frozenset[str], str]:
    """Return {rights: position} as the article has it, or with the claimant's right swapped, as a wiki page has it."""
    table = facts_at_home("commons_rights")
    held = table[table["has_right"] == 1].groupby("position")["right"].agg(frozenset).to_dict()
    if names == "wiki":
        held["claimant"] = held["claimant"] - {"management"} | {"exclusion"}
    return {rights: position for position, rights in held.items()}


def bundle(thing: str, holder: str, names: str, counts: str = "part") -> tuple[int, int, str]:
    """Return how many of the five rights a holder has, how many of them only in part, and the bundle's name."""
    counted = ("part", "full") if counts == "part" else ("full",)
    mine = {right: share for (right, who), share in shares(thing).items() if who == holder and share in counted}
    name = bundles(names).get(frozenset(mine), said("no name") if mine else said("nothing"))
    return len(mine), list(mine.values()).count("part"), name


def ahead(first: str, second: str, holder: str, counts: str, names: str) -> str | None:
    """Return the column whose thing leaves the chosen holder more rights, "" if as many, None within one column."""
    if STANDS_FOR[first] == STANDS_FOR[second]:
        return None
    left, right = (bundle(thing, holder, names, counts)[0] for thing in (first, second))
    return "" if left == right else STANDS_FOR[first if left > right else second]


def called(thing: str, holder: str) -> str:
    """Return what the one who holds a bundle is called in a thing: 'Household', 'Anyone'."""
    alike = {"anyone": said("Anyone"), "state": said("State")}
    return alike[holder] if holder in alike else WORDS.says[holder][thing]


def picture(first: str, second: str, holder: str, counts: str, names: str) -> Picture:
    """Return two things side by side: five rights, who holds each, and the name of one holder's bundle."""
    things = list(dict.fromkeys((first, second)))
    rows = [_number(thing, row) for thing in things for row in _rows(thing)]
    numbers = pd.DataFrame(rows, columns=[*WORDS.says["numbers"].values()])
    summary = " ".join(_sentence(thing, holder, counts, names) for thing in things)
    return Picture(_figure((first, second), holder, counts, names), summary, numbers)


def _number(thing: str, row: dict[str, str]) -> tuple[str, ...]:
    holders = [[say(called(thing, one)) for one in row[share].split(";") if one] for share in SHARES]
    basis = said("a source") if row["basis"] == "source" else said("the kit's reading")
    return THINGS[thing], _right(row["right"]), *(", ".join(found) or "-" for found in holders), basis, row["why"]


def _sentence(thing: str, holder: str, counts: str, names: str) -> str:
    count, part, name = bundle(thing, holder, names, counts)
    words = {"thing": say(THINGS[thing]), "whom": say(WHOM[called(thing, holder)]), "bundle": _in_words(count, name)}
    held = say(
        "{thing}: {whom} has {count} of 5 rights, {part} of them in part; {bundle}.", count=count, part=part, **words
    )
    sourced = sum(row["basis"] == "source" for row in _rows(thing))
    rests = say("{sourced} of the 5 rows rest on a source, the others on the kit's reading.", sourced=sourced)
    return f"{held} {rests}"


def _in_words(count: int, name: str) -> str:
    if name == "no name":
        return say("a bundle with no name")
    return say("a bundle called {name}", name=known(name)) if count else say("no bundle at all")


def _right(right: str) -> str:
    return f"{say(RIGHTS[right])} ({say(NAMES[right])})"


def _figure(things: tuple[str, str], holder: str, counts: str, names: str) -> Figure:
    rows = [row - 0.24 for row in range(5)]
    rights = {"text": list(map(_right, RIGHTS)), "textposition": "top right", "cliponaxis": False}
    ticks = [{"ticktext": [say(called(thing, one)) for one in HOLDERS]} for thing in things]
    return laid_out(
        __file__, scatter([-0.54] * 5, rows, "text", **rights), *map(_marks, (0, 1), things),
        xaxis=ticks[0], xaxis2=ticks[1],
        shapes=[shape for side, thing in enumerate(things) for shape in _frames(side, thing, holder)],
        notes=[note for side in (0, 1) for note in _words(side, things[side], holder, counts, names)],
    )  # fmt: skip


def _marks(side: int, thing: str) -> dict[str, object]:
    """Return a mark for each right and holder: filled when held, open when in part, "?" without a source."""
    marks = [(who, right, share, HOLDERS[who]) for (right, who), share in shares(thing).items()]
    colours, sizes = [mark.colour for *_, mark in marks], [0 if share == "not_seen" else 15 for *_, share, _ in marks]
    symbols = [mark.symbol + "-open" * (share == "part") for *_, share, mark in marks]
    return scatter(
        [list(HOLDERS).index(who) for who, *_ in marks],
        [list(RIGHTS).index(right) + 0.09 for _, right, *_ in marks], "markers+text",
        text=["?" if share == "not_seen" else "" for *_, share, _ in marks], textfont={"size": 16},
        marker={**outlined(symbols, sizes, colours, 2.5), "opacity": 1},
        xaxis="x2" if side else "x", yaxis="y2" if side else "y",
    )  # fmt: skip


def _frames(side: int, thing: str, holder: str) -> list[dict[str, object]]:
    """Return a band behind the column whose bundle is named, and a frame round each row that says what it rests on."""
    column = list(HOLDERS).index(holder)
    place = {"type": "rect", "xref": "x2" if side else "x", "yref": "y2" if side else "y"}
    band = {"x0": column - 0.46, "x1": column + 0.46, "y0": -0.3, "y1": 4.5, "fillcolor": QUIET, "opacity": 0.4}
    rows = [
        rule((-0.5, 4.5), (row - 0.22, row + 0.4), 1.5, "solid" if fact["basis"] == "source" else "dot", **place)
        for row, fact in enumerate(_rows(thing))
    ]
    return [{**place, **band, "layer": "below", "line": {"width": 0}}, *rows]


def _words(side: int, thing: str, holder: str, counts: str, names: str) -> list[dict[str, object]]:
    (count, part, name), title = bundle(thing, holder, names, counts), say(THINGS[thing])
    gap = title.find(" ", len(title) // 2 - 2)
    above = f"<b>{title}</b>" if gap < 0 else f"<b>{title[:gap]}<br>{title[gap + 1 :]}</b>"
    lines = [say("{holder}: {count} of 5", holder=say(called(thing, holder)), count=count), f"<b>{known(name)}</b>"]
    if part:
        lines.insert(1, say("({part} in part)", part=part))
    middle, centred = 0.2425 + 0.515 * side, {"xanchor": "center", "align": "center"}
    below = note("<br>".join(lines), middle, 0, yanchor="top", yshift=-4, **centred)
    return [note(above, middle, 1, yshift=86, **centred), below]
