"""The pieces of a lesson that a teacher changes most: where each stands, and what a learner sees of it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kit.adapt.page.trial_copy import Lines, lines_of, row_of
from kit.base.labels import say
from kit.content.columns import columns_of
from kit.content.course_form import Models, Sources
from kit.content.lesson import Lesson
from kit.content.lesson_file import read_content
from kit.content.table import dimensions_of, load_table
from kit.content.yaml_form import Place, read_form
from kit.views import cards
from kit.views.cards import prompt_card, question_card

TABLE = "table.csv"


class Piece(NamedTuple):
    """A kind of change: its name, where it stands (in the table, when there is no place), and how it is seen."""

    name: str
    place: Place
    shows: Callable[[Lesson], str]


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
    content, first = seen.content, seen.columns[0].id
    found = [
        (True, say("A cell of the table"), (), _row),
        (first in content.cells, say("What a cell means"), ("cells", first), _unfolded),
        (True, say("A prompt"), ("prompts", 0), lambda seen: prompt_card(seen.content.prompts[0])),
        (True, say("A question"), ("questions", 0), lambda seen: question_card(1, seen.content.questions[0])),
        (content.terms, say("A term"), ("terms", 0), lambda seen: cards.terms(seen.content.terms[:1])),
        (content.readings, say("A reading"), ("readings", 0), _reading),
    ]
    return [Piece(*one) for there, *one in found if there]


def lines_for(root: Path, lesson: str, piece: Piece) -> Lines:
    """Return the lines of the file in which a piece stands."""
    if piece.place:
        return lines_of(root / "data" / "lessons" / f"{lesson}.yaml", piece.place)
    table = load_table(root / "data" / TABLE)
    return row_of(root / "data" / TABLE, 1 + list(dimensions_of(table)).index(lesson))


def _row(seen: Lesson) -> str:
    return cards.overview(seen.table.loc[[seen.title]], [column.mark for column in seen.columns], label=seen.title)


def _unfolded(seen: Lesson) -> str:
    column = seen.columns[0]
    return cards.unfolded(column, seen.content.cells.get(column.id), seen.sources)


def _reading(seen: Lesson) -> str:
    names = {column.id: say("For {model}", model=column.name) for column in seen.columns}
    return cards.readings(seen.content.readings[:1], seen.sources, names)
