"""Words back: the teacher's line under the answer that is being read out, which goes to a learner without a name.

On a class's server it lies there at once. Elsewhere it waits in the teacher's own journal until the feedback is
written: a small file for each learner, in a folder of the name that the learning platform gave.
"""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from kit.answers.class_link import link, wanted
from kit.answers.keys import BACK, BOARD, LINE, REPLY, Key, plain
from kit.answers.words_back import Line, file_for
from kit.base.errors import KitError
from kit.base.for_others import zipped
from kit.base.paths import answers_folder
from kit.base.prose import prose
from kit.base.writing import write_whole
from kit.classroom.board.handed_in import LINES, whose
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Given
from kit.classroom.inbox.folder import came_in
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import button, html, line, result_of, stage, told, written

PIECES, WORDS = Pieces(__file__), prose(__file__)
PATIENCE = 5  # seconds: the teacher waits for it
Answered = tuple[Given, Key]


def line_under(board: BoardState, learner: str, key: Key) -> str:
    """Return the line under an answer, or nothing; raise KitError."""
    if board.live:
        lines, place = link().ask("class/words", patience=PATIENCE)["lines"], {"learner": learner, **key._asdict()}
        return next((one["words"] for one in lines if place.items() <= one.items()), "")
    saved = board.journal.newest(BOARD, BACK, f"{learner}/{key}")
    return str(saved.value) if saved else ""


def write_back(board: BoardState, learner: str, key: Key, words: str) -> None:
    """Put a line under an answer, in place of an earlier one; without words that is taken back. Raises KitError."""
    if len(words := plain(" ".join(words.split()))) > LINE:
        raise KitError(WORDS("long", most=LINE, there=len(words)))
    if board.live:
        link().ask("class/words", "PUT", {"learner": learner, **key._asdict(), "words": words}, PATIENCE)
    else:
        board.journal.save(BOARD, BACK, f"{learner}/{key}", words)


def feedback(board: BoardState) -> Path:
    """Write each learner's file into the folder of lines, and those of this class as one zip; return that.

    No file has a name in it, and whoever gets another's cannot take it in. Raises KitError.
    """
    newest = {one.item: str(one.value) for one in board.journal.all_tries(BOARD, BACK)}
    folder, names = answers_folder() / LINES, [one.name for one in board.seen.entries]
    for learner, places in groupby(sorted(newest), lambda item: item.partition("/")[0]):
        if entry := came_in(board.seen, learner):
            lines = [Line(*place.split("/", 3)[1:], newest[place]) for place in places]
            # of two whose work came from one folder each has a file
            path = folder / whose(entry.name, names) / f"words_back-{learner[:8]}.json"
            write_whole(path, file_for(entry.holds.learner, lines))
    own = {folder / whose(name, names) for name in names}  # lines to another class may lie there too
    files = sorted(path for one in own for path in one.rglob("*") if path.is_file())
    if not files:
        raise KitError(WORDS["none"])
    packed = answers_folder() / f"{LINES}.zip"
    write_whole(packed, zipped((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files))
    return packed


class Desk:
    """Where a teacher writes a line under the answer that shows; `parts` are its widgets, shut until asked for."""

    def __init__(self, board: BoardState) -> None:
        self._board, self._one = board, None
        self._there, self._told, self._field = html(), told(), line(WORDS["line"])
        self._send = button(WORDS["send"], False, lambda: self._work(self._sent))
        pack = button(WORDS["pack"], False, lambda: self._work(lambda: written([feedback(board)])))
        self._desk = stage([self._there, self._field, self._send, self._told, pack])
        self._open = button(WORDS["opens"], False, self._turned)
        self.parts = [self._open, self._desk] if board.words_back and wanted() else []

    def show(self, one: Answered | None) -> None:
        """Follow the answer that shows; what is typed stays while it is the same one."""
        if one != self._one:
            self._one, self._field.value, self._told.value = one, "", ""
        if self._desk.children:
            self._there.value = result_of(self._read)

    def _turned(self) -> None:
        shown = self._desk.kept[:-1] if self._board.live else self._desk.kept  # a class on its server needs no zip
        self._desk.children = () if self._desk.children else shown
        self._open.description = WORDS["closes" if self._desk.children else "opens"]
        self.show(self._one)

    def _read(self) -> str:
        """Return the line under the answer and what the learner answered to it; then it can be changed no more."""
        self._send.disabled = True
        if not self._one:
            return ""
        one, (lesson, step, item) = self._one
        replies = self._board.answers.get(Key(lesson, REPLY, f"{step}/{item}"), [])
        reply = next((str(reply.value) for reply in replies if reply.learner == one.learner), "")
        shown = PIECES.under(line_under(self._board, one.learner, self._one[1]), reply)
        self._send.disabled = bool(reply)
        return shown

    def _work(self, work: Callable[[], str]) -> None:
        self._told.value = result_of(work)
        self._there.value = result_of(self._read)

    def _sent(self) -> str:
        write_back(self._board, self._one[0].learner, self._one[1], self._field.value)
        self._field.value = ""
        return markup.notice(WORDS["sent" if self._board.live else "kept"], "right")
