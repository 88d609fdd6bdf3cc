"""The class board, worked as a teacher works it."""

import csv
import json
from html import escape
from pathlib import Path

import pytest

from kit import load_board
from kit.answers.hand_in import hand_in, write_hand_in
from kit.answers.journal import Journal
from kit.answers.keys import Key
from kit.base.paths import ROOT
from kit.classroom.board.choices import Choices, picture
from kit.classroom.board.collecting import MORE
from kit.classroom.board.handed_in import BROKEN, IN, MISSING, STRANGER, Person, write_line
from kit.classroom.board.state import as_path
from kit.content.lesson_form import load_content
from kit.content.table import load_table
from kit.content.workbook import in_workbook
from kit.widgets.controls.control import Chart, Summary, Ticker
from kit.widgets.controls.fields import Dropped
from kit.widgets.parts import Step
from tests.classroom import as_text, make_hand_in, write_class
from tests.pressing import all_of, button, press_everything, within, words

STEPS = (
    "folder",
    "handed_in",
    "predictions",
    "guesses",
    "bets",
    "checks",
    "recall",
    "placements",
    "agreement",
    "critiques",
    "discussion",
    "scoring",
    "gain",
    "sheet",
)
OPENS = {
    "predictions": "Show the class's predictions",
    "guesses": "Show the class's guesses",
    "checks": "Show the class's answers",
    "placements": "Show the class's placements",
    "agreement": "Show where the class agrees",
    "critiques": "Show the class's marks",
    "discussion": "Read the answers out",
}
SHOW = "The projector is off or away: show names"
MINE = "ZEBRA <b>stripes</b> & =1+1"


@pytest.mark.parametrize("number", [0, 1, 3, 30])
def test_an_axis_of_learners_has_whole_steps(number):
    question = load_content("governance").questions[0]
    counts = {one.id: number if place == 0 else 0 for place, one in enumerate(question.options)}
    axis = picture(question, Choices(counts, number, 0, 0)).figure["layout"]["xaxis"]
    assert axis["dtick"] >= 1 and axis["dtick"] % 1 == 0  # else the axis of a small class says 0, 0, 0, 1, 1
    assert axis["range"][1] / axis["dtick"] <= 6


@pytest.fixture
def folder(tmp_path) -> Path:
    write_class(tmp_path / "class", 30)
    return tmp_path / "class"


@pytest.fixture
def board(folder):
    one = load_board()
    one.watch(str(folder))
    return one


def only(folder: Path, number: int, lesson: str, step: str, item: str, value: object, name: str = "") -> None:
    """Write a hand-in that holds one answer."""
    answer = {"lesson": lesson, "step": step, "item": item, "value": value, "first": value, "tries": 1}
    text = as_text(make_hand_in(number), answers=[{**answer, "time": "2026-01-02T03:04:05Z"}], name=name)
    folder.mkdir(exist_ok=True)
    (folder / f"{number}.json").write_text(text, encoding="utf-8")


def dropdown(step: Step, label: str):
    return next(one for one in within(step) if getattr(one, "description", "") == label)


def sentence(step: Step) -> str:
    return next(iter(all_of(Summary, step))).value


@pytest.mark.parametrize("name", OPENS)
def test_a_result_waits_behind_its_button_and_hides_again(board, name):
    step = getattr(board, name)()
    assert not all_of(Chart, step) and 'class="kit-aloud"' not in words(step)
    button(step, OPENS[name]).click()
    assert all_of(Chart, step) or 'class="kit-aloud"' in words(step)
    button(step, "Hide it again").click()
    assert not all_of(Chart, step) and 'class="kit-aloud"' not in words(step)


def test_another_choice_closes_the_result(board):
    step = board.predictions()
    button(step, OPENS["predictions"]).click()
    dropdown(step, "Dimension").value = "value_logic"
    assert not all_of(Chart, step)


def test_the_right_option_waits_for_a_second_button_and_for_each_question_anew(board):
    step = board.checks()
    button(step, OPENS["checks"]).click()
    assert "right" not in sentence(step) and "✓" not in words(step)
    button(step, "Show the right one").click()
    assert "is right" in sentence(step) and "✓" in words(step)
    dropdown(step, "Question").value = 1
    button(step, OPENS["checks"]).click()
    assert "right" not in sentence(step) and "✓" not in words(step)


