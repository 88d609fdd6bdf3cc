"""Between two votes: on a class's server a talk with whoever stands elsewhere; for all the reasons of the other sides.

Nothing here holds anybody up: the second vote can be opened at any moment, whatever a partner does.
"""

import os
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from kit.answers.ballot import Motion, read_reasons
from kit.answers.keys import CLASS_REASONS, LINE, RESTATED, THOUGHT, VERDICT, VOTE, thought, verdict
from kit.answers.keys import line as as_line
from kit.base.errors import or_else
from kit.base.labels import known, prose
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.widgets.controls.control import Ticker
from kit.widgets.controls.fields import Choice
from kit.widgets.parts import button, html, line, replace, row, shared, told, upload
from kit.widgets.saved_answer import one_line

PIECES, WORDS = Pieces(__file__), prose(__file__)
OFTEN = 6000  # milliseconds between two looks at what a partner has written
PATIENCE = 2  # seconds: a class that does not answer must not hold up the page
Seen = dict[str, Any] | None  # nothing where there is no class, or none that answers


def _is_served(lesson: LessonState) -> bool:
    """Return whether this is a lesson of the kit's own on a class's server."""
    return bool(os.environ.get("KIT_CLASS") and os.environ.get("JUPYTERHUB_API_TOKEN")) and not lesson.shelf


@or_else(lambda _: None)
def look(lesson: LessonState, motion: Motion, moves_on: bool = False) -> Seen:
    """Return what this learner may see of the class's vote; None where there is no class, or none that answers."""
    if not _is_served(lesson):
        return None
    from kit.answers.class_link import link  # which a computer without a class has no use for

    address, method = f"mine/talk?lesson={lesson.id}&motion={motion.id}", "POST" if moves_on else "GET"
    return link().ask(address, method, patience=PATIENCE)


def talk(lesson: LessonState, motion: Motion, seen: Seen) -> list[widgets.Widget]:
    """Return the talk with a partner as far as it is `seen` to have come; without a class there is none."""
    return [_Talk(lesson, motion, seen).parts] if _is_served(lesson) else []


class _Talk:
    """What two or three say to each other. Each of its parts is drawn anew only when it has changed: typing stays."""

    def __init__(self, lesson: LessonState, motion: Motion, seen: Seen) -> None:
        self._lesson, self._motion = lesson, motion
        self._parts, self._drawn = [widgets.VBox(layout=shared()) for _ in range(3)], ["", "", ""]
        ticker = Ticker(every=OFTEN)
        ticker.observe(lambda _: self.show(look(lesson, motion)), "ticks")
        self.parts = widgets.VBox([*self._parts, ticker], layout=shared())
        self.show(seen)

    def show(self, seen: Seen, anew: bool = False) -> None:
        """Draw the parts that are not drawn so already, or all of them anew."""
        keys = [seen is None, None, None]
        if there := bool(seen and seen["group"]):
            keys = [(seen["group"], seen["moved"]), (seen["ask"], seen["said"][seen["ask"]]["verdict"]), seen["said"]]
        for number, (part, draw) in enumerate(zip(self._parts, (self._who, self._ask, self._hear), strict=True)):
            if anew or self._drawn[number] != repr(keys[number]):
                self._drawn[number] = repr(keys[number])
                replace(part, draw(seen) if there else [html(PIECES.alone(seen is None))][number:])

    def _who(self, seen: Seen) -> list[widgets.Widget]:
        texts = {one.id: one.text for one in self._motion.stances}
        gone = button(WORDS["gone"], False, lambda: self.show(look(self._lesson, self._motion, moves_on=True)))
        return [html(PIECES.together(seen, texts, _bird)), *([] if seen["moved"] else [gone])]

    def _ask(self, seen: Seen) -> list[widgets.Widget]:
        """Return a line for the partner's reason, and what its owner says of it; it can be put once more."""
        seat, item = _bird(seen["ask"]), f"{self._motion.id}{RESTATED}/{seen['ask']}"
        mine = [words for one in self._lesson.tries(VOTE, item) if (words := as_line(one.value))]
        judged = seen["said"][seen["ask"]]["verdict"]
        judged = judged if mine and judged and judged["of"] == mine[-1] else None
        words = html(PIECES.ask(seat, mine, judged))
        if mine and not (judged and not judged["fair"] and len(mine) == 1):
            return [words]
        label, slot = WORDS("line", seat=seat), self._lesson.at(VOTE, item)
        return [words, *one_line(label, button(WORDS["send"]), slot, lambda: self.show(seen, anew=True))]

    def _hear(self, seen: Seen) -> list[widgets.Widget]:
        return [part for seat, heard in seen["said"].items() if heard["restated"]
                for part in self._judge(seen, seat, heard["restated"])]  # fmt: skip

    def _judge(self, seen: Seen, seat: str, words: str) -> list[widgets.Widget]:
        """Return how a partner puts my reason, and two buttons; what was sent back once comes back no second time."""
        item = f"{self._motion.id}{VERDICT}/{seat}"
        before = [found["of"] for one in self._lesson.tries(VOTE, item) if (found := verdict(one.value))]
        heard = html(PIECES.heard(_bird(seat), words, words in before))
        if words in before:
            return [heard]
        missing = line(WORDS["word"])

        def judge(fair: bool) -> None:
            word = "" if fair else missing.value.strip()[:LINE]
            self._lesson.keep(VOTE, item, {"fair": fair, "word": word, "of": words})
            self.show(seen, anew=True)

        both = [button(WORDS["fair"], press=lambda: judge(True)), button(WORDS["back"], False, lambda: judge(False))]
        return [heard, row(both), *([] if before else [missing])]


