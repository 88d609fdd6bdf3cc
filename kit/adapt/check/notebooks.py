"""What `python -m kit check` asks of a notebook: its form, its links, whether it reads without a kernel.

And does it give the answer to its guess away, before anybody has guessed?
"""

import ast
import re
from collections.abc import Container
from urllib.parse import unquote

import kit
from kit.base.errors import listed, nearest, shown
from kit.content.lesson_form import Bet
from kit.content.pages import BAKE, LINK, Cell, Notebook, _lesson, paragraphs

SET_UP = re.compile(r"from kit import (load_\w+)\n\s*(\w+) = (load_\w+)\(.*\)")
STATIC = {"text/html", "text/plain"}
SLIDES = ("slide", "subslide", "fragment", "skip", "notes", "-")
EXAMPLE = 'from kit import load_lesson / lesson = load_lesson("governance")'
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")  # in the reply to a guess
SMALL = 10  # numbers up to this one stand everywhere
YEAR = range(1500, 2100)


def check_notebook(notebook: Notebook, awaited: Container[str]) -> list[str]:
    """Return what is wrong with one notebook; it may link to the lessons that are awaited."""
    return [
        *check_title(notebook),
        *check_set_up(notebook),
        *check_links(notebook, awaited),
        *check_slides(notebook),
        *(complaint for cell in notebook.code for complaint in check_outputs(cell)),
    ]


def check_title(notebook: Notebook) -> list[str]:
    """Return a complaint when the notebook does not begin with its title: the menu of lessons reads it there."""
    first = notebook.cells[0] if notebook.cells else Cell("", "", "", [])
    if first.kind == "markdown" and re.match(r"# \S", first.text):
        return []
    return [f"{notebook.path.name}, cell 1: a title must stand here, a line of Markdown that begins with '# '."]


def check_set_up(notebook: Notebook) -> list[str]:
    """Return a complaint when the first code cell is not the two set-up lines."""
    if not notebook.code:
        return []
    cell = notebook.code[0]
    lines = SET_UP.fullmatch(cell.text.strip())
    if not lines or lines[1] != lines[3]:
        return [f"{cell.where}: the first code must be two lines, as in {EXAMPLE}; here stands {shown(cell.text)}."]
    if lines[1] not in kit.__all__:
        known = ", ".join(kit.__all__)
        return [f"{cell.where}: kit has no {lines[1]!r}{nearest(lines[1], kit.__all__)} It has: {known}."]
    return []


def check_links(notebook: Notebook, awaited: Container[str]) -> list[str]:
    """Return a complaint for each link to a notebook that is neither there nor awaited."""
    folder = notebook.path.parent
    there = sorted(path.name for path in folder.glob("*.ipynb"))
    return [
        f"{cell.where}: the link to {shown(link)} leads nowhere{nearest(link, there)}"
        for cell in notebook.prose
        for link in LINK.findall(cell.text)
        if not (folder / unquote(link)).is_file() and _lesson(link) not in awaited
    ]


def check_slides(notebook: Notebook) -> list[str]:
    """Return a complaint when cells have no place among the slides."""
    lost = [str(number) for number, cell in enumerate(notebook.cells, 1) if cell.slide not in SLIDES]
    if not lost:
        return []
    cells = f"cell{'s' * (len(lost) > 1)} {', '.join(lost)}"
    return [f"{notebook.path.name}: no place among the slides for {cells}; allowed: {', '.join(SLIDES)}; {BAKE}"]


def check_outputs(cell: Cell) -> list[str]:
    """Return a complaint when a cell cannot be read without a kernel: it shows nothing yet, or more than words."""
    try:
        shows = isinstance((ast.parse(cell.text).body or [None])[-1], ast.Expr)
    except SyntaxError as error:
        return [f"{cell.where}, line {error.lineno}: this is not Python ({error.msg})."]
    kinds = {kind for output in cell.outputs for kind in output.get("data", [output.get("output_type")])}
    if kinds - STATIC:
        return [f"{cell.where} holds {', '.join(sorted(kinds - STATIC))}, and only text and HTML may stay; {BAKE}"]
    if shows and not kinds:
        return [f"{cell.where} shows nothing before it is run; {BAKE}"]
    return []


def check_guess(notebook: Notebook, bet: Bet) -> list[str]:
    """Return a complaint for each cell above the explore step that holds a number of the guess's replies."""
    told = {number for option in bet.options for number in numbers(option.feedback)}
    asked = numbers(" ".join((bet.stem, *(option.text for option in bet.options))))
    steps = [place for place, cell in enumerate(notebook.cells) if cell.text.strip().endswith(".explore()")]
    above = notebook._replace(cells=notebook.cells[: steps[0]] if steps else [])
    return [
        f"{where}: {listed(sorted(given))} stands here, and the reply to the guess below says it; "
        "move it behind the guess."
        for where, words in paragraphs(above)
        if (given := numbers(words) & (told - asked))
    ]


def numbers(text: str) -> set[str]:
    """Return the numbers of a text that could be an answer: no year, no small one, no part of a link.

    >>> sorted(numbers("In 2009 it had 41 to 47, of [three](https://example.org/99)."))
    ['41', '47']
    """
    found = NUMBER.findall(re.sub(r"\]\([^)]*\)", "]", text))
    return {one for one in found if not (one.isdigit() and (int(one) <= SMALL or int(one) in YEAR))}