def test_the_question_follows_the_lesson(board):
    step = board.checks()
    dropdown(step, "Dimension").value = "governance"
    stem = board.content["governance"].questions[0].stem
    assert dropdown(step, "Question").options[0][0].startswith(f"1. {stem[:40]}")
    button(step, OPENS["checks"]).click()
    assert escape(stem) in words(step)


@pytest.mark.parametrize("name", OPENS)
def test_an_open_result_follows_the_folder(board, folder, name):
    step = getattr(board, name)()
    button(step, OPENS[name]).click()
    before = words(step), [one.value for one in all_of(Summary, step)]
    write_class(folder, 40)
    board.look()
    assert (words(step), [one.value for one in all_of(Summary, step)]) != before


def test_every_tick_looks_into_the_folder(board, folder):
    step = board.folder()
    write_hand_in(make_hand_in(99), folder)
    all_of(Ticker, step)[0].ticks += 1
    assert "31 learners in." in words(step)


def test_a_tick_without_news_changes_nothing(board):
    step = board.folder()
    seen, said = board.seen, words(step)
    all_of(Ticker, step)[0].ticks += 1
    assert board.seen is seen and words(step) == said


def test_real_names_and_file_names_show_only_when_asked_for(board, folder):
    only(folder, 99, "governance", "discuss", "bad_rule", "x", name="Ada <i>")
    (folder / "hand-in-Bob.json").write_text("{")
    board.look()
    step = board.folder()
    assert "Ada" not in words(step) and "Bob" not in words(step)
    dropdown(step, "Show").value = "in"
    assert "Ada" not in words(step) and len(board.names) == 31
    dropdown(step, "Show").value = "names"
    assert "Ada &lt;i&gt;" in words(step)
    dropdown(step, "Show").value = "refused"
    assert "hand-in-Bob.json" in words(step) and "not a whole JSON file" in words(step)


def test_no_folder_yet_and_a_folder_that_is_gone_are_sentences(tmp_path):
    board = load_board()
    step = board.folder()
    assert "No folder is watched yet" in words(step)
    dropdown(step, "Folder").value = str(tmp_path / "<gone>")
    button(step, "Watch this folder").click()
    assert "There is no folder" in words(step) and "&lt;gone&gt;" in words(step)


def test_the_folder_beside_the_answers_is_made_when_it_is_watched(answers):
    step = load_board().folder()
    button(step, "Watch this folder").click()
    assert (answers / "class").is_dir()
    assert "0 learners in." in words(step)


def test_the_folder_is_remembered(board, folder):
    assert load_board().folder_name == str(folder)
    assert len(load_board().seen.hand_ins) == 30


@pytest.mark.parametrize("written", ['"/a/b"', "'/a/b'", " /a/b "])
def test_a_path_may_be_pasted_with_quotation_marks(written):
    assert as_path(written) == Path("/a/b")


def test_a_path_may_begin_at_the_kits_folder_or_at_home():
    assert as_path("class") == ROOT / "class"
    assert as_path("~/class") == Path.home() / "class"


@pytest.fixture
def reader(tmp_path):
    """The reader of a class of four, open at a prompt; one of the four wants to be left out."""
    for number, said in enumerate(["First.", "Second.", MINE, "Fourth."]):
        only(tmp_path / "few", number, "core_principle", "discuss", "five_things", said)
    board = load_board()
    board.watch(str(tmp_path / "few"))
    return open_reader(board)


def open_reader(board) -> Step:
    step = board.discussion()
    button(step, "Read the answers out").click()
    return step


def read_through(step: Step) -> list[str]:
    """Every answer that the reader gives, from the first to the last."""
    heard = [shown(step)]
    while not button(step, "Back").disabled:
        button(step, "Back").click()
    heard = [shown(step)]
    while not button(step, "Next").disabled:
        button(step, "Next").click()
        heard.append(shown(step))
    return heard


def shown(step: Step) -> str:
    return words(step).split('dir="auto">')[1].split("</blockquote>")[0] if 'class="kit-aloud"' in words(step) else ""


def test_answers_are_read_one_at_a_time_as_words_alone(reader):
    heard = read_through(reader)
    assert sorted(heard) == ["First.", "Fourth.", "Second.", "ZEBRA &lt;b&gt;stripes&lt;/b&gt; &amp; =1+1"]


