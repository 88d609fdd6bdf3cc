"""Global Strategy - three ways to be global: an alliance of states, a trade agreement, two commons of knowledge.

Evidence. Above, who was in and when, Comecon state by state; below, the counts that we have seen, on the same years.
Between two counts a thin line joins the dots, and nothing is claimed. What it takes to join and to leave stands in the
numbers; the lesson names the charters and policies that say so.
"""

from functools import cache
from typing import Any

import pandas as pd

from kit.base.labels import known, said, say, say_number
from kit.base.language import each_language
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, load_facts, sources_of
from kit.explorables import Picture, caption, laid_out, layouts, nobody, words_of
from kit.views.plot import Figure, lying, note, rule, scatter

WORDS = words_of("global_strategy")
LAST, SCALES = WORDS.says["last"], WORDS.says["scales"]  # network -> its last count, in the summary; what is counted
SOURCES = sources_of(load_facts("global_members"), load_facts("global_counts"))
NETWORKS = layouts(__file__)["networks"]
ahead = nobody  # a state, a language and a workshop are unlike things, so counts rank no column
END = 2025  # what still goes on is drawn up to here


@each_language
def members() -> pd.DataFrame:
    """Return Comecon's members in the order in which they joined and left, each with a `short` name for the figure."""
    facts, names = load_facts("global_members"), facts_at_home("global_members")["member"]
    short = facts["member"].mask(names == "German Democratic Republic", say("East Germany"))  # however it is translated
    return facts.assign(short=short).sort_values(["joined", "left", "member"], ignore_index=True)


@cache
def counts(network: str) -> pd.DataFrame:
    """Return a network's counts: year, value, and whether its source is weak; Comecon's are made from its members."""
    if network == "Comecon":
        years = sorted({*members()["joined"], *members()["left"]})
        return pd.DataFrame({"year": years, "value": [inside(year) for year in years], "weak": False})
    facts = facts_at_home("global_counts").query("network == @network").reset_index(drop=True)  # whatever it is called
    return facts[["year", "value"]].assign(weak=facts["standing"] == "weak source")


def inside(year: int) -> int:
    """Return how many states were members of Comecon at the end of a year."""
    return int(((members()["joined"] <= year) & (year < members()["left"])).sum())


def last_count(network: str, year: int) -> tuple[int, int] | None:
    """Return the newest count up to the end of a year, as (year, value), or None before the first one."""
    if network == "Comecon":
        return (year, inside(year)) if year >= members()["joined"].min() else None
    seen = counts(network)[lambda facts: facts["year"] < year + 1]
    return (int(seen["year"].iloc[-1]), int(seen["value"].iloc[-1])) if len(seen) else None


def picture(year: int, network: str, scale: str) -> Picture:
    """Return who was in and how many, with one year marked; a network may be highlighted, the counts rescaled."""
    last = {name: last_count(name, year) for name in NETWORKS}
    rows = [
        (name, WORDS.says["counted"][name], f"{say_number(one[1])} ({one[0]})" if one else said("none yet"),
         say_number(counts(name)["value"].max()), WORDS.says["join"][name], WORDS.says["leave"][name])
        for name, one in last.items()
    ]  # fmt: skip
    numbers = pd.DataFrame(rows, columns=[*WORDS.says["numbers"].values()])
    return Picture(_figure(year, network, scale), _summary(year, scale), numbers)


def _summary(year: int, scale: str) -> str:
    states = members()
    told = [_alliance(year)]
    if joined := states["member"][states["joined"] == year].tolist():
        told.append(say("joined: {members}", members=", ".join(joined)))
    if left := states["member"][states["left"] == year].tolist():
        told.append(say("no longer in: {members}", members=", ".join(left)))
    over = ("Comecon", "GATT") if year >= 1995 else ("Comecon",)  # the WTO took GATT's place
    seen = {name: last_count(name, year) for name in NETWORKS if name not in over}
    others = [say(LAST[name], value=say_number(last[1]), year=last[0]) for name, last in seen.items() if last]
    summary = f"{'; '.join(told)}. " + say("Last counts found: {counts}.", counts="; ".join(others))
    unlike = said("A state, a language and a workshop are different kinds of thing; each counts as one.")
    return summary if scale == "indexed" else f"{summary} {say(unlike)}"


def _alliance(year: int) -> str:
    if year < members()["joined"].min():
        return say("{year}: Comecon, not founded yet", year=year)
    if year > (last := members()["left"].max()):
        return say("{year}: Comecon, dissolved in {last}", year=year, last=last)
    return say("{year}: Comecon, {number} members", year=year, number=inside(year))


