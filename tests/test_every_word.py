"""No word of the kit's own reaches a page unmarked: tried in a made-up language that puts each label in brackets."""

import csv
import re
import shutil
from collections.abc import Iterator
from functools import cache
from html import unescape
from string import Formatter

import pytest
import yaml

from kit.adapt.make.label_catalogue import as_text, brought_up_to_date
from kit.answers.keys import RECALL, STEPS
from kit.base import paths
from kit.content.pages import after_the_lessons, lessons_of
from kit.content.table import load_table
from kit.learner.lesson.page import load_lesson
from kit.learner.start.page import load_start
from kit.widgets.parts import Step
from tests.forgetting import forget
from tests.pressing import disabled, in_reach, move, within

MADE_UP = "eo"  # a code that is known to whoever writes numbers and dates; its catalogue is made here
# where a file lies, its name, and what is in it
WRITTEN = r"""{answers}[^\s⟦<]*|(?:download|href)="[^"]*"|(?:answers|report)-[\w.-]+"""
LESSON = "governance"
FILES = (
    *(f"lessons/{LESSON}.yaml", "lessons/core_principle.yaml"),  # the second one is asked for by Recall
    *("case_file.yaml", "cases.yaml", "models.yaml", "sources.yaml", "table.csv", "facts/case_facts.csv"),
)
NOT_SHOWN = ("id", "kind", "model", "source")  # ids, wherever they stand
# of a widget; not its value, which is what the learner chose or wrote
SHOWN = (
    *("description", "label", "legend", "status", "trouble", "unit", "options", "rows", "columns", "replies"),
    *("told", "placeholder"),
)
DRAWN = ("text", "name", "ticktext", "hovertext", "title", "label", "x", "y")  # in a figure
LONG = 25  # characters of a text from a file that nobody takes for a label
CODE = re.compile(r'<strong class="kit-code">.*?</strong>')
HEARD = re.compile(r'(?:aria-label|title|alt)="([^"]*)"')
SEAMS = re.compile(r"[\n\d()%●■◆]+")
WORD = re.compile(r"[^\W\d_]{2,}")


def bracketed(words: str) -> str:
    """Return a label with brackets round its own words, and not round what is put into it."""
    pieces = ((piece.replace("{", "{{").replace("}", "}}"), name) for piece, name, *_ in Formatter().parse(words))
    return "".join((f"⟦{piece}⟧" if piece else "") + (f"{{{name}}}" if name else "") for piece, name in pieces)


def test_brackets_go_round_what_is_said_and_not_round_what_is_put_into_it():
    assert bracketed("Cell {letter} belongs to") == "⟦Cell ⟧{letter}⟦ belongs to⟧"


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A copy of the data and the notebooks, with a catalogue that has every label in brackets."""
    folder = tmp_path_factory.mktemp("made_up")
    for part in ("data", "notebooks"):
        shutil.copytree(paths.ROOT / part, folder / part)
    catalogue = brought_up_to_date(MADE_UP, {})
    for message in filter(lambda message: message.id, catalogue):
        told = tuple(map(bracketed, message.id)) if isinstance(message.id, tuple) else bracketed(message.id)
        message.string = told
    (folder / f"data/labels/{MADE_UP}.po").write_text(as_text(catalogue), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def spoken(made_up, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", made_up)
    forget()
    yield
    forget()


def texts_of(part: object) -> Iterator[str]:
    """Every text in nested lists and dicts that is no id."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from texts_of([one for key, one in part.items() if key not in NOT_SHOWN])
    elif isinstance(part, list | tuple):
        yield from (text for one in part for text in texts_of(one))


def drawn(part: object, key: str = "") -> Iterator[str]:
    """Every text that a figure draws."""
    if isinstance(part, dict):
        yield from (text for name, one in part.items() for text in drawn(one, name))
    elif isinstance(part, list | tuple):
        yield from (text for one in part for text in drawn(one, key))
    elif isinstance(part, str) and key in DRAWN:
        yield part


