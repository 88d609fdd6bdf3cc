"""Economic Model - make a thousand chairs: what does one cost, made in workshops, in a planned plant, far away?

A model of our own, after the usual cost curve of economics: setting up is shared by the batch, and work gets less the
more is made in one place. Beside it stand the drafts of the first Soviet Five-Year Plan, and what came out.
"""

from functools import cache
from math import log2
from typing import NamedTuple

import pandas as pd

from kit.base.labels import said, say, say_number
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, sources_of
from kit.explorables import Picture, in_short, laid_out, layouts, words_of
from kit.views.plot import Figure, looks, lying, note, outlined, rule, scatter, signed

WORDS = words_of("economic_model")
FACTS = facts_at_home("five_year_plan")
SOURCES = (*sources_of(FACTS), "USS7")  # the last one tells of the famine of the same years
PRICED, PRODUCTS, DRAFTS = WORDS.says["priced"], WORDS.says["products"], list(WORDS.says["drafts"].values())
COSTS, DRAFTED = WORDS.says["summary"]["chairs"], WORDS.says["summary"]["drafts"]


class Way(NamedTuple):
    """A way to make chairs: its column, places for one batch, euros to set up a place, euros of material, km."""

    column: str
    places: float
    set_up: int
    material: int
    distance: int


WORK, OFFICE = 60, 10  # euros for the first chair, euros a chair
WAYS = {name: Way(*way) for name, way in layouts(__file__)["ways"].items()}
ANSWERED = layouts(__file__)["answered"]


def parts(way: Way, expected: float, freight: int, scale: int, surprise: int, answered: float) -> dict[str, float]:
    """Return what one wanted chair costs in euros, part by part, when the batch was planned for `expected` chairs.

    `answered` is the share of the surprise that this way of making chairs can still meet, from 0 to 1.
    """
    wanted, made = expected * (1 + surprise / 100), expected * (1 + answered * surprise / 100)
    here = made / way.places
    making = {
        said("Set-up"): way.set_up / here,
        said("Material"): way.material,
        said("Work"): WORK * (1 - scale / 100) ** log2(here),
        said("Office"): OFFICE,
        said("Freight"): freight * way.distance / 10_000,
    }
    return {**making, said("Surprise"): sum(making.values()) * abs(wanted - made) / wanted}


def picture(view: str, wanted: str, freight: int, scale: int, surprise: int, answers: str) -> Picture:
    """Return the cost of a chair by batch and by part; or the seven drafts for a product."""
    return _chairs(int(wanted), (freight, scale, surprise), answers) if view == "chairs" else _drafts(view)


def ahead(view: str, wanted: str, freight: int, scale: int, surprise: int, answers: str) -> str | None:
    """Return the column whose way makes the cheapest chair, "" when two are within a cent; None for the drafts."""
    if view != "chairs":
        return None
    first, second, _ = costs_of(int(wanted), (freight, scale, surprise), answers).sum().sort_values().items()
    return WAYS[first[0]].column if second[1] - first[1] > 0.01 else ""


def costs_of(expected: int, setting: tuple[int, int, int], answers: str) -> pd.DataFrame:
    """Return what one wanted chair costs: a column a way, a row a part, in euros."""
    ways = zip(WAYS.items(), ANSWERED[answers], strict=True)
    return pd.DataFrame({name: parts(way, expected, *setting, answered) for (name, way), answered in ways})


