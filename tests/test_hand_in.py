import json
import os
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.answers.hand_in import MOST_BYTES, VERSION, HandIn, file_name, hand_in, parse_hand_in, write_hand_in
from kit.answers.journal import Journal
from kit.base.errors import HandInError, KitError

ANSWER = ("governance", "discuss", "who_decides")
GIVEN = {
    "lesson": "governance",
    "step": "discuss",
    "item": "warm_up",
    "value": "Nobody.",
    "first": "Nobody.",
    "tries": 1,
    "time": "2026-01-02T03:04:05Z",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
HOSTILE = "<script>alert(1)</script> =cmd|' /C calc'!A0 \ud83d ‮ \x00"


@pytest.fixture
def ada(journal) -> Journal:
    journal.save("start", "case", "choice", {"id": "wikipedia", "name": "", "about": ""})
    journal.save(*ANSWER, "Nobody.")
    journal.save(*ANSWER, "The captain.")
    journal.save("governance", "place", "wikipedia", {"commons": 80, "collectivism": 5, "liberalism": 15})
    journal.save("governance", "compare", "worked", True)
    journal.save("report", "choice", "name", "Ada")
    return journal


def keys(one: HandIn) -> list[str]:
    return [answer.key for answer in one.answers]


def broken(**changes: object) -> bytes:
    sound = {
        "format": "three-models-kit hand-in",
        "version": VERSION,
        "kit": "0.2.0",
        "learner": "0" * 32,
        "name": "",
        "made": "2026-01-02T03:04:05Z",
        "answers": [],
    }
    return json.dumps({name: value for name, value in {**sound, **changes}.items() if value is not None}).encode()


def test_what_is_written_is_read_back_whole(ada, tmp_path):
    one = hand_in(ada, "Ada")
    assert parse_hand_in(write_hand_in(one, tmp_path).read_bytes()) == one


def test_it_holds_the_newest_answer_with_the_first_and_the_number_of_tries(ada):
    answer = next(answer for answer in hand_in(ada).answers if answer.step == "discuss")
    assert (answer.first, answer.value, answer.tries) == ("Nobody.", "The captain.", 2)


def test_what_is_no_answer_stays_out(ada):
    assert keys(hand_in(ada)) == ["governance/discuss/who_decides", "governance/place/wikipedia", "start/case/choice"]


def test_what_the_learner_leaves_out_is_not_in_it_anywhere(ada, tmp_path):
    path = write_hand_in(hand_in(ada, left_out={"/".join(ANSWER)}), tmp_path)
    assert "captain" not in path.read_text(encoding="utf-8")
    assert "Nobody" not in path.read_text(encoding="utf-8")


def test_what_is_not_to_be_read_out_says_so(ada):
    answers = hand_in(ada, not_aloud={"/".join(ANSWER)}).answers
    assert {answer.key: answer.aloud for answer in answers} == {
        "governance/discuss/who_decides": False,
        "governance/place/wikipedia": True,
        "start/case/choice": True,
    }


def test_a_learner_who_hands_in_again_replaces_the_first_file_and_nobody_elses(ada, tmp_path):
    for name in ("Ada", "Ada"):
        write_hand_in(hand_in(ada, name), tmp_path / "class")
    other = Journal(tmp_path / "other")
    other.save(*ANSWER, "Me.")
    write_hand_in(hand_in(other, "Ada"), tmp_path / "class")
    assert len(list((tmp_path / "class").iterdir())) == 2


@pytest.mark.parametrize("name", ["", "Ada Lovelace", "../../etc/passwd", "a/b\\c:d", "x" * 400, "…", "Zoë 李 🌱"])
def test_whatever_the_name_the_file_lies_in_its_folder(ada, tmp_path, name):
    path = write_hand_in(hand_in(ada, name), tmp_path)
    assert path.parent == tmp_path
    assert parse_hand_in(path.read_bytes()).name == name[:200]


def test_markup_formulas_and_broken_characters_come_through_as_text(ada, tmp_path):
    ada.save(*ANSWER, HOSTILE)
    read = parse_hand_in(write_hand_in(hand_in(ada, HOSTILE), tmp_path).read_bytes())
    assert read.answers[0].value == HOSTILE.replace("\ud83d", "?")


def test_a_long_answer_is_handed_in_whole_and_one_beyond_all_measure_is_named(ada, tmp_path):
    ada.save(*ANSWER, "long " * 20_000)
    path = write_hand_in(hand_in(ada), tmp_path)
    assert len(parse_hand_in(path.read_bytes()).answers[0].value) == 100_000
    ada.save(*ANSWER, "x" * MOST_BYTES)
    with pytest.raises(HandInError, match=r"shorten your longest answer \(governance/discuss/who_decides\)"):
        write_hand_in(hand_in(ada), tmp_path)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "not a whole JSON file"),
        (broken()[:40], "not a whole JSON file"),
        (b"PK\x03\x04 a zip", "not a whole JSON file"),
        (b"\xff\xfe{\x00", "not a whole JSON file"),
        (b"[" * 100_000, "its form is broken|not a whole JSON file"),
        (broken()[:-2] + b"[" * 100_000, "its form is broken|not a whole JSON file"),
        (b'{"deep": ' + b"[" * 100_000, "not a whole JSON file"),
        (b"[]", "its form is broken: Expected `object`, got `array`"),
        (b'{"answers": []}', "this is no hand-in; its 'format' must be 'three-models-kit hand-in'"),
        (broken(version=VERSION + 1), "version 2, and this kit reads 1; read it with that version"),
        (broken(version=0), "version 0, and this kit reads 1; ask for a new one"),
        (broken(version="x" * 1000), "version xxxxxxxxxxxxxxxxxxxx, and"),
        (broken(learner=None), "missing required field `learner`"),
        (broken(learner="../../x"), r"matching regex .* at `\$.learner`"),
        (broken(name=["<b>"]), r"Expected `str`, got `array` - at `\$.name`"),
        (broken(made="yesterday"), r"at `\$.made`"),
        (broken(made="2026-01-02T03:04:05"), r"timezone.* at `\$.made`"),
        (broken(more=1), "unknown field `more`"),
        (broken(**{"two\nlines\x1b[2J": 1}), r"unknown field `two lines \[2J`"),
        (broken(**{"m" * 900: 1}), "unknown field `mmm"),
        (broken(answers=[{"lesson": "governance"}]), r"missing required field `step` - at `\$.answers\[0\]`"),
        (broken(answers=[{}] * 5001), r"length <= 5000` - at `\$.answers`|missing required field"),
    ],
)
def test_what_is_no_hand_in_is_refused_in_a_sentence(raw, sentence):
    with pytest.raises(HandInError, match=sentence) as refused:
        parse_hand_in(raw)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


