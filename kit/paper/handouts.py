"""What a class gets of a lesson: slides, the learners' sheet, on which no answer stands, and the teacher's cards.

Slides are one file that needs no network, no kernel and no code.
"""

import re
from pathlib import Path
from typing import Any

from kit.answers.recall import asked_in, on_paper, one_of_each
from kit.base.errors import KitError, nearest, shown
from kit.base.labels import say
from kit.base.language import at_home, language
from kit.base.paths import files_like, notebooks_path
from kit.content.course import load_case_file_content, load_models
from kit.content.lesson import LETTERS, Lesson, lesson_on
from kit.content.pages import NUMBER, Cell, Notebook, lesson_of, order_of
from kit.content.table import dimensions_of, load_table, slug
from kit.explorables import load_explorable
from kit.paper.document import drawn, page, text_of, triangle
from kit.views import markup
from kit.views.contract import Grid, at_start
from kit.views.plot import to_page
from kit.views.templates import Pieces, render

PIECES = Pieces(__file__)
EVERY, QUIZ = "all", "quiz"
LINK = re.compile(r'<a href="(?!\w+:)[^"]*">(.*?)</a>')  # to a neighbour, which does not lie beside the slides
LISTED, LETTERED = re.compile(r"<ul>(.*?)</ul>", re.DOTALL), r'<ol class="kit-letters">\1</ol>'
OPTIONS = {"explore()": 1, "check()": 0, "discuss()": 0}  # how many lists of a step are options, with letters; 0: all
FEW_WORDS = 45
BEGINS = ("slide", "subslide")
LEFT_OUT = ("skip", "notes")


def chosen(names: list[str]) -> dict[str, Path]:
    """Return the notebooks of these names (files' without a number) in the language spoken; raise KitError for none."""
    folder = notebooks_path("" if at_home() else language())
    there = {slug(NUMBER.sub("", path.stem)): path for path in files_like(folder, "*.ipynb") if path.is_file()}
    wanted = []
    for stem in (Path(given).stem if given.endswith(".ipynb") else given for given in names):
        # a name such as `2_sides` may itself begin with a number
        name = slug(stem) if slug(stem) in there else slug(NUMBER.sub("", stem))
        wanted += there if stem == EVERY and there else [name]
        if not there.keys() >= set(wanted):
            all_ = f"There are, in {shown(language())}: {', '.join([EVERY, *there]) if there else 'none'}."
            raise KitError(f"No notebook {shown(name)}{nearest(name, there)} {all_}")
    return {name: there[name] for name in wanted}


def mark(cells: list[dict[str, Any]]) -> None:
    """Give each cell its place among the slides where it has none: a section begins one, what is short shares one."""
    set_up = next((cell for cell in cells if cell["cell_type"] == "code"), None)
    before = 0  # how many words stand before a step on its slide
    for cell in cells:
        words, prose = "".join(cell["source"]), cell["cell_type"] == "markdown"
        section, shares = prose and words.startswith(("# ", "## ")), not prose and before <= FEW_WORDS
        place = "skip" if cell is set_up else "slide" if section else "-" if shares else "subslide"
        cell["metadata"].setdefault("slideshow", {}).setdefault("slide_type", place)
        before = len(words.split()) if prose else FEW_WORDS + 1


def deck(notebook: Notebook) -> str:
    """Return a notebook as one page of slides: its prose, what its steps show, and the picture behind each bet."""
    body = "".join(f'<section class="kit-slide">{section}</section>' for section in sections(notebook))
    return page(title_of(notebook), body, text_of("slides.css"), text_of("slides.js"))


def title_of(notebook: Notebook) -> str:
    """Return the first line of a notebook."""
    return notebook.cells[0].text.splitlines()[0].lstrip("# ")


