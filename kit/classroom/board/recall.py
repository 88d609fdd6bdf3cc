"""Recall: which questions of earlier lessons the class still knows, in one table without names."""

from kit.base.prose import prose
from kit.classroom.board.counts.recall import kept
from kit.classroom.board.curtain import curtain
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import beside
from kit.views.templates import render
from kit.widgets.parts import html
from kit.widgets.step import Step

WORDS = prose(__file__)


def recall(board: BoardState) -> Step:
    """Return the step: how many questions came back, and behind a button the table, the most forgotten on top."""
    shown = html()

    def draw() -> None:
        found = kept(board.answers, board.content)
        warning = beside(0, min((one.again[1] for one in found), default=0))
        shown.value = render("classroom/board/templates/recall.html", found=found, board=board, warning=warning)

    def waiting() -> str:
        return WORDS("waiting", number=len(kept(board.answers, board.content)))

    return curtain(board, "recall", WORDS["opens"], [], waiting, [shown], draw)
