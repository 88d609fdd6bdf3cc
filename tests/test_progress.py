"""Your progress: which pages there are, what has been begun in them, and what comes next."""

import json
import os
from pathlib import Path

import pytest

from kit.answers.keys import STEPS
from kit.content.pages import Page, after_the_lessons, lessons_of
from kit.content.table import load_table
from kit.learner.start.progress import next_step, overview

GOVERNANCE = Page(
    "governance", "Governance", "02_governance.ipynb", "Governance: who?", (("1. Predict", "c1"), ("5. Place", "c5"))
)
CRITIQUES = Page("critiques", "Critiques", "13_critiques.ipynb", "Critiques: <which>?", ())
LESSONS, TWO = [GOVERNANCE, CRITIQUES], ("predict", "place")


@pytest.fixture
def pages(tmp_path, monkeypatch) -> Path:
    """A folder of notebooks, which `write` fills."""
    monkeypatch.setattr("kit.content.pages.notebooks_path", tmp_path.joinpath)
    return tmp_path


def write(pages: Path, name: str, *prose: str) -> None:
    cells = [{"cell_type": "markdown", "id": f"c{place}", "source": [text]} for place, text in enumerate(prose)]
    (pages / name).write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_every_lesson_of_the_kit_is_listed_in_order_and_each_of_its_steps_has_a_place_of_its_own():
    table = load_table()
    lessons = lessons_of(table)
    assert [page.name for page in lessons] == list(table.index)
    assert all(len({page.link(step) for step in STEPS} - {page.link()}) == len(STEPS) for page in lessons)


def test_a_step_is_linked_where_its_heading_stands_and_else_at_the_top():
    assert GOVERNANCE.link("place") == "02_governance.ipynb#cell-id=c5"
    assert CRITIQUES.link("place") == "13_critiques.ipynb"
    assert GOVERNANCE.link() == "02_governance.ipynb"


def test_the_next_step_is_the_first_that_is_open_in_the_order_of_the_course():
    assert next_step(LESSONS, TWO, set()) == (GOVERNANCE, "predict")
    assert next_step(LESSONS, TWO, {("governance", "predict"), ("critiques", "predict")}) == (GOVERNANCE, "place")
    assert next_step(LESSONS, TWO, {(page.id, step) for page in LESSONS for step in TWO}) is None


def test_when_everything_has_been_begun_there_is_no_next_step():
    said = overview(LESSONS, TWO, {(page.id, step) for page in LESSONS for step in TWO})
    assert "look back; you have begun every step of every lesson" in said
    assert "You have begun 4 of 4 steps" in said
    assert ">open</a>" not in said


def test_each_open_step_is_a_link_that_says_where_it_leads_to_those_who_hear_it():
    said = overview(LESSONS, TWO, {("governance", "predict")})
    assert said.count(">open</a>") == 3
    assert '<a href="02_governance.ipynb#cell-id=c5" aria-label="Place in Governance: open">open</a>' in said
    assert "Critiques: &lt;which&gt;?" in said


def test_it_says_that_steps_are_counted_and_not_time():
    assert "counts steps, not time" in overview(LESSONS, TWO, set())


def test_the_pages_that_close_the_course_are_listed_only_when_they_are_there(pages):
    assert "After the lessons" not in overview(LESSONS, TWO, set())
    write(pages, "14_case_file.ipynb", "# Your case file\n\nAll of it.")
    assert [page.title for page in after_the_lessons()] == ["Your case file"]
    assert '<li><a href="14_case_file.ipynb">Your case file</a></li>' in overview(LESSONS, TWO, set())


def test_a_page_that_changes_is_read_again(pages):
    write(pages, "02_governance.ipynb", "# Old")
    assert lessons_of(load_table())[0].title == "Old"
    write(pages, "02_governance.ipynb", "# New and longer", "## 1. Predict")
    assert lessons_of(load_table())[0][3:] == ("New and longer", (("1. Predict", "c1"),))


def test_a_dimension_without_a_notebook_and_a_notebook_without_a_dimension_are_left_out(pages):
    write(pages, "01_weather.ipynb", "# Weather")
    write(pages, "02_governance.ipynb", "# Governance")
    assert [page.id for page in lessons_of(load_table())] == ["governance"]


def test_a_pipe_among_the_notebooks_is_not_waited_for(pages):
    write(pages, "02_governance.ipynb", "# Governance")
    if hasattr(os, "mkfifo"):
        os.mkfifo(pages / "03_view_of_the_state.ipynb")
    assert [page.id for page in lessons_of(load_table())] == ["governance"]
