"""Discussion: what the class wrote, one answer at a time, without names and in an order that gives none away."""

from bisect import bisect_left
from collections.abc import Collection
from hashlib import sha256
from html import escape
from typing import NamedTuple

from kit.answers.keys import CASE_FILE, DISCUSS, PLACE, REASON, REPLY, Key
from kit.base.labels import say
from kit.base.prose import prose
from kit.classroom.board.curtain import curtain
from kit.classroom.board.state import BoardState
from kit.classroom.board.words_back import Answered, Desk
from kit.classroom.inbox.by_item import Answers, Given, beside
from kit.classroom.inbox.safe import clean
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, row
from kit.widgets.step import Step

WORDS = prose(__file__)
# an answer, whichever way its letters run, and however they are set
ALOUD = markup.Html('<blockquote class="kit-aloud" lang="{}" dir="auto">{}</blockquote>')


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
    written = [(key, one) for key, one in given if isinstance(one.value, str) and clean(one.value)]
    aloud = sorted((_spoken(one, key, secret) for key, one in written if one.aloud), key=lambda one: one.id)
    shown = [one for one in aloud if one.id not in hidden]
    unfit = sum(not isinstance(one.value, str) for _, one in given)
    return Read(shown, len(aloud) - len(shown), sum(not one.aloud for _, one in written), unfit)


def _spoken(one: Given, key: Key, secret: str) -> Spoken:
    mark = sha256("/".join((secret, *key, one.learner)).encode("utf-8", "replace")).hexdigest()[:16]
    return Spoken(mark, clean(one.value), one.language, (one, key))


def reasons(answers: Answers, lesson: str) -> list[Key]:
    """Return the items under which learners say why their case stands where it does, one a case."""
    return sorted(key for key in answers if key[:2] == (lesson, PLACE) and key[2].endswith(REASON))


def write_ups(answers: Answers) -> list[Key]:
    """Return the items of the case file that anybody answered in words, in the order of their names."""
    words = ((key, one.value) for key, given in answers.items()
             if key.lesson == CASE_FILE and key.step != REPLY for one in given)  # fmt: skip
    return sorted({key for key, value in words if isinstance(value, str) and len(value.split()) > 1})


def discussion(board: BoardState) -> Step:
    """Return the step: a prompt, and a reader with a way to hide what should not be read out."""
    one = Reader(board)
    return curtain(board, "discussion", WORDS["opens"], [one.lesson, one.prompt], one.waiting, one.parts, one.draw)


class Reader:
    """Reads the answers to a prompt out, one at a time; `parts` are what the class sees of it."""

    def __init__(self, board: BoardState) -> None:
        self._board, self._current = board, ""  # the id of the answer that shows
        lessons = [*board.options, (WORDS["case_file"], CASE_FILE)]
        self.lesson = dropdown(say("Lesson"), lessons, lessons[0][1])
        prompts = _prompts(board, self.lesson.value)
        self.prompt = dropdown(say("Prompt"), prompts, prompts[0][1])
        self._on = button(say("Next"))
        self._back, self._hide, self._bring = (button(WORDS[name], main=False) for name in ("back", "hide", "bring"))
        self._asked, self._words, self._place = html(), html(), html()
        self.lesson.observe(self._other_lesson, "value")
        self._back.on_click(lambda _: self.draw(-1))
        self._on.on_click(lambda _: self.draw(1))
        self._hide.on_click(self._hide_it)
        self._bring.on_click(self._bring_back)
        buttons = row([self._back, self._on, self._hide, self._bring])
        self._desk = Desk(board)
        self.parts = [self._asked, self._words, self._place, buttons, *self._desk.parts]

    def waiting(self) -> str:
        """Return how many answers there are to read out."""
        return WORDS("waiting", number=len(self._found(self._board.hidden).spoken))

    def draw(self, step: int = 0) -> None:
        """Show the answer that showed before, or one so many steps from it."""
        now = self._found(self._board.hidden)
        # after an answer that is gone comes the one behind it
        at = max(0, min(bisect_left([one.id for one in now.spoken], self._current) + step, len(now.spoken) - 1))
        one = now.spoken[at] if now.spoken else None
        self._current = one.id if one else ""
        self._asked.value = _asked(self._board, self.lesson.value, self.prompt.value)
        self._words.value = ALOUD.format(one.language.replace("_", "-"), one.words) if one else ""
        self._place.value = f'<p role="status">{escape(_place(now, at))} {escape(self._board.trouble)}</p>'
        self._back.disabled, self._on.disabled = at <= 0, at >= len(now.spoken) - 1
        self._hide.disabled, self._bring.disabled = not now.spoken, not now.hidden
        self._desk.show(one.of if one else None)

    def _found(self, hidden: frozenset[str]) -> Read:
        answers, lesson, item = self._board.answers, self.lesson.value, self.prompt.value
        if lesson == CASE_FILE:
            keys = write_ups(answers)
        else:
            keys = reasons(answers, lesson) if item == REASON else [Key(lesson, DISCUSS, item)]
        return read(answers, keys, hidden, self._board.secret)

    def _hide_it(self, _: object) -> None:
        self._board.hide([self._current], True)
        self.draw()

    def _bring_back(self, _: object) -> None:
        spoken = self._found(frozenset()).spoken
        self._board.hide([one.id for one in spoken if one.id in self._board.hidden], False)
        self.draw()

    def _other_lesson(self, change: dict) -> None:
        self.prompt.options = _prompts(self._board, change["new"])


def _prompts(board: BoardState, lesson: str) -> list[tuple[str, str]]:
    if lesson == CASE_FILE:
        return [(WORDS["all_written"], CASE_FILE)]
    prompts = board.content[lesson].prompts if lesson in board.content else ()
    return [*((f"{say(one.kind).capitalize()}: {one.prompt[:60]}…", one.id) for one in prompts), (WORDS["why"], REASON)]


def _asked(board: BoardState, lesson: str, item: str) -> str:
    prompts = board.content[lesson].prompts if lesson in board.content else ()
    return "".join(markup.paragraph(one.prompt, "kit-lead") for one in prompts if one.id == item)


def _place(now: Read, at: int) -> str:
    told = WORDS("place", number=at + 1, all=len(now.spoken)) if now.spoken else WORDS["nothing"]
    more = [WORDS(name, number=number) for name, number in (("hidden", now.hidden), ("kept", now.kept)) if number]
    return " ".join([told, *more]) + beside(now.unfit)
