"""Discussion: what the class wrote, one answer at a time, without names and in an order that gives none away.

Words back: the teacher's line under the answer that is being read out, which goes to a learner without a name. On a
class's server it lies there at once. Elsewhere it waits in the teacher's own journal until the feedback is written: a
small file for each learner, in a folder of the name that the learning platform gave.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import ValidationError, convert

from kit.answers.class_link import link, wanted
from kit.answers.keys import BACK, BOARD, CASE_FILE, DISCUSS, LINE, PLACE, REASON, REPLY, Key, plain
from kit.answers.words_back import Line, file_for
from kit.base.errors import KitError, or_else
from kit.base.for_others import zipped
from kit.base.labels import prose, say
from kit.base.paths import answers_folder
from kit.base.writing import write_whole
from kit.classroom.board.curtain import curtain
from kit.classroom.board.handed_in import LINES, whose
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import Answers, Given, beside, words_in
from kit.classroom.inbox.folder import came_in
from kit.content.lesson_form import Prompt
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import Step, button, dropdown, html, line, result_of, row, stage, told, written

PIECES, WORDS = Pieces(__file__), prose(__file__)
DESK = WORDS["desk"]
PATIENCE = 5  # seconds: the teacher waits for it
Answered = tuple[Given, Key]


class Spoken(NamedTuple):
    """One answer: an id that no one can read a learner from, the words, their language or nothing, what they are of."""

    id: str
    words: str
    language: str = ""
    of: Answered | None = None


class Read(NamedTuple):
    """The answers to read out, how many the class hid, how many their writers keep to themselves, how many are none."""

    spoken: list[Spoken]
    hidden: int
    kept: int
    unfit: int


def read(answers: Answers, keys: Collection[Key], hidden: Collection[str] = (), secret: str = "") -> Read:
    """Return the answers to some items in an order that only `secret` can explain; blank ones are left out."""
    given = [(key, one) for key in keys for one in answers.get(key, [])]
    written = [(key, one) for key, one in given if words_in(one)]
    aloud = sorted((_spoken(one, key, secret) for key, one in written if one.aloud), key=lambda one: one.id)
    shown = [one for one in aloud if one.id not in hidden]
    unfit = sum(not isinstance(one.value, str) for _, one in given)
    return Read(shown, len(aloud) - len(shown), sum(not one.aloud for _, one in written), unfit)


def _spoken(one: Given, key: Key, secret: str) -> Spoken:
    mark = sha256("/".join((secret, *key, one.learner)).encode("utf-8", "replace")).hexdigest()[:16]
    return Spoken(mark, words_in(one), one.language, (one, key))


def write_ups(answers: Answers) -> list[Key]:
    """Return the items of the case file that anybody answered in words, in the order of their names."""
    own = [(key, given) for key, given in answers.items() if key.lesson == CASE_FILE and key.step != REPLY]
    return sorted(key for key, given in own if any(len(words_in(one).split()) > 1 for one in given))


def discussion(board: BoardState) -> Step:
    """Return the step: a prompt, and a reader with a way to hide what should not be read out."""
    one = Reader(board)
    return curtain(board, "discussion", [one.lesson, one.prompt], one.waiting, one.parts, one.draw)


class Reader:
    """Reads the answers to a prompt out, one at a time; `parts` are what the class sees of it."""

    def __init__(self, board: BoardState) -> None:
        self._board, self._current = board, ""  # the id of the answer that shows
        lessons = [*board.options, (WORDS["case_file"], CASE_FILE)]
        self.lesson = dropdown(say("Lesson"), lessons, lessons[0][1])
        prompts = _items(board, self.lesson.value)
        self.prompt = dropdown(say("Prompt"), prompts, prompts[0][1])
        self._on = button(say("Next"), press=lambda: self.draw(1))
        self._back = button(WORDS["back"], False, lambda: self.draw(-1))
        self._hide = button(WORDS["hide"], False, self._hide_it)
        self._bring = button(WORDS["bring"], False, self._bring_back)
        self._asked, self._words, self._place, self._desk = html(), html(), html(), Desk(board)
        self.lesson.observe(lambda change: setattr(self.prompt, "options", _items(board, change["new"])), "value")
        buttons = row([self._back, self._on, self._hide, self._bring])
        self.parts = [self._asked, self._words, self._place, buttons, *self._desk.parts]

    def waiting(self) -> int:
        """Return how many answers there are to read out."""
        return len(self._found(self._board.hidden).spoken)

    def draw(self, step: int = 0) -> None:
        """Show the answer that showed before, or one so many steps from it."""
        now = self._found(self._board.hidden)
        # after an answer that is gone comes the one behind it
        at = max(0, min(bisect_left([one.id for one in now.spoken], self._current) + step, len(now.spoken) - 1))
        one = now.spoken[at] if now.spoken else None
        self._current = one.id if one else ""
        self._asked.value = PIECES.asked(_prompts_of(self._board, self.lesson.value), self.prompt.value)
        self._words.value = PIECES.aloud(one) if one else ""
        self._place.value = PIECES.place(now, at, WORDS, beside(now.unfit), self._board.trouble)
        self._back.disabled, self._on.disabled = at <= 0, at >= len(now.spoken) - 1
        self._hide.disabled, self._bring.disabled = not now.spoken, not now.hidden
        self._desk.show(one.of if one else None)

    def _found(self, hidden: frozenset[str]) -> Read:
        answers, lesson, item = self._board.answers, self.lesson.value, self.prompt.value
        keys = write_ups(answers) if lesson == CASE_FILE else [Key(lesson, DISCUSS, item)]
        if item == REASON:  # why a case stands where it does: an item a case
            keys = sorted(key for key in answers if key[:2] == (lesson, PLACE) and key.item.endswith(REASON))
        return read(answers, keys, hidden, self._board.secret)

    def _hide_it(self) -> None:
        self._board.hide([self._current], True)
        self.draw()

    def _bring_back(self) -> None:
        spoken = self._found(frozenset()).spoken
        self._board.hide([one.id for one in spoken if one.id in self._board.hidden], False)
        self.draw()


def _prompts_of(board: BoardState, lesson: str) -> tuple[Prompt, ...]:
    return board.content[lesson].prompts if lesson in board.content else ()


def _items(board: BoardState, lesson: str) -> list[tuple[str, str]]:
    if lesson == CASE_FILE:
        return [(WORDS["all_written"], CASE_FILE)]
    prompts = [(f"{say(one.kind).capitalize()}: {one.prompt[:60]}…", one.id) for one in _prompts_of(board, lesson)]
    return [*prompts, (WORDS["why"], REASON)]


def line_under(board: BoardState, learner: str, key: Key) -> str:
    """Return the line under an answer, or nothing; raise KitError."""
    if board.live:
        lines, place = link().ask("class/words", patience=PATIENCE)["lines"], {"learner": learner, **key._asdict()}
        return next((one["words"] for one in lines if place.items() <= one.items()), "")
    return plain(getattr(board.journal.newest(BOARD, BACK, f"{learner}/{key}"), "value", ""))


def write_back(board: BoardState, learner: str, key: Key, words: str) -> None:
    """Put a line under an answer, in place of an earlier one; without words that is taken back. Raises KitError."""
    if len(words := plain(" ".join(words.split()))) > LINE:
        raise KitError(DESK("long", most=LINE, there=len(words)))
    if board.live:
        link().ask("class/words", "PUT", {"learner": learner, **key._asdict(), "words": words}, PATIENCE)
    else:
        board.journal.save(BOARD, BACK, f"{learner}/{key}", words)


def feedback(board: BoardState) -> Path:
    """Write each learner's file into the folder of lines, and those of this class as one zip; return that.

    No file has a name in it, and whoever gets another's cannot take it in. Raises KitError.
    """
    newest = {one.item: one.value for one in board.journal.all_tries(BOARD, BACK)}
    folder, names = answers_folder() / LINES, [one.name for one in board.seen.entries]
    for learner, places in groupby(sorted(newest), lambda item: item.partition("/")[0]):
        lines = [one for place in places if (one := _line(place, newest[place]))]
        if lines and (entry := came_in(board.seen, learner)):
            # of two whose work came from one folder each has a file
            path = folder / whose(entry.name, names) / f"words_back-{learner[:8]}.json"
            write_whole(path, file_for(entry.holds.learner, lines))
    own = {folder / whose(name, names) for name in names}  # lines to another class may lie there too
    files = sorted(path for one in own for path in one.rglob("*") if path.is_file())
    if not files:
        raise KitError(DESK["none"])
    packed = answers_folder() / f"{LINES}.zip"
    write_whole(packed, zipped((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files))
    return packed


@or_else(lambda _: None, ValidationError)  # what was damaged in the journal is no line, and spoils no file
def _line(place: str, words: Any) -> Line | None:
    return convert({**dict(zip(Key._fields, place.split("/", 3)[1:], strict=False)), "words": words}, Line)


class Desk:
    """Where a teacher writes a line under the answer that shows; `parts` are its widgets, shut until asked for."""

    def __init__(self, board: BoardState) -> None:
        self._board, self._one = board, None
        self._there, self._told, self._field = html(), told(), line(DESK["line"])
        self._send = button(DESK["send"], False, lambda: self._work(self._sent))
        pack = button(DESK["pack"], False, lambda: self._work(lambda: written([feedback(board)])))
        self._desk = stage([self._there, self._field, self._send, self._told, pack])
        self._open = button(DESK["opens"], False, self._turned)
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
        self._open.description = DESK["closes" if self._desk.children else "opens"]
        self.show(self._one)

    def _read(self) -> str:
        """Return the line under the answer and what the learner answered to it; then it can be changed no more."""
        self._send.disabled = True
        if not self._one:
            return ""
        one, (lesson, step, item) = self._one
        replies = self._board.answers.get(Key(lesson, REPLY, f"{step}/{item}"), [])
        reply = next((words_in(reply) for reply in replies if reply.learner == one.learner), "")
        shown = PIECES.under(line_under(self._board, one.learner, self._one[1]), reply)
        self._send.disabled = bool(reply)
        return shown

    def _work(self, work: Callable[[], str]) -> None:
        self._told.value = result_of(work)
        self._there.value = result_of(self._read)

    def _sent(self) -> str:
        write_back(self._board, self._one[0].learner, self._one[1], self._field.value)
        self._field.value = ""
        return markup.notice(DESK["sent" if self._board.live else "kept"], "right")
