"""The folder: where the hand-ins lie and how files are dropped into it, who is in, what does not count and why."""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import Any

from kit.base.errors import KitError
from kit.base.labels import prose, said, say
from kit.base.paths import answers_folder
from kit.base.writing import write_whole
from kit.classroom.board.curtain import board_step
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.folder import made_at
from kit.classroom.inbox.names import COPIED
from kit.classroom.inbox.safe import DEEPEST, MOST_UNPACKED, MOST_ZIP_BYTES, one_line
from kit.views.templates import Pieces
from kit.widgets.controls.control import Ticker
from kit.widgets.controls.fields import Dropped
from kit.widgets.parts import Step, button, dropdown, html, kept_up, line, row

PIECES, WORDS = Pieces(__file__), prose(__file__)
MOST_FILES = 500  # of one drop
MORE = said("There was more than the page takes at once; drop the rest after this.")
UNFIT = re.compile(r'[<>:"|?*\\]|^[.\s]+|[.\s]+$')  # what some system takes for something else in a name
OFTEN = 750  # milliseconds between two looks: a new file is to show within two seconds
LISTED = 200  # files that do not count; a list of thousands would be sent anew with each change
REST = 4  # on a slow drive the kernel is left alone for so many times as long as a look took


class Arrivals:
    """The files of one drop, as they come in pieces; what is too much is left out and said once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[Path] = []
        self._begun: dict[str, bytearray] = {}
        self._troubles: dict[str, None] = {}  # each once, in their order
        self._total = 0

    def take(self, name: str, piece: bytes, last: bool) -> None:
        """Take in a piece of a file, and write the file with its last one."""
        self._total += len(piece)
        held = self._begun.setdefault(name, bytearray())
        if self._total > MOST_UNPACKED or len(held) + len(piece) > MOST_ZIP_BYTES or len(self.written) >= MOST_FILES:
            self._total = MOST_UNPACKED  # nothing after it is whole
            self._troubles[say(MORE)] = None
            return
        held += piece
        if last:
            try:
                self.written.append(keep(self.folder, name, bytes(self._begun.pop(name))))
            except KitError as problem:
                self._troubles[str(problem)] = None

    def in_words(self, left: int) -> str:
        """Return what was taken, and how many files the page had to leave where they were."""
        files = WORDS("taken", number=len(self.written), folder=self.folder)
        more = [WORDS("left", number=left)] if left else []
        return one_line(" ".join([files, *self._troubles, *more]), 600)


def drop(label: str, taken: Callable[[list[Path]], None], folder: str = "class") -> Dropped:
    """Return a field that takes files into `answers/<folder>` and then gives `taken` the paths of one drop."""
    widget = Dropped(label=label, most_files=MOST_FILES, most_bytes=MOST_ZIP_BYTES)
    now = Arrivals(answers_folder() / folder)

    def arrived(_: Dropped, content: dict[str, Any], buffers: list[Any]) -> None:
        nonlocal now
        if not content.get("end"):
            now.take(str(content.get("name", "")), bytes(buffers[0]) if buffers else b"", bool(content.get("last")))
            return
        widget.told = now.in_words(int(content.get("left") or 0))
        done, now = now, Arrivals(now.folder)
        if done.written:
            taken(done.written)

    widget.on_msg(arrived)
    return widget


def keep(folder: Path, name: str, raw: bytes) -> Path:
    """Write one file into a folder and return its path; another file of its name stays, and this one gets a number.

    A name from a browser may hold folders, but leads nowhere else. Raises KitError.
    """
    parts = [UNFIT.sub("_", one_line(part, 100)) or "_" for part in PurePosixPath(name).parts if part not in "/.."]
    path = folder.joinpath(*(parts[-DEEPEST:] or ["file"]))
    stem, number = path.stem, 2
    while path.exists() and not (path.is_file() and path.read_bytes() == raw):
        path, number = path.with_name(f"{stem} ({number}){path.suffix}"), number + 1
    if not path.exists():
        write_whole(path, raw)
    return path


def folder(board: BoardState) -> Step:
    """Return the step: the folder's field, the watch that looks into it, and three lists to open."""
    field, again = line(say("Folder")), button(WORDS["again"], False, lambda: board.look(afresh=True))
    views = [(WORDS["nothing_more"], ""), *((words, name) for name, words in WORDS["views"].items())]
    view, status, listed, ticker = dropdown(say("Show"), views), html(), html(), Ticker(every=OFTEN)

    def news() -> None:
        field.placeholder = board.folder_name  # a field that is empty takes a paste
        status.value = PIECES.status(board, WORDS, one_line, say(COPIED))
        listed.value = _listed(board, view.value)

    def watch() -> None:
        board.watch(field.value or board.folder_name)
        field.value = ""

    def ticked(_: dict) -> None:
        began = perf_counter()
        board.look()
        ticker.every = max(OFTEN, int(1000 * REST * (perf_counter() - began)))

    ticker.observe(ticked, "ticks")
    board.follow("folder", news)
    kept_up(news, view)
    dropped = drop(WORDS["drop"], lambda _: board.watch(str(answers_folder() / "class")))
    parts = [row([field, button(WORDS["watch"], press=watch), again]), dropped, status, row([view]), listed, ticker]
    return board_step("folder", parts)


def _listed(board: BoardState, view: str) -> str:
    """Return the list that is open, of learners or of files that do not count; nothing for an empty `view`."""
    seen = board.seen
    people = [(board.names[one.learner], one_line(one.name), made_at(one), len(one.answers)) for one in seen.hand_ins]
    refused = [(one_line(one.name), one.why) for one in seen.refused[:LISTED]]
    return PIECES.listed(view, sorted(people), refused, len(seen.refused) - len(refused), WORDS)
