"""The Spanish of the catalogues keeps to docs/style_es.md where a program can tell."""

import re
from functools import cache

import pytest

from kit.base.catalogue import read_words
from kit.base.paths import ROOT, data_path

TABLE = (ROOT / "docs" / "style_es.md").read_text("utf-8").split("## Both sides of the ocean")[1]
WORDS = [
    re.sub(r" \(.*", "", one).strip() for row in re.findall(r"(?m)^\| .* \| (.*) \|$", TABLE) for one in row.split(",")
]
# what also means a thing that has no other name: a patent, a lifeboat, a well, mobile capital, a name that a firm gave
MEANT = {"laptop", "móvil", "tablero", "dueño del local", "patente", "bote", "pozo", "jardín", "pesado"}
YEARS = r"(?!1[2-9]\d\d|20\d\d|2100)"
NO_POINT = re.compile(rf"\d[ \u00a0\u202f]\d{{3}}\b|(?<![\w.,/:=%#-]){YEARS}[1-9]\d{{3,}}\b(?![-/])|\d%(?![\dA-F])")
PAGES = re.compile(r"desde la \d+|https?://\S+")


@cache
def said() -> tuple[tuple[str, str, str], ...]:
    """Return each translation with the file that it stands in, and once more in small letters."""
    paths = [*data_path().glob("**/es/**/*.po"), data_path("labels", "es.po")]
    all_ = ((path.name, told) for path in paths for entry in read_words(path).entries for told in entry.told)
    return tuple((name, told, told.lower()) for name, told in all_)


@pytest.mark.parametrize("word", [one for one in WORDS if one not in MEANT and not one.startswith(("one ", "where "))])
def test_no_word_stands_that_one_side_of_the_ocean_does_not_know(word):
    found, letters = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE), word.lower()
    may = [(file, told) for file, told, small in said() if letters in small]  # far faster than to look for whole words
    assert [(file, told[:80]) for file, told in may if found.search(told)] == []


def test_thousands_have_a_point_and_a_percent_sign_a_space():
    found = [(file, NO_POINT.search(PAGES.sub("", told))) for file, told, _ in said()]
    assert [(file, hit.string[max(0, hit.start() - 20) : hit.end() + 20]) for file, hit in found if hit] == []


def test_a_class_opens_and_closes_a_round_and_one_person_has_a_vote():
    found = [
        told for _, told, _ in said() if re.search(r"(?i)\b(abr|cerr|cierr)\w* (el|este) (primer|segundo) voto", told)
    ]
    assert found == []
