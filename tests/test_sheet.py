import csv

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