def shown(step: Step) -> Iterator[str]:
    """Every text that a step shows now."""
    yield step.reading
    for one in within(step):
        yield from texts_of([_labels(getattr(one, name, "")) for name in SHOWN])
        yield from drawn(getattr(one, "figure", {}))
        yield from [one.value] if type(one).__name__ in ("HTML", "Summary") else []


def _labels(shown: object) -> object:
    """Return what can be read of a dropdown's pairs of words and value."""
    pairs = isinstance(shown, tuple) and all(isinstance(one, tuple) for one in shown)
    return [one[0] for one in shown] if pairs else shown


@cache
def from_files(files: tuple[str, ...] = FILES) -> tuple[list[str], set[str]]:
    """Return the long texts of the files that these pages show, the longest first, and the pieces of the short ones."""
    texts = {page.title.removeprefix("[en] ") for page in (*lessons_of(load_table()), *after_the_lessons())}
    for path in (paths.ROOT / "data" / name for name in files):
        with path.open(encoding="utf-8", newline="") as file:
            rows = yaml.load(file, yaml.BaseLoader) if path.suffix == ".yaml" else list(csv.reader(file))
        texts |= set(texts_of(rows))
    texts |= {part for text in texts for part in re.split(r"\*+|\n+", text)}  # emphasis and paragraphs stand apart
    plain = {" ".join(text.split()) for text in texts}
    return sorted((text for text in plain if len(text) >= LONG), key=len, reverse=True), {
        piece for text in plain if len(text) < LONG for piece in pieces_of(text)
    }


def pieces_of(text: str) -> set[str]:
    """Return the stretches of a text between numbers, signs and ends of lines that have words in them."""
    return {piece.strip(" .,:;'").casefold() for piece in SEAMS.split(text) if WORD.search(piece)}


@cache
def forgotten(text: str, files: tuple[str, ...] = FILES) -> frozenset[str]:
    """Return what stands in a text in no brackets and comes from no file."""
    page = CODE.sub("", text).replace("<br>", " ")
    page = unescape("\n".join([re.sub(r"<[^>]+>", "\n", page), *HEARD.findall(page)]))
    page = re.sub(r"[^\S\n]+", " ", re.sub(r"⟦[^⟧]*⟧|\[en\] ", "\n", page))
    long, short = from_files(files)
    for one in long:
        page = page.replace(one, "\n")
    return frozenset(pieces_of(page) - short)


@pytest.mark.parametrize(
    ("text", "left"),
    [("<p>⟦Saved ⟧10:42⟦.⟧</p>", set()), ("Check ⟦it⟧", {"check"}), ("<b>Peer Production 50</b>", set())],
)
def test_what_is_in_no_brackets_and_from_no_file_is_found(text, left):
    assert forgotten(text) == left


def unmarked_now(step: Step, own: str, files: tuple[str, ...] = FILES) -> set[str]:
    """Return what a step shows unmarked as it stands."""
    return {piece for text in set(shown(step)) for piece in forgotten(re.sub(own, "", text), files)}


def unmarked(step: Step, own: str, files: tuple[str, ...] = FILES) -> set[str]:
    """Return what a step shows unmarked, before and after each of its controls was moved; `own` is the learner's."""
    found, moved = set(), set()
    while waiting := [one for one in in_reach(step) if one.model_id not in moved]:
        for one in waiting:
            found |= unmarked_now(step, own, files)
            moved.add(one.model_id)
            if one.comm and not disabled(one):  # a press may have closed it, or taken it from the learner
                move(one)
    return found


@pytest.mark.parametrize("step", [RECALL, *STEPS])
def test_a_lesson_shows_no_words_but_labels_and_what_stands_in_files(step, answers):
    own = rf"zebra|{WRITTEN.format(answers=re.escape(str(answers)))}"
    assert unmarked(getattr(load_lesson(LESSON, language=MADE_UP), step)(), own) == set()


@pytest.mark.parametrize("part", ["overview", "lessons", "choose_case", "your_data"])
def test_the_start_page_shows_no_words_but_labels_and_what_stands_in_files(part, answers):
    own = rf"free &lt;mark&gt;|answers\.sqlite3|{WRITTEN.format(answers=re.escape(str(answers)))}"
    assert unmarked(getattr(load_start(MADE_UP), part)(), own) == set()