def test_what_is_hidden_stays_hidden_in_a_new_kernel_until_it_is_brought_back(reader):
    read_through(reader)
    last = shown(reader)
    button(reader, "Hide this one").click()
    assert last not in read_through(reader)
    again = open_reader(load_board())
    assert len(read_through(again)) == 3 and last not in read_through(again)
    button(again, "Bring the hidden ones back").click()
    assert last in read_through(again)


def test_the_next_answer_takes_the_place_of_a_hidden_one(reader):
    heard = read_through(reader)
    button(reader, "Back").click()
    button(reader, "Back").click()
    assert shown(reader) == heard[1]
    button(reader, "Hide this one").click()
    assert shown(reader) == heard[2]


def test_when_all_are_hidden_the_reader_says_so(reader):
    for _ in range(4):
        button(reader, "Hide this one").click()
    assert shown(reader) == "" and "nothing to read out" in words(reader) and "4 hidden" in words(reader)


def test_a_new_answer_does_not_turn_the_page(reader, tmp_path):
    board = load_board()
    step = open_reader(board)
    button(step, "Next").click()
    before = shown(step)
    for number in range(10, 30):
        only(tmp_path / "few", number, "core_principle", "discuss", "five_things", f"Late {number}.")
    board.look()
    assert shown(step) == before and "of 24" in words(step)


def test_reasons_and_the_case_file_can_be_read_out_too(tmp_path):
    only(tmp_path / "few", 1, "core_principle", "place", "cern/reason", "Because of the treaty.")
    only(tmp_path / "few", 2, "case_file", "write", "essay", "It is a mix.")
    board = load_board()
    board.watch(str(tmp_path / "few"))
    step = board.discussion()
    dropdown(step, "Prompt").index = 5
    button(step, "Read the answers out").click()
    assert shown(step) == "Because of the treaty."
    dropdown(step, "Lesson").value = "case_file"
    button(step, "Read the answers out").click()
    assert shown(step) == "It is a mix."


def test_the_sheet_is_written_whole_with_a_row_a_learner(board, answers):
    step = board.sheet()
    button(step, "Write the sheet").click()
    path = answers / "my_work" / "class_sheet.csv"
    assert "holds 30 learners" in words(step)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len({row["learner"] for row in csv.DictReader(file)}) == 30
    assert sorted(one.name for one in path.parent.iterdir()) == ["class_sheet.csv", "class_sheet.xlsx"]
    shown = [[str(cell) for cell in cells] for _, cells in in_workbook(path.with_suffix(".xlsx").read_bytes())]
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert shown == list(csv.reader(file))


def test_a_sheet_that_cannot_be_written_is_a_sentence(board, answers):
    answers.mkdir(exist_ok=True)
    (answers / "my_work").write_text("in the way")
    step = board.sheet()
    button(step, "Write the sheet").click()
    assert "could not be written" in words(step)


def test_what_the_board_keeps_is_no_answer_of_the_teachers(reader, journal):
    button(reader, "Hide this one").click()
    assert hand_in(journal).answers == ()


@pytest.mark.parametrize("name", STEPS)
def test_the_reading_holds_no_answer_and_no_path(tmp_path, name):
    for number, item in enumerate(("five_things", "three_promises")):
        only(tmp_path / "few", number, "core_principle", "discuss", item, MINE, name="Ada")
    board = load_board()
    empty = getattr(board, name)().reading
    board.watch(str(tmp_path / "few"))
    assert getattr(board, name)().reading == empty
    assert "ZEBRA" not in empty and str(tmp_path) not in empty


@pytest.mark.parametrize("learners", [0, 1, 2, 30])
@pytest.mark.parametrize("columns", [2, 3, 4])
def test_everything_can_be_pressed_for_any_class_and_table(tmp_path, learners, columns):
    (tmp_path / "class").mkdir()
    write_class(tmp_path / "class", learners)
    board = load_board(a_table(columns))
    board.watch(str(tmp_path / "class"))
    for name in reversed(STEPS):  # the folder last: pressing there leads to another one
        assert press_everything(getattr(board, name)()) > 1


def a_table(columns: int):
    """The kit's table with a column taken away or added."""
    table = load_table()
    table["A fourth way"] = [f"Something else for {title}" for title in table.index]
    return table[table.columns[:columns]]


