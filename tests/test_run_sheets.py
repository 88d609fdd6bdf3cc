"""A run sheet as a teacher sees it: the clock, the plan, what is folded, and the page for the printer."""

import base64
import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser

import ipywidgets as widgets
import pytest

from kit.base.errors import ContentError, KitError
from kit.base.paths import ROOT, notebooks_path
from kit.classroom.run_sheets_page import load_teacher
from kit.content.pages import lessons_of
from kit.content.run_sheet_form import LENGTHS, Block, CoursePlan, Part, Unit
from kit.content.table import load_table
from kit.learner.lesson.page import load_lesson
from kit.paper.commands import run_sheet as main
from kit.paper.commands import write_run_sheet as write
from kit.paper.run_sheet import clock, page, run_sheet, taught_lesson, taught_lessons, times
from kit.paper.run_sheet import course as plan_of
from kit.views import markup
from tests.pressing import all_of, words

ALL = taught_lessons(load_table())
GOVERNANCE = taught_lesson("governance", ALL)
each_taught = pytest.mark.parametrize("taught", ALL, ids=lambda one: one.lesson.id)


class Balance(HTMLParser):
    """Reads HTML and keeps what is open; a tag that closes another one is noted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)


def control(step: widgets.Widget, label: str) -> widgets.Widget:
    kinds = all_of(widgets.Dropdown, step) + all_of(widgets.Text, step)
    return next(one for one in kinds if one.description == label)


@pytest.mark.parametrize(("said", "minutes"), [("10:15", 615), (" 9.05 ", 545), ("0:00", 0), ("23h59", 1439)])
def test_a_time_of_day_is_read_as_people_write_it(said, minutes):
    assert clock(said) == minutes


@pytest.mark.parametrize("said", ["", "10", "24:00", "10:60", "ten", "10:5", "10:15 <b>", "-1:00"])
def test_what_is_no_time_of_day_is_none(said):
    assert clock(said) is None


def test_each_block_begins_when_those_before_it_end_also_past_midnight():
    blocks = [Part(10, "a"), Part(5, "b"), Part(35, "c")]
    assert times(blocks, None) == ["0", "10", "15"]
    assert times(blocks, clock("23:50")) == ["23:50", "0:00", "0:05"]


@each_taught
@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_run_sheet_is_well_formed_and_holds_its_whole_plan(taught, minutes):
    html = run_sheet(taught, minutes, clock("8:00"))
    balance = Balance(html)
    assert (balance.open, balance.crossed) == ([], [])
    assert html.count("<tr>") == 1 + len(taught.sheet.plan(minutes))


@each_taught
def test_every_right_answer_and_every_answer_of_the_bet_is_at_hand(taught):
    text = markup.plain_text(run_sheet(taught, 50))
    right = [option.text for question in taught.lesson.content.questions for option in question.options if option.right]
    for said in (*right, *(option.feedback for option in taught.lesson.content.bet.options)):
        assert " ".join(said.split()) in text


@each_taught
@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_plan_says_once_where_the_board_counts_the_guesses_of_those_at_computers(taught, minutes):
    board = notebooks_path("teacher/class_board.ipynb").read_text(encoding="utf-8")
    html = run_sheet(taught, minutes)
    assert html.count("the class board counts them under 'What did the class guess?'") == 1
    assert "## What did the class guess?" in board


@each_taught
def test_the_prompts_of_a_plan_and_their_notes_are_at_hand_and_no_others(taught):
    html = run_sheet(taught, 50)
    used = {block.prompt for block in taught.sheet.plan_50}
    for prompt in taught.lesson.content.prompts:
        for note in prompt.notes:
            assert (escape(note) in html) == (prompt.id in used)


def test_the_letters_of_predict_are_those_that_the_learners_see():
    lesson = load_lesson("governance")
    assert [column.id for column in GOVERNANCE.lesson.prediction.asked] == [
        column.id for column in lesson.lesson.prediction.asked
    ]


def test_known_misreadings_stand_beside_what_learners_say():
    html = run_sheet(GOVERNANCE, 50)
    assert "No hierarchy means that everyone has equal power." in html
    assert "Somebody always has to be the boss" in html


def test_words_from_a_file_are_text_and_never_markup():
    block = Block(50, "arrive", "<script>do</script>", "<img src=x>")
    sheet = GOVERNANCE.sheet
    wild = type(sheet)("<i>point</i>", ("<b>",), (block,), (block,), ("<u>",), (), (), ("<s>",), ("<q>",))
    html = page("<title>", [GOVERNANCE._replace(title="<h1>", sheet=wild)], 50)
    assert not re.search(r"<(script|img|i|b|u|s)[ >]", html)
    assert html.count("<h1>") == 1


def test_a_course_plan_leads_to_its_lessons():
    unit = Unit("One & all", ("governance", "no_notebook"), "goal", (Part(20, "talk"), Part(5, "write")), "a line")
    plan = CoursePlan("own", "Mine", 25, "me", "so", "much", (unit,))
    html = plan_of(plan, {"governance": "Governance"}, {"governance": "../02_governance.ipynb"})
    assert '<a href="../02_governance.ipynb">Governance</a>, no_notebook' in html
    assert "1. One &amp; all" in html
    assert "25 minutes" in html


def test_the_notebook_shows_the_lesson_the_length_and_the_clock_that_are_chosen():
    step = load_teacher().run_sheet()
    control(step, "Lesson").value = "critiques"
    control(step, "Minutes").value = 90
    control(step, "Begins at (10:15)").value = "13:30"
    shown = words(step)
    assert "Critiques: whose fault is it" in shown
    assert "90 minutes" in shown
    assert ">13:30<" in shown and ">14:56<" in shown


def test_a_time_that_cannot_be_read_is_said_and_the_plan_stays():
    step = load_teacher().run_sheet()
    control(step, "Begins at (10:15)").value = "soon"
    assert "Write the time like this: 10:15." in words(step)
    assert "Core Principle" in words(step)
    control(step, "Begins at (10:15)").value = ""
    assert "Write the time" not in words(step)


def test_the_link_saves_the_page_that_is_shown():
    step = load_teacher().run_sheet()
    control(step, "Lesson").value = "governance"
    control(step, "Begins at (10:15)").value = "10:15"
    name, inside = re.search(r'download="(.+?)" href="data:text/html;charset=utf-8;base64,(.+?)"', words(step)).groups()
    assert name == "run_sheet_governance_50.html"
    assert base64.b64decode(inside).decode() == page(GOVERNANCE.title, [GOVERNANCE], 50, 615)


def test_without_a_kernel_all_course_plans_and_a_line_on_each_lesson_can_be_read():
    teacher = load_teacher()
    course, sheets = teacher.course().reading, teacher.run_sheet().reading
    assert all(title in course for title in ("One workshop", "Six lessons", "Thirteen times 25 minutes"))
    assert all(f'href="../{file}"' in sheets for file in [page.file for page in lessons_of(load_table())])


def test_a_copy_without_run_sheets_says_so(monkeypatch):
    monkeypatch.setattr("kit.paper.run_sheet.load_run_sheet", lambda lesson: None)
    monkeypatch.setattr("kit.classroom.run_sheets_page.load_course", lambda: ())
    teacher = load_teacher()
    assert "no run sheets: the folder data/teaching is not in it" in words(teacher.run_sheet())
    assert "no course plans" in words(teacher.course())


def test_opening_a_view_again_closes_the_old_one():
    teacher = load_teacher()
    first, second = teacher.course(), teacher.course()
    assert first.comm is None and second.comm is not None


def test_a_lesson_that_there_is_not_names_the_nearest():
    with pytest.raises(ContentError, match="no run sheet 'govrnance'; did you mean 'governance'"):
        taught_lesson("govrnance", ALL)


def test_where_there_is_no_run_sheet_it_says_how_to_begin_one():
    with pytest.raises(ContentError, match=r"There are: none; write one: data/teaching/governance\.yaml"):
        taught_lesson("governance", [])


def test_the_teachers_pages_are_not_among_the_lessons():
    assert {page.id for page in lessons_of(load_table())} == {one.lesson.id for one in ALL}


def test_a_printed_page_needs_no_other_file_and_leaves_the_paper_to_the_printer():
    html = page("All", ALL, 90)
    assert not re.search(r"<(script|link|img)|url\(|@import", html)
    assert "@page { margin:" in html and "size:" not in re.search(r"@page \{.*?\}", html)[0]
    assert html.count("<article>") == len(ALL)
    assert "<details" not in html
    assert (Balance(html).open, Balance(html).crossed) == ([], [])


def test_the_command_writes_one_page_and_says_where(tmp_path, capsys):
    main(["governance", "--minutes", "90", "--begins", "10:15", "--to", str(tmp_path), "--no-open"])
    path = tmp_path / "run_sheet_governance_90.html"
    assert capsys.readouterr().out == f"Written: {path}\n"
    assert path.read_text("utf-8") == page(GOVERNANCE.title, [GOVERNANCE], 90, 615)
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_lesson_the_command_writes_all(tmp_path):
    main(["--to", str(tmp_path / "new"), "--no-open"])
    assert (tmp_path / "new/run_sheets_50.html").read_text("utf-8").count("<article>") == len(ALL)


def test_the_command_writes_in_another_language(tmp_path):
    main(["governance", "--language", "es", "--to", str(tmp_path), "--no-open"])
    made = (tmp_path / "run_sheet_governance_50-es.html").read_text("utf-8")
    assert '<html lang="es"' in made and "Gobernanza" in made and "Learners:" not in made
    main(["--language", "es", "--to", str(tmp_path), "--no-open"])
    assert (tmp_path / "run_sheets_50-es.html").read_text("utf-8").count("<article>") == len(ALL)


def test_the_page_opens_in_the_browser(tmp_path, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    main(["governance", "--to", str(tmp_path)])
    assert opened == [(tmp_path / "run_sheet_governance_50.html").as_uri()]


def test_a_time_that_is_none_stops_the_command(tmp_path):
    with pytest.raises(ContentError, match="'soon' is no time of day"):
        main(["governance", "--begins", "soon", "--to", str(tmp_path), "--no-open"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_gives_one_sentence_and_the_old_page_stays(tmp_path):
    path = write(tmp_path, "governance", 50)
    before = path.read_bytes()
    path.with_name(f"{path.name}.writing").mkdir()  # so the new page cannot be put beside the old one, whoever asks
    with pytest.raises(KitError, match=r"run_sheet_governance_50\.html could not be written: "):
        write(tmp_path, "governance", 50)
    assert path.read_bytes() == before


def test_a_file_in_the_place_of_the_folder_gives_one_sentence(tmp_path):
    (tmp_path / "print").write_text("")
    with pytest.raises(KitError, match="a file stands where a folder is needed"):
        write(tmp_path / "print", "governance", 50)


def test_the_lessons_are_found_from_the_teachers_folder_when_the_kit_is_installed_without_notebooks(tmp_path):
    folder = tmp_path / "class" / "teacher"
    folder.mkdir(parents=True)
    (tmp_path / "class" / "00_start_here.ipynb").write_text("{}")
    work = (
        "import kit.base.paths; from pathlib import Path; kit.base.paths.ROOT = Path('/nowhere');"
        "print(kit.base.paths.notebooks_path(), kit.base.paths.answers_folder())"
    )
    environment = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", work], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(tmp_path / "class"), str(tmp_path / "answers")]


def test_loading_the_desk_touches_no_answers(answers):
    load_teacher().run_sheet()
    assert not answers.exists()
