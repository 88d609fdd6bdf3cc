"""What learning platforms give out and take back: downloads with their names, gradebooks with their own ids."""

import csv
import shutil
import zipfile
from pathlib import Path
from unicodedata import normalize

import pytest

from kit.base.errors import TableError
from kit.classroom.board.handed_in import people
from kit.classroom.board.sheet import with_done
from kit.classroom.inbox.folder import read_folder
from kit.classroom.inbox.names import given, on_list, on_platform, words_of
from tests.classroom import as_text, make_hand_in

CLASS = ("Zoë Müller", "Ben Adams", "José María de la Cruz", "Ana-Lucía O'Neill", "小明 王")
LISTED = {name: words_of(name) for name in CLASS}
# each way in which a platform writes a name into a path, and whose it is
PATHS = {
    "Müller Zoë_12345_assignsubmission_file_/hand-in-zoë-c311c345.json": "Zoë Müller",
    "Zoë Müller_12345_assignsubmission_file/Kopie von hand-in-z-c311c345.json": "Zoë Müller",
    "Zoë Müller_12345_assignsubmission_file_hand-in-z-c311c345.json": "Zoë Müller",
    "Zoë Müller_12345_assignsubmission_onlinetext_/onlinetext.html": "Zoë Müller",
    "10b-Ben Adams_12346_assignsubmission_file_/hand-in-ben-803bbbb1 (1).json": "Ben Adams",
    "José María de la Cruz_12347_assignsubmission_file_/x.json": "José María de la Cruz",
    "Ana-Lucía O'Neill_12348_assignsubmission_file_/x.json": "Ana-Lucía O'Neill",
    "小明 王_12349_assignsubmission_file_/x.json": "小明 王",
    "müllerzoë_71_902_hand-in-z-c311c345.json": "Zoë Müller",
    "müllerzoë_LATE_71_902_hand-in-z-c311c345-1.json": "Zoë Müller",
    "müllerzoë_LATE_71_text.html": "Zoë Müller",
    "adamsben_72_903_hand-in-ben-803bbbb1.json.txt": "Ben Adams",
    "analucíaoneill_73_904_hand-in.json": "Ana-Lucía O'Neill",
    "Lesson 1/hand-in-zoë_müller-c311c345.json": "Zoë Müller",
    "Lesson 1/Copy of hand-in-zoë_müller-c311c345.json": "Zoë Müller",
    "Lesson 1/Kopie von hand-in-zoë_müller-c311c345 (2).json": "Zoë Müller",
    "Lesson 1/Copia de hand-in-zoë_müller-c311c345.json": "Zoë Müller",
    "Lesson 1/hand-in-zoë_müller-c311c345 - Copy.json": "Zoë Müller",
    "Lesson 1/hand-in-zoë_müller-c311c345(1).json": "Zoë Müller",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("path", "name"), PATHS.items(), ids=PATHS)
def test_whose_a_file_is_is_read_from_a_platforms_path(path, name, form):
    possible = given(f"all.zip > {normalize(form, path)}")
    assert next(filter(None, (on_list(one, LISTED) for one in possible)), "") == name


@pytest.mark.parametrize(
    ("path", "whose", "number"),
    [
        ("Müller Zoë_12345_assignsubmission_file_/a.json", "Müller Zoë", "12345"),
        ("Participant_12345_assignsubmission_file_/a.json", "Participant 12345", "12345"),
        ("Teilnehmerin_12345_assignsubmission_file_/a.json", "Teilnehmerin 12345", "12345"),
        ("adamsben_LATE_71_902_a.json", "adamsben", "71"),
        ("student01_71_902_a.json", "student01", "71"),
        ("anon_x5Y2z_902_a.json", "anon_x5Y2z", "x5Y2z"),
        ("LATE_anon_x5Y2z_902_a.json", "anon_x5Y2z", "x5Y2z"),
        ("hand-in-ben-803bbbb1.json", "", ""),
        ("10b/hand-in-no_name-6d543b2a.json", "", ""),
    ],
)
def test_a_platforms_own_number_is_told_from_the_rest_of_the_path(path, whose, number):
    assert on_platform(path) == (whose, number)


