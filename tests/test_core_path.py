"""The core path of a lesson: what is open on its page and what recall, the line on a guess and a new case add to it.

Timed by reading: words at a calm pace. The rest of 50 minutes is for guessing, answering, placing and talking.
"""

import re

import pytest

from kit.answers.recall import on_paper
from kit.base.paths import notebooks_path
from kit.content.lesson import lesson_on
from kit.content.pages import NUMBER, order_of, read_notebook
from kit.content.run_sheet_form import load_run_sheet
from kit.content.table import dimensions_of, load_table, slug
from kit.learner.lesson.explore import EXPLAINED
from kit.views.markup import plain_text

PACE = 200  # words a minute
LESSON, READING = 50, 14  # minutes, and those of them in which a class may be reading
FOLDED = re.compile(r"<details(?:(?!<details).)*?</details>", re.DOTALL)
PAGES = {slug(NUMBER.sub("", path.stem)): path for path in notebooks_path().glob("*.ipynb")}
ORDER = order_of(dimensions_of(load_table()))


def unfolded(html: str) -> str:
    """Return HTML without what has to be opened, also where one such part holds another."""
    while (less := FOLDED.sub("", html)) != html:
        html = less
    return plain_text(html)


def on_the_page(lesson: str) -> int:
    """Return how many words stand open on a lesson's page before anybody has answered."""
    shown = 0
    for cell in read_notebook(PAGES[lesson]).cells:
        made = ("".join(one.get("data", {}).get("text/html", "")) for one in cell.outputs)
        words = [re.sub(r"\]\([^)]*\)", "]", cell.text)] if cell.kind == "markdown" else made
        shown += sum(len(unfolded(one).split()) for one in words)
    return shown


def on_the_way(lesson: str) -> int:
    """Return how many words come while somebody answers: recall with a reply each, the explain line, the new case."""
    new = lesson_on(lesson, load_table()).unseen
    said = [EXPLAINED, new.name, new.about, new.why]
    for question in on_paper(ORDER, lesson).values():
        said += [question.stem, *(one.text for one in question.options), question.options[0].feedback]
    return sum(len(one.split()) for one in said)


@pytest.mark.parametrize("lesson", ORDER)
def test_the_core_path_is_read_in_a_quarter_of_a_lesson_or_little_more(lesson):
    minutes = (on_the_page(lesson) + on_the_way(lesson)) / PACE
    assert 8 < minutes < READING, f"{minutes:.1f} minutes"
    assert sum(block.minutes for block in load_run_sheet(lesson).plan(LESSON)) == LESSON
