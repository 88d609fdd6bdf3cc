"""Say how good the questions of before and after are, from the files for research that boards have written.

python benchmarks/items.py class_1.csv [class_2.csv ...] [--time after]
python benchmarks/items.py --simulate 300 [--seed 1]

For each question: its difficulty (the mean part of its 2 points), how well it separates (the correlation with the sum
of the other questions) and what the sum would be worth without it. For all: Cronbach's alpha with an interval.
Sums are made of the questions in which every answer of the file has a score; what was left empty is 0 points.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from kit.content.course import load_before_and_after  # noqa: E402

TOP = 2
DRAWS = 2000
ENDS = (0.025, 0.975)


class Alpha(NamedTuple):
    """Cronbach's alpha, and where it lies in 95 of 100 classes that are drawn from these learners."""

    value: float
    low: float
    high: float


def scores_in(files: list[Path], items: list[str], time: str) -> pd.DataFrame:
    """Return the scores at one time, a row a learner, a column a question that is scored in full."""
    read = [pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig") for file in files]
    whole = pd.concat(read, ignore_index=True)
    lacking = [name for name in ("time", *items) if name not in whole]
    if lacking:
        raise SystemExit(f"{', '.join(map(str, files))}: there is no column {', '.join(lacking)}.")
    numbers = whole[whole["time"] == time][items].replace({"none": "0"})
    strange = sorted({cell for cell in numbers.to_numpy().ravel() if cell not in ("", "0", "1", "2")})
    if strange:
        raise SystemExit(f"A score is 0, 1 or 2, or none where a question was left empty; here stands {strange[0]!r}.")
    return numbers.replace({"": np.nan}).astype(float).dropna(axis=1)


def difficulty(scores: pd.DataFrame) -> pd.Series:
    """Return for each question the mean part of its points: 1 is easy, 0 is hard."""
    return scores.mean() / TOP


def discrimination(scores: pd.DataFrame) -> pd.Series:
    """Return for each question its correlation with the sum of the others; NaN where all scored the same."""
    whole = scores.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.Series({item: scores[item].corr(whole - scores[item]) for item in scores})


def alpha(scores: pd.DataFrame | np.ndarray) -> float:
    """Return Cronbach's alpha: how far the questions measure one thing; NaN with fewer than two, or all alike."""
    cells = np.asarray(scores)
    count, whole = cells.shape[1], cells.sum(axis=1).var(ddof=1)
    return float(count / (count - 1) * (1 - cells.var(axis=0, ddof=1).sum() / whole)) if count > 1 and whole else np.nan


def alpha_with_interval(scores: pd.DataFrame, seed: int = 1) -> Alpha:
    """Return alpha with its bootstrap interval: learners are drawn anew, the same for the same seed."""
    random, cells = np.random.default_rng(seed), scores.to_numpy()
    drawn = [alpha(cells[random.integers(len(cells), size=len(cells))]) for _ in range(DRAWS)]
    return Alpha(alpha(scores), *(float(end) for end in np.nanquantile(drawn, ENDS)))


def report(scores: pd.DataFrame) -> str:
    """Return all that can be said of the questions, as a table and a sentence."""
    left = {item: alpha(scores.drop(columns=item)) for item in scores}
    table = pd.DataFrame(
        {"difficulty": difficulty(scores), "discrimination": discrimination(scores), "alpha without it": left}
    )
    found = alpha_with_interval(scores)
    words = f"{len(scores)} learners, {scores.shape[1]} questions: alpha {found.value:.2f} "
    return f"{table.round(2).to_string()}\n{words}({found.low:.2f} to {found.high:.2f})"


class Nature(NamedTuple):
    """What a simulated question is like: how steep, and from which ability on half get 1 point and half get 2."""

    steep: float
    one: float
    two: float


def natures(items: list[str], seed: int) -> dict[str, Nature]:
    """Return a nature for each question: some easy, some hard, some that separate well and some that do not."""
    random = np.random.default_rng(seed)
    firsts = random.permutation(np.linspace(-1.5, 0.8, len(items)))
    steeps = random.permutation(np.linspace(0.5, 2.0, len(items)))
    return {item: Nature(s, f, f + 1.2) for item, s, f in zip(items, steeps, firsts, strict=True)}


def simulated(known: dict[str, Nature], learners: int, seed: int, ability: float = 0.0) -> pd.DataFrame:
    """Return scores by a graded response model: abilities are normal round a mean, with a spread of 1."""
    random = np.random.default_rng([seed, learners])
    able = random.normal(ability, 1, learners)[:, None]
    steep, *steps = np.array([*known.values()]).T
    reach = [1 / (1 + np.exp(-steep * (able - step))) for step in steps]
    luck = random.random((learners, len(known)))
    return pd.DataFrame(sum((luck < each).astype(float) for each in reach), columns=[*known])


def main() -> int:
    ask = ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--time", choices=("before", "after"), default="after")
    ask.add_argument("--simulate", type=int, metavar="LEARNERS")
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    items = [one.id for one in load_before_and_after().items]
    if not given.files and not given.simulate:
        ask.error("give one file for research or more, or --simulate 300")
    if given.simulate:
        print(report(simulated(natures(items, given.seed), given.simulate, given.seed)))
    else:
        print(report(scores_in(given.files, items, given.time)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