def _bird(seat: str) -> str:
    """Return a seat in the language of the page: `heron 231`."""
    name, _, number = seat.rpartition(" ")
    return f"{known(name)} {number}"


def thoughts(lesson: LessonState, motion: Motion, mine: str, seen: Seen, done: Callable) -> list[widgets.Widget]:
    """Return the reasons for all stances but `mine` to choose one from, and a place for a file; then `done` is called.

    Where there is nothing to choose from, it is called at once.
    """
    item, found = f"{motion.id}{THOUGHT}", _reasons(lesson, motion, mine, seen)
    choice = Choice(legend=WORDS["legend"], options=_options(motion, found))
    said = told()

    def chosen(change: dict) -> None:
        source, _, stance = change["new"].partition("/")
        kept, words = lesson.keep(VOTE, item, {"option": stance, "from": source, "words": found[source, stance]})
        said.value = "" if kept else PIECES.trouble(words)
        if kept:
            done()

    def brought(name: str, raw: bytes) -> None:
        said.value = _brought(lesson, motion, name, raw)
        found.update(_reasons(lesson, motion, mine, look(lesson, motion)))
        choice.options = _options(motion, found)

    before = lesson.newest(VOTE, item)
    if before and thought(before.value, motion.ids):
        place = (str(before.value.get("from")), before.value["option"])
        choice.value = "/".join(place) if place in found else ""
    if before or not found:
        done()
    choice.observe(chosen, "value")
    return [choice, html(PIECES.absent(WORDS["why"])), upload(WORDS["file"], brought, ".json"), said]


@or_else(lambda problem: PIECES.trouble(str(problem)))
def _brought(lesson: LessonState, motion: Motion, name: str, raw: bytes) -> str:
    """Keep the reasons in a file; return what is wrong with it, if anything is."""
    kept, words = lesson.keep(VOTE, f"{motion.id}{CLASS_REASONS}", read_reasons(raw, name, motion))
    return "" if kept else PIECES.trouble(words)


def _reasons(lesson: LessonState, motion: Motion, mine: str, seen: Seen) -> dict[tuple[str, str], str]:
    """Return the reasons by (where from, stance); the lesson's stand first, and a partner's has no words."""
    seen = seen or {"reasons": {}, "group": []}
    kept = lesson.newest(VOTE, f"{motion.id}{CLASS_REASONS}")
    of_class = {**(kept.value if kept and isinstance(kept.value, dict) else {}), **seen["reasons"]}
    found = {("kit", one.id): one.reason for one in motion.stances if one.reason}
    found |= {("class", one): of_class[one] for one in motion.ids if isinstance(of_class.get(one), str)}
    found |= {("partner", one["stance"]): "" for one in seen["group"]}
    return {place: words for place, words in found.items() if place[1] != mine and place[1] in motion.ids}


def _options(motion: Motion, found: dict[tuple[str, str], str]) -> list[dict[str, str]]:
    texts = {one.id: one.text for one in motion.stances}
    return [
        {"id": f"{source}/{stance}", "text": WORDS(source, stance=texts[stance], words=words or WORDS["talked"])}
        for (source, stance), words in found.items()
    ]
