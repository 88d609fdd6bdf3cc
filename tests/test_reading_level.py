from dataclasses import replace

import pytest

from kit.adapt.check.inventory import open_kit
from kit.adapt.check.references import notes, texts_of
from kit.adapt.check.texts import HARD, reading_level
from kit.adapt.make.bake import notebooks
from kit.base.paths import data_path, notebooks_path
from kit.content.pages import paragraphs, read_notebook

LESSONS = sorted(data_path("lessons").glob("*.yaml"))
EASY = 35


@pytest.fixture(scope="module")
def kit():
    return open_kit(data_path(), notebooks_path())[0]


def test_long_sentences_and_long_words_make_a_text_harder():
    easy = "The tool is mine. I lend it to you. You bring it back."
    one_sentence = "The tool is mine and I lend it to you and you bring it back."
    long_words = "The implement is privately-owned. Borrowers temporarily acquire it. Obligatory restitution follows."
    assert reading_level([easy]) < reading_level([one_sentence]) < reading_level([long_words])


def test_lessons_read_easily(kit):
    levels = {lesson.name: reading_level(texts_of(lesson)) for lesson in kit.lessons}
    assert levels and {name: level for name, level in levels.items() if not 0 < level < EASY} == {}


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_notebooks_read_easily(path):
    assert reading_level(text for _, text in paragraphs(read_notebook(path))) < HARD


def test_the_check_notes_a_lesson_that_is_hard_to_read(kit):
    hard = "Notwithstanding considerable organisational heterogeneity, participants demonstrate comparable preferences."
    lesson = kit.lessons[0]._replace(places={("why_it_matters",): (1, hard)})
    told = [note for note in notes(replace(kit, lessons=[lesson])) if "hard to read" in note]
    assert len(told) == 1 and f"{lesson.path.stem} (LIX" in told[0]
    assert not any("hard to read" in note for note in notes(kit))
