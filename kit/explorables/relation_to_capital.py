"""Relation to Capital - who ends up with it? A hundred equals exchange by the toss of a coin. What then?

The yard-sale model of A. Chakraborti (Distributions of money in model markets of economy, International Journal
of Modern Physics C, 13, 2002), with a gain from each exchange, a levy that costs something, a common pool and three
answers to what inequality does to growth added.
"""

from functools import cache
from random import Random
from typing import NamedTuple

import pandas as pd

from kit.base.labels import said, say, say_number
from kit.content.columns import MARKS
from kit.content.facts import load_facts, sources_of
from kit.explorables import Picture, laid_out, nobody, words_of
from kit.views.plot import MUTED, QUIET, Figure, lying, note, rule, scatter

WORDS = words_of("relation_to_capital")
AT_THE_END = WORDS.says["summary"]["end"]
SOURCES = sources_of(load_facts("top_wealth_shares"))

PEOPLE, ROUNDS, MEETINGS, STAKE = 100, 100, 2, 0.2
ahead = nobody  # a levy and a pool are rules that friends of all three models have used
# growth a round: a fixed part, and a part that the Gini is multiplied by
RATES = {"no": (0.005, 0), "slower": (0.01, -0.01), "faster": (0, 0.01)}
# the groups from poorest to richest: how many people, and what stands under their columns
GROUPS = {said("Poorest half"): (0, 50), said("Next 40"): (50, 90), said("Richest 10"): (90, 100)}


class Society(NamedTuple):
    """A hundred people at the end: what each holds (1 = the start), and the Gini and the top share after each round."""

    holdings: tuple[float, ...]
    ginis: tuple[float, ...]
    tops: tuple[float, ...]


@cache
def tosses(luck: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return, for each round, who wins against whom: everybody meets somebody in each of two meetings."""
    coin = Random(luck)
    meetings = [coin.sample(range(PEOPLE), PEOPLE) for _ in range(ROUNDS * MEETINGS)]
    pairs = [tuple(zip(order[::2], order[1::2], strict=True)) for order in meetings]
    return tuple(pairs[first] + pairs[first + 1] for first in range(0, len(pairs), MEETINGS))


def exchange(own: list[float], pairs: tuple[tuple[int, int], ...], gain: int = 0) -> None:
    """Let each winner take a fifth of what the poorer has, and both get their gain: half of `gain` % a meeting."""
    for winner, loser in pairs:
        poorer = min(own[winner], own[loser])
        new = gain / 100 / MEETINGS * poorer
        own[winner] += STAKE * poorer + new
        own[loser] -= STAKE * poorer - new


def gini(holdings: list[float]) -> float:
    """Return 0 when all have the same, and nearly 1 when one has all."""
    count, ranked = len(holdings), enumerate(sorted(holdings), 1)
    return sum((2 * rank - count - 1) * held for rank, held in ranked) / (count * sum(holdings))


@cache
def society(gain: int, levy: int, lost: int, pool: int, growth: str, luck: int) -> Society:
    """Return what a hundred rounds of exchange, levy and growth have made of a hundred equals."""
    (fixed, answering), whole, ginis, tops = RATES[growth], 1.0, [], []
    own, kept = [1 - pool / 100] * PEOPLE, 1 - lost / 100
    for pairs in tosses(luck):
        exchange(own, pairs, gain)
        part = kept * levy / 100 * sum(own) / PEOPLE
        own = [mine * (1 - levy / 100) + part for mine in own]
        held = [pool / 100 + mine for mine in own]
        ginis.append(gini(held))
        tops.append(max(held) / sum(held))
        whole *= 1 + fixed + answering * ginis[-1]
    return Society(tuple(whole * each for each in held), tuple(ginis), tuple(tops))


def picture(gain: int, levy: int, lost: int, pool: int, growth: str, luck: int) -> Picture:
    """Return the Lorenz curve, what each group holds, and the Gini and the top share through time."""
    ruled, bare = society(gain, levy, lost, pool, growth, luck), society(gain, 0, 0, 0, growth, luck)
    columns = zip(WORDS.says["numbers"].values(), (list(GROUPS), *_held(ruled), *_held(bare)), strict=True)
    numbers = pd.DataFrame(dict(columns))
    poor, _, rich = numbers["Share of all, %"]
    richest, whole = ruled.holdings.index(max(ruled.holdings)) + 1, sum(ruled.holdings) / PEOPLE
    summary = say(
        AT_THE_END,
        rounds=ROUNDS, gini=say_number(ruled.ginis[-1], 2), rich=say_number(rich), poor=say_number(poor),
        richest=richest, top=say_number(100 * ruled.tops[-1], 1), whole=say_number(whole, 1),
        each=say_number(numbers["Per person, start = 1"].iat[0]),
        bare=say_number(numbers["Per person without them"].iat[0]),
    )  # fmt: skip
    return Picture(_figure(ruled, bare), summary, numbers)


def _held(one: Society) -> tuple[list[float], list[float]]:
    """Return each group's share of all in percent, and what a person in it holds on average."""
    groups, whole = [sorted(one.holdings)[slice(*group)] for group in GROUPS.values()], sum(sorted(one.holdings))
    return [round(100 * sum(held) / whole, 1) for held in groups], [round(sum(held) / len(held), 1) for held in groups]


def _figure(ruled: Society, bare: Society) -> Figure:
    real = load_facts("top_wealth_shares")
    return laid_out(
        __file__,
        scatter([0, 100], [0, 100], "lines", line={"color": QUIET, "width": 1}),
        *_traces(bare, False),
        *_traces(ruled, True),
        notes=[
            *(note(say(name), 0.7, 2.2 - row, xref="x3", yref="y3") for row, name in enumerate(GROUPS)),
            *(note(say("real: {country}, {year}", country=row.entity, year=row.year), 99, row.value,
                   xref="x4", yref="y4", xanchor="right") for row in real.itertuples()),
        ],
        shapes=[rule((0, 100), (value, value), dash="dot", xref="x4", yref="y4") for value in real["value"]],
    )  # fmt: skip


def _traces(one: Society, ruled: bool) -> list[dict[str, object]]:
    """Return the four marks of a society: blue and solid with rules, grey and dashed without."""
    look = {"color": MARKS[3].colour, "width": 3} if ruled else {"color": MUTED, "width": 2, "dash": "dash"}
    ranked, marks, (_, each) = sorted(one.holdings), range(4, ROUNDS, 5), _held(one)
    lorenz = [0, *(round(100 * sum(ranked[: last + 1]) / sum(ranked), 1) for last in marks)]
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": look, "dx": 5}
    rows = [2.05 - row - 0.28 * (not ruled) for row in range(len(GROUPS))]
    return [
        {**line, "y": lorenz, "name": say("Lorenz curve") if ruled else ""},
        {**line, "y": [0, *(round(one.ginis[last], 2) for last in marks)], "xaxis": "x2", "yaxis": "y2",
         "name": say("Gini by round") if ruled else ""},
        {**line, "y": [1, *(round(100 * one.tops[last], 1) for last in marks)], "xaxis": "x4", "yaxis": "y4",
         "name": say("The richest person's share") if ruled else ""},
        lying(each, rows, xaxis="x3", yaxis="y3", width=0.26, marker={"color": look["color"]},
              text=list(map(str, each)), textposition="outside", cliponaxis=False),
    ]  # fmt: skip
