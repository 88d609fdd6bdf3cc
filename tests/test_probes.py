"""Each probe finds what one can see in a table of two rows, and its rule decides as it says."""

import pandas as pd
import pytest

from kit.content.course import load_models
from kit.content.table import load_table
from kit.content.table_critique import load_coding, load_critique
from kit.content.table_tests import PROBES, Material, cells_of, same_marks, verdict
from kit.content.word_coding import first_coding

CRITIQUE = load_critique()


def material(columns: dict[str, list[str]], words=(), readings=None, rows=("Care", "Critiques")) -> Material:
    names = {f"m{place}": title.split(" (")[0] for place, title in enumerate(columns)}
    return Material(pd.DataFrame(columns, pd.Index(rows)), names, CRITIQUE.page, tuple(words), readings or {})


@pytest.fixture
def published() -> Material:
    names = {model.id: model.name for model in load_models()}
    marks = first_coding(cells_of(load_table(), list(names)), load_coding())
    return Material(load_table(), names, CRITIQUE.page, (), {"first": marks})


@pytest.mark.parametrize(
    ("headings", "passes"),
    [
        (["A (Mill)", "B (Kleiner)"], True),
        (["A (Mill)", "B (Marxist)"], False),
        (["A (Lockean / Marxist)", "B (Liberal)"], True),
        (["A (Mill)", "B"], False),
        (["A", "B"], True),
    ],
)
def test_headings_pass_when_all_brackets_hold_the_same_kind(headings, passes):
    assert PROBES["headings"](material({title: ["x", "y"] for title in headings})).passed is passes


def test_a_language_says_in_its_catalogue_how_schools_of_thought_end(monkeypatch):
    monkeypatch.setattr("kit.base.language._spoken", ["ar"])
    kinds = PROBES["headings"](material({"أ (باونز)": ["x", "y"], "ب (ماركسية)": ["x", "y"]}))
    assert kinds.passed is False


@pytest.mark.parametrize("words", ['"plan"', "“plan”", "« plan »", "»plan«", "„plan“", "«⁨plan⁩»", "「plan」"])
def test_words_in_quotation_marks_are_found_however_a_language_sets_them(words):
    numbers = PROBES["quotes"](material({"A": [f"the {words} of all, don't", "y"], "B": ["x", "y"]})).numbers
    assert [one.strip("⁨⁩") for one in numbers["In quotation marks"]] == ["plan"]


def test_a_slash_fails():
    finding = PROBES["slashes"](material({"A (x / y)": ["a", "b"], "B": ["a/b", "b"]}))
    assert (finding.passed, finding.numbers["Slashes"].tolist()) == (False, [1, 0])


@pytest.mark.parametrize(
    ("blame", "passes"), [((1, 2), True), ((0, 0), True), ((0, 1), False)], ids=["both", "none", "one side"]
)
def test_the_tone_fails_when_one_column_alone_is_blamed(blame, passes):
    marks = {("care", f"m{place}"): ["blaming"] * count + ["describing"] for place, count in enumerate(blame)}
    marks["critiques", "m0"] = ["blaming"] * 9
    finding = PROBES["tone"](material({"A": ["x", "y"], "B": ["x", "y"]}, readings={"mine": marks}))
    assert (finding.passed, finding.numbers["Blaming"].tolist()) == (passes, list(blame))


def test_a_column_that_nobody_has_coded_is_not_called_free_of_blame():
    marks = {("care", "m0"): ["blaming"]}
    finding = PROBES["tone"](material({"A": ["x", "y"], "B": ["x", "y"]}, readings={"mine": marks}))
    assert finding.passed is True
    assert finding.sentence == "A 0 praising, 1 blaming. Not coded: B."


@pytest.mark.parametrize("probe", ["tone", "misplaced"])
def test_without_a_coding_nothing_is_decided(probe):
    finding = PROBES[probe](material({"A": ["x", "y"], "B": ["x", "y"]}))
    assert (finding.passed, finding.sentence) == (None, "Nobody has coded the words of this table yet.")


