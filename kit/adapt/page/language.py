"""Say a lesson in another language: its words in a file beside the original, and what is not translated yet, marked."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.page.shared import READINGS, desk, editor, on_the_copy, trying, verdict
from kit.adapt.page.state import AdaptState
from kit.adapt.page.words import slipped
from kit.base.language import translated
from kit.base.writing import write_whole
from kit.content.lesson_form import LessonContent
from kit.content.table import dimensions_of, load_table
from kit.content.translation import read_translated
from kit.views import markup
from kit.widgets.parts import html
from kit.widgets.step import Step

WORDS = """\
big_question: ¿Qué debería poner en marcha una economía?
why_it_matters: Quien decide el principio decide, sin que se note, casi todo lo demás.
"""
SPANISH = "es"


def language(adapt: AdaptState) -> Step:
    """Return the step: the first words of a lesson in Spanish in a box, and what learners would read."""
    return on_the_copy(adapt, "language", markup.paragraph(READINGS["language"]), _desk)


def _desk(root: Path, _: Callable[[], None]) -> list[widgets.Widget]:
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    lessons = [root / "data" / "lessons" / f"{id_}.yaml" for id_ in titles]
    path = next((one for one in lessons if one.is_file() and not translated(one, SPANISH).exists()), None)
    if path is None:
        return [html(markup.notice("Every lesson of this copy is there in Spanish."))]
    there = translated(path, SPANISH)
    box = editor(there.relative_to(root).as_posix(), WORDS, "language")

    def save(text: str) -> str:
        write_whole(there, text)
        return verdict(root)

    presses = {
        "Write it to the copy": lambda: save(box.value),
        "Make a slip": lambda: save(slipped(box.value, table=False)),
    }
    return desk(box, presses, lambda: trying(lambda: _opening(path)))


def _opening(path: Path) -> str:
    """Return the first words of a lesson as learners of Spanish would read them; raise ContentError for a misfit."""
    content = read_translated(path, translated(path, SPANISH), LessonContent)
    opening = markup.paragraph(content.big_question, "kit-lead") + markup.paragraph(content.why_it_matters)
    return opening + markup.listed(prompt.prompt for prompt in content.prompts[:2])
