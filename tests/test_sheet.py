import csv
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from kit.base.errors import KitError
from kit.base.for_others import safe, write_sheet


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =cmd|' /C calc'!A0", "\uff1d1", "\0=1"]
)
def test_what_would_begin_a_formula_begins_with_an_apostrophe(cell):
    assert safe(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "a = b", "1-2", "'=1", "Zoë", 7, -7, 0.5, None])
def test_other_cells_stay_as_they_are(cell):
    assert safe(cell) == cell


def test_a_sheet_comes_back_row_by_row_whatever_is_in_it(tmp_path):
    rows = [["name", "words"], ["Zoë 🌱", 'two\nlines, a "quote"; <b>'], ["x", "=1+1"]]
    write_sheet(tmp_path / "sheet.csv", rows)
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [*rows[:2], ["x", "'=1+1"]]
    assert (tmp_path / "sheet.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_that_cannot_be_written_gets_one_sentence(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(KitError, match="a file stands where a folder is needed"):
        write_sheet(tmp_path / "out" / "sheet.csv", [["a"]])


def test_a_workbook_hides_no_words_under_the_next_row(tmp_path):
    """Programs keep the heights that a workbook says, and where it says none some of them keep one line."""
    rows = [["learner", "Core Principle: checks right at first", "said"], ["Zoë", "3 of 3", "ten words. " * 40]]
    write_sheet(tmp_path / "sheet.xlsx", [*rows, ["Ben", "1 of 3", "a\nb\nc"], ["Ana", "2 of 3", "x" * 30_000]])
    with ZipFile(tmp_path / "sheet.xlsx") as parts:
        written = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    heights = [float(one.get("ht", 15)) for one in written.findall(".//{*}row")]
    widths = [float(one.get("width")) for one in written.findall(".//{*}col")]
    assert heights[0] == 15 and heights[1] >= 15 * 440 / widths[2] and 45 <= heights[2] < 90
    assert 400 < heights[3] <= 409, "no program makes a row higher"
    assert widths[1] > len(rows[0][1]), "a head stands on one line, in bold letters too"
    assert max(widths) < 65