def _figure(year: int, network: str, scale: str) -> Figure:
    counting = layouts(__file__)["counting"][scale]
    ticks = {"ticktext": list(map(say_number, counting["tickvals"]))} if "tickvals" in counting else {}
    chosen = note(f"<b>{year}</b>", min(max(year, 1950), 2021), 1, xref="x", xanchor="auto")
    return laid_out(
        __file__, *_spans(network), _names(), *(_curve(name, network, scale) for name in NETWORKS),
        yaxis={"range": [len(members()) + 2.6, -0.6]}, yaxis2={**counting, **ticks},
        shapes=[rule((year, year), (0, 1), 1.5, yref="paper")],
        notes=[chosen, note(say(SCALES[scale]), 0, 0.425, xshift=-40, font={"size": 12})],
    )  # fmt: skip


def _spans(network: str) -> list[dict[str, Any]]:
    """Return the bars above, a trace a model: from joining to leaving, or from the first count to today."""
    states = [(row.joined, row.left, place, row.short) for place, row in enumerate(members().itertuples())]
    spans = {"Comecon": states} | {
        name: [(start, end, len(states) + row, caption(__file__, words)) for start, end, row, words in bars]
        for name, bars in layouts(__file__)["spans"].items()
    }
    return [_bars(name, bars, network in ("all", NETWORKS[name][0])) for name, bars in spans.items()]


def _bars(name: str, bars: list[tuple[float, float, int, str]], shown: bool) -> dict[str, Any]:
    colour = MARKS[NETWORKS[name][1]].colour if shown else "#808080"
    starts, _, rows, names = zip(*bars, strict=True)
    spans = [round(end - start, 1) for start, end, *_ in bars]
    looks = {"color": colour + ("88" if shown else "33"), "line": {"color": colour, "width": 1.2 * shown}}
    return lying(spans, rows, base=starts, marker=looks, customdata=names, name=known(name))


def _names() -> dict[str, Any]:
    """Return the words of the upper panel: a state's name behind its bar, the other names inside or before theirs."""
    states, others = list(members().itertuples()), layouts(__file__)["names"].items()
    behind = [(row.left + 0.7, place, row.short, "middle right") for place, row in enumerate(states)]
    rest = [(x, len(states) + row, f"{sign} {caption(__file__, name)}", side) for name, (x, row, sign, side) in others]
    x, y, text, side = zip(*behind, (END, 0, "■ Comecon", "middle left"), *rest, strict=True)
    return scatter(x, y, "text", text=text, textposition=side, textfont={"size": 12}, cliponaxis=False)


def _curve(name: str, network: str, scale: str) -> dict[str, Any]:
    """Return a network's counts as dots, open where the source is weak, and its name once; Comecon's go in steps."""
    facts, (kind, model, symbol, *_) = counts(name), NETWORKS[name]
    shown, highest = network in ("all", kind), facts["value"].max()
    values = (facts["value"] * (100 / highest if scale == "indexed" else 1)).round(1)
    if scale == "log":
        values = values.where(values > 0)
    text, side = _said_at_dots(name, scale, shown and network != "all")
    return scatter(
        facts["year"], values, "lines+markers+text", yaxis="y2", cliponaxis=False, opacity=1 if shown else 0.25,
        text=text, textposition=side, textfont={"size": 12}, name=known(name),
        line={"color": MARKS[model].colour, "dash": MARKS[model].dash, "width": 1.5,
              "shape": "hv" if name == "Comecon" else "linear"},
        marker={"size": 8, "symbol": [symbol + "-open" * weak for weak in facts["weak"]]},
    )  # fmt: skip


def _said_at_dots(name: str, scale: str, highlighted: bool) -> tuple[list[str], str | list[str]]:
    """Return the words at a curve's dots and their side: its name, or its first, highest and last count."""
    facts = counts(name)
    if highlighted:
        kept = {0, len(facts) - 1, int(facts["value"].idxmax())}
        text = [say_number(value) if place in kept else "" for place, value in enumerate(facts["value"])]
        return text, ["bottom center", *["bottom center" if name == "Wikipedia" else "top left"] * (len(facts) - 1)]
    *_, named, side = NETWORKS[name] if (name, scale) != ("Wikipedia", "indexed") else (2001, "middle left")
    return [known(name) if year == named else "" for year in facts["year"]], side
