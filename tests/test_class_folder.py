import os
import shutil
import stat
import struct
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kit.answers.hand_in import MOST_BYTES, write_hand_in
from kit.classroom.inbox import safe
from kit.classroom.inbox.folder import ClassFolder, made_at, read_folder
from kit.classroom.inbox.names import NATURE, pseudonyms
from kit.classroom.inbox.safe import clean, one_line
from tests.classroom import START, as_text, make_class, make_hand_in, write_class

NOBODY = 65534


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with three sound hand-ins."""
    write_class(tmp_path / "class", 3)
    return tmp_path / "class"


def why(seen: ClassFolder) -> dict[str, str]:
    return {one.name: one.why for one in seen.refused}


def zipped(path: Path, files: dict[str, str], packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as into:
        for name, text in files.items():
            into.writestr(name, text)
    return path


def broken_json(folder: Path) -> None:
    (folder / "bad.json").write_text('{"format": "three-models-kit hand-in", "ver')


def foreign_json(folder: Path) -> None:
    (folder / "bad.json").write_text('{"cells": []}')


def a_list(folder: Path) -> None:
    (folder / "bad.json").write_text("[1, 2]")


def deep_json(folder: Path) -> None:
    (folder / "bad.json").write_text('{"format": ' + "[" * 100_000)


def newer_version(folder: Path) -> None:
    (folder / "bad.json").write_text(as_text(make_hand_in(9), version=2))


def broken_form(folder: Path) -> None:
    (folder / "bad.json").write_text(as_text(make_hand_in(9), learner="<b>"))


def huge(folder: Path) -> None:
    with (folder / "bad.json").open("wb") as file:
        file.write(b"{")
        file.truncate(50 * MOST_BYTES)


def nothing_in_it(folder: Path) -> None:
    (folder / "bad.json").touch()


def not_text(folder: Path) -> None:
    (folder / "bad.json").write_bytes(bytes(range(128, 256)) * 4)


def a_picture(folder: Path) -> None:
    (folder / "bad.png").write_bytes(b"\x89PNG")


def linked_file(folder: Path) -> None:
    (folder.parent / "secret.json").write_text(as_text(make_hand_in(9)))
    (folder / "bad.json").symlink_to(folder.parent / "secret.json")


def linked_folder(folder: Path) -> None:
    write_hand_in(make_hand_in(9), folder.parent / "elsewhere")
    (folder / "bad").symlink_to(folder.parent / "elsewhere", target_is_directory=True)


def linked_loop(folder: Path) -> None:
    (folder / "bad").symlink_to(folder, target_is_directory=True)


def linked_to_nothing(folder: Path) -> None:
    (folder / "bad.json").symlink_to(folder / "gone.json")


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "bad.json")


def too_deep(folder: Path) -> None:
    write_hand_in(make_hand_in(9), folder.joinpath(*"abcdef"))


def no_zip(folder: Path) -> None:
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 and nothing more")


def zip_bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bad.zip", "w", zipfile.ZIP_DEFLATED) as into:
        for number in range(11):
            into.writestr(f"{number}.json", bytes(10_000_000))


def zip_of_many(folder: Path) -> None:
    zipped(folder / "bad.zip", {f"{number}.json": "" for number in range(safe.MOST_MEMBERS + 1)})


def lying_zip(folder: Path) -> None:
    """A zip whose one member says that it is small, and is not."""
    path = zipped(folder / "bad.zip", {"a.json": "0" * 20_000_000})
    raw = path.read_bytes().replace(struct.pack("<L", 20_000_000), struct.pack("<L", 10))
    path.write_bytes(raw)


def locked_zip(folder: Path) -> None:
    path = zipped(folder / "bad.zip", {"a.json": as_text(make_hand_in(9))})
    raw = bytearray(path.read_bytes())
    for place in (6, raw.index(b"PK\x01\x02") + 8):
        raw[place] |= 1
    path.write_bytes(raw)


def strangely_packed_zip(folder: Path) -> None:
    zipped(folder / "bad.zip", {"a.json": as_text(make_hand_in(9))}, zipfile.ZIP_LZMA)


def zip_in_a_zip(folder: Path) -> None:
    inner = zipped(folder.parent / "inner.zip", {"a.json": as_text(make_hand_in(9))})
    with zipfile.ZipFile(folder / "bad.zip", "w") as into:
        into.write(inner, "inner.zip")


HOSTILE = {
    broken_json: "not a whole JSON file",
    foreign_json: "no hand-in",
    a_list: "broken",
    deep_json: "not a whole JSON file",
    newer_version: "read it with that version",
    broken_form: "its form is broken",
    huge: "more than 5,000,000 bytes",
    nothing_in_it: "empty",
    not_text: "no text",
    a_picture: "a picture",
    linked_file: "a link",
    linked_folder: "a link",
    linked_loop: "a link",
    linked_to_nothing: "a link",
    a_pipe: "neither a file nor a folder",
    too_deep: "deep",
    no_zip: "not a whole zip",
    zip_bomb: "would grow to 110,000,000 bytes",
    zip_of_many: "5,001 files",
    lying_zip: "taken out of its zip",
    locked_zip: "password",
    strangely_packed_zip: "packed in a way",
    zip_in_a_zip: "a zip in a zip",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_what_cannot_count_is_named_with_the_reason_and_the_rest_counts(folder, make):
    make(folder)
    seen = read_folder(folder)
    assert len(seen.hand_ins) == 3
    assert len(seen.refused) == 1
    assert HOSTILE[make] in seen.refused[0].why


def test_a_file_or_folder_that_nobody_may_read_is_named(tmp_path):
    with TemporaryDirectory() as place:  # not in tmp_path: its parents are closed to others
        folder = Path(place)
        folder.chmod(0o755)
        write_class(folder, 2)
        sound, locked = sorted(folder.iterdir())
        (folder / "mine").mkdir(mode=0)
        locked.chmod(0)
        seen = as_nobody(lambda: read_folder(folder))
        locked.chmod(0o644)
        again = as_nobody(lambda: read_folder(folder, seen))
        (folder / "mine").chmod(0o755)
    assert [one.learner[:8] in sound.name for one in seen.hand_ins] == [True]
    assert set(why(seen)) == {locked.name, "mine"}
    assert len(again.hand_ins) == 2, "a file that has become readable is read"


def as_nobody(work):
    """What a process without special rights sees; where this one has none, it does the work as it is."""
    if os.name != "posix" or os.geteuid() != 0:
        return work()
    os.seteuid(NOBODY)
    try:
        return work()
    finally:
        os.seteuid(0)


def test_a_folder_named_like_a_file_is_looked_into(folder):
    write_hand_in(make_hand_in(9), folder / "x.json")
    assert len(read_folder(folder).hand_ins) == 4


def test_a_name_with_markup_line_breaks_and_turned_letters_comes_on_one_plain_line(folder):
    (folder / "<b>\n\u202egpj\udcff.json").touch()
    assert [one.name for one in read_folder(folder).refused] == ["<b> gpj?.json"]


def test_folders_of_a_learning_platform_are_looked_into(folder):
    write_hand_in(make_hand_in(9), folder / "Ada Lovelace_123_assignsubmission_file")
    assert len(read_folder(folder).hand_ins) == 4


def test_a_zip_of_a_learning_platform_is_read_where_it_lies(folder):
    texts = {f"Ada_{n}/hand-in.json": as_text(make_hand_in(n)) for n in (8, 9)}
    zipped(folder / "all.zip", {**texts, "../../evil.json": "{", "__MACOSX/._x.json": "x"})
    seen = read_folder(folder)
    assert len(seen.hand_ins) == 5
    assert list(why(seen)) == ["all.zip > ../../evil.json"]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["class"]


def test_what_systems_leave_behind_and_what_is_being_written_is_passed_over(folder):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~x.json.writing"):
        (folder / name).touch()
    assert read_folder(folder).refused == ()


def test_of_one_learner_the_newest_file_counts_and_the_others_are_named(folder):
    old, new = make_hand_in(9), make_hand_in(9, made=START + timedelta(days=2))
    (folder / "a.json").write_text(as_text(old))
    (folder / "b.json").write_text(as_text(new))
    (folder / "c.json").write_text(as_text(new))
    seen = read_folder(folder)
    assert new in seen.hand_ins and old not in seen.hand_ins
    assert why(seen) == {
        "a.json": "this is by the same learner as b.json, and older; that one counts.",
        "c.json": "this is a copy of b.json.",
    }


@pytest.mark.parametrize("made", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_any_time_can_be_compared_and_shown(folder, made):
    (folder / "a.json").write_text(as_text(make_hand_in(1), made=made))
    seen = read_folder(folder)
    assert len(seen.hand_ins) == 3
    assert all(made_at(one)[4] == "-" for one in seen.hand_ins)


@pytest.mark.parametrize(("place", "words"), [("gone", "no folder"), ("class/x.txt", "is not a folder")])
def test_a_folder_that_is_none_is_a_sentence(folder, place, words):
    (folder / "x.txt").touch()
    seen = read_folder(folder.parent / place)
    assert words in seen.trouble
    assert seen.hand_ins == ()


def test_an_empty_folder_has_no_trouble(tmp_path):
    assert read_folder(tmp_path) == ClassFolder(tmp_path)


def test_a_maze_of_folders_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(safe, "MOST_ENTRIES", 20)
    for number in range(30):
        (tmp_path / f"{number}" / "a").mkdir(parents=True)
    seen = read_folder(tmp_path)
    assert [one.why for one in seen.refused] == ["only 20 files and folders are looked at."]


def test_a_second_look_reads_only_what_has_changed(folder):
    before = read_folder(folder)
    assert read_folder(folder, before) is before
    write_hand_in(make_hand_in(9), folder)
    after = read_folder(folder, before)
    assert len(after.hand_ins) == 4
    assert all(any(one is other for other in after.hand_ins) for one in before.hand_ins)


def test_a_half_written_file_counts_once_it_is_whole(folder):
    text = as_text(make_hand_in(9))
    (folder / "new.json").write_text(text[:500])
    half = read_folder(folder)
    (folder / "new.json").write_text(text)
    whole = read_folder(folder, half)
    assert len(half.refused) == 1
    assert (len(whole.hand_ins), whole.refused) == (4, ())


def test_a_file_that_is_gone_no_longer_counts(folder):
    before = read_folder(folder)
    next(folder.iterdir()).unlink()
    assert len(read_folder(folder, before).hand_ins) == 2


def test_another_folder_does_not_remember_the_first(folder, tmp_path):
    write_class(tmp_path / "other", 1, seed=2)
    assert len(read_folder(tmp_path / "other", read_folder(folder)).hand_ins) == 1


def test_reading_opens_no_link_even_one_that_came_in_between(folder):
    from kit.classroom.inbox.safe import open_regular

    linked_file(folder)
    with pytest.raises(OSError):
        open_regular(folder / "bad.json")
    assert stat.S_ISLNK((folder / "bad.json").lstat().st_mode)


def test_pseudonyms_are_the_same_every_day_and_no_two_alike():
    learners = [one.learner for one in make_class(500)]
    names = pseudonyms(learners)
    assert len(set(names.values())) == 500
    assert pseudonyms(reversed(learners)) == names
    assert all(name.split()[0] in NATURE for name in names.values())


def test_whoever_has_a_pseudonym_keeps_it_when_others_come():
    learners = [one.learner for one in make_class(500)]
    few = pseudonyms(learners[400:])
    assert pseudonyms(learners, few).items() >= few.items()


def test_words_are_cut_and_lose_what_turns_or_breaks_letters():
    assert clean("a" * 5000) == "a" * 4000 + " …"
    assert one_line("\u202eabc\x1b[31m\ud800\r\nd") == "abc[31m? d"


def test_made_at_is_local_time():
    one = make_hand_in(1, made=datetime(2026, 1, 2, 12, tzinfo=UTC))
    assert made_at(one).startswith("2026-01-0")


FILES = Path(__file__).parent / "fixtures" / "hand_ins"


@pytest.fixture
def sent(tmp_path):
    """Copies a folder of files as learners send them, and gives it as it is and as one zip."""

    def copies(name: str) -> tuple[Path, Path]:
        plain, packed = tmp_path / "plain", tmp_path / "packed"
        shutil.copytree(FILES / name, plain)
        packed.mkdir()
        with zipfile.ZipFile(packed / "all.zip", "w") as into:
            for file in sorted(plain.rglob("*.*")) + sorted(plain.glob("*[!.]")):
                if file.is_file() and str(file.relative_to(plain)) not in into.namelist():
                    into.write(file, file.relative_to(plain))
        return plain, packed

    return copies


@pytest.mark.parametrize(("name", "counted"), [("downloads", 6), ("moodle", 3), ("resaved", 4)])
def test_a_zip_counts_the_same_files_as_a_folder_and_gives_the_same_reasons(sent, name, counted):
    plain, packed = map(read_folder, sent(name))
    assert len(plain.hand_ins) == counted
    assert {one.learner for one in plain.hand_ins} == {one.learner for one in packed.hand_ins}
    assert why(plain) == {name.removeprefix("all.zip > "): reason for name, reason in why(packed).items()}


def test_a_file_is_read_in_each_encoding_in_which_an_editor_saves_it(sent):
    seen = read_folder(sent("resaved")[0])
    assert sorted(one.name for one in seen.hand_ins) == ["?ukasz", "Bo", "Zoë Müller", "Şule"]
    assert set(why(seen).values()) == {"this was opened and saved in a word processor; ask for the original file."}


def test_what_was_pasted_into_the_platform_counts_and_what_was_typed_there_is_named(sent):
    seen = read_folder(sent("moodle")[0])
    assert "Anna" in [one.name for one in seen.hand_ins]
    reasons = why(seen)
    assert "a PDF" in reasons["Bo B_12348_assignsubmission_file_/report.pdf"]
    assert "web page" in reasons["No Name_12347_assignsubmission_onlinetext_/onlinetext.html"]


KINDS = {
    b"": "perhaps it is not fetched yet",
    bytes(50): "perhaps it is not fetched yet",
    b"%PDF-1.7": "a PDF",
    b"PK\x03\x04" + bytes(26) + b"word/document.xml": "a document of an office program",
    b"PK\x03\x04" + bytes(26) + b"a.json": "a zip under another name",
    b"SQLite format 3\0": "the file in which the answers are kept",
    b"\0\0\0\x18ftypheic": "a picture or a film",
    b"Dear teacher": "this is text, but no hand-in",
    b"<html><form>log in</form></html>": "a web page",
    b"{\\rtf1 {": "word processor",
    bytes([0x81, 0x8D, 0xFE]): "no text",
}


@pytest.mark.parametrize("raw", KINDS, ids=KINDS.values())
def test_another_kind_of_file_is_named_by_what_it_is_whatever_its_ending(folder, raw):
    for ending in ("json", "txt", "bin"):
        (folder / f"bad.{ending}").write_bytes(raw)
    seen = read_folder(folder)
    assert len(seen.hand_ins) == 3
    assert len(seen.refused) == 3 and all(KINDS[raw] in one.why for one in seen.refused)


def test_a_zip_in_a_zip_and_a_document_in_a_zip_are_told_apart(folder):
    zip_in_a_zip(folder)
    assert "a zip in a zip" in read_folder(folder).refused[0].why


def test_of_a_film_only_the_beginning_is_read(tmp_path, monkeypatch):
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(10_000))
    monkeypatch.setattr("kit.classroom.inbox.safe.at_most", lambda *_: pytest.fail("it was read to its end"))
    assert "film" in read_folder(tmp_path).refused[0].why


def same_id(folder: Path, *people: tuple[str, str, str]) -> None:
    """Write files (path, chosen name, an answer) that all carry one learner's id."""
    for number, (path, name, said) in enumerate(people):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        made = (START + timedelta(minutes=number)).isoformat()
        (folder / path).write_text(as_text(make_hand_in(1), name=name, made=made, kit=said), encoding="utf-8")


