"""What `python -m kit check` asks of texts and notebooks: written twice, with wrong letters, hard to read? In form?

A program that has read letters wrongly, and then saved them so, leaves `Ã©` for `é`.
How hard texts are to read is LIX: the words of a sentence, plus the long words in a hundred (Björnsson, 1968).
Of a notebook: do its links lead on, does it read without a kernel, does it keep the answer to its guess to itself?
"""

import ast
import re
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from urllib.parse import unquote

from kit import __all__ as names_of_kit
from kit.adapt.check.inventory import Kit
from kit.base.errors import listed, nearest, shown
from kit.content.lesson import is_to_write
from kit.content.lesson_form import Bet
from kit.content.pages import BAKE, LINK, Cell, Notebook, _lesson, paragraphs, plain_words

SET_UP = re.compile(r"from kit import (load_\w+)\n\s*(\w+) = (load_\w+)\(.*\)")
STATIC = {"text/html", "text/plain"}
SLIDES = ("slide", "subslide", "fragment", "skip", "notes", "-")
EXAMPLE = 'from kit import load_lesson / lesson = load_lesson("governance")'
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")  # in the reply to a guess
SMALL = 10  # numbers up to this one stand everywhere
YEAR = range(1500, 2100)

RUN = 12  # who reads so many words in a row a second time has read them before
STRANGE = re.compile(r"[^\x00-\x7f]+")
ADVICE = "type it anew, or open the original as UTF-8 and save it again."
HARD = 40  # up to 30 is very easy, up to 40 easy as a story, up to 50 as a newspaper; above that it is a report's
LONG = 6  # letters; a word with more of them is a long one
TOO_FEW = 4  # words: a name, a title
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|$")


