"""Words back: a line under a nameless answer, the way to its writer by a file, the one answer to it; never a mark."""

import json
from datetime import UTC, datetime
from zipfile import ZipFile

import ipywidgets as widgets
import msgspec
import pytest

from kit import load_board, load_case_file, load_lesson
from kit.answers.copies import bring_back, export
from kit.answers.hand_in import hand_in, write_hand_in
from kit.answers.journal import Journal
from kit.answers.keys import BACK, LINE, REPLY
from kit.answers.opening import open_journal
from kit.answers.words_back import Line, bring, fetched, file_for, keep
from kit.base.errors import JournalError
from kit.content.table import load_table
from kit.learner.start.page import data_step
from kit.paper.report import report, to_html, to_markdown
from tests.pressing import all_of, button, words

LESSON, PROMPT = "governance", "who_decides"
OPENS, PACKS = "Write a line back (turn the projector away)", "Make the zip for the learning platform"
NASTY = "<b>Who</b> pays? {now} | =1+1"


def a_line(said: str = "Who paid for it?", step: str = "discuss", item: str = PROMPT) -> Line:
    return Line(LESSON, step, item, said)


@pytest.fixture
def ada(answers) -> Journal:
    """The learner who runs this kernel, with an answer to a prompt and a reason for a place."""
    journal = open_journal()
    journal.save(LESSON, "discuss", PROMPT, "The captain.")
    journal.save(LESSON, "place", "wikipedia/reason", "Anybody may edit.")
    return journal


@pytest.fixture
def moodle(tmp_path):
    """Three who handed in by Moodle's zip, and the board that watches it; and each one's own journal."""
    journals = {name: Journal(tmp_path / name) for name in ("Adams Ben", "Cole Cy", "Doe Dee")}
    folder = tmp_path / "class"
    folder.mkdir()
    with ZipFile(folder / "all.zip", "w") as packed:
        for number, (name, journal) in enumerate(journals.items()):
            journal.save(LESSON, "discuss", PROMPT, f"Answer of number {number}.")
            path = write_hand_in(hand_in(journal), tmp_path / f"out{number}")
            packed.writestr(f"{name}_{number}_assignsubmission_file_/{path.name}", path.read_bytes())
    board = load_board()
    board.watch(str(folder))
    return board, journals


def opened(board):
    """The reader of answers, with the prompt that everybody answered and the desk open."""
    step = board.discussion()
    field(step, "Lesson").value, field(step, "Prompt").value = LESSON, PROMPT
    button(step, "Read the answers out").click()
    button(step, OPENS).click()
    return step


def field(step, label: str) -> widgets.Widget:
    return next(one for one in all_of((widgets.Text, widgets.Dropdown), step) if one.description == label)


def write(step, said: str) -> None:
    field(step, "A line under this answer").value = said
    button(step, "Send this line").click()


def shows(step, number: int) -> bool:
    return f"Answer of number {number}." in words(step)


def to(step, number: int) -> None:
    while not button(step, "Back").disabled:
        button(step, "Back").click()
    while not shows(step, number):
        button(step, "Next").click()


def test_a_line_goes_from_the_board_by_the_feedback_zip_under_the_answer_of_its_writer_alone(moodle, answers):
    board, journals = moodle
    step = opened(board)
    to(step, 0)
    write(step, NASTY)
    assert "You wrote:" in words(step) and "&lt;b&gt;Who&lt;/b&gt;" in words(step)
    to(step, 2)
    assert "You wrote:" not in words(step)
    write(step, "And who did not?")
    other = answers / "class_lines" / "Last Year_7_assignsubmission_file_" / "a line from your teacher.txt"
    other.parent.mkdir(parents=True)
    other.write_text("To somebody of another class.")
    button(step, PACKS).click()
    with ZipFile(answers / "class_lines.zip") as packed:
        files = {path.partition("_")[0]: packed.read(path) for path in packed.namelist()}
        assert all(path.split("/")[0].endswith("_assignsubmission_file_") for path in packed.namelist())
    assert set(files) == {"Adams Ben", "Doe Dee"}
    assert not any(name in raw.decode() for raw in files.values() for name in ("Adams", "Ben", "Doe", "Dee"))
    said = bring_back(journals["Adams Ben"], files["Adams Ben"], "words_back.json")
    assert said.startswith("1 new line of your teacher came with words_back.json.")
    assert journals["Adams Ben"].newest(LESSON, BACK, f"discuss/{PROMPT}").value == NASTY
    with pytest.raises(JournalError, match="is for somebody else"):
        bring_back(journals["Cole Cy"], files["Doe Dee"], "words_back.json")
    assert journals["Cole Cy"].newest(LESSON, BACK, f"discuss/{PROMPT}") is None


