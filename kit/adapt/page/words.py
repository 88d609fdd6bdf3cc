"""Change words: a cell, a prompt, a question, a term, a reading; and see what a slip of the hand would bring.

These are the pieces of a lesson that a teacher changes most: where each stands, and what a learner sees of it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets

from kit.adapt.page.state import Lines, desk, editor, lines_of, put, refill, row_of, trying, verdict
from kit.base.errors import KitError
from kit.base.labels import prose, say
from kit.content.columns import columns_of
from kit.content.course import Models, Sources
from kit.content.lesson import Lesson
from kit.content.lesson_form import read_content
from kit.content.table import dimensions_of, load_table
from kit.content.yaml_reader import Place, read_form
from kit.views import markup
from kit.views.templates import CARDS
from kit.widgets.parts import dropdown, html, kept_up, replace, row

KEY = re.compile(r"\b(?!id\b)([a-z])([a-z_])([a-z_]+):")
WORDS = prose(__file__)
WITH_ID = re.compile(r"- id: ")


class Piece(NamedTuple):
    """A kind of change: its name, where it stands (in the table, when there is no place), and how it is seen."""

    name: str
    place: Place
    shows: Callable[[Lesson], str]


def words(root: Path, _: Callable[[], None]) -> list[widgets.Widget]:
    """Return what to change, its lines in a box, the buttons, and what comes of it."""
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    there = [(title, id_) for id_, title in titles.items() if (root / "data" / "lessons" / f"{id_}.yaml").is_file()]
    if not there:
        return [html(markup.notice(WORDS["none"]))]
    lesson = dropdown(WORDS["lesson"], there, there[0][1])
    names = [piece.name for piece in pieces_of(see(root, lesson.value))]
    piece, lines = dropdown(WORDS["piece"], [(name, name) for name in names], names[0]), widgets.VBox()

    def draw() -> None:
        replace(lines, _lines(root, lesson.value, piece.value))

    kept_up(draw, lesson, piece)
    return [row([lesson, piece]), lines]


def _lines(root: Path, lesson: str, name: str) -> list[widgets.Widget]:
    """Return the lines of a piece in a box, what can be done with them, and what a learner sees of it then."""
    try:
        piece = next(one for one in pieces_of(see(root, lesson)) if one.name == name)
        first = now = lines_for(root, lesson, piece)
    except (KitError, StopIteration) as error:
        return [html(markup.notice(str(error) or WORDS["no_part"], "trouble"))]
    box = editor("", "", "words")

    def fill() -> None:
        file, where = now.path.relative_to(root).as_posix(), "line" if now.first == now.last else "lines"
        refill(box, WORDS(where, file=file, first=now.first, last=now.last), now.text)

    def save(text: str) -> str:
        nonlocal first, now
        try:
            now = put(now, text)
        except KitError:  # another has been at these lines: so they stand now
            first = now = lines_for(root, lesson, piece)
            raise
        finally:
            fill()
        return verdict(root)

    presses = {
        WORDS["write"]: lambda: save(box.value),
        WORDS["slip"]: lambda: save(slipped(box.value, now.path.suffix != ".yaml")),
        **({WORDS["twin"]: lambda: save(with_a_twin(box.value))} if WITH_ID.match(now.text) else {}),
        WORDS["back"]: lambda: save(first.text),
    }
    fill()
    return desk(box, presses, lambda: trying(lambda: piece.shows(see(root, lesson))))


def with_a_twin(text: str) -> str:
    """Return the lines of a block with an id, twice: as a block that was copied and not given an id of its own."""
    return f"{text.rstrip()}\n{text.strip()}" if WITH_ID.match(text) else text


def slipped(text: str, table: bool) -> str:
    """Return lines with a slip of the hand: two letters of a key change places; in a table the last cell is lost."""
    if table:
        return re.sub(r'("[^"]*"|[^,"]*)$', "", text)
    return KEY.sub(r"\2\1\3:", text, count=1)


def see(root: Path, lesson: str) -> Lesson:
    """Return a lesson of a copy as its files stand now; raise KitError for one that cannot be read."""
    data = root / "data"
    table = load_table(data / "table.csv")
    title = dimensions_of(table).get(lesson, str(table.index[0]))
    known = {model.title: (model.id, model.name) for model in read_form(data / "models.yaml", Models).models}
    columns = columns_of(table, title, known)
    content = read_content(data / "lessons" / f"{lesson}.yaml")
    return Lesson(lesson, title, table, columns, content, read_form(data / "sources.yaml", Sources).sources)


def pieces_of(seen: Lesson) -> list[Piece]:
    """Return the pieces that a lesson has, one of each kind."""
    content, first = seen.content, seen.columns[0]
    found = [
        (True, say("A cell of the table"), (), _row),
        (seen.cell(first), say("What a cell means"), ("cells", first.id), _unpacked),
        (True, say("A prompt"), ("prompts", 0), lambda seen: CARDS.prompt_card(seen.content.prompts[0])),
        (True, say("A question"), ("questions", 0), lambda seen: CARDS.question_card(1, seen.content.questions[0])),
        (content.terms, say("A term"), ("terms", 0), lambda seen: CARDS.terms(seen.content.terms[:1])),
        (content.readings, say("A reading"), ("readings", 0), _reading),
    ]
    return [Piece(*one) for there, *one in found if there]


def lines_for(root: Path, lesson: str, piece: Piece) -> Lines:
    """Return the lines of the file in which a piece stands."""
    if piece.place:
        return lines_of(root / "data" / "lessons" / f"{lesson}.yaml", piece.place)
    path = root / "data" / "table.csv"
    return row_of(path, 1 + list(dimensions_of(load_table(path))).index(lesson))


def _row(seen: Lesson) -> str:
    return CARDS.overview(seen.table.loc[[seen.title]], [column.mark for column in seen.columns], label=seen.title)


def _unpacked(seen: Lesson) -> str:
    return CARDS.unfolded(seen.columns[0], seen.cell(seen.columns[0]), seen.sources)


def _reading(seen: Lesson) -> str:
    names = {column.id: say("For {model}", model=column.name) for column in seen.columns}
    return CARDS.readings(seen.content.readings[:1], seen.sources, names)