def _chairs(expected: int, setting: tuple[int, int, int], answers: str) -> Picture:
    costs = costs_of(expected, setting, answers)
    summary = say(
        COSTS,
        expected=say_number(expected), wanted=say_number(expected * (100 + setting[2]) // 100),
        costs=_priced(costs.sum().sort_values()),
    )  # fmt: skip
    if setting[2]:
        summary += " " + say("Of this, the surprise costs: {costs}.", costs=_priced(costs.loc["Surprise"]))
    return Picture(_chairs_figure(costs, expected, setting, answers), summary, _chairs_numbers(costs, answers))


def _priced(costs: pd.Series) -> str:
    return ", ".join(say(PRICED[name], cost=say_number(cost, 2)) for name, cost in costs.items())


def _chairs_numbers(costs: pd.DataFrame, answers: str) -> pd.DataFrame:
    """Return what is assumed and what follows from it: a row a line of the reckoning, a column a way."""
    found = pd.concat([costs, costs.sum().rename(said("In total")).to_frame().T])
    assumed = {
        name: (say_number(1 / way.places, int(way.places > 1)), say_number(way.set_up), str(WORK),
               say_number(way.distance), say_number(100 * answered, 0))
        for (name, way), answered in zip(WAYS.items(), ANSWERED[answers], strict=True)
    }  # fmt: skip
    lines = [*WORDS.says["assumed"].values(), *(say("{part}, € a chair", part=say(part)) for part in found.index)]
    columns = {name: [*known, *(say_number(cost, 2) for cost in found[name])] for name, known in assumed.items()}
    return pd.DataFrame({said("Line"): lines, **columns})


def _chairs_figure(costs: pd.DataFrame, expected: int, setting: tuple[int, int, int], answers: str) -> Figure:
    ways = list(enumerate(WAYS))
    key = "  ".join(f"{signed(MARKS[place], say(name))} {MARKS[place].stroke}" for place, name in ways)
    sums = [say("€{cost}", cost=say_number(costs[name].sum(), 0)) for name in WAYS]
    totals = [signed(MARKS[place], f"<b>{cost}</b>") for place, cost in enumerate(sums)]
    return laid_out(
        __file__,
        *(_curve(place, name, (*setting, ANSWERED[answers][place])) for place, name in ways),
        *(scatter([expected], [round(costs[name].sum(), 1)], marker=looks(MARKS[place], 13)) for place, name in ways),
        *(_bars(place, costs[name]) for place, name in ways),
        view="chairs",
        yaxis2={"ticktext": [say(part) for part in costs.index]},
        notes=[note(say("Cost of one wanted chair") + f"<br>{key}", 0, 1, xshift=-50, yshift=8),
               *(note(total, place / 3, 0.3) for place, total in enumerate(totals))],
        shapes=[rule((expected, expected), (30, 150), 1.5)],
    )  # fmt: skip


def _curve(place: int, name: str, setting: tuple[float, ...]) -> dict[str, object]:
    batches = [round(10 ** (step / 8)) for step in range(16, 41)]
    costs = [round(sum(parts(WAYS[name], batch, *setting).values()), 1) for batch in batches]
    line = {"color": MARKS[place].colour, "dash": MARKS[place].dash, "width": 2.5}
    return scatter(batches, costs, "lines", line=line, name=say(name))


def _bars(place: int, costs: pd.Series) -> dict[str, object]:
    """Return a way's parts as bars in its third of the width; a bar too long for it is cut, and its number says so."""
    return lying(
        [round(0.9 * min(cost, 60)) for cost in costs], range(6), xaxis="x2", yaxis="y2", base=100 * place,
        text=[say_number(cost, 0) + " …" * (cost > 60) for cost in costs], textposition="outside", width=0.7,
        offset=-0.35, cliponaxis=False, marker={"color": MARKS[place].colour},
    )  # fmt: skip


def reported(product: str, series: str) -> float:
    """Return what the sources report for a product in one series, `base` or `outcome (official)`."""
    return FACTS.query("product == @product and series == @series")["value"].item()


@cache
def drafts(product: str) -> pd.DataFrame:
    """Return a product's seven drafts in their order: for which year, how much, and how much of it 1932 reached."""
    rows = FACTS[(FACTS["product"] == product) & FACTS["document_or_stage"].str.match(r"\d ")]
    reached = (100 * reported(product, "outcome (official)") / rows["value"]).round(1).astype(object)
    return pd.DataFrame({
        said("Draft"): DRAFTS,
        said("For the year"): rows["year"].tolist(),
        said("Target, million t"): rows["value"].tolist(),
        said("Reached in 1932, %"): reached.where(rows["year"] == "1932/33", said("other year")).tolist(),
    })  # fmt: skip


def _drafts(product: str) -> Picture:
    table, before, after = drafts(product), reported(product, "base"), reported(product, "outcome (official)")
    *_, starting, adopted = table["Reached in 1932, %"]
    targets = table["Target, million t"]
    summary = say(
        DRAFTED,
        product=say(PRODUCTS[product]), lowest=say_number(targets.min()), highest=say_number(targets.max()),
        before=say_number(before), after=say_number(after),
        starting=say_number(starting), adopted=say_number(adopted),
    )  # fmt: skip
    return Picture(_drafts_figure(table, before, after), summary, table)


def _drafts_figure(table: pd.DataFrame, before: float, after: float) -> Figure:
    rows = list(table.itertuples(index=False, name=None))
    shares = ["" if reached == "other year" else f": {say_number(reached)}%" for *_, reached in rows]
    words = [f" {in_short(target)}{share}" for (*_, target, _), share in zip(rows, shares, strict=True)]
    names = [say("{draft}<br>for {year}", draft=say(draft), year=year) for draft, year, *_ in rows]
    targets = table["Target, million t"]
    # filled where the draft is for the year that we can compare
    symbols = ["square" if year == "1932/33" else "square-open" for year in table["For the year"]]
    return laid_out(
        __file__,
        scatter(targets, range(7), "markers+text", text=words, textposition="middle right",
                marker=outlined(symbols, 12, MARKS[1].colour, 2)),
        view="drafts",
        xaxis={"range": [0, round(2.1 * targets.max())]},
        yaxis={"ticktext": names},
        notes=[note(f"1928: {in_short(before)} ", before, 1, xref="x", xanchor="right"),
               note(f"1932: {in_short(after)}", after, 1, xref="x")],
        shapes=[rule((before, before), (6.6, -0.6), 1.5, "dot"), rule((after, after), (6.6, -0.6), 1.5)],
    )  # fmt: skip
