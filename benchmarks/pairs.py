"""How long it takes to put a class into unlike pairs: 30 and 300 learners, even and odd, few stances and many."""

from random import Random
from statistics import median
from time import perf_counter

from kit.classroom.vote.movement import apart

CLASSES = [(30, 4), (31, 4), (300, 4), (301, 4), (301, 15)]


def took(learners: int, stances: int, times: int = 5) -> float:
    """Return the median of the milliseconds that it took."""
    ids, chance = [f"stance_{number}" for number in range(stances)], Random(1)
    said = {f"mark{number}": chance.choice(ids) for number in range(learners)}
    measured = []
    for turn in range(times):
        began = perf_counter()
        apart(said, ids, ordered=True, seed=str(turn))
        measured.append(1000 * (perf_counter() - began))
    return median(measured)


if __name__ == "__main__":
    for learners, stances in CLASSES:
        print(f"{learners} learners, {stances} stances: {took(learners, stances):.1f} ms")
