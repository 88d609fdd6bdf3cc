"""Change words: a cell, a prompt, a question, a term, a reading; and see what a slip of the hand would bring."""

import re
from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.page.pieces import lines_for, pieces_of, see
from kit.adapt.page.shared import before_and_after, editor, on_the_copy, refill, trying, verdict
from kit.adapt.page.state import AdaptState
from kit.adapt.page.trial_copy import Lines, put
from kit.base.errors import KitError
from kit.content.table import dimensions_of, load_table
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, row
from kit.widgets.step import Step

READING = (
    "The table is data/table.csv: open it in a spreadsheet. What a lesson says is in data/lessons, a text file a "
    "lesson: change any words between the keys, and leave every id as it is."
)
KEY = re.compile(r"\b(?!id\b)([a-z])([a-z_])([a-z_]+):")

WITH_ID = re.compile(r"- id: ")


def words(adapt: AdaptState) -> Step:
    """Return the step: what to change, its lines in a box, three buttons, and what comes of it."""
    return on_the_copy(adapt, "words", markup.paragraph(READING), _desk)


def _desk(root: Path, _: Callable[[], None]) -> list[widgets.Widget]:
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    there = [id_ for id_ in titles if (root / "data" / "lessons" / f"{id_}.yaml").is_file()]
    if not there:
        return [html(markup.notice("This table has no lesson whose words could be changed yet."))]
    lesson = dropdown("Lesson", [(titles[id_], id_) for id_ in there], there[0])
    names = [piece.name for piece in pieces_of(see(root, there[0]))]
    piece = dropdown("What to change", [(name, name) for name in names], names[0])
    box, shown = editor("", "", "words"), html()
    write, slip, back = button("Write it to the copy"), button("Make a slip", False), button("Take it back", False)
    twice = button("An id twice", False)
    stands: list[Lines] = []  # as it was before the first change, and as it is now

    def open_lines(_: object = None) -> None:
        shown.value = ""
        try:
            stands[:] = 2 * [lines_for(root, lesson.value, _piece())]
        except (KitError, StopIteration) as error:
            stands.clear()
            shown.value = markup.notice(str(error) or "This lesson has no such part.", "trouble")
        for one in (write, slip, back):
            one.disabled = not stands
        twice.disabled = not stands or not WITH_ID.match(stands[-1].text)
        refill(box, _label(root, stands[-1]) if stands else "Nothing to change", stands[-1].text if stands else "")

    def _piece() -> object:
        return next(one for one in pieces_of(see(root, lesson.value)) if one.name == piece.value)

    def save(text: str) -> None:
        if not stands:
            return
        try:
            chosen, before = _piece(), trying(lambda: _piece().shows(see(root, lesson.value)))
        except KitError:  # what the last slip has broken is mended now
            chosen, before = None, markup.paragraph("As the slip left it, a learner would see nothing here.")
        try:
            stands[-1] = put(stands[-1], text)
        except KitError as error:
            open_lines()
            shown.value = markup.notice(str(error), "trouble")
            return
        refill(box, _label(root, stands[-1]), stands[-1].text)
        after = trying(lambda: (chosen or _piece()).shows(see(root, lesson.value)))
        shown.value = verdict(root) + before_and_after(before, after)

    write.on_click(lambda _: save(box.value))
    slip.on_click(lambda _: save(slipped(box.value, table=not _is_yaml(stands))))
    twice.on_click(lambda _: save(with_a_twin(box.value)))
    back.on_click(lambda _: save(stands[0].text if stands else ""))
    lesson.observe(open_lines, "value")
    piece.observe(open_lines, "value")
    open_lines()
    return [row([lesson, piece]), box, row([write, slip, twice, back]), shown]


def _is_yaml(stands: list[Lines]) -> bool:
    return bool(stands) and stands[0].path.suffix == ".yaml"


def _label(root: Path, lines: Lines) -> str:
    where = f"line {lines.first}" if lines.first == lines.last else f"lines {lines.first} to {lines.last}"
    return f"{lines.path.relative_to(root).as_posix()}, {where}"


def with_a_twin(text: str) -> str:
    """Return the lines of a block with an id, twice: as a block that was copied and not given an id of its own.

    >>> with_a_twin("- id: a\\n  prompt: Why?")
    '- id: a\\n  prompt: Why?\\n- id: a\\n  prompt: Why?'
    """
    return f"{text.rstrip()}\n{text.strip()}" if WITH_ID.match(text) else text


def slipped(text: str, table: bool) -> str:
    """Return lines with a slip of the hand: two letters of a key change places; in a table the last cell is lost.

    >>> slipped("- id: a\\n  prompt: Why?", table=False), slipped("Speed,fast,slow", table=True)
    ('- id: a\\n  rpompt: Why?', 'Speed,fast,')
    """
    if table:
        return re.sub(r'("[^"]*"|[^,"]*)$', "", text)
    return KEY.sub(r"\2\1\3:", text, count=1)