@given(st.integers(0, 10_000), st.binary(max_size=8), st.integers(0, 8))
@settings(max_examples=200, deadline=None)
def test_bytes_changed_anywhere_are_refused_in_a_sentence_or_read_as_a_hand_in(at, new, gone):
    sound = broken(name="Ada", answers=[{**GIVEN, "item": item} for item in ("warm_up", "apply")])
    at %= len(sound)
    try:
        assert isinstance(parse_hand_in(sound[:at] + new + sound[at + gone :]), HandIn)
    except HandInError as refused:
        assert "\n" not in str(refused)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), JSON, max_size=5), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_answers_and_any_name_come_through_a_hand_in(values, name):
    with TemporaryDirectory() as folder, closing(Journal(Path(folder))) as journal:
        for item, value in values.items():
            journal.save("governance", "discuss", item, value)
        one = hand_in(journal, name)
        assert parse_hand_in(write_hand_in(one, Path(folder)).read_bytes()) == one
        assert {answer.item: answer.value for answer in one.answers} == {
            item: value for item, value in values.items() if value not in ("", {}, [], None)
        }


def test_a_folder_that_is_a_file_gets_one_sentence_and_nothing_half_written_stays(ada, tmp_path):
    (tmp_path / "class").write_text("not a folder")
    with pytest.raises(KitError, match="could not be written: a file stands where a folder is needed"):
        write_hand_in(hand_in(ada), tmp_path / "class")


def test_a_full_disk_leaves_the_older_file_as_it_was(ada, tmp_path, monkeypatch):
    before = write_hand_in(hand_in(ada), tmp_path).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KitError, match="the disk is full; make room, then try again"):
        write_hand_in(hand_in(ada), tmp_path)
    assert [path.read_bytes() for path in tmp_path.glob("*.json*")] == [before]


def test_the_file_name_holds_the_name_and_the_learner(ada):
    one = hand_in(ada, "Ada L.")
    assert file_name(one) == f"hand-in-ada_l-{one.learner[:8]}.json"
