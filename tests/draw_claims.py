"""Draw claims of the kit at random, to be checked by hand: `python -m tests.draw_claims`.

The claims are rows of data/facts, what the feedback says of a right option, the counterexamples of cells, what is said
of the cases, and the reasons given for readings. What the first part of docs/checked.md lists is left out.
The seed is fixed: as long as the data stay, the same claims come out.
"""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kit.base.paths import ROOT, data_path
from kit.content.course import load_cases
from kit.content.facts import read_facts
from kit.content.lesson_form import read_content

SEED = 1911
HOW_MANY = 150
ALIKE = 0.6  # a claim counts as listed when this share of its long words and numbers stands in one listed claim
LISTED = ROOT / "docs" / "checked.md"
SECOND_PART = "## Drawn at random"
Claim = tuple[str, str]  # where it stands, and its words


def claims() -> Iterator[Claim]:
    """Yield every claim that can be drawn: rows of facts first, then cases, then lesson by lesson."""
    for path in sorted(data_path("facts").glob("*.csv")):
        facts = read_facts(path)
        for row in facts[facts["basis"] == "source"].itertuples() if "basis" in facts else facts.itertuples():
            yield f"facts/{path.name}", "; ".join(str(cell) for cell in row[1:] if str(cell) not in ("nan", ""))
    for case in load_cases():
        yield "cases.yaml", f"{case.name}: {case.about} [{', '.join(case.sources)}]"
    for path in sorted(data_path("lessons").glob("*.yaml")):
        yield from of_lesson(path)


def of_lesson(path: Path) -> Iterator[Claim]:
    """Yield the claims of one lesson."""
    content = read_content(path)
    for model, cell in content.cells.items():
        seen = cell.counterexample
        yield f"{path.name}, cell {model}", f"{seen.case} {seen.why} [{seen.source}]"
    for question in content.questions:
        right = next(option for option in question.options if option.right)
        yield f"{path.name}, question {question.id}", f"{question.stem} {right.text} {right.feedback}"
    for reading in content.readings:
        yield f"{path.name}, reading", f"{reading.source}: {reading.why}"


def words_of(text: str) -> set[str]:
    """Return the numbers and the words of five letters and more in a text."""
    return set(re.findall(r"\d[\d.,]*\d|\d|[^\W\d_]{5,}", text.lower()))


def listed() -> list[set[str]]:
    """Return the words of each claim that was checked before the draw."""
    lines = LISTED.read_text(encoding="utf-8").partition(SECOND_PART)[0].splitlines()
    return [words_of(line.split("|")[1]) for line in lines if line.startswith("| ")]


def is_listed(claim: str, before: list[set[str]]) -> bool:
    """Return whether most of a claim's words stand in one that was checked before."""
    words = words_of(claim)
    return any(len(words & one) >= ALIKE * len(words) for one in before)


def draw() -> list[Claim]:
    """Return the claims drawn, in the order in which they stand in the data."""
    before = listed()
    open_ = [claim for claim in claims() if not is_listed(claim[1], before)]
    return [open_[place] for place in sorted(random.Random(SEED).sample(range(len(open_)), HOW_MANY))]


if __name__ == "__main__":
    sys.stdout.write("".join(f"{where} | {words}\n" for where, words in draw()))
