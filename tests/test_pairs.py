"""Unlike pairs: nobody is left over, nobody is in two groups, and nobody could have found a partner further away."""

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.classroom.vote.movement import apart, distance, halves, other_side, place, total

IDS = ["a", "b", "c", "d"]
classes = st.lists(st.sampled_from(IDS), max_size=7)


def named(stances: list[str]) -> dict[str, str]:
    return {f"mark{number}": stance for number, stance in enumerate(stances)}


def ways(people: list[str]):
    """Every way to put people into pairs, with one three where their number is odd."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    for one in rest:
        left = [other for other in rest if other != one]
        for way in ways(left) if len(left) != 1 else ():
            yield [(first, one), *way]
    if len(people) % 2:
        for number, one in enumerate(rest):
            for other in rest[number + 1 :]:
                left = [who for who in rest if who not in (one, other)]
                for way in ways(left):
                    yield [(first, one, other), *way]


def cost(groups, stances: dict[str, str], ordered: bool) -> tuple[int, int]:
    at = {mark: place(stance, IDS) for mark, stance in stances.items()}
    far = [total(group, at, ordered) for group in groups]
    return far.count(0), -sum(far)


@given(st.lists(st.sampled_from([*IDS, "gone"]), max_size=60), st.booleans(), st.text(max_size=5))
def test_everybody_is_in_one_group_and_the_groups_are_pairs_and_at_most_one_three(said, ordered, seed):
    stances = named(said)
    groups = apart(stances, IDS, ordered, seed)
    assert sorted(mark for group in groups for mark in group) == sorted(stances)
    sizes = sorted(len(group) for group in groups)
    if len(said) == 1:
        assert sizes == [1]
    else:
        assert sizes == [2] * (len(said) // 2 - len(said) % 2) + [3] * (len(said) % 2)


@settings(deadline=None, max_examples=60)
@example(["a", "a", "b", "c", "a"], False)
@example(["a", "b", "b", "c"], True)
@given(classes.filter(lambda said: len(said) > 1), st.booleans())
def test_no_way_to_pair_a_small_class_has_fewer_pairs_alike_or_stands_further_apart(said, ordered):
    stances = named(said)
    found = cost(apart(stances, IDS, ordered, "seed"), stances, ordered)
    assert found == min(cost(way, stances, ordered) for way in ways(list(stances)))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(IDS), min_size=10, max_size=24).filter(lambda said: len(said) % 2 == 0), st.booleans())
def test_no_matching_of_a_larger_class_stands_further_apart(said, ordered):
    stances = named(said)
    graph = nx.Graph()
    for one in stances:
        for other in stances:
            if one < other:
                graph.add_edge(
                    one, other, weight=distance(*(place(stances[who], IDS) for who in (one, other)), ordered)
                )
    best = nx.max_weight_matching(graph, maxcardinality=True)
    assert cost(apart(stances, IDS, ordered, "seed"), stances, ordered)[1] == cost(best, stances, ordered)[1]


@given(classes, st.booleans())
def test_the_same_seed_gives_the_same_groups_whatever_the_order_in_which_votes_came(said, ordered):
    stances = named(said)
    again = dict(reversed(stances.items()))
    assert apart(stances, IDS, ordered, "x") == apart(again, IDS, ordered, "x")


def test_another_seed_gives_others():
    stances = named(["a", "b"] * 15)
    assert len({str(apart(stances, IDS, True, str(seed))) for seed in range(5)}) == 5


def test_neither_a_groups_order_nor_that_of_the_groups_says_who_stands_where():
    stances = named(["a", "b"] * 15)
    first = [stances[group[0]] for seed in range(20) for group in apart(stances, IDS, True, str(seed))]
    assert 100 < first.count("a") < 200
    at_the_front = [stances[apart(named(["a", "a", "b", "d"]), IDS, True, str(seed))[0][0]] for seed in range(60)]
    assert {"a", "b", "d"} == set(at_the_front) or len(set(at_the_front)) > 1


@pytest.mark.parametrize(("stance", "ordered", "other"), [("a", True, "d"), ("d", True, "a"), ("c", True, "a")])
def test_the_other_side_is_the_stance_that_is_furthest_away(stance, ordered, other):
    assert other_side(stance, IDS, ordered) == other
    assert other_side(stance, IDS, False) != stance


def test_a_line_that_counts_off_is_paired_by_numbers():
    assert halves(range(1, 7)) == [(1, 4), (2, 5), (3, 6)]
    assert halves([]) == []
    assert halves(list(range(1, 8))) == [(1, 4, 7), (2, 5), (3, 6)]
