"""The talk between two votes on a class's server: whoever stands elsewhere, their reason in my words, fair or not yet.

Nothing here holds anybody up: the second vote can be opened at any moment, whatever a partner does.
"""

import os
from typing import Any

import ipywidgets as widgets

from kit.answers.ballot import Motion
from kit.answers.keys import LINE, RESTATED, VERDICT, VOTE, verdict
from kit.answers.keys import line as as_line
from kit.base.errors import KitError
from kit.base.labels import known
from kit.base.prose import prose
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.widgets.controls.ticker import Ticker
from kit.widgets.parts import button, html, line, replace, row, shared, told

PIECES, WORDS = Pieces(__file__), prose(__file__)
OFTEN = 6000  # milliseconds between two looks at what a partner has written
PATIENCE = 2  # seconds: a class that does not answer must not hold up the page
Seen = dict[str, Any]


def is_served(lesson: LessonState) -> bool:
    """Return whether this is a lesson of the kit's own on a class's server."""
    return bool(os.environ.get("KIT_CLASS") and os.environ.get("JUPYTERHUB_API_TOKEN")) and not lesson.shelf


def look(lesson: LessonState, motion: Motion, moves_on: bool = False) -> Seen | None:
    """Return what this learner may see of the class's vote; None where there is no class, or none that answers."""
    if not is_served(lesson):
        return None
    from kit.answers.class_link import link  # which a computer without a class has no use for

    try:
        method = "POST" if moves_on else "GET"
        return link().ask(f"mine/talk?lesson={lesson.id}&motion={motion.id}", method, patience=PATIENCE)
    except KitError:
        return None


def talk(lesson: LessonState, motion: Motion) -> list[widgets.Widget]:
    """Return the talk with a partner as far as it has come; on a computer without a class there is none."""
    return [_Talk(lesson, motion).parts] if is_served(lesson) else []


class _Talk:
    """What two or three say to each other. Each of its parts is drawn anew only when it has changed: typing stays."""

    def __init__(self, lesson: LessonState, motion: Motion) -> None:
        self._lesson, self._motion = lesson, motion
        self._parts, self._drawn = [widgets.VBox(layout=shared()) for _ in range(3)], ["", "", ""]
        ticker = Ticker(every=OFTEN)
        ticker.observe(lambda _: self.show(look(lesson, motion)), "ticks")
        self.parts = widgets.VBox([*self._parts, ticker], layout=shared())
        self.show(look(lesson, motion))

    def show(self, seen: Seen | None, anew: bool = False) -> None:
        """Draw the parts that are not drawn so already, or all of them anew."""
        keys = [seen is None, None, None]
        if there := bool(seen and seen["group"]):
            keys = [(seen["group"], seen["moved"]), (seen["ask"], seen["said"][seen["ask"]]["verdict"]), seen["said"]]
        for number, (part, draw) in enumerate(zip(self._parts, (self._who, self._ask, self._hear), strict=True)):
            if anew or self._drawn[number] != repr(keys[number]):
                self._drawn[number] = repr(keys[number])
                replace(part, draw(seen) if there else [html(PIECES.alone(seen is None))][number:])

    def _who(self, seen: Seen) -> list[widgets.Widget]:
        texts, gone = {one.id: one.text for one in self._motion.stances}, button(WORDS["gone"], main=False)
        gone.on_click(lambda _: self.show(look(self._lesson, self._motion, moves_on=True)))
        return [html(PIECES.together(seen, texts, bird)), *([] if seen["moved"] else [gone])]

    def _ask(self, seen: Seen) -> list[widgets.Widget]:
        """Return a line for the partner's reason, and what its owner says of it; it can be put once more."""
        seat, item = bird(seen["ask"]), f"{self._motion.id}{RESTATED}/{seen['ask']}"
        mine = [one.value for one in self._lesson.tries(VOTE, item) if as_line(one.value)]
        judged = seen["said"][seen["ask"]]["verdict"]
        judged = judged if mine and judged and judged["of"] == mine[-1] else None
        words = html(PIECES.ask(seat, mine, judged))
        if mine and not (judged and not judged["fair"] and len(mine) == 1):
            return [words]
        field, send, said = line(WORDS("line", seat=seat)), button(WORDS["send"]), told()

        def sent(_: object) -> None:
            typed = field.value.strip()
            kept, wrong = None, WORDS("long", most=LINE, there=len(typed)) if typed else WORDS["empty"]
            if as_line(typed):
                kept, wrong = self._lesson.keep(VOTE, item, typed)
            said.value = "" if kept else PIECES.trouble(wrong)
            if kept:
                self.show(seen, anew=True)

        send.on_click(sent)
        return [words, field, send, said]

    def _hear(self, seen: Seen) -> list[widgets.Widget]:
        return [part for seat, said in seen["said"].items() if said["restated"]
                for part in self._judge(seen, seat, said["restated"])]  # fmt: skip

    def _judge(self, seen: Seen, seat: str, words: str) -> list[widgets.Widget]:
        """Return how a partner puts my reason, and two buttons; what was sent back once comes back no second time."""
        item = f"{self._motion.id}{VERDICT}/{seat}"
        before = [found[2] for one in self._lesson.tries(VOTE, item) if (found := verdict(one.value))]
        heard = html(PIECES.heard(bird(seat), words, words in before))
        if words in before:
            return [heard]
        missing, fair, back = line(WORDS["word"]), button(WORDS["fair"]), button(WORDS["back"], main=False)

        def judge(is_fair: bool) -> None:
            word = "" if is_fair else missing.value.strip()[:LINE]
            self._lesson.keep(VOTE, item, {"fair": is_fair, "word": word, "of": words})
            self.show(seen, anew=True)

        fair.on_click(lambda _: judge(True))
        back.on_click(lambda _: judge(False))
        return [heard, row([fair, back]), *([] if before else [missing])]


def bird(seat: str) -> str:
    """Return a seat in the language of the page: `heron 231`."""
    name, _, number = seat.rpartition(" ")
    return f"{known(name)} {number}"
