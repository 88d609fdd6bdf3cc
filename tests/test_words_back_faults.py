"""What damaged rows, hostile files and other classes do to lines of a teacher: each stops itself and nothing else."""

import json
from zipfile import ZipFile

import pytest

from kit import load_lesson
from kit.answers.hand_in import hand_in, write_hand_in
from kit.answers.journal import Journal
from kit.answers.keys import BACK, BOARD, REPLY
from kit.answers.words_back import MOST_BYTES, file_for
from kit.classroom.board.handed_in import whose
from tests.pressing import button, words
from tests.test_words_back import LESSON, PACKS, PROMPT, a_line, ada, moodle, opened, to, write  # noqa: F401 (fixtures)


@pytest.mark.parametrize("other", ["not hers", "broken", "too long", "a folder"])
def test_a_file_that_cannot_be_taken_in_holds_up_no_other(ada, answers, other):  # noqa: F811
    bad = answers / "words_back-00000000.json"
    if other == "a folder":
        bad.mkdir()
    else:
        text = {"not hers": file_for("0" * 32, [a_line()]), "broken": "{", "too long": " " * (MOST_BYTES + 1)}[other]
        bad.write_text(text, encoding="utf-8")
    good = answers / "words_back-11111111.json"
    good.write_text(file_for(ada.learner(), [a_line("Found it?")]), encoding="utf-8")
    step = load_lesson(LESSON).discuss()
    assert "Found it?" in words(step) and not good.exists()
    assert bad.exists() and (other == "a folder") != (bad.name in words(step))


@pytest.mark.parametrize("value", ["x\u202e" * 90_000, {"a": ["b"]}, ["x" * 90_000]])
def test_an_answer_to_a_line_is_shown_as_words_of_no_more_than_a_projector_takes(moodle, tmp_path, value):  # noqa: F811
    board, journals = moodle
    step = opened(board)
    to(step, 0)
    write(step, "Who paid?")
    journals["Adams Ben"].save(LESSON, REPLY, f"discuss/{PROMPT}", value)
    write_hand_in(hand_in(journals["Adams Ben"]), tmp_path / "class")
    board.look()
    to(step, 0)
    shown = words(step)
    assert len(shown) < 20_000 and "\u202e" not in shown and "Answer of number 0." in shown


@pytest.mark.parametrize(("item", "value"), [
    ("nothing", "x"), ("{learner}/governance", "x"), ("{learner}/governance/discuss/who_decides", ["x"]),
    ("{learner}/governance/discuss/who_decides", "x" * 5000), ("{learner}/governance/discuss/who_decides", None),
    ("", "x"), ("{learner}/////", "x"), ("{learner}/a/" + "b" * 400 + "/c", "x"),
])  # fmt: skip
def test_a_line_that_was_damaged_in_the_teachers_journal_holds_up_no_other(moodle, answers, item, value):  # noqa: F811
    board, journals = moodle
    step = opened(board)
    to(step, 1)
    write(step, "Sound.")
    learner = journals["Adams Ben"].learner()
    board.journal.save(BOARD, BACK, item.format(learner=learner), value)
    to(step, 0)
    button(step, PACKS).click()
    with ZipFile(answers / "class_lines.zip") as packed:
        texts = {name.partition("_")[0]: packed.read(name) for name in packed.namelist()}
    from kit.answers.words_back import bring

    assert bring(journals["Cole Cy"], texts.pop("Cole Cy"), "w.json").startswith("1 new line")
    for raw in texts.values():
        bring(journals["Adams Ben"], raw, "w.json")


NAMES = [
    "../../etc/cron.d/x.json", "a.zip > ../../../up/x.json", "a.zip > ../x.json", "a.zip > ..\\..\\x.json",
    "a.zip > /root/.ssh/x.json", "a.zip > ./x.json", "a.zip > ../..", "a.zip > " + "é" * 290 + "/x.json",
    "a.zip > ../Adams_7_assignsubmission_file_/x.json", "a.zip > ..|/x.json", "a.zip > .<./x.json",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_name_that_came_in_leads_out_of_the_folder_of_what_goes_back(tmp_path, name):
    place = tmp_path / whose(name)
    place.mkdir()
    assert place.resolve().parent == tmp_path.resolve() and place != tmp_path


def test_a_feedback_zip_of_hostile_names_has_only_names_within(tmp_path, answers):
    from kit import load_board

    folder = tmp_path / "class"
    folder.mkdir()
    with ZipFile(folder / "all.zip", "w") as packed:
        for number, name in enumerate(NAMES[1:]):
            journal = Journal(tmp_path / f"j{number}")
            journal.save(LESSON, "discuss", PROMPT, f"Answer of number {number}.")
            made = write_hand_in(hand_in(journal), tmp_path / f"out{number}")
            packed.writestr(name.removeprefix("a.zip > "), made.read_bytes())
    board = load_board()
    board.watch(str(folder))
    there = [number for number in range(len(NAMES) - 1) if f"Answer of number {number}." in str(board.seen.hand_ins)]
    assert len(there) == 5, "files that are the system's by their names do not count"
    step = opened(board)
    for number in there:
        to(step, number)
        write(step, f"Line {number}")
    button(step, PACKS).click()
    with ZipFile(answers / "class_lines.zip") as packed:
        names = packed.namelist()
        lines = sorted(json.loads(packed.read(one))["lines"][0]["words"] for one in names)
    assert lines == sorted(f"Line {number}" for number in there)
    assert not [one for one in names if ".." in one.split("/") or one.startswith("/") or "\\" in one]
    assert not [path for path in tmp_path.rglob("words_back*") if answers not in path.parents]
