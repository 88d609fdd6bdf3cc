"""Run sheets and course plans: their form, what the form cannot tell, and what every real one keeps."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from kit.adapt.check.inventory import open_kit
from kit.adapt.check.lessons import sheet_complaints
from kit.adapt.check.references import notes
from kit.adapt.commands import check as main
from kit.base.errors import ContentError
from kit.base.paths import data_path, notebooks_path
from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import LENGTHS, Course, RunSheet, load_course, load_run_sheet
from kit.content.table import load_table, slug
from kit.content.yaml_reader import read_form

LESSONS = [slug(title) for title in load_table().index]
SHEET, COURSE = "data/teaching/governance.yaml", "data/teaching/course.yaml"
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A kit with one lesson, its run sheet, the course plans and one notebook in a folder of its own."""
    for part in ("data/lessons", "data/teaching", "notebooks/teacher"):
        (tmp_path / part).mkdir(parents=True)
    for name in ("table.csv", "models.yaml", "cases.yaml", "sources.yaml", "lessons/governance.yaml"):
        shutil.copy(data_path(name), tmp_path / "data" / name)
    for name in ("teaching/governance.yaml", "teaching/course.yaml"):
        shutil.copy(data_path(name), tmp_path / "data" / name)
    shutil.copy(notebooks_path("teacher/run_sheets.ipynb"), tmp_path / "notebooks/teacher")
    page = notebooks_path("00_start_here.ipynb").read_text("utf-8")
    alone = page.replace("(16_before_and_after.ipynb)", "(00_start_here.ipynb)")  # a page, which is not in this kit
    (tmp_path / "notebooks/00_start_here.ipynb").write_text(alone, "utf-8")
    return tmp_path


@pytest.fixture
def complaints(folder, capsys):
    """Check the folder; return what it complains of."""

    def check() -> list[str]:
        main([str(folder)])
        return [line for line in capsys.readouterr().out.splitlines()[:-1] if not line.startswith("Note: ")]

    return check


def replace(path: Path, old: str, new: str) -> int:
    """Replace a text once and return its line."""
    before, found, after = path.read_text("utf-8").partition(old)
    assert found, f"{path.name} does not hold {old!r} any more"
    path.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


@each_lesson
def test_every_lesson_has_a_run_sheet(lesson):
    assert load_run_sheet(lesson)


@each_lesson
@pytest.mark.parametrize("minutes", LENGTHS)
def test_a_plan_fills_its_lesson_from_arriving_to_closing(lesson, minutes):
    plan = load_run_sheet(lesson).plan(minutes)
    assert sum(block.minutes for block in plan) == minutes
    assert (plan[0].step, plan[-1].step) == ("arrive", "close")
    assert {"predict", "compare", "explore", "check", "place"} <= {block.step for block in plan}
    assert any(block.prompt for block in plan)


@each_lesson
def test_the_long_plan_is_not_the_short_one_stretched(lesson):
    sheet = load_run_sheet(lesson)
    assert not {block.do for block in sheet.plan_50} & {block.do for block in sheet.plan_90}
    assert {block.prompt for block in sheet.plan_50} != {block.prompt for block in sheet.plan_90}


@each_lesson
def test_a_run_sheet_goes_with_its_lesson(lesson):
    assert sheet_complaints(load_run_sheet(lesson), load_content(lesson)) == []


@each_lesson
def test_a_run_sheet_tells_of_sayings_and_risks(lesson):
    sheet = load_run_sheet(lesson)
    assert len(sheet.learners_say) >= 3
    assert len(sheet.risks) >= 3


def test_the_course_has_a_workshop_six_lessons_one_on_two_who_differ_and_thirteen_sittings_alone():
    assert [(len(plan.units), plan.minutes) for plan in load_course()] == [(1, 90), (6, 50), (1, 50), (13, 25)]
    *_, alone = load_course()
    assert [lesson for unit in alone.units for lesson in unit.lessons] == LESSONS


def test_a_lesson_without_a_run_sheet_has_none():
    assert load_run_sheet("the_weather") is None