def test_no_name_shows_on_the_board_while_lines_are_written_and_packed(moodle):
    step = opened(moodle[0])
    for number in range(3):
        to(step, number)
        write(step, f"Line {number}")
    button(step, PACKS).click()
    assert not [name for name in ("Adams", "Ben", "Cole", "Doe", "assignsubmission") if name in words(step)]


def test_another_line_takes_the_place_of_the_first_and_an_empty_one_takes_it_back(moodle, answers):
    board, journals = moodle
    step = opened(board)
    to(step, 1)
    for said in ("First.", "Second."):
        write(step, said)
    assert "Second." in words(step) and "First." not in words(step)
    button(step, PACKS).click()
    file = next((answers / "class_lines").rglob("*.json"))
    bring(journals["Cole Cy"], file.read_bytes(), file.name)
    write(step, "")
    assert "You wrote:" not in words(step)
    button(step, PACKS).click()
    bring(journals["Cole Cy"], file.read_bytes(), file.name)
    assert journals["Cole Cy"].newest(LESSON, BACK, f"discuss/{PROMPT}").value == ""


def test_the_lines_are_there_again_when_the_board_is_opened_tomorrow(moodle):
    step = opened(moodle[0])
    to(step, 1)
    write(step, "Remember me.")
    again = opened(load_board())
    to(again, 1)
    assert "Remember me." in words(again)


def test_a_line_that_is_too_long_is_a_sentence_and_stays_in_the_field(moodle):
    step = opened(moodle[0])
    write(step, "x" * (LINE + 1))
    assert "A line may have 300 letters, and this has 301." in words(step)
    assert field(step, "A line under this answer").value and "You wrote:" not in words(step)


def test_where_it_is_not_wanted_there_is_no_way_to_write(moodle, monkeypatch):
    def labels() -> list[str]:
        step = load_board(words_back=True).discussion()
        button(step, "Read the answers out").click()
        return [one.description for one in all_of(widgets.Button, step)]

    assert any("line back" in one for one in labels())
    monkeypatch.setenv("KIT_WORDS_BACK", "off")
    assert not any("line back" in one for one in labels())
    monkeypatch.delenv("KIT_WORDS_BACK")
    step = load_board(words_back=False).discussion()
    button(step, "Read the answers out").click()
    assert not any("line back" in one.description for one in all_of(widgets.Button, step))


def test_an_answer_that_is_not_to_be_read_out_never_comes_to_the_desk(moodle, tmp_path):
    board, journals = moodle
    quiet = hand_in(journals["Cole Cy"], not_aloud=[f"{LESSON}/discuss/{PROMPT}"])
    write_hand_in(quiet, tmp_path / "class")
    board.look(afresh=True)
    step = opened(board)
    assert "Answer 1 of 2." in words(step)


