"""What hostile files do to a class's folder, and hostile cells to a spreadsheet: bounded, named, and never computed."""

import codecs
import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from kit.answers.copies import export
from kit.answers.hand_in import parse_hand_in
from kit.base.errors import HandInError
from kit.base.for_others import safe, write_sheet
from kit.classroom.board.collecting import LISTED, _listed
from kit.classroom.board.state import BoardState
from kit.classroom.inbox import folder
from kit.classroom.inbox.folder import ClassFolder, Refused, read_folder, read_hand_in
from kit.classroom.inbox.safe import no_room
from tests.classroom import as_text, make_hand_in, write_class

HOSTILE = [
    "=1+1", "so; =1+1", "a\n=1+1", "a\r\n-1+1", 'he said ";=1+1', "tab\t=1+1", "a|+1+1", ";@SUM(A1)", '";=1+1;"',
    "x;\n =1+1",
]  # fmt: skip


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_cell_begins_a_formula_whatever_parts_the_cells(tmp_path, cell, delimiter):
    write_sheet(tmp_path / "sheet.csv", [["words", "more"], [cell, "x"], ["x", cell]])
    text = (tmp_path / "sheet.csv").read_text("utf-8-sig")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting):
            assert not [one for one in row if one.strip(' "').startswith(("=", "+", "-", "@"))]


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this computer; its rules are tested above")
def test_libreoffice_computes_nothing_in_what_a_learner_exports(journal, tmp_path):
    for number, cell in enumerate(HOSTILE):
        journal.save("governance", "discuss", f"item_{number}", cell)
    path = export(journal, tmp_path)[1]
    for code in (44, 59, 9):
        to = tmp_path / f"{code}"
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "fods",
                   f"--infilter=CSV:{code},34,76,1,,0,false,true,false", "--outdir", str(to), str(path)]  # fmt: skip
        subprocess.run(command, check=True, timeout=240, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (sheet,) = to.glob("*.fods")
        assert "table:formula" not in sheet.read_text("utf-8") and "item_3" in sheet.read_text("utf-8")


def test_what_is_safe_stays_as_it_is():
    assert [safe(one) for one in ("a, b", "2; 3", "x\ny", -3, None)] == ["a, b", "2; 3", "x\ny", -3, None]


def zipped(path: Path, files: int, each: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(files):
            text = as_text(make_hand_in(number), name="x" * 100)
            made.writestr(f"{path.stem}-{number}.json", text + " " * each)


def test_a_folder_of_small_zips_is_bounded_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "MOST_UNPACKED", 3_000_000)
    for number in range(6):
        zipped(tmp_path / f"zip{number}.zip", 2, 500_000)
    seen = read_folder(tmp_path)
    assert len(seen.hand_ins) == 2
    assert sum(one.why.endswith(no_room()) for one in seen.refused) == 4
    assert read_folder(tmp_path, seen) is seen
    (tmp_path / "zip0.zip").unlink()
    assert sum(one.why.endswith(no_room()) for one in read_folder(tmp_path, seen).refused) == 3


def test_a_class_as_large_as_any_has_room(tmp_path):
    write_class(tmp_path, 40)
    assert len(read_folder(tmp_path).hand_ins) == 40


def deep(levels: int) -> str:
    return "[" * levels + "]" * levels


def with_value(value: str) -> bytes:
    answer = {"lesson": "governance", "step": "discuss", "item": "who", "value": "VALUE", "first": "", "tries": 1}
    text = as_text(make_hand_in(3), answers=[{**answer, "time": "2026-01-01T00:00:00Z"}])
    return text.replace('"VALUE"', value).encode()


def test_an_answer_that_is_too_deep_is_refused_and_says_which():
    assert len(parse_hand_in(with_value(deep(30))).answers) == 1
    for levels in (31, 900, 100_000):
        with pytest.raises(HandInError, match=r"lists in lists|whole JSON"):
            parse_hand_in(with_value(deep(levels)))


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_that_an_editor_saved_anew_is_read(mark):
    text = as_text(make_hand_in(1))
    raw = mark + text.encode() if mark == codecs.BOM_UTF8 else mark + text.encode("utf-16-le")
    assert read_hand_in(raw).learner == json.loads(text)["learner"]


def test_a_learners_id_has_no_line_end():
    with pytest.raises(HandInError):
        parse_hand_in(as_text(make_hand_in(1), learner="a" * 32 + "\n").encode())


def test_a_list_of_thousands_of_refused_files_is_cut_and_says_so(monkeypatch):
    board = BoardState.__new__(BoardState)
    board.seen = ClassFolder(Path("x"), refused=tuple(Refused(f"file {number}", "no.") for number in range(5043)))
    listed = _listed(board, "refused")
    assert listed.count("<tr") == LISTED + 2 and "4,843 more" in listed


@pytest.mark.skipif(os.name == "nt", reason="the size of a process is read where Linux says it")
def test_reading_hostile_zips_keeps_the_kernel_small(tmp_path):
    zipped(tmp_path / "zip0.zip", 20, 4_500_000)
    for number in range(1, 12):
        shutil.copy(tmp_path / "zip0.zip", tmp_path / f"zip{number}.zip")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 8_000_000
    before = _memory()
    read_folder(tmp_path)
    assert _memory() - before < 400_000_000


def _memory() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