def test_a_sound_folder_brings_no_complaint_although_one_page_links_to_lessons_that_wait(complaints):
    assert complaints() == []


WRONG = {
    "a block too long": (SHEET, "- minutes: 5", "- minutes: 6", "plan_50: the minutes sum to 51; they must sum to 50."),
    "no whole number": (SHEET, "- minutes: 5", "- minutes: five", "'five' came here, but a whole number must stand"),
    "no such step": (SHEET, "  step: close", "  step: closing", "did you mean 'close'? Allowed: "),
    "no such prompt": (SHEET, "  prompt: who_decides", "  prompt: who_decide", "did you mean 'who_decides'? It has: "),
    "misspelt key": (SHEET, "when_late:", "when_latte:", "did you mean 'when_late'?"),
    "a misreading again": (
        SHEET,
        "Somebody always has to be the boss, otherwise nothing happens.",
        "markets are NOT a form of government!",
        "is a misreading of the lesson already",
    ),
    "words of the lesson": (
        SHEET,
        "Large sheets of paper",
        "Those who follow Max Weber, for whom known rules and offices also protect people. Paper",
        "stand in governance.yaml, line ",
    ),
    "a unit too short": (COURSE, "    - minutes: 8", "    - minutes: 7", "units 1, blocks: the minutes sum to 89"),
    "no such lesson": (COURSE, "[core_principle]", "[core_principal]", "did you mean 'core_principle'?"),
    "nothing to hand in": (COURSE, "    hand_in: One", "    handin: One", "did you mean 'hand_in'?"),
}


@pytest.mark.parametrize(("name", "old", "new", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_folder_file_and_line(folder, complaints, name, old, new, words):
    replace(folder / name, old, new)
    (said,) = complaints()
    assert said.startswith(f"{name.removeprefix('data/')}, line ")
    assert words in said


def test_the_line_of_a_prompt_that_there_is_not_is_its_own(folder, complaints):
    line = replace(folder / SHEET, "  prompt: who_decides", "  prompt: nobody")
    assert f"line {line}," in complaints()[0]


def test_a_sheet_named_after_no_dimension_is_named(folder, complaints):
    (folder / SHEET).rename(folder / "data/teaching/governence.yaml")
    assert complaints()[0].startswith("teaching/governence.yaml: there is no dimension 'governence'; did you mean")


def test_a_copy_for_learners_without_the_folder_is_sound(folder, complaints):
    shutil.rmtree(folder / "data/teaching")
    shutil.rmtree(folder / "notebooks/teacher")
    assert complaints() == []
    kit, _ = open_kit(folder / "data", folder / "notebooks")
    assert not any("run sheet" in note for note in notes(kit))


def test_a_lesson_without_a_run_sheet_among_lessons_with_one_is_a_note(folder, complaints):
    (folder / SHEET).rename(folder / "data/teaching/value_logic.yaml")
    assert complaints() == []
    kit, _ = open_kit(folder / "data", folder / "notebooks")
    assert "there is no run sheet yet on the lessons: governance." in notes(kit)


def test_a_link_from_the_teachers_folder_is_followed_from_there(folder, complaints):
    path = folder / "notebooks/teacher/run_sheets.ipynb"
    page = json.loads(path.read_text("utf-8"))
    page["cells"][-1]["source"] = ["[Start](00_start_here.ipynb)"]
    path.write_text(json.dumps(page), "utf-8")
    assert "the link to '00_start_here.ipynb' leads nowhere" in complaints()[0]


def test_a_file_that_is_no_yaml_says_which_of_the_two_governances_it_is(tmp_path):
    path = tmp_path / "teaching/governance.yaml"
    path.parent.mkdir()
    path.write_text("point: 'open", "utf-8")
    with pytest.raises(ContentError, match=r"^teaching/governance\.yaml, line 1: this is not YAML"):
        read_form(path, RunSheet)


def test_a_course_needs_a_plan():
    with pytest.raises(msgspec.ValidationError, match="length >= 1"):
        msgspec.convert({"plans": []}, Course)