def check_repetitions(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return a complaint for each text that says a dozen words in a row which another text has said."""
    found, first = [], {}
    for where, text in texts:
        words = plain_words(text)
        runs = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
        if twin := next((run for run in runs if run in first), None):
            again = f"these words stand in {first[twin]} too: {shown(twin, 200)}; say it once, or in other words."
            found.append(f"{where}: {again}")
        first |= {run: first.get(run, where) for run in runs}
    return found


def texts_in(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield every text of the content files and notebooks with where it stands; a quotation may repeat the table."""
    for file in [*kit.lessons, *kit.run_sheets, *filter(None, [kit.case_file, kit.course])]:
        for place, (line, value) in file.places.items():
            if isinstance(value, str) and place[-1] != "quote" and not is_to_write(value):
                yield f"{file.name}, line {line}", value
    for notebook in (one for one in kit.notebooks if not one.is_translated):
        yield from ((where, text) for where, text in paragraphs(notebook) if not is_to_write(text))


def check_letters(kit: Kit) -> Iterator[str]:
    """Yield a complaint for each text whose letters are UTF-8 that was read as Windows-1252."""
    for where, text in _texts(kit):
        for wrong, right in misread(text)[:1]:
            yield f"{where}: {shown(wrong)} stands where {shown(right)} was meant, it seems; {ADVICE}"


def misread(text: str) -> list[tuple[str, str]]:
    """Return what was read wrongly, each time with what it was meant to be."""
    found = []
    for run in STRANGE.findall(text):
        with suppress(UnicodeError):
            found.append((run, run.encode("cp1252").decode("utf-8")))
    return found


def _texts(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield every text that people type outside the notebooks, after where it stands."""
    if kit.table is not None:
        yield "table.csv, header", " | ".join((str(kit.table.index.name), *kit.table.columns))
        for title, *cells in kit.table.itertuples():
            yield from ((f"table.csv, row {shown(title)}", text) for text in (title, *cells))
    for facts in kit.facts:
        yield from ((f"{facts.path.name}, line {line}", " | ".join(cells)) for line, cells in facts.rows)
    whole = filter(None, [kit.models, kit.cases, kit.sources, kit.case_file, kit.course])
    for file in [*kit.lessons, *kit.about_table, *kit.run_sheets, *kit.figures, *whole]:
        words = ((line, value) for line, value in file.places.values() if isinstance(value, str))
        yield from ((f"{file.name}, line {line}", value) for line, value in words)


def reading_level(texts: Iterable[str]) -> int:
    """Return the LIX of texts taken together, in any language that has an alphabet; 0 where there is too little."""
    long, words, sentences = 0, 0, 0
    for text in texts:
        found = _WORD.findall(text)
        if len(found) >= TOO_FEW:
            words += len(found)
            long += sum(len(word) > LONG for word in found)
            sentences += sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text))
    return round(words / sentences + 100 * long / words) if words else 0


def check_notebook(notebook: Notebook, awaited: Container[str]) -> Iterator[str]:
    """Yield what is wrong with one notebook; it may link to the lessons that are awaited."""
    first = notebook.cells[0] if notebook.cells else Cell("", "", "", [])
    if first.kind != "markdown" or not re.match(r"# \S", first.text):  # the menu of lessons reads it there
        yield f"{notebook.path.name}, cell 1: a title must stand here, a line of Markdown that begins with '# '."
    yield from check_set_up(notebook)
    yield from check_links(notebook, awaited)
    if lost := [str(number) for number, cell in enumerate(notebook.cells, 1) if cell.slide not in SLIDES]:
        cells = f"cell{'s' * (len(lost) > 1)} {', '.join(lost)}"
        yield f"{notebook.path.name}: no place among the slides for {cells}; allowed: {', '.join(SLIDES)}; {BAKE}"
    for cell in notebook.code:
        yield from check_outputs(cell)


def check_set_up(notebook: Notebook) -> Iterator[str]:
    """Yield a complaint when the first code cell is not the two set-up lines."""
    for cell in notebook.code[:1]:
        lines = SET_UP.fullmatch(cell.text.strip())
        if not lines or lines[1] != lines[3]:
            yield f"{cell.where}: the first code must be two lines, as in {EXAMPLE}; here stands {shown(cell.text)}."
        elif lines[1] not in names_of_kit:
            known = ", ".join(names_of_kit)
            yield f"{cell.where}: kit has no {lines[1]!r}{nearest(lines[1], names_of_kit)} It has: {known}."


def check_links(notebook: Notebook, awaited: Container[str]) -> Iterator[str]:
    """Yield a complaint for each link to a notebook that is neither there nor awaited."""
    folder = notebook.path.parent
    there = sorted(path.name for path in folder.glob("*.ipynb"))
    for cell in notebook.prose:
        for link in LINK.findall(cell.text):
            if not (folder / unquote(link)).is_file() and _lesson(link) not in awaited:
                yield f"{cell.where}: the link to {shown(link)} leads nowhere{nearest(link, there)}"


def check_outputs(cell: Cell) -> Iterator[str]:
    """Yield a complaint when a cell cannot be read without a kernel: it shows nothing yet, or more than words."""
    kinds = {kind for output in cell.outputs for kind in output.get("data", [output.get("output_type")])}
    try:
        shows = isinstance((ast.parse(cell.text).body or [None])[-1], ast.Expr)
    except SyntaxError as error:
        yield f"{cell.where}, line {error.lineno}: this is not Python ({error.msg})."
    else:
        if kinds - STATIC:
            yield f"{cell.where} holds {', '.join(sorted(kinds - STATIC))}, and only text and HTML may stay; {BAKE}"
        elif shows and not kinds:
            yield f"{cell.where} shows nothing before it is run; {BAKE}"


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
    """Return the numbers of a text that could be an answer: no year, no small one, no part of a link."""
    found = NUMBER.findall(re.sub(r"\]\([^)]*\)", "]", text))
    return {one for one in found if not (one.isdigit() and (int(one) <= SMALL or int(one) in YEAR))}
