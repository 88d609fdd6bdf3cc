"""What a program can test in a table: each probe counts something, and says whether the table passes by its rule.

A probe is a function from the material to a finding. Its rule stands in words in `data/table_critique.yaml`.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from kit.base.labels import known, prose, said, say
from kit.base.paths import beside
from kit.content.facts import load_facts
from kit.content.table import dimension_id, dimensions_of
from kit.content.table_critique import Key, Marks, Page, tally, words_of

SOURCE = re.compile(r"\b(1[5-9]|20)\d\d\b|https?://")
# quotation marks in pairs, however a language sets them: “a”, «a», »a«, „a“, 「a」
QUOTED = re.compile(r'["“”„«»\u2039\u203a「『]([^"“”„«»\u2039\u203a「」『』]+)["“”»«\u203a\u2039」』]')
WORDS, TITLES = prose(__file__), beside(__file__)["titles"]
INSTITUTIONS = (said("network"), said("state"), said("company"), said("public"), said("cooperative"))  # kinds, in facts
NONE = said("none")
SHORT = 4  # shorter words, as 'and' or 'the', are in every row and say nothing


class Material(NamedTuple):
    """What probes look at: the table, its models by id, the page around it, words to look for, readings of words."""

    table: pd.DataFrame
    names: dict[str, str]
    page: Page
    words: tuple[str, ...]
    readings: dict[str, Marks]  # whose reading -> the marks; the first is the one that decides


class Finding(NamedTuple):
    """What came out: does the table pass (None: that is for people to say), a sentence, the numbers."""

    passed: bool | None
    sentence: str
    numbers: pd.DataFrame


def found(passed: bool | None, sentence: str, rows: list[list], test: str) -> Finding:
    """Return what came out of a test, its numbers by rows under the titles that stand beside this module."""
    return Finding(passed, sentence, pd.DataFrame(rows, columns=TITLES[test]))


def yes_or_no(so: object) -> str:
    """Return whether something is so, as a word for a table."""
    return said("yes") if so else said("no")


def headings(material: Material) -> Finding:
    """Are the headings made in the same way?"""
    inside = {title: re.findall(r"\(([^)]*)\)", title) for title in material.table.columns}
    brackets = {title: [part.strip() for one in ones for part in one.split("/")] for title, ones in inside.items()}
    ends = tuple(WORDS["endings"].split())
    kinds = {
        title: [said("school") if part.lower().endswith(ends) else said("name") for part in parts] or [said("nothing")]
        for title, parts in brackets.items()
    }
    rows = [[name, ", ".join(ones) or NONE, ", ".join(map(say, kinds[name]))] for name, ones in brackets.items()]
    sets = sorted({frozenset(one) for one in kinds.values()}, key=sorted)
    listed = "; ".join(", ".join(map(say, sorted(one))) for one in sets)
    return found(len(sets) == 1, WORDS("brackets", kinds=listed), rows, "headings")


def slashes(material: Material) -> Finding:
    """Does each heading name one position?"""
    rows = [[title, title.count("/")] for title in material.table.columns]
    joined = sum(count > 0 for _, count in rows)
    return found(not joined, WORDS("slashes", joined=joined, all=len(rows)), rows, "slashes")


def tone(material: Material) -> Finding:
    """Are praise and blame shared out, outside the last row?"""
    rows = []
    for whose, every in material.readings.items():
        marks = _but_last(material, every)
        read = {key[1] for key in marks}  # the columns of which somebody has read a cell
        counts = tally(marks, {id: name for id, name in material.names.items() if id in read}, 1)
        rows += [[whose, name, *map(int, line[["praising", "blaming"]])] for name, line in counts.iterrows()]
    first = [row for row in rows if row[0] == next(iter(material.readings), "")]
    blamed = [row[3] for row in first]
    words = "; ".join(WORDS("praise", model=name, praising=praise, blaming=blame) for _, name, praise, blame in first)
    unread = [name for name in material.names.values() if name not in {row[1] for row in first}]
    sentence = f"{words}." if words else WORDS["nobody"]
    if words and unread:
        sentence += " " + WORDS("not_coded", models=", ".join(unread))
    passed = all(blamed) or not any(blamed) if first else None
    return found(passed, sentence, rows, "tone")


def _but_last(material: Material, marks: Marks) -> Marks:
    last = dimension_id(material.table, material.table.index[-1])
    return {key: kinds for key, kinds in marks.items() if key[0] != last}


def misplaced(material: Material) -> Finding:
    """Do the rows that describe stay free of verdicts?"""
    marks = _but_last(material, next(iter(material.readings.values()), {}))
    titles = dimensions_of(material.table)
    counts = {key: kinds.count("blaming") for key, kinds in marks.items() if "blaming" in kinds and key[0] in titles}
    rows = [[titles[key[0]], material.names.get(key[1], key[1]), count] for key, count in counts.items()]
    words = WORDS("blaming", blaming=sum(counts.values()), cells=len(counts))
    passed, sentence = (not counts, f"{words}.") if marks else (None, WORDS["nobody"])
    return found(passed, sentence, rows, "misplaced")


def kinds(material: Material) -> Finding:
    """Are the examples of one kind, as far as the facts of this kit know them?"""
    facts, cells = load_facts("institutions"), "\n".join(material.table.to_numpy().ravel())
    ours = [one for one in facts.itertuples() if one.column in material.names and one.name in cells]
    there = {name: [one.kind for one in ours if one.column == id] for id, name in material.names.items()}
    counts = {name: Counter(ones) for name, ones in there.items()}
    told = {name: ", ".join(f"{number} {known(kind)}" for kind, number in one.items()) for name, one in counts.items()}
    rows = [[name, counts[name].total(), words] for name, words in told.items()]
    words = "; ".join(f"{name}: {kinds or WORDS['none_known']}" for name, _, kinds in rows)
    passed = len({frozenset(ones) for ones in there.values() if ones}) == 1 if ours else None
    return found(passed, f"{words}.", rows, "kinds")


def search(material: Material) -> Finding:
    """Do the words stand in the table, each as a word of its own?"""
    text = {
        f"{dimension}, {name}": cell
        for dimension, row in zip(material.table.index, material.table.itertuples(index=False), strict=True)
        for name, cell in zip((say("its title"), *material.names.values()), (dimension, *row), strict=True)
    }
    places = {word: [where for where, cell in text.items() if _stands(word, cell)] for word in material.words}
    rows = [[word, len(where), "; ".join(where) or NONE] for word, where in places.items()]
    missing = [word for word, where in places.items() if not where]
    sentence = WORDS("there", there=len(places) - len(missing), all=len(places))
    if missing:
        sentence += " " + WORDS("not_there", words=", ".join(missing))
    return found(not missing, sentence, rows, "search")


def _stands(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))


def repeats(material: Material) -> Finding:
    """Which words stand in more than one row of a column?"""
    rows = []
    for title, name in zip(material.table.columns, material.names.values(), strict=True):
        in_rows = Counter(word for cell in material.table[title] for word in set(map(str.casefold, words_of(cell))))
        often = [f"{word} ({count})" for word, count in in_rows.most_common() if count > 1 and len(word) >= SHORT]
        rows.append([name, len(often), ", ".join(sorted(often)) or NONE])
    counts = ", ".join(f"{name} {count}" for name, count, _ in rows)
    return found(None, WORDS("repeated", counts=counts), rows, "repeats")


def softness(material: Material) -> Finding:
    """Does the last row speak in one tone?"""
    last = material.table.iloc[-1]
    soft = [[word for word in material.words if _stands(word, cell)] for cell in last]
    rows = [
        [name, len(re.split(r"[,;]", cell)), len(words), ", ".join(words) or NONE]
        for name, cell, words in zip(material.names.values(), last, soft, strict=True)
    ]
    counts = ", ".join(f"{name} {count}" for name, _, count, _ in rows)
    sentence = WORDS("softening", row=last.name, counts=counts)
    return found(len(set(map(len, soft))) == 1, sentence, rows, "softness")


def quotes(material: Material) -> Finding:
    """Can words in quotation marks be traced?"""
    columns = zip(material.table.columns, material.names.values(), strict=True)
    rows = [
        [name, dimension, quoted, yes_or_no(SOURCE.search(cell))]
        for title, name in columns
        for dimension, cell in material.table[title].items()
        for quoted in map(str.strip, QUOTED.findall(cell))
    ]
    untraced = sum(row[-1] == "no" for row in rows)
    return found(not untraced, WORDS("quotes", pieces=len(rows), untraced=untraced), rows, "quotes")


def page(material: Material) -> Finding:
    """Do the words around the table say how it was made?"""
    around = " ".join((material.page.heading, material.page.publisher, material.page.label, material.page.note))
    year = bool(re.search(r"\b20\d\d\b", around))
    there = {word: _stands(word, around) for word in material.words} | {said("a year"): year}
    rows = [[what, yes_or_no(stands)] for what, stands in there.items()]
    sentence = WORDS("page", there=sum(there.values()), all=len(there), words=len(words_of(around)))
    return found(all(there.values()), sentence, rows, "page")


def note(material: Material) -> Finding:
    """Does the closing note speak of two where there is another number of columns?"""
    columns, binary = len(material.table.columns), _stands("binary", material.page.note)
    cells = sum(len(words_of(cell)) for cell in material.table.to_numpy().ravel())
    around = len(words_of(material.page.note))
    rows = [[said("Columns"), columns], [said("Words in the cells"), cells], [said("Words in the note"), around]]
    return found(not binary or columns == 2, WORDS("speaks" if binary else "silent", columns=columns), rows, "note")


_ALL = (headings, slashes, tone, misplaced, kinds, search, repeats, softness, quotes, page, note)
PROBES: dict[str, Callable[[Material], Finding]] = {probe.__name__: probe for probe in _ALL}


def verdict(findings: list[Finding]) -> bool | None:
    """Return whether the table passes all that a program could decide, or None where it could decide nothing."""
    decided = [finding.passed for finding in findings if finding.passed is not None]
    return all(decided) if decided else None


def same_marks(judged: dict[str, str], dimensions: dict[str, str], models: dict[str, str]) -> Finding:
    """Return what the learner's marks of whole cells say; they come as a grid holds them: `{"row/column": mark}`."""
    rows = []
    for id, title in dimensions.items():
        marks = [judged.get(f"{id}/{model}", "") for model in models]
        if all(marks):
            rows.append([title, ", ".join(map(known, marks)), yes_or_no(len(set(marks)) == 1)])
    alike = sum(row[-1] == "yes" for row in rows)
    words = WORDS("alike", alike=alike, rows=len(rows))
    passed, sentence = (alike * 2 > len(rows), words) if rows else (None, WORDS["no_row"])
    return found(passed, sentence, rows, "marks")


def cells_of(table: pd.DataFrame, models: list[str]) -> dict[Key, str]:
    """Return every cell by the ids of its dimension and its model."""
    return {
        (dimension_id(table, title), model): cell
        for title, row in zip(table.index, table.itertuples(index=False), strict=True)
        for model, cell in zip(models, row, strict=True)
    }
