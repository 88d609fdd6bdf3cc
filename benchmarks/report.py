"""What the benchmarks share: the learner who came before, and a table of ratios."""

from dataclasses import dataclass
from statistics import median, quantiles

from kit.answers.opening import open_journal


def answer_beforehand() -> None:
    """Place the bet and the case in the journal that `KIT_ANSWERS` names, so that both figures of the lesson open."""
    journal = open_journal()
    journal.save("governance", "explore", "bet", "mesh")
    journal.save("governance", "place", "wikipedia", {"commons": 70, "collectivism": 10, "liberalism": 20})
    journal.close()


@dataclass(frozen=True)
class Row:
    """One comparison: a value a round on either side, both from the same round, and the most the ratio should be."""

    what: str
    ours: list[float]
    theirs: list[float]
    unit: str
    aim: str = ""

    @property
    def ratios(self) -> list[float]:
        """Return the ratio of each round, the smallest first."""
        return sorted(one / other for one, other in zip(self.ours, self.theirs, strict=True))

    @property
    def ratio(self) -> float:
        """Return the ratio in the middle."""
        return median(self.ratios)

    def __str__(self) -> str:
        shown = [number(ratio) for ratio in (self.ratios[0], self.ratio, self.ratios[-1])]
        values = [f"{number(median(side))} {self.unit}" for side in (self.ours, self.theirs)]
        return "| " + " | ".join([self.what, *shown, self.aim, *values]) + " |"


def p95(times: list[float]) -> float:
    """Return what all but one in twenty stay under."""
    return quantiles(times, n=20, method="inclusive")[-1]


def number(value: float) -> str:
    """Return a number with as many digits as it deserves."""
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 0.01 else f"{value:.3g}"


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = "| what | min | median | max | aim | kit | baseline |\n| --- | --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *map(str, rows)])
