"""Governance - what breaks? Three networks lose members; what still hangs together, and what does agreeing cost?

A model after Paul Baran (1964), who asked which pattern of links lets the survivors of an attack still reach each
other. Baran counted, as we do, the members still joined to the largest surviving group. Each network is drawn in two
ways, as its cell speaks of it and as critics find it, so that no column is shown at its best beside another's worst.
"""

from collections.abc import Callable
from functools import cache
from random import Random

import networkx as nx
import pandas as pd
from networkx.utils import UnionFind

from kit.base.labels import said, say, say_number
from kit.content.columns import MARKS
from kit.explorables import Picture, laid_out, leader, words_of
from kit.views.plot import QUIET, Figure, bars, note, outlined, rule, scatter, strokes

WORDS = words_of("governance")
# what the summary says, by the option that was chosen
LOST, COST, TOUCH = WORDS.says["lost"], WORDS.says["cost"], WORDS.says["summary"]["touch"]
MEMBERS = 31
DRAWS = 20
LINKS = 62
# (network, the model whose cell it stands for, as the position of its mark)
NETWORKS = {said("Mesh"): 0, said("Hierarchy"): 1, said("Market"): 2}
FOUNDERS, FIRMS = 6, 5


@cache
def network(name: str, drawn: str, links: str, draw: int = 0) -> nx.Graph:
    """Return one of the three networks, its members numbered 0 to 30, filled up to 62 links when all have equally many.

    `draw` is the number of the draw, for what is left to chance.
    """
    graph = _pattern(name, drawn, draw)
    missing = LINKS - graph.number_of_edges() if links == "equal" else 0
    graph.add_edges_from(Random(f"{name} {draw}").sample(sorted(nx.non_edges(graph)), missing))
    return graph