def test_a_table_without_lessons_or_figures_says_so():
    table = load_table().rename(index=lambda title: f"New {title}")
    board = load_board(table)
    assert "No lesson of this table has a question" in words(board.checks())
    assert "No lesson of this table has a guess" in words(board.guesses())
    assert "No lesson of this table has a figure in which learners mark" in words(board.critiques())
    assert press_everything(board.discussion()) > 1


def test_a_step_that_is_run_again_takes_the_place_of_the_first(board, folder):
    first, second = board.folder(), board.folder()
    write_hand_in(make_hand_in(99), folder)
    board.look()
    assert "31 learners" in words(second)
    assert not first.comm


def test_a_journal_that_cannot_be_read_does_not_stop_the_board(folder, tmp_path):
    (tmp_path / "answers").write_text("a file where a folder is needed")
    board = load_board()
    board.watch(str(folder))
    assert len(board.seen.hand_ins) == 30
    assert "Not saved" in words(board.folder()) and "30 learners in." in words(board.folder())


def test_two_teachers_journals_shuffle_differently(tmp_path):
    assert Journal(tmp_path / "a").learner() != Journal(tmp_path / "b").learner()


def test_the_notebook_holds_nothing_of_a_class():
    notebook = json.loads((ROOT / "notebooks" / "teacher" / "class_board.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code[1:] == [f"board.{name}()" for name in STEPS]
    assert "learners in." not in json.dumps(notebook)


def guesses(tmp_path, *options: str):
    for number, option in enumerate(options):
        only(tmp_path / "few", number, "autonomy_and_freedom", "explore", "bet", option)
    board = load_board()
    board.watch(str(tmp_path / "few"))
    step = board.guesses()
    dropdown(step, "Dimension").value = "autonomy_and_freedom"
    return step


def test_guesses_are_counted_and_what_the_figure_answers_waits_for_a_second_button(tmp_path):
    step = guesses(tmp_path, "negative", "positive", "negative", "no such option")
    assert "Guessed by 3 of 4." in words(step)
    button(step, OPENS["guesses"]).click()
    assert "3 learners guessed: A 2, B 1, C 0, D 0." in sentence(step) and "6 of the 10" not in words(step)
    button(step, "Show what the figure answers").click()
    assert "A is what the figure shows; 2 of 3 chose it." in sentence(step)
    assert "it calls 6 of the 10 free" in words(step)
    dropdown(step, "Dimension").value = "critiques"
    button(step, OPENS["guesses"]).click()
    button(step, "Show what the figure answers").click()
    assert "is what the figure shows" not in sentence(step) and "✗" not in words(step)


@pytest.fixture
def moodle(tmp_path):
    """A board over the folders of a learning platform, with a class list of five."""
    names = {"Adams Ben": "Birdie", "Müller Zoë": "", "Stranger Sam": ""}
    for number, (name, chosen) in enumerate(names.items()):
        folder = tmp_path / "class" / f"{name}_{number + 10}_assignsubmission_file_"
        folder.mkdir(parents=True)
        (folder / "hand-in.json").write_text(as_text(make_hand_in(number), name=chosen), encoding="utf-8")
    (tmp_path / "class" / "Cole Cy_44_assignsubmission_file_").mkdir()
    (tmp_path / "class" / "Cole Cy_44_assignsubmission_file_" / "essay.pdf").write_bytes(b"%PDF-1.7")
    listed = tmp_path / "list.csv"
    rows = ["First name;Surname;Email", "Ben;Adams;b@x", "Zoë;Müller;z@x", "Cy;Cole;c@x", "Away;Ann;a@x"]
    listed.write_text("\r\n".join(rows), encoding="utf-16")
    board = load_board()
    board.watch(str(tmp_path / "class"))
    board.take_list(str(listed))
    return board


def test_who_is_in_and_who_is_missing_shows_in_numbers_first_and_by_name_when_asked_for(moodle):
    step = moodle.handed_in()
    assert "2 of the list in, 1 missing, 1 with no file that counts, 1 in who is not on the list." in words(step)
    assert "Adams" not in words(step) and "Ann" not in words(step)
    button(step, SHOW).click()
    rows = words(step)
    order = [rows.index(name) for name in ("Away Ann", "Cy Cole", "Stranger Sam", "Ben Adams", "Zoë Müller")]
    assert order == sorted(order)
    assert f"{BROKEN}: this is a PDF" in rows and STRANGER in rows and f"<td>{MISSING}</td>" in rows
    assert moodle.names[moodle.seen.hand_ins[0].learner] in rows and "Birdie" in rows


def test_a_line_to_one_learner_lies_in_a_folder_of_the_name_that_the_platform_gave(moodle, answers):
    step = moodle.handed_in()
    button(step, SHOW).click()
    to, write = dropdown(step, "To"), button(step, "Write it")
    assert write.disabled
    to.value = next(one for _, one in to.options if one.startswith("Ben Adams"))
    for words_ in ("Read the second vote\nagain.", "And <b>why</b>?"):
        dropdown(step, "A line to this learner").value = words_
        assert not write.disabled
        write.click()
    (file,) = (answers / "class_lines").rglob("*.txt")
    assert file.parent.name.startswith("Adams Ben_")
    assert file.read_text(encoding="utf-8") == "Read the second vote again.\nAnd <b>why</b>?\n"
    assert f"Written: {file}" in words(step) and write.disabled


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("ada.json", "ada"),
        ("all.zip > Bo_1_file/x.json", "Bo_1_file"),
        ("week 3/all.zip > Bo_1_assignsubmission_file_/Version 1/x.json", "Bo_1_assignsubmission_file_"),
        ("../../x.json", "no name"),
        ("all.zip", "all"),
        ('<i>"Cy"/x.json', "iCy"),
    ],
)
def test_a_line_stays_in_the_teachers_own_folder(answers, file, folder):
    path = write_line(Person("Ada", IN, file), "Well done.")
    assert path.parent.parent == answers / "class_lines" and path.parent.name == folder


