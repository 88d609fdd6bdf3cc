"""Change words: a cell, a prompt, a question, a term, a reading; and see what a slip of the hand would bring.

These are the pieces of a lesson that a teacher changes most: where each stands, and what a learner sees of it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets

from kit.adapt.page.state import Lines, before_and_after, editor, lines_of, put, refill, row_of, trying, verdict
from kit.base.errors import KitError
from kit.base.labels import prose, say
from kit.content.columns import columns_of
from kit.content.course import Models, Sources
from kit.content.lesson import Lesson
from kit.content.lesson_form import read_content
from kit.content.table import dimensions_of, load_table
from kit.content.yaml_form import Place, read_form
from kit.views import cards, markup
from kit.widgets.parts import button, dropdown, html, row

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
    there = {id_: title for id_, title in titles.items() if (root / "data" / "lessons" / f"{id_}.yaml").is_file()}
    return Desk(root, there).parts if there else [html(markup.notice(WORDS["none"]))]


class Desk:
    """Where some lines of the copy are changed; `parts` are its widgets.

    `_before` is what the lines were before the first change, `_now` what they are; both None where there are none.
    """

    def __init__(self, root: Path, lessons: dict[str, str]) -> None:
        self._root = root
        first = next(iter(lessons))
        names = [piece.name for piece in pieces_of(see(root, first))]
        self._lesson = dropdown(WORDS["lesson"], [(title, id_) for id_, title in lessons.items()], first)
        self._piece = dropdown(WORDS["piece"], [(name, name) for name in names], names[0])
        self._box, self._shown = editor("", "", "words"), html()
        presses = {
            "write": lambda now: self._box.value,
            "slip": lambda now: slipped(self._box.value, now.path.suffix != ".yaml"),
            "twin": lambda now: with_a_twin(self._box.value),
            "back": lambda now: self._before.text,
        }
        self._buttons = {name: button(WORDS[name], name == "write") for name in presses}
        for name, to in presses.items():
            self._buttons[name].on_click(lambda _, to=to: self._now and self._save(to(self._now)))
        for control in (self._lesson, self._piece):
            control.observe(self._open, "value")
        self._open()
        self.parts = [row([self._lesson, self._piece]), self._box, row([*self._buttons.values()]), self._shown]

    def _open(self, _: object = None) -> None:
        """Show the lines of what is chosen, as they stand in the copy."""
        self._shown.value, self._before = "", None
        try:
            self._before = lines_for(self._root, self._lesson.value, self._chosen())
        except (KitError, StopIteration) as error:
            self._shown.value = markup.notice(str(error) or WORDS["no_part"], "trouble")
        self._now = self._before
        self._show_lines()
        for one in self._buttons.values():
            one.disabled = not self._now
        self._buttons["twin"].disabled = not (self._now and WITH_ID.match(self._now.text))

    def _show_lines(self) -> None:
        if not (now := self._now):
            return refill(self._box, WORDS["nothing"], "")
        file, where = now.path.relative_to(self._root).as_posix(), "line" if now.first == now.last else "lines"
        refill(self._box, WORDS(where, file=file, first=now.first, last=now.last), now.text)

    def _chosen(self) -> Piece:
        return next(one for one in pieces_of(see(self._root, self._lesson.value)) if one.name == self._piece.value)

    def _save(self, text: str) -> None:
        """Put a text in the place of the lines, and show what a learner sees of it, before and after."""
        try:
            chosen, before = self._chosen(), trying(lambda: self._chosen().shows(see(self._root, self._lesson.value)))
        except KitError:  # what the last slip has broken is mended now
            chosen, before = None, markup.paragraph(WORDS["left_so"])
        try:
            self._now = put(self._now, text)
        except KitError as error:
            self._open()
            self._shown.value = markup.notice(str(error), "trouble")
            return
        self._show_lines()
        after = trying(lambda: (chosen or self._chosen()).shows(see(self._root, self._lesson.value)))
        self._shown.value = verdict(self._root) + before_and_after(before, after)


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
        (True, say("A prompt"), ("prompts", 0), lambda seen: cards.prompt_card(seen.content.prompts[0])),
        (True, say("A question"), ("questions", 0), lambda seen: cards.question_card(1, seen.content.questions[0])),
        (content.terms, say("A term"), ("terms", 0), lambda seen: cards.terms(seen.content.terms[:1])),
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
    return cards.overview(seen.table.loc[[seen.title]], [column.mark for column in seen.columns], label=seen.title)


def _unpacked(seen: Lesson) -> str:
    return cards.unfolded(seen.columns[0], seen.cell(seen.columns[0]), seen.sources)


def _reading(seen: Lesson) -> str:
    names = {column.id: say("For {model}", model=column.name) for column in seen.columns}
    return cards.readings(seen.content.readings[:1], seen.sources, names)