def _pattern(name: str, drawn: str, draw: int) -> nx.Graph:
    """Return a network as its cell speaks of it, or as critics find it."""
    match name, drawn:
        case "Mesh", "cells":  # a ring with long chords: everybody has four links, nobody is special
            return nx.circulant_graph(MEMBERS, [1, 12])
        case "Mesh", "critics":  # a ring of early members, and everybody else linked to two of them
            return _round(nx.cycle_graph(FOUNDERS), lambda member: (member, member + 1 + member // FOUNDERS % 2))
        case "Hierarchy", "cells":  # one centre with five ministries and five workshops under each
            return nx.balanced_tree(5, 2)
        case "Hierarchy", "critics":  # the same, and a link from each workshop to its like under the next ministry
            tree, workshops = nx.balanced_tree(5, 2), MEMBERS - 6
            tree.add_edges_from((6 + place, 6 + (place + 5) % workshops) for place in range(workshops))
            return tree
        case "Market", "cells":  # everybody deals with four others, near or far, as the draw has it
            return nx.random_regular_graph(4, MEMBERS, seed=draw)
    # five firms under contract with each other, and 26 partners, half of them with contracts with two firms
    return _round(nx.complete_graph(FIRMS), lambda one: (one, one + 2) if one % 2 and one < 29 else (one,))


def _round(middle: nx.Graph, partners: Callable[[int], tuple[int, ...]]) -> nx.Graph:
    """Return a network with everybody else linked to some in the middle, whose numbers go round and round."""
    inner = len(middle)
    middle.add_edges_from((one, to % inner) for one in range(inner, MEMBERS) for to in partners(one))
    return middle


def order_of_loss(graph: nx.Graph, aim: str, draw: int = 0) -> list[int]:
    """Return the members in the order in which they are knocked out."""
    if aim == "random":
        return Random(draw).sample(sorted(graph), len(graph))
    left, order = dict(graph.degree), []
    while left:
        order.append(min(left, key=lambda member: (-left[member], member)))
        left.pop(order[-1])
        left |= {other: left[other] - 1 for other in graph[order[-1]] if other in left}
    return order


def largest_group(graph: nx.Graph, order: list[int], lost: int) -> set[int]:
    """Return the members of the largest group that can still reach each other when the first in `order` are lost."""
    return max(nx.connected_components(graph.subgraph(order[lost:])), key=len, default=set())


@cache
def shares_in_touch(name: str, aim: str, drawn: str, links: str) -> list[int]:
    """Return, for 0 to 20 members knocked out, the percentage of all 31 who are still in the largest group."""
    graphs = [network(name, drawn, links, draw) for draw in range(DRAWS)]
    sizes = [sizes_left(graph, order_of_loss(graph, aim, draw)) for draw, graph in enumerate(graphs)]
    losses = range(WORDS.controls["failures"].high + 1)
    return [round(100 * sum(one[lost] for one in sizes) / (MEMBERS * DRAWS)) for lost in losses]


def sizes_left(graph: nx.Graph, order: list[int]) -> list[int]:
    """Return how many are in the largest group after 0, 1, 2 ... losses; counted backwards, which is quicker."""
    groups, back, sizes = UnionFind(), set(), [0]
    for member in reversed(order):
        back.add(member)
        groups.union(member, *(back & set(graph[member])))
        sizes.append(max(sizes[-1], groups.weights[groups[member]]))
    return sizes[::-1]


def ahead(failures: int, aim: str, drawn: str, links: str, rule: str) -> str:
    """Return the column whose network keeps the largest share in touch after the losses, "" when two share the lead."""
    return leader(shares_in_touch(name, aim, drawn, links)[failures] for name in NETWORKS)


def price_of_agreement(graph: nx.Graph, group: set[int], rule: str) -> tuple[int, int]:
    """Return how many messages and how many rounds the group needs to decide."""
    if len(group) < 2:
        return 0, 0
    reachable = graph.subgraph(group)
    if rule == "one":
        return 2 * (len(group) - 1), 2 * nx.radius(reachable)
    rounds = nx.diameter(reachable)
    return 2 * reachable.number_of_edges() * rounds, rounds


def picture(failures: int, aim: str, drawn: str, links: str, rule: str) -> Picture:
    """Return the three networks after `failures` losses, the curves of strength, and the price of agreement."""
    rows = [_row(name, failures, aim, drawn, links, rule) for name in NETWORKS]
    numbers = pd.DataFrame(rows, columns=[*WORDS.says["numbers"].values()])
    return Picture(_figure(numbers, failures, aim, drawn, links), _summary(numbers, failures, aim, rule), numbers)


def _row(name: str, failures: int, aim: str, drawn: str, links: str, rule: str) -> tuple[str | int, ...]:
    graph = network(name, drawn, links)
    group = largest_group(graph, order_of_loss(graph, aim), failures)
    shares = shares_in_touch(name, aim, drawn, links)
    return name, graph.number_of_edges(), shares[failures], *price_of_agreement(graph, group, rule)


def _summary(numbers: pd.DataFrame, failures: int, aim: str, rule: str) -> str:
    def each(column: str) -> dict[str, str]:
        return {row["Network"].lower(): say_number(row[column]) for _, row in numbers.iterrows()}

    touch, cost = say(TOUCH, **each("Still in touch, % of all")), say(COST[rule], **each("Messages to decide"))
    return f"{say(LOST[aim], lost=failures)} {touch} {cost}"


def _figure(numbers: pd.DataFrame, failures: int, aim: str, drawn: str, links: str) -> Figure:
    messages = numbers["Messages to decide"]
    return laid_out(
        __file__,
        *(part for name in NETWORKS for part in _drawing(name, failures, aim, drawn, links)),
        *(_curve(name, aim, drawn, links) for name in NETWORKS),
        bars(map(say, NETWORKS), messages, xaxis="x3", yaxis="y3", text=[str(each) for each in messages],
             textposition="outside", cliponaxis=False, name=say("Messages to decide"),
             marker={"color": [MARKS[place].colour for place in NETWORKS.values()]}),
        notes=[
            note(f"{say(name)} {MARKS[mark].stroke}", 49 + 114 * place, 1.0, xref="x", xanchor="center")
            for place, (name, mark) in enumerate(NETWORKS.items())
        ],
        shapes=[rule((failures, failures), (0, 104), xref="x2", yref="y2")],
    )  # fmt: skip


def _drawing(name: str, failures: int, aim: str, drawn: str, links: str) -> list[dict[str, object]]:
    """Return the links that are left, and the members: filled in the largest group, open when cut off, x when lost."""
    graph, spots, colour = network(name, drawn, links), positions(name, drawn), MARKS[NETWORKS[name]].colour
    order, called = order_of_loss(graph, aim), say("{network}, links of each member", network=say(name))
    lost, group = order[:failures], largest_group(graph, order, failures)
    left = ([spots[a], spots[b]] for a, b in graph.edges if a not in lost and b not in lost)
    x, y = zip(*(spots[member] for member in graph), strict=True)
    # Plotly's numbers for an x, a filled circle and an open one: a change sends 93 of them
    symbols = [104 if member in lost else 0 if member in group else 100 for member in graph]
    members = scatter(x, y, marker=outlined(symbols, 8, colour, 1.5), name=called)
    return [strokes(left, line={"color": QUIET, "width": 1}), members]


@cache
def positions(name: str, drawn: str) -> dict[int, tuple[int, int]]:
    """Return where each member is drawn: whole numbers from 0 to 98, one panel a network, panels 114 apart."""
    middles = {("Mesh", "critics"): FOUNDERS, ("Market", "critics"): FIRMS}
    spots = _under_each_other() if name == "Hierarchy" else _round_the_middle(middles.get((name, drawn), 0))
    return {member: (round(x) + 114 * list(NETWORKS).index(name), round(y)) for member, (x, y) in spots.items()}


def _under_each_other() -> dict[int, tuple[float, float]]:
    spots = {0: (49, 92), **{ministry: (20 * ministry - 11, 56) for ministry in range(1, 6)}}
    for workshop in range(6, MEMBERS):
        ministry, place = (workshop - 1) // 5, (workshop - 1) % 5
        spots[workshop] = (20 * ministry - 11 + 4 * (place - 2), (22, 10, 4, 10, 22)[place])
    return spots


def _round_the_middle(inner: int) -> dict[int, tuple[float, float]]:
    """Return so many members on a ring within that of the others; for none, all on one ring."""
    others = sorted(range(inner, MEMBERS), key=lambda other: (other % inner, other) if inner else other)
    rim = dict(zip(others, nx.circular_layout(range(len(others))).values(), strict=True))
    return {
        **{one: (49 + 20 * x, 48 + 20 * y) for one, (x, y) in nx.circular_layout(range(inner)).items()},
        **{other: (49 + 47 * x, 48 + 46 * y) for other, (x, y) in rim.items()},
    }


def _curve(name: str, aim: str, drawn: str, links: str) -> dict[str, object]:
    mark, shares = MARKS[NETWORKS[name]], shares_in_touch(name, aim, drawn, links)
    return {"type": "scatter", "mode": "lines", "name": say(name), "y": shares, "xaxis": "x2", "yaxis": "y2",
            "line": {"color": mark.colour, "dash": mark.dash, "width": 2.5}}  # fmt: skip
