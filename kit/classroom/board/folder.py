"""The folder: where the hand-ins lie, who is in, and what does not count and why."""

from html import escape
from pathlib import Path
from time import perf_counter

import pandas as pd

from kit.base.labels import say
from kit.base.paths import answers_folder
from kit.base.prose import prose
from kit.classroom.board.curtain import READINGS, board_step
from kit.classroom.board.drop import drop
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.clean_text import one_line
from kit.classroom.inbox.folder import made_at
from kit.classroom.inbox.live_class import HERE
from kit.classroom.inbox.whose import COPIED
from kit.views import markup
from kit.widgets.controls.ticker import Ticker
from kit.widgets.parts import button, dropdown, html, line, row
from kit.widgets.step import Step

OFTEN = 750  # milliseconds between two looks: a new file is to show within two seconds
LISTED = 200  # files that do not count; a list of thousands would be sent anew with each change
REST = 4  # on a slow drive the kernel is left alone for so many times as long as a look took
WORDS = prose(__file__)


def folder(board: BoardState) -> Step:
    """Return the step: the folder's field, the watch that looks into it, and three lists to open."""
    field, watched, again = line(say("Folder")), button(WORDS["watch"]), button(WORDS["again"], main=False)
    views = [(WORDS["nothing_more"], ""), *((words, name) for name, words in WORDS["views"].items())]
    view, status, listed, ticker = dropdown(say("Show"), views), html(), html(), Ticker(every=OFTEN)

    def news() -> None:
        field.placeholder = board.folder_name  # a field that is empty takes a paste
        status.value = _status(board)
        table = (_refused if view.value == "refused" else _who)(board, view.value) if view.value else ""
        listed.value = markup.scrolled(say("List"), table, "kit-scroll kit-list") if table else ""

    def watch(_: object) -> None:
        board.watch(field.value or board.folder_name)
        field.value = ""

    def look(_: object) -> None:
        board.look(afresh=True)

    def ticked(_: dict) -> None:
        began = perf_counter()
        board.look()
        ticker.every = max(OFTEN, int(1000 * REST * (perf_counter() - began)))

    watched.on_click(watch)
    again.on_click(look)
    ticker.observe(ticked, "ticks")
    view.observe(lambda change: news(), "value")
    board.follow("folder", news)
    news()
    dropped = drop(WORDS["drop"], lambda _: board.watch(str(answers_folder() / "class")))
    parts = [row([field, watched, again]), dropped, status, row([view]), listed, ticker]
    return board_step(READINGS["folder"], parts)


def _status(board: BoardState) -> str:
    seen = board.seen
    kept = markup.notice(one_line(board.trouble), "trouble")
    if seen.trouble:
        return kept + markup.notice(one_line(seen.trouble), "trouble")
    if seen.path is None:
        return kept + markup.notice(WORDS["none_yet"])
    served = seen.path == Path(HERE)
    left = [one_line(one.why) for one in seen.refused] if served else [WORDS("left_out", number=len(seen.refused))]
    copied = [WORDS("copied", number=len(seen.copied), copied=say(COPIED))] if seen.copied else []
    news = WORDS["new_answers" if served else "new_files"]
    words = " ".join([WORDS("in", number=len(seen.hand_ins)), *left, news, *copied])
    return f'{kept}<div class="kit-notice" role="status">{escape(words)}</div>'


def _who(board: BoardState, view: str) -> str:
    rows = [
        [board.names[one.learner], *([one_line(one.name) or say("no name")] if view == "names" else []),
         made_at(one), len(one.answers)]
        for one in board.seen.hand_ins
    ]  # fmt: skip
    named = [say("Name")] if view == "names" else []
    columns = [say("Learner"), *named, say("Handed in"), say("Answers")]
    return markup.numbers(pd.DataFrame(sorted(rows), columns=columns), WORDS["who"])


def _refused(board: BoardState, view: str) -> str:
    refused = board.seen.refused
    rows = [[one_line(one.name), one.why[:1].upper() + one.why[1:]] for one in refused[:LISTED]]
    if len(refused) > LISTED:
        rows.append([WORDS("and_more", number=len(refused) - LISTED), WORDS("listed", number=LISTED)])
    return markup.numbers(pd.DataFrame(rows, columns=[say("File"), WORDS["why"]]), WORDS["refused"])