def zipped(path: Path, names: list[str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
        for number, name in enumerate(names):
            into.writestr(name, as_text(make_hand_in(number), name=""))
    return path


def test_learners_whose_names_are_hidden_are_told_apart(tmp_path):
    zipped(tmp_path / "a.zip", [f"Participant_{number}_assignsubmission_file_/a.json" for number in (7, 8, 9)])
    seen = read_folder(tmp_path)
    assert [one.name for one in people(seen.entries)] == ["Participant 7", "Participant 8", "Participant 9"]


def test_copies_of_one_folder_are_told_apart_where_names_are_hidden(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as into:
        for number in (7, 8):
            learner = make_hand_in(1).learner
            into.writestr(
                f"Participant_{number}_assignsubmission_file_/a.json", as_text(make_hand_in(number), learner=learner)
            )
    assert len(read_folder(tmp_path).hand_ins) == 2


def test_a_name_in_utf_8_of_which_the_zip_says_nothing_is_read(tmp_path):
    """So Canvas zips: without the flag, Python would take the letters for those of an old PC."""
    name = "müllerzoë_71_902_a.json"
    path = zipped(tmp_path / "a.zip", ["x" * len(name.encode())])
    path.write_bytes(path.read_bytes().replace(b"x" * len(name.encode()), name.encode()))
    assert [one.name for one in people(read_folder(tmp_path).entries, CLASS)][-1] == "Zoë Müller"
    assert read_folder(tmp_path).entries[0].name == f"a.zip > {name}"


def test_a_platforms_download_is_read_zipped_and_unpacked_alike(tmp_path):
    path = zipped(tmp_path / "all.zip", [*PATHS])
    shutil.unpack_archive(path, tmp_path / "unpacked")
    packed, plain = read_folder(tmp_path), read_folder(tmp_path / "unpacked")
    assert {one.learner for one in plain.hand_ins} == {one.learner for one in packed.hand_ins}
    assert len(plain.hand_ins) == len(PATHS)


MOODLE = """Identifier,Full name,Email address,Status,Grade,Scale,Last modified (grade),Feedback comments
Participant 12345,Zoë Müller,z@x.org,Submitted for grading,,"not done, done",-,"=1+1, so far"
Participant 12346,Ben Adams,b@x.org,No submission,,"not done, done",-,
Participant 12347,Ana Costa,a@x.org,No submission,not done,"not done, done",-,
"""
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Notes,Lesson 1 (812),Lesson 2 (813),Current Score
,,,,,,Manual Posting,,
    Points Possible,,,,,,0,10,(read only)
"Müller, Zoë",71,s1,zm,10b,likes maps,,7,
"Adams, Ben",72,s2,ba,10b,,,8,
"Student, Test",99,,x,10b,,,,
"""
NAMES = {
    "moodle": ["Müller Zoë_12345_assignsubmission_file_/a.json", "Ben_99999_assignsubmission_file_/a.json"],
    "canvas": ["müllerzoë_LATE_71_902_a.json", "chencarla_75_903_a.json"],
}


def came(folder: Path, sheet: str, names: list[str], encoding: str = "utf-8-sig"):
    zipped(folder / "all.zip", names)
    path = folder.parent / "sheet.csv"
    path.write_bytes(sheet.encode(encoding))
    return path, read_folder(folder).entries


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "class").mkdir()
    return tmp_path / "class"


def rows_of(sheet: str) -> list[list[str]]:
    return list(csv.reader(sheet.splitlines()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_moodles_worksheet_comes_back_with_done_and_nothing_else_changed(folder, encoding):
    path, entries = came(folder, MOODLE, NAMES["moodle"], encoding)
    rows, number, strangers = with_done(path, entries)
    expected = rows_of(MOODLE)
    expected[1][4] = "done"
    assert (rows, number, strangers) == (expected, 1, 1)


def test_a_worksheet_in_another_language_is_known_by_its_numbers(folder):
    german = MOODLE.replace("Identifier", "ID").replace("Participant", "Teilnehmer/in").replace("Grade", "Bewertung")
    path, entries = came(folder, german.replace("not done, done", "offen, erledigt"), NAMES["moodle"])
    assert [row[4] for row in with_done(path, entries)[0]] == ["Bewertung", "erledigt", "", "not done"]


def test_canvas_gradebook_comes_back_with_its_own_columns_and_the_one_chosen(folder):
    path, entries = came(folder, CANVAS, NAMES["canvas"])
    rows, number, strangers = with_done(path, entries, "Lesson 1 (812)")
    assert [row[-1] for row in rows] == ["Lesson 1 (812)", "Manual Posting", "0", "complete", "", ""]
    assert rows[3][:-1] == ["Müller, Zoë", "71", "s1", "zm", "10b"]
    assert (number, strangers) == (1, 1)


def test_files_without_a_number_are_found_by_name_and_twins_are_left_to_the_teacher(folder):
    twins = CANVAS + '"Adams, Ben",73,s3,bb,10b,,,8,\n'
    path, entries = came(folder, twins, ["Zoë Müller/a.json", "Ben Adams/a.json"])
    rows, number, strangers = with_done(path, entries, "Lesson 1 (812)")
    assert [row[-1] for row in rows[3:]] == ["complete", "", "", ""] and (number, strangers) == (1, 1)


@pytest.mark.parametrize(
    ("sheet", "column", "says"),
    [
        (CANVAS, "Lesson 2 (813)", "'Lesson 2 \\(813\\)' has '10' points, and this page gives none"),
        (CANVAS, "", "there are: 'Lesson 1 \\(812\\)', 'Lesson 2 \\(813\\)'"),
        (CANVAS, "Lesson 3", "of which column is 'done'.*'Lesson 1"),
        (MOODLE.replace('"not done, done"', "100.00"), "", "stands '100.00', and this page gives no points"),
        (MOODLE.replace('"not done, done"', '"100,00"'), "", "and this page gives no points"),
        (MOODLE.replace("not done, done", "poor, fair, good"), "", "a scale of two words"),
        ("Name,Age\nZoë,16\n", "", "neither a grading worksheet of Moodle nor a gradebook of Canvas"),
    ],
)
def test_a_gradebook_that_wants_points_or_says_too_little_is_refused(folder, sheet, column, says):
    path, entries = came(folder, sheet, NAMES["moodle"])
    with pytest.raises(TableError, match=says):
        with_done(path, entries, column)


def test_a_hand_in_with_no_answer_is_not_done(folder):
    path, _ = came(folder, MOODLE, [])
    (folder / "Zoë Müller_12345_assignsubmission_file_").mkdir()
    (folder / "Zoë Müller_12345_assignsubmission_file_" / "a.json").write_text(as_text(make_hand_in(1), answers=[]))
    assert with_done(path, read_folder(folder).entries)[1] == 0
