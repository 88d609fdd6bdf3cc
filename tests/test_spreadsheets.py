"""What spreadsheets save, read as what was typed: tables and facts by one reader, or named with row and remedy."""

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from xlsxwriter import Workbook

from kit.base.errors import ContentError, TableError
from kit.base.paths import data_path
from kit.content.course import load_cases
from kit.content.csv_reader import find_separator, misread
from kit.content.facts import Fact, facts_on, read_facts
from kit.content.table import load_table
from kit.content.workbook import in_workbook

SAVED = Path(__file__).parent / "fixtures" / "spreadsheets"
FACTS = sorted(data_path("facts").glob("*.csv"), key=lambda path: path.stem)
NUMBERS = "group;year;members;source\nA;1990;5;A1\nB;2000;{};A1\n"


@pytest.mark.parametrize("name", ["sep_semicolon", "ghost_left"])
def test_what_a_program_adds_around_the_table_is_passed_over(name):
    table = load_table(SAVED / f"{name}.csv")
    assert list(table.columns) == ["Cooperative", "Marché libre", "État"]
    assert table.index.name == "Dimension" and "Who owns?" in table.index


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("cp1250", "one would read 'Spó³dzielnia'; open it in a spreadsheet and save it as CSV"),
        ("cp1251", "neither UTF-8 nor Windows-1252"),
        ("cp1253", "neither UTF-8 nor Windows-1252"),
        ("macroman_semicolon", "neither UTF-8 nor UTF-16 nor Windows-1252"),
        ("conflict", "line 2: two versions of the file stand here"),
        ("html", "a web page, not a table; perhaps the page on which one logs in"),
        ("title_row_padded", "names 0: 'Our table'. Its first row must be the header, without a title above it"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_it_is(name, says):
    with pytest.raises(TableError, match=f"^{name}.csv: ") as raised:
        load_table(SAVED / f"{name}.csv")
    assert says in str(raised.value)


@pytest.mark.parametrize(
    "text",
    ["Coopérative, État", "Größe, Straße", "þing og ríki", "niño, año", "È così", "so… yes", "5‰", "he said „no”"],
)
def test_languages_that_windows_1252_can_write_are_no_misreading(text):
    assert misread(text) == ""


@pytest.mark.parametrize(
    "read",
    [
        "membersÕ own cafe",
        "iþçiler karar verir",
        "ÉËÏ íåñå",
        "w³asno¶æ",
        "Coop\u201arative",
        "Genossenschaft f„llt",
        "s\u02c6r",
    ],
)
def test_letters_of_other_code_pages_are_noticed(read):
    assert misread(read)


def test_a_table_may_be_parted_by_bars():
    assert find_separator("Dimension|A|B\nWho|x|y\n") == "|"


def test_a_pointer_of_git_lfs_is_named(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n", encoding="utf-8")
    with pytest.raises(TableError, match="a pointer of Git LFS, not the file itself"):
        load_table(path)


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_is_read_as_what_its_cells_show(tmp_path, suffix):
    table = load_table(SAVED / f"mixed.{suffix}")
    assert list(table.loc["Number"]) == ["5", "5", "TRUE"]
    assert list(table.loc["Code"]) == ["007", "2.5", "2026-01-31"]


SHOWN = {
    3: ["Dimension", "A", "B", "C"],
    4: ["Five", "5", "5", "TRUE"],
    5: ["Code", "007", "007", "25%"],
    6: ["Day", "2026-01-31", "2026-01-31 10:30:00", "10:30:00"],
    7: ["Num", "1250.5", "0.3", "-3"],
    8: ["Merged", "both", "both", "c"],
    9: ["Down", "x", "y", "z"],
    10: ["Down2", "v", "y", "w"],
    12: ["Perc", "25.5%", "100%", "33.30%"],
}


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_every_cell_is_read_as_what_it_shows_in_the_row_that_the_sheet_says(suffix):
    """Two empty rows on top; 7 shown as 007, percent, a truth value that Calc calls a number, merged cells."""
    rows = dict(in_workbook((SAVED / f"shown.{suffix}").read_bytes()))
    assert {number: rows[number] for number in SHOWN} == SHOWN and min(rows) == 3


def test_a_merged_title_over_the_head_is_still_named_as_a_title(tmp_path):
    with Workbook(path := tmp_path / "table.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Our table")
        for number, row in enumerate((["Dimension", "A", "B"], ["Who", "x", "y"]), 1):
            sheet.write_row(number, 0, row)
    with pytest.raises(TableError, match="names 0: 'Our table'"):
        load_table(path)


def test_a_workbook_that_tells_nothing_of_formats_is_read_as_its_values():
    held = io.BytesIO()
    with zipfile.ZipFile(SAVED / "mixed.xlsx") as whole, zipfile.ZipFile(held, "w") as bare:
        for one in whole.infolist():
            if one.filename != "xl/styles.xml":
                bare.writestr(one, whole.read(one))
    assert ("Code", "007") in [tuple(row[:2]) for _, row in in_workbook(held.getvalue())]


def test_a_second_sheet_changes_nothing_in_the_first(tmp_path):
    with Workbook(path := tmp_path / "table.xlsx") as book:
        first, second = book.add_worksheet(), book.add_worksheet()
        first.write_row(0, 0, [0.5, 7])
        second.write_row(0, 0, [0.5, 7], book.add_format({"num_format": "0%"}))
    assert in_workbook(path.read_bytes()) == [(1, ["0.5", "7"])]


def test_a_workbook_counts_rows_as_its_sheet_does():
    with pytest.raises(TableError, match=r"row 5, column 'B': no text here"):
        load_table(SAVED / "hole.xlsx")


def test_a_file_that_only_claims_to_be_a_workbook_is_refused(tmp_path):
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"not a zip")
    with pytest.raises(TableError, match=r"table\.xlsx: this workbook cannot be read"):
        load_table(path)


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252")])
def test_facts_come_back_whatever_a_spreadsheet_saved(tmp_path, path, separator, encoding):
    saved, plain = tmp_path / path.name, pd.read_csv(path, dtype="str", keep_default_na=False)
    saved.write_text(plain.to_csv(index=False, sep=separator), encoding=encoding, errors="replace")
    again, before = read_facts(saved), read_facts(path)
    assert [str(kind) for kind in again.dtypes] == [str(kind) for kind in before.dtypes]
    assert len(again) == len(before) and list(again["source"]) == list(before["source"])


def test_empty_columns_that_a_spreadsheet_leaves_are_no_columns(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("group,members,source,,\nA,5,A1,,\n", encoding="utf-8")
    assert list(read_facts(path).columns) == ["group", "members", "source"]


@pytest.mark.parametrize("cell", ["5,9", "1 250", "N/A", "-", "12.000,5", "?"])
def test_what_stands_in_for_a_number_is_named_with_its_row(tmp_path, cell):
    path = tmp_path / "mine.csv"
    path.write_text(NUMBERS.format(cell), encoding="utf-8")
    with pytest.raises(ContentError, match=r"mine\.csv, row 3, column 'members': this column holds numbers") as raised:
        read_facts(path)
    assert repr(cell) in str(raised.value)


def test_words_in_a_column_of_words_stay_words(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("group,when,source\nN/A,2021-2023,A1\nnull,1990,A1\n", encoding="utf-8")
    facts = read_facts(path)
    assert list(facts["group"]) == ["N/A", "null"] and list(facts["when"]) == ["2021-2023", "1990"]


@pytest.mark.parametrize("fact", ["N/A", "null", ""])
def test_a_fact_of_few_words_stops_no_step(tmp_path, monkeypatch, fact):
    case = load_cases()[0]
    (tmp_path / "facts").mkdir()
    text = f"case,dimension,fact,source\n{case.id},governance,{fact},A1\n"
    (tmp_path / "facts" / "case_facts.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr("kit.content.facts.data_path", tmp_path.joinpath)
    monkeypatch.setattr("kit.content.facts.load_facts", lambda name: read_facts(tmp_path / "facts" / f"{name}.csv"))
    assert facts_on(case, "governance") == ([Fact(fact, ("A1",))] if fact else [])