COPIES = {
    "by the names they chose": [("a.json", "Ada", "1"), ("b.json", "Bo", "2"), ("c.json", "Cy", "3")],
    "by the platform's names": [
        (f"{who}_{number}_assignsubmission_file_/hand-in.json", "", str(number))
        for number, who in enumerate(("Ada A", "Bo B", "Cy C"))
    ],
}


@pytest.mark.parametrize("people", COPIES.values(), ids=COPIES)
def test_learners_who_began_with_copies_of_one_used_folder_count_each(tmp_path, people):
    same_id(tmp_path, *people)
    seen = read_folder(tmp_path)
    assert len({one.learner for one in seen.hand_ins}) == 3
    assert seen.copied == {one.learner for one in seen.hand_ins}
    assert seen.refused == ()


ALONE = {
    "a second file": [("a.json", "Ada", "1"), ("b.json", "Ada", "2")],
    "a name that came later": [("a.json", "", "1"), ("b.json", "Ada", "2")],
    "a name that grew": [("a.json", "Ada", "1"), ("b.json", "ada LOVELACE", "2")],
    "another folder": [("week 1/a.json", "Ada", "1"), ("week 2/a.json", "Ada", "2")],
    "another name in one person's folder": [
        ("Ada A_1_assignsubmission_file_/a.json", "Ada", "1"),
        ("Ada A_1_assignsubmission_file_/b.json", "Butterfly", "2"),
    ],
}


@pytest.mark.parametrize("people", ALONE.values(), ids=ALONE)
def test_one_learner_who_hands_in_twice_counts_once(tmp_path, people):
    same_id(tmp_path, *people)
    seen = read_folder(tmp_path)
    assert len(seen.hand_ins) == 1 and seen.copied == frozenset()
    assert seen.hand_ins[0].learner == make_hand_in(1).learner


def test_one_file_that_each_of_a_group_hands_in_counts_once(tmp_path):
    for who in ("Ada A_1", "Bo B_2"):
        (tmp_path / f"{who}_assignsubmission_file_").mkdir()
        (tmp_path / f"{who}_assignsubmission_file_" / "x.json").write_text(as_text(make_hand_in(1)))
    seen = read_folder(tmp_path)
    assert len(seen.hand_ins) == 1 and "a copy of" in seen.refused[0].why