def test_without_a_class_list_it_still_says_who_is_in(moodle):
    moodle.take_list("")
    step = moodle.handed_in()
    assert "3 in, 1 with no file that counts. With a class list it also says who is missing." in words(step)
    button(step, SHOW).click()
    assert "Adams Ben" in words(step) and f"<td>{IN}</td>" in words(step)


def test_a_class_list_among_the_hand_ins_is_nobodys_file(moodle, tmp_path):
    folder, told = tmp_path / "class", "2 of the list in, 1 missing, 1 with no file that counts, 1 in who is not on"
    (folder / "10b.csv").write_text("First name;Surname\nBen;Adams\nZoë;Müller", encoding="utf-8")
    (folder / "Adams Ben_10_assignsubmission_file_" / "names.csv").write_text("Name\nBen", encoding="utf-8")
    moodle.look()
    step = moodle.handed_in()
    assert told in words(step), "what is in somebody's folder is a file of that person's"
    assert [one.why for one in moodle.seen.refused if one.name == "10b.csv"] == ["this is a list of names, no hand-in."]
    listed = folder / "class.txt"  # no head says what it is, so it is known when it is taken as the list
    listed.write_text("Adams Ben\nMüller Zoë\nCole Cy\nAway Ann", encoding="utf-8")
    moodle.look()
    assert "2 with no file that counts" in words(step)
    moodle.take_list(str(listed))
    assert told in words(step)
    moodle.take_list("")
    assert "3 in, 2 with no file that counts" in words(step)


def test_the_class_list_is_remembered_and_one_that_is_none_is_a_sentence(moodle, tmp_path):
    assert len(load_board().listed) == 4
    step = moodle.handed_in()
    dropdown(step, "Class list").value = str(tmp_path / "gone.txt")
    button(step, "Take this list").click()
    assert "gone.txt: there is no such file" in words(step)


def test_learners_from_copies_of_one_folder_are_named_on_the_board(tmp_path):
    for name in ("Ada", "Bo", "Cy"):
        (tmp_path / "few").mkdir(exist_ok=True)
        (tmp_path / "few" / f"{name}.json").write_text(as_text(make_hand_in(1), name=name), encoding="utf-8")
    board = load_board()
    board.watch(str(tmp_path / "few"))
    assert "3 learners in." in words(board.folder())
    assert "3 learners of them began with a copy of a folder" in words(board.folder())
    step = board.handed_in()
    button(step, SHOW).click()
    assert words(step).count("began with a copy") == 3


def dropped(step: Step, files: dict[str, bytes], piece: int = 1000) -> str:
    """Send files as the page does, and return what it is told."""
    widget = all_of(Dropped, step)[0]
    for name, raw in files.items():
        for at in range(0, max(1, len(raw)), piece):
            content = {"name": name, "last": at + piece >= len(raw)}
            widget._handle_msg(
                {"content": {"data": {"method": "custom", "content": content}}, "buffers": [raw[at : at + piece]]}
            )
    widget._handle_msg({"content": {"data": {"method": "custom", "content": {"end": True}}}, "buffers": []})
    return widget.told


