"""Let 30 made-up learners go through a term of 13 weekly lessons, with recall and without, and draw what they keep.

python benchmarks/term.py [--learners 30] [--seed 1] [--days 10 40] [--to docs/term.svg]
"""

import sys
from argparse import ArgumentParser
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import mean, stdev

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from kit.answers.recall import Asked, Ref, asked_in, chosen, urgency  # noqa: E402
from kit.content.pages import order_of  # noqa: E402
from kit.content.table import dimensions_of, load_table  # noqa: E402

Known = tuple[bool, float]
WEEK = 7.0
EXAM = 2 * WEEK  # so long after the last lesson all questions are asked once
LUCK = 0.25  # who has forgotten guesses among four options
DAYS = (10.0, 40.0)  # after which half is left of what was met once, for the weakest and the strongest learner
HARDER, EASIER = 0.5, 1.6  # a question's own part in that
RIGHT_AT_FIRST, WRONG = 0.6, 0.5  # how many are; the part of those days that is left where the first answer was wrong
FOUND, MISSED = 2.2, 1.3  # what an answer from memory, or being told, multiplies these days by
SCHEDULES = ("none", "random", "the kit's")
COLOURS = {"none": "#8a8f98", "random": "#c9671b", "the kit's": "#0e8f7e"}


@dataclass
class Trace:
    """What a learner holds of one question: the days after which half is left, when it was last met, what was right."""

    half: float
    last: float
    right: list[bool] = field(default_factory=list)

    def known(self, day: float) -> float:
        """Return the chance that it is still known on a day."""
        return 0.5 ** ((day - self.last) / self.half)

    def meet(self, day: float, random: Random) -> None:
        """Ask the question on a day, tell the answer, and let the trace grow."""
        knows = random.random() < self.known(day)
        self.right.append(knows or random.random() < LUCK)
        self.half *= FOUND if knows else MISSED
        self.last = day


def term(learner: int, schedule: str, asked: Asked, seed: int, days: tuple[float, float] = DAYS) -> list[Known]:
    """Return whether a learner was right at first on each question, and the chance that it is known at the end.

    Learner and questions are the same for each schedule of a seed; only what comes back differs.
    """
    nature, chance = Random(f"{seed}/{learner}"), Random(f"{seed}/{learner}/{schedule}")
    strength = nature.uniform(*days)
    right = {ref: nature.random() < RIGHT_AT_FIRST for ref in asked}
    halves = {ref: strength * nature.uniform(HARDER, EASIER) * (1 if right[ref] else WRONG) for ref in asked}
    lessons = list(dict.fromkeys(lesson for lesson, _ in asked))
    met: dict[Ref, Trace] = {}
    for week, lesson in enumerate(lessons):
        day = WEEK * week
        for ref in comes_back(schedule, met, asked, day, chance):
            met[ref].meet(day, chance)
        for ref in asked:
            if ref[0] == lesson:
                met[ref] = Trace(halves[ref], day, [right[ref]])
    end = WEEK * (len(lessons) - 1) + EXAM
    return [(right[ref], trace.known(end)) for ref, trace in met.items()]


def comes_back(schedule: str, met: dict[Ref, Trace], asked: Asked, day: float, chance: Random) -> list[Ref]:
    """Return which of the questions met so far a lesson begins with: none, any two, or those that the kit chooses."""
    if schedule == "none" or not met:
        return []
    if schedule == "random":
        return chance.sample(list(met), min(2, len(met)))
    known = {ref: urgency(trace.right, day - trace.last, bool(asked[ref].misreading)) for ref, trace in met.items()}
    return chosen({ref: asked[ref] for ref in met}, known)


def compared(learners: int, seed: int, days: tuple[float, float] = DAYS) -> dict[str, list[list[Known]]]:
    """Return for each schedule what each learner knows at the end."""
    asked = asked_in(order_of(dimensions_of(load_table())))
    return {one: [term(learner, one, asked, seed, days) for learner in range(learners)] for one in SCHEDULES}


def kept(terms: dict[str, list[list[Known]]], wrong_at_first: bool = False) -> dict[str, list[float]]:
    """Return for each schedule what each learner keeps on average, 0 to 1: of all questions, or of some."""
    return {
        name: [mean(known for right, known in one if not (wrong_at_first and right)) for one in learners]
        for name, learners in terms.items()
    }


def in_words(shares: dict[str, list[float]], other: str) -> str:
    """Return how much more the kit's schedule keeps than another, in points, with twice its standard error."""
    gains = [100 * (ours - theirs) for ours, theirs in zip(shares["the kit's"], shares[other], strict=True)]
    error = 2 * stdev(gains) / len(gains) ** 0.5
    return f"the kit's - {other}: {mean(gains):+.1f} points (± {error:.1f}), more for {sum(g > 0 for g in gains)}"


def drawn(groups: dict[str, dict[str, list[float]]]) -> str:
    """Return a picture: for each group of questions a row a schedule, a dot a learner, a line at the mean."""
    grid = (f'<line x1="{_x(at)}" x2="{_x(at)}" y1="24" y2="404" stroke="#dfe2e6"/>' for at in (0, 0.25, 0.5, 0.75, 1))
    parts = [*grid, _text(150, 424, "0%"), _text(586, 424, "100%")]
    for group, (heading, shares) in enumerate(groups.items()):
        parts.append(_text(12, 20 + 200 * group, heading))
        for place, (name, values) in enumerate(shares.items()):
            y, middle = 60 + 200 * group + 52 * place, _x(mean(values))
            parts += [
                f'<circle cx="{_x(one)}" cy="{y + 6 * (n % 5 - 2)}" r="4" fill="{COLOURS[name]}" opacity="0.5"/>'
                for n, one in enumerate(values)
            ]
            line = f'<line x1="{middle}" x2="{middle}" y1="{y - 20}" y2="{y + 20}" stroke="#1f2328" stroke-width="2"/>'
            parts += [line, _text(12, y + 5, LABELS[name]), _text(middle + 6, y - 15, f"{mean(values):.0%}")]
    return HEAD + "".join(parts) + "</svg>\n"


LABELS = {"none": "no recall", "random": "any two", "the kit's": "the kit's two"}
TITLE = "What 30 made-up learners still know two weeks after the last of 13 lessons"
HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 432" role="img" aria-label="{TITLE}">'
    f'<title>{TITLE}</title><rect width="640" height="432" fill="#ffffff"/>'
)


def _text(x: float, y: float, words: str) -> str:
    font = 'font-family="system-ui, sans-serif" font-size="14" fill="#1f2328"'
    return f'<text x="{x}" y="{y}" {font}>{words}</text>'


def _x(share: float) -> float:
    return round(150 + 460 * share, 1)


def main() -> None:
    """Print what is kept under each schedule and what the differences are; write the picture."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--days", type=float, nargs=2, default=DAYS, help="after which half is left: worst, best one")
    given = parser.parse_args()
    terms = compared(given.learners, given.seed, tuple(given.days))
    groups = {"All questions": kept(terms), "Those wrong at first": kept(terms, wrong_at_first=True)}
    for what, shares in groups.items():
        for name, values in shares.items():
            print(f"{what}, {name}: {mean(values):.1%} known, learners from {min(values):.0%} to {max(values):.0%}")
        print(*(f"{what}, {in_words(shares, other)}" for other in SCHEDULES[:2]), sep="\n")
    if given.to:
        given.to.write_text(drawn(groups), encoding="utf-8")


if __name__ == "__main__":
    main()