def sections(notebook: Notebook, guide: bool = True) -> list[str]:
    """Return what each slide of a notebook shows, as HTML; with a `guide`, each picture tells how to read it."""
    lesson, sections = lesson_of(notebook), []
    for cell in notebook.cells:
        if cell.slide in LEFT_OUT:
            continue
        if cell.slide in BEGINS or not sections:
            sections.append("")
        sections[-1] += _shown(cell)
        if lesson and cell.text.strip().endswith(".explore()"):
            sections.append(_picture(slug(lesson[1]), guide))
        if lesson and cell.text.strip().endswith(".recall()") and (earlier := _earlier(slug(lesson[1]))):
            sections.append(earlier)
    return sections


def _shown(cell: Cell) -> str:
    if cell.kind == "markdown":
        from nbconvert.filters import markdown2html

        return LINK.sub(r"\1", markdown2html(cell.text))
    shown = "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell.outputs)
    step = cell.text.strip().rpartition(".")[2]
    return LISTED.sub(LETTERED, shown, count=OPTIONS[step]) if step in OPTIONS else shown


def _earlier(dimension: str) -> str:
    """Return two questions of earlier lessons, the same for a whole class; nothing in the first lesson."""
    titles = dimensions_of(load_table())
    return LISTED.sub(LETTERED, str(PIECES.earlier(on_paper(order_of(titles), dimension), titles)))


def _picture(dimension: str, guided: bool) -> str:
    if (explorable := load_explorable(dimension)) is None:
        return ""
    picture = at_start(explorable)
    explore = lesson_on(dimension, load_table()).content.explore if guided else None
    return PIECES.picture(drawn(to_page(picture.figure), picture.summary), picture.summary, explore)


def worksheet(lesson: Lesson) -> str:
    """Return the learners' sheet of a lesson as a whole HTML document."""
    explorable = load_explorable(lesson.id)
    controls = explorable.controls.values() if explorable else ()
    # what shows only what the learner has judged shows nothing yet
    picture = at_start(explorable) if explorable and not explorable.kind.startswith("judgement") else None
    names = [column.name for column in lesson.columns]
    words = say("A triangle to mark: {models} at its corners", models=", ".join(names))
    return _sheet(
        say("{lesson}: worksheet", lesson=lesson.title), "worksheet", lesson=lesson, words=load_case_file_content(),
        explorable=explorable, earlier=on_paper(order_of(lesson.dimensions), lesson.id),
        grids=[spec for spec in controls if isinstance(spec, Grid) and spec.on_paper], picture=picture,
        drawn=drawn(to_page(picture.figure), picture.summary) if picture else "",
        numbers=markup.numbers(picture.numbers, say("The picture in numbers")) if picture else "",
        triangle=triangle(names, [column.mark for column in lesson.columns], [], words) if len(names) == 3 else "",
    )  # fmt: skip


def _sheet(title: str, template: str, **values: Any) -> str:
    body = render(f"paper/templates/{template}.html", letters=LETTERS, **values)
    return page(title, body, text_of("worksheet.css"))


def rubric() -> str:
    """Return the sheet on which a write-up and a best case are held against their levels, as a whole HTML document."""
    told = {"content": load_case_file_content(), "models": load_models()}
    return _sheet(say("Your case file: how far has it come?"), "rubric", **told)


def teacher_cards(lesson: Lesson) -> str:
    """Return the teacher's cards to a worksheet: its answers, what to say to the wrong ones, notes, second looks."""
    misfits = [(column, cell.counterexample) for column in lesson.columns if (cell := lesson.cell(column))]
    told = {"explorable": load_explorable(lesson.id), "earlier": on_paper(order_of(lesson.dimensions), lesson.id)}
    return _sheet(f"{lesson.title}: the teacher's cards", "answer_cards", lesson=lesson, misfits=misfits, **told)


def quiz_sheet(key: bool = False) -> str:
    """Return one question of each lesson on paper, or its `key`: what is right, and what to say of the others."""
    titles = dimensions_of(load_table())
    every = asked_in(order_of(titles))
    asked = {ref: every[ref] for ref in one_of_each(every)}
    return _sheet(say("Quiz: one question of each lesson"), "quiz", titles=titles, asked=asked, key=key)