def test_dropped_files_come_into_the_teachers_folder_and_count(answers):
    board = load_board()
    step = board.folder()
    files = {f"Ada {n}_{n}_assignsubmission_file_/hand-in.json": as_text(make_hand_in(n)).encode() for n in range(3)}
    assert dropped(step, files) == f"3 files taken into {answers / 'class'}."
    assert "3 learners in." in words(step)
    assert board.folder_name == str(answers / "class")


def test_a_dropped_file_leads_nowhere_else_and_takes_no_other_files_place(answers):
    step = load_board().folder()
    names = ("../../../evil.json", "/etc/passwd", "a:b\\c?.json", "", ".hidden", "x/" * 9 + "deep.json")
    dropped(step, dict.fromkeys(names, b"{"))
    dropped(step, {"hand-in.json": b"1"})
    dropped(step, {"hand-in.json": b"2"})
    dropped(step, {"hand-in.json": b"2"})
    inside = [path for path in (answers / "class").rglob("*") if path.is_file()]
    assert len(inside) == len(names) + 2
    assert {path.read_bytes() for path in (answers / "class").glob("hand-in*")} == {b"1", b"2"}
    assert not (answers / "evil.json").exists() and not (answers.parent / "evil.json").exists()


def test_more_than_the_page_takes_at_once_is_said_and_no_file_is_cut(answers, monkeypatch):
    monkeypatch.setattr("kit.classroom.board.collecting.MOST_ZIP_BYTES", 2500)
    told = dropped(load_board().folder(), {"small.json": b"1" * 900, "large.json": b"2" * 3100})
    assert told.endswith(MORE)
    assert [path.name for path in (answers / "class").iterdir()] == ["small.json"]


def test_an_empty_field_takes_a_paste_and_keeps_the_folder_in_sight(board, folder, tmp_path):
    step = board.folder()
    field = dropdown(step, "Folder")
    assert field.value == "" and field.placeholder == str(folder)
    field.value = f'"{tmp_path}"'
    button(step, "Watch this folder").click()
    assert field.value == "" and field.placeholder == str(tmp_path)


def test_a_class_of_two_languages_counts_as_one_and_each_answer_is_heard_in_its_own(tmp_path, monkeypatch):
    told = {"en": "Ask everybody first.", "es": "Pregunta antes a todo el mundo."}
    for code, answer in told.items():
        monkeypatch.setattr("kit.base.language._spoken", [code])
        journal = Journal(tmp_path / code)
        journal.save("core_principle", "discuss", "five_things", answer)
        journal.save("core_principle", "predict", "match", {"commons": "commons"})
        write_hand_in(hand_in(journal, f"N {code}"), tmp_path / "class")
    monkeypatch.setattr("kit.base.language._spoken", ["en"])
    board = load_board()
    board.watch(str(tmp_path / "class"))
    assert len(board.answers[Key("core_principle", "predict", "match")]) == len(told)
    reader = open_reader(board)
    heard = {words(reader).split('class="kit-aloud" ')[1].split("</blockquote>")[0] for _ in [read_through(reader)]}
    button(reader, "Back").click()
    heard.add(words(reader).split('class="kit-aloud" ')[1].split("</blockquote>")[0])
    assert heard == {f'lang="{code}" dir="auto">{answer}' for code, answer in told.items()}


def test_a_gradebook_that_is_dropped_comes_back_with_done(tmp_path, answers):
    board = load_board()
    dropped(board.folder(), {"Zoë Müller_12345_assignsubmission_file_/a.json": as_text(make_hand_in(1)).encode()})
    step = board.sheet()
    sheet = 'Identifier,Full name,Grade,Scale\nParticipant 12345,Zoë Müller,,"open, done"\n'
    assert "1 file taken" in dropped(step, {"Grades.csv": sheet.encode()})
    assert "1 learner is done." in words(step)
    back = answers / "my_work" / "done_Grades.csv"
    assert back.read_text("utf-8") == sheet.replace("Müller,,", "Müller,done,")
    dropped(step, {"other.csv": b"Name\nZoe\nBen\n"})
    assert "other.csv: this is neither a grading worksheet" in words(step)