def test_blame_in_the_last_row_is_in_its_place():
    last = {("critiques", "m0"): ["blaming"], ("care", "m0"): ["describing"]}
    first = {("care", "m0"): ["blaming", "blaming"]}
    columns = {"A": ["x", "y"], "B": ["x", "y"]}
    assert PROBES["misplaced"](material(columns, readings={"mine": last})).passed is True
    finding = PROBES["misplaced"](material(columns, readings={"mine": last | first}))
    assert (finding.passed, finding.numbers.to_numpy().tolist()) == (False, [["Care", "A", 2]])


def test_a_word_is_found_only_as_a_word_of_its_own():
    finding = PROBES["search"](material({"A": ["mutual CARE", "toward"], "B": ["careful", "x"]}, ["care", "war"]))
    assert (finding.passed, finding.numbers["Times"].tolist()) == (False, [2, 0])
    assert "Care, A" in finding.numbers["Where"][0]


def test_words_in_two_rows_are_repeats_and_short_ones_are_not():
    finding = PROBES["repeats"](material({"A": ["The market and I", "the Market and you"], "B": ["x", "y"]}))
    assert finding.numbers["Which, and in how many rows"].tolist() == ["market (2)", "none"]


def test_softening_words_are_looked_for_in_the_last_row_alone():
    finding = PROBES["softness"](material({"A": ["risk", "a risk, evil"], "B": ["risk", "evil; evil"]}, ["risk"]))
    assert (finding.passed, finding.numbers["Softening words"].tolist()) == (False, [1, 0])
    assert finding.numbers["Items"].tolist() == [2, 2]


@pytest.mark.parametrize(("cell", "passes"), [('"care"', False), ('"care" (Tronto 1993)', True), ("care", True)])
def test_a_quotation_needs_a_year_or_a_link(cell, passes):
    assert PROBES["quotes"](material({"A": [cell, "x"], "B": ["x", "y"]})).passed is passes


def test_binary_fits_a_table_of_two():
    assert PROBES["note"](material({"A": ["x", "y"], "B": ["x", "y"]})).passed is True
    assert PROBES["note"](material({"A": ["x", "y"], "B": ["x", "y"], "C": ["x", "y"]})).passed is False


def test_the_page_says_nothing_of_how_the_table_was_made():
    finding = PROBES["page"](material({"A": ["x", "y"], "B": ["x", "y"]}, ["prompt", "ChatGPT"]))
    assert finding.numbers["On the page"].tolist() == ["no", "yes", "no"]


def test_examples_that_the_facts_do_not_know_decide_nothing():
    assert PROBES["kinds"](material({"A": ["x", "y"], "B": ["x", "y"]})).passed is None


@pytest.mark.parametrize(
    ("probe", "column", "numbers"),
    [
        ("tone", "Praising", [13, 2, 3]),
        ("tone", "Blaming", [0, 5, 6]),
        ("kinds", "Kinds", ["5 network", "3 state", "5 company"]),
        ("slashes", "Slashes", [0, 1, 1]),
    ],
)
def test_the_published_table_gives_the_numbers_that_the_observations_speak_of(published, probe, column, numbers):
    assert PROBES[probe](published).numbers[column].tolist() == numbers


@pytest.mark.parametrize("observation", CRITIQUE.observations, ids=lambda one: one.id)
def test_every_test_can_be_decided_by_a_program_or_by_marks(published, observation):
    findings = [PROBES[name](published._replace(words=observation.words)) for name in observation.probes]
    assert (verdict(findings) is None) == bool(observation.marks)


def test_a_verdict_needs_every_part_that_decides():
    passes, fails, open_ = (
        PROBES[name](material({"A": ["x", "y"], "B/C": ["x", "y"]})) for name in ("note", "slashes", "repeats")
    )
    assert verdict([passes, open_]) is True
    assert verdict([passes, fails]) is False
    assert verdict([open_]) is None


def test_most_rows_alike_pass():
    rows, models = {"a": "A", "b": "B", "c": "C"}, {"x": "X", "y": "Y"}
    judged = {"a/x": "ideal", "a/y": "ideal", "b/x": "ideal", "b/y": "record", "c/x": "ideal"}
    finding = same_marks(judged, rows, models)
    assert (finding.passed, len(finding.numbers)) == (False, 2)
    assert same_marks(judged | {"c/y": "ideal"}, rows, models).passed is True
    assert same_marks({}, rows, models).passed is None
