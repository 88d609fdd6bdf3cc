"""Judgements: what the class chose in the cells of a figure's table."""

from kit.base.labels import say, say_number
from kit.classroom.board.counts.judgements import MIDDLE, VIEWS, asked_of, judged, picture
from kit.classroom.board.curtain import READINGS, Scene, board_step, curtain
from kit.classroom.board.state import BoardState
from kit.views import markup
from kit.widgets.figure_panel import screen
from kit.widgets.parts import dropdown, html
from kit.widgets.step import Step


def judgements(board: BoardState) -> Step:
    """Return the step: the class's marks in every cell of a figure's table, what most say or how far they lie apart."""
    known = asked_of(board.titles)
    if not known:
        none = say("No lesson of this table has a figure in which learners mark a table.")
        return board_step(READINGS["critiques"], [html(markup.paragraph(none))])
    table = dropdown(say("Table"), [(one.title, place) for place, one in enumerate(known)], 0)
    view = dropdown(say("Show"), [(say(words), name) for name, words in VIEWS.items()], MIDDLE)
    frame, show = screen()

    def waiting() -> str:
        marked, all_ = judged(board.answers, known[table.value]).learners, len(board.seen.hand_ins)
        return say("Marked by {number} of {all}.", number=say_number(marked), all=say_number(all_))

    def draw() -> None:
        asked = known[table.value]
        show(picture(asked, judged(board.answers, asked), board.marks, view.value))

    controls = [table, view] if len(known) > 1 else [view]
    return curtain(board, "critiques", say("Show the class's marks"), Scene([frame], draw, waiting, controls))