def test_of_those_who_began_with_one_used_folder_each_gets_the_file_that_their_kit_takes(tmp_path, answers):
    used, folder = Journal(tmp_path / "used"), tmp_path / "class"
    folder.mkdir()
    for name in ("Ada", "Bo"):
        used.save(LESSON, "discuss", PROMPT, f"I am {name}.")
        one = hand_in(used, name)
        (folder / f"{name}.json").write_text(json.dumps(msgspec.to_builtins(one)), encoding="utf-8")
    board = load_board()
    board.watch(str(folder))
    step = opened(board)
    for _ in range(2):
        write(step, f"To {'Ada' if 'I am Ada' in words(step) else 'Bo'}")
        button(step, "Next").click()
    button(step, PACKS).click()
    found = {path.parent.name: path for path in (answers / "class_lines").rglob("*.json")}
    for name in ("Ada", "Bo"):
        bring(used, found[name].read_bytes(), "words_back.json")
        assert used.newest(LESSON, BACK, f"discuss/{PROMPT}").value == f"To {name}"


# With the learner


def test_it_stands_under_the_answer_at_the_next_run_and_can_be_answered_once(ada):
    keep(ada, [a_line(NASTY)])
    step = load_lesson(LESSON).discuss()
    assert "&lt;b&gt;Who&lt;/b&gt; pays? {now}" in words(step) and "<b>Who</b>" not in words(step)
    reply = field(step, "Your answer, in one line")
    for wrong, why in (("  ", "Write a line first."), ("x" * 301, "this has 301")):
        reply.value = wrong
        button(step, "Answer once").click()
        assert why in words(step) and ada.newest(LESSON, REPLY, f"discuss/{PROMPT}") is None
    reply.value = "The <i>club</i>."
    button(step, "Answer once").click()
    assert "The &lt;i&gt;club&lt;/i&gt;." in words(step)
    again = load_lesson(LESSON).discuss()
    assert not [one for one in all_of(widgets.Button, again) if one.description == "Answer once"]
    assert "The &lt;i&gt;club&lt;/i&gt;." in words(again)


@pytest.mark.parametrize("item", ["wikipedia/reason"])
def test_it_stands_under_a_reason_for_a_place(ada, item):
    ada.save("start", "case", "choice", {"id": "wikipedia", "name": "", "about": ""})
    keep(ada, [a_line("In 2001 or now?", "place", item)])
    assert "In 2001 or now?" in words(load_lesson(LESSON).place())


def test_it_stands_under_what_was_written_in_the_case_file(ada):
    ada.save("start", "case", "choice", {"id": "wikipedia", "name": "", "about": ""})
    ada.save(LESSON, "place", "wikipedia", {"commons": 70, "collectivism": 10, "liberalism": 20})
    part = load_case_file().content.write_up[0].id
    ada.save("case_file", "write_up", f"wikipedia/{part}", "It is one.")
    keep(ada, [Line("case_file", "write_up", f"wikipedia/{part}", "Which of them?")])
    assert "Which of them?" in words(load_case_file().write_up())


def test_where_nobody_wrote_back_nothing_stands_there(ada):
    assert "writes back" not in words(load_lesson(LESSON).discuss())


def test_a_report_has_it_as_text_and_leaves_it_out_with_its_answer(ada):
    keep(ada, [a_line(NASTY)])
    ada.save(LESSON, REPLY, f"discuss/{PROMPT}", "The club.")
    whole = report(ada, load_table())
    page, plain = to_html(whole), to_markdown(whole)
    assert "My teacher wrote back: &lt;b&gt;Who&lt;/b&gt; pays?" in page and "<b>Who</b>" not in page
    assert "My teacher wrote back: \\<b\\>Who" in plain
    asked = [entry.asked for chapter in whole.chapters for entry in chapter.entries]
    at = next(place for place, one in enumerate(asked) if one.startswith("My answer to what my teacher wrote back"))
    assert asked[at].endswith(asked[at - 1]), "the answer to a line stands behind the answer that it is about"
    without = report(ada, load_table(), left_out=[f"{LESSON}/discuss/{PROMPT}"])
    assert "pays" not in to_markdown(without) + to_html(without)


def test_a_hand_in_has_the_answer_to_it_and_not_the_line(ada):
    keep(ada, [a_line("Who paid for it?")])
    ada.save(LESSON, REPLY, f"discuss/{PROMPT}", "The club.")
    answers = hand_in(ada).answers
    assert [one.value for one in answers if one.step == REPLY] == ["The club."]
    assert "Who paid" not in str(answers)


