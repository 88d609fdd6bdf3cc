"""Autonomy and Freedom - free by whose word? Ten people, four concepts of freedom, and the learner's own verdicts.

The concepts are those of Isaiah Berlin (1958: negative, positive), Philip Pettit (1997) and Jennifer Nedelsky (1989).
How the kit reads each of them is in `data/facts/freedom_readings.csv`; a box of it shows once it has been judged.
"""

from collections.abc import Iterable

import pandas as pd

from kit.base.labels import said, say
from kit.base.language import each_language
from kit.content.columns import MARKS
from kit.content.facts import load_facts
from kit.explorables import Picture, laid_out, layouts, leader, words_of
from kit.views.plot import MUTED, QUIET, Figure, note, outlined, scatter

WORDS = words_of("autonomy_and_freedom")
GRID, NAMES, HEADS = WORDS.controls["rulings"], WORDS.controls["person"].options, WORDS.says["heads"]
CONCEPTS, RULINGS = GRID.columns, GRID.options
JUDGED = WORDS.says["summary"]["judged"]
WORLDS = layouts(__file__)["worlds"]  # person -> the position of a mark
LOOKS = {
    "free": (MARKS[3].colour, "triangle-up", ""),
    "not_free": (MARKS[4].colour, "x", ""),
    "unclear": (MUTED, "circle", "?"),
}


@each_language
def readings() -> dict[str, tuple[str, str]]:
    """Return {"person/concept": (ruling, reason)} of the kit's first reading."""
    facts = load_facts("freedom_readings").to_dict("records")
    return {f"{row['person']}/{row['concept']}": (row["ruling"], row["why"]) for row in facts}


def ruled_on(rulings: dict[str, str], person: str) -> list[str]:
    """Return what has been ruled of one person, concept by concept, without the cells that are still open."""
    return [rulings[f"{person}/{concept}"] for concept in CONCEPTS if f"{person}/{concept}" in rulings]


def torn(rulings: dict[str, str]) -> list[str]:
    """Return the people who are free by one concept and not free by another."""
    return [person for person in WORLDS if {"free", "not_free"} <= set(ruled_on(rulings, person))]


def called_free(rulings: dict[str, str], model: int) -> tuple[int, int]:
    """Return in how many cells the people of one model's world are called free, and how many were ruled on."""
    ruled = [ruling for person, world in WORLDS.items() if world == model for ruling in ruled_on(rulings, person)]
    return ruled.count("free"), len(ruled)


def ahead(rulings: dict[str, str], person: str) -> str | None:
    """Return the column whose people you call free in the largest share of their boxes; None until all have some."""
    counts = [called_free(rulings, model) for model in range(3)]
    if not all(judged for _, judged in counts):
        return None
    return leader(round(free / judged, 9) for free, judged in counts)


def picture(rulings: dict[str, str], person: str) -> Picture:
    """Return the rulings beside the kit's reading of the same cells, and the reasons for one person."""
    rows = [_number(rulings, f"{person}/{concept}", name) for concept, name in CONCEPTS.items()]
    numbers = pd.DataFrame(rows, columns=[NAMES[person], *WORDS.says["numbers"].values()])
    return Picture(_figure(rulings, person), _summary(rulings), numbers)


def _number(rulings: dict[str, str], cell: str, concept: str) -> tuple[str, ...]:
    ruling, why = readings()[cell] if cell in rulings else ("", said("Judge this box, and the reason appears."))
    return concept, RULINGS.get(rulings.get(cell, ""), "-"), RULINGS.get(ruling, "-"), why


def _summary(rulings: dict[str, str]) -> str:
    if not rulings:
        return say("You have not judged a box yet. When you judge one, the kit's first reading appears beside yours.")
    agreed = sum(readings()[cell][0] == ruling for cell, ruling in rulings.items())
    names = ", ".join(person.title() for person in torn(rulings)) or say("nobody yet")
    return f"{say(JUDGED, ruled=len(rulings), names=names, agreed=agreed)} {_by_world(rulings)}"


def _by_world(rulings: dict[str, str]) -> str:
    worlds = [(MARKS[model].sign, *called_free(rulings, model)) for model in (0, 1, 2, 4)]
    counts = [say("{sign} {free} of {ruled}", sign=sign, free=free, ruled=ruled) for sign, free, ruled in worlds]
    return say("How many you call free: {counts}.", counts=", ".join(counts))


def _figure(rulings: dict[str, str], person: str) -> Figure:
    top = list(WORLDS).index(person) - 0.5
    band = {"type": "rect", "layer": "below", "x0": -0.5, "x1": 3.5, "y0": top, "y1": top + 1, "fillcolor": QUIET,
            "opacity": 0.4, "line": {"width": 0}}  # fmt: skip
    kits = {cell: readings()[cell][0] for cell in rulings}
    same = ["=" if ruling == kits[cell] else "≠" for cell, ruling in rulings.items()]
    key = (
        say("▲ free · ✕ not free · ? unclear"),
        say("left: you · right, open: our reading"),
        say("= we agree · ≠ we differ"),
        _by_world(rulings).replace(": ", ":<br>") if rulings else say("small dot: not judged yet"),
    )
    fences = [row + 0.16 for row in range(len(WORLDS)) for _ in range(3)]
    return laid_out(
        __file__,
        _names(rulings),
        scatter([0.5, 1.5, 2.5] * len(WORLDS), fences, marker={"symbol": "line-ns-open", "size": 28, "color": QUIET}),
        scatter(*_places(cell for cell in readings() if cell not in rulings), marker={"size": 5, "color": QUIET}),
        _marks(rulings, -0.24, ""),
        _marks(kits, 0.24, "-open"),
        scatter(*_places(rulings), "text", text=same, textfont={"size": 16}),
        xaxis={"ticktext": [say(head) for head in HEADS.values()]},
        shapes=[band],
        notes=[note("<br>".join(key), 0, 0, yanchor="top", yshift=-6, font={"size": 12})],
    )


def _places(cells: Iterable[str], shift: float = 0) -> tuple[list[float], list[float]]:
    """Return how far from the left, and how far down, each of the cells stands."""
    spots = [cell.split("/") for cell in cells]
    across = [list(CONCEPTS).index(concept) + shift for _, concept in spots]
    return across, [list(WORLDS).index(person) + 0.16 for person, _ in spots]


def _names(rulings: dict[str, str]) -> dict[str, object]:
    both = dict.fromkeys(torn(rulings), " <b>· " + say("free and not") + "</b>")
    names = [f"{MARKS[model].sign} {say(NAMES[person])}{both.get(person, '')}" for person, model in WORLDS.items()]
    rows = [row - 0.28 for row in range(len(names))]
    return scatter([-0.49] * len(names), rows, "text", text=names, textposition="middle right", cliponaxis=False)


def _marks(rulings: dict[str, str], shift: float, kind: str) -> dict[str, object]:
    shown = [LOOKS[ruling] for ruling in rulings.values()]
    colours, signs = [colour for colour, *_ in shown], [sign for *_, sign in shown]
    symbols, sizes = [symbol + kind for _, symbol, _ in shown], [0 if sign else 14 for sign in signs]
    marker = {**outlined(symbols, sizes, colours, 2 if kind else 0), "opacity": 1}
    return scatter(*_places(rulings, shift), "markers+text", text=signs, textfont={"size": 17}, marker=marker)
