"""What a teacher wrote back, under the answer that it is about, and a line to answer it once."""

import ipywidgets as widgets

from kit.answers.keeper import Keeper
from kit.answers.keys import BACK, LINE, REPLY
from kit.answers.keys import line as as_line
from kit.base.labels import prose
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import button, html, line, replace, shared, told

PIECES, WORDS = Pieces(__file__), prose(__file__)


def under(keeper: Keeper, step: str, item: str) -> list[widgets.Widget]:
    """Return what stands under the answer to an item: nothing where nobody wrote back."""
    lesson, step, item = keeper.place_of(step, item)
    one, place = Keeper(lesson, keeper.journal), f"{step}/{item}"
    back = one.newest(BACK, place)
    if not back or not as_line(back.value):
        return []
    parts = widgets.VBox(layout=shared())

    def draw() -> None:
        reply = one.newest(REPLY, place)
        written = html(PIECES.back(back.value, reply.value if reply else ""))
        replace(parts, [written, *([] if reply else answering())])

    def answering() -> list[widgets.Widget]:
        field, said = line(WORDS["reply"]), told()

        def send() -> None:
            words = as_line(field.value)
            wrong = WORDS("long", most=LINE, there=len(field.value)) if field.value.strip() else WORDS["empty"]
            kept, wrong = one.keep(REPLY, place, words) if words else (None, wrong)
            said.value = "" if kept else markup.notice(wrong, "trouble")
            if kept:
                draw()

        return [field, button(WORDS["send"], False, send), said]

    draw()
    return [parts]