def test_the_board_shows_the_answer_to_a_line_and_then_the_line_stays(moodle, tmp_path):
    board, journals = moodle
    step = opened(board)
    to(step, 0)
    write(step, "Who paid?")
    journals["Adams Ben"].save(LESSON, REPLY, f"discuss/{PROMPT}", "The <club>.")
    write_hand_in(hand_in(journals["Adams Ben"]), tmp_path / "class")
    board.look()
    to(step, 0)
    assert "The &lt;club&gt;." in words(step) and button(step, "Send this line").disabled
    to(step, 1)
    assert not button(step, "Send this line").disabled


def test_a_file_in_the_answers_folder_is_taken_in_when_a_lesson_runs_and_goes(ada, answers):
    file = answers / "words_back-12345678 (1).json"
    file.write_text(file_for(ada.learner(), [a_line("Found it?")]), encoding="utf-8")
    assert "Found it?" in words(load_lesson(LESSON).discuss())
    assert not file.exists()


def test_a_file_for_somebody_else_or_a_broken_one_is_named_on_the_page_and_stays(ada, answers):
    for text in (file_for("0" * 32, [a_line("Not yours")]), "{", "[]"):
        file = answers / "words_back.json"
        file.write_text(text, encoding="utf-8")
        ada.store.notice = ""
        step = load_lesson(LESSON).discuss()
        assert "words_back.json" in words(step) and "Not yours" not in words(step)
        assert file.exists()


BROKEN = [
    b"{}", b"\xff\xfe", b'{"format": "three-models-kit words back"}', b'{"format": "three-models-kit words back", 1}',
    b'{"format": "three-models-kit words back", "version": 2, "learner": "' + b"0" * 32 + b'", "lines": []}',
    b"[" * 100_000, b" " * 3_000_000,
]  # fmt: skip


@pytest.mark.parametrize("raw", BROKEN)
def test_a_file_that_is_none_is_one_sentence_and_changes_nothing(ada, raw):
    before = len(ada.all_tries())
    with pytest.raises(JournalError, match=r"^odd\.json brings no lines of your teacher: "):
        bring(ada, raw, "odd.json")
    assert len(ada.all_tries()) == before


@pytest.mark.parametrize("said", ["x" * 301, 7, None, ["a"]])
def test_a_line_of_another_form_is_refused(ada, said):
    whole = json.loads(file_for(ada.learner(), [a_line()]))
    whole["lines"][0]["words"] = said
    with pytest.raises(JournalError):
        bring(ada, json.dumps(whole).encode(), "odd.json")


def test_a_file_has_room_for_five_hundred_lines_and_no_more(ada):
    whole = json.loads(file_for(ada.learner(), [a_line(str(number)) for number in range(600)]))
    assert len(whole["lines"]) == 500 and whole["lines"][-1]["words"] == "599"
    whole["lines"] *= 2
    with pytest.raises(JournalError):
        bring(ada, json.dumps(whole).encode(), "odd.json")


def test_bring_it_back_takes_the_file_and_says_how_much_came(ada):
    step = data_step(ada, load_table())
    content = file_for(ada.learner(), [a_line()]).encode()
    file = {"name": "words_back.json", "type": "application/json", "size": len(content), "content": content}
    all_of(widgets.FileUpload, step)[0].value = ({**file, "last_modified": datetime.now(UTC)},)
    assert "1 new line of your teacher came with words_back.json." in words(step)


def test_brought_twice_it_is_there_once_and_a_journal_that_is_deleted_has_none(ada, answers):
    raw = file_for(ada.learner(), [a_line()]).encode()
    told = [bring(ada, raw, "w.json") for _ in range(2)]
    assert told[1].startswith("0 new lines")
    assert sum(one.step == BACK for one in ada.all_tries()) == 1
    paths = export(ada, answers / "out")
    assert "Who paid for it?" in paths[0].read_text(encoding="utf-8")
    ada.forget()
    assert fetched(ada).all_tries() == []
