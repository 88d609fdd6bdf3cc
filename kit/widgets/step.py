"""What every step is: something to work with while a kernel runs, and something to read when none does."""

import os
import sys
from html import escape

import ipywidgets as widgets
from IPython.display import display

from kit.base.labels import said, say
from kit.base.language import CODE, attributes, direction, language
from kit.views import markup, styles
from kit.widgets.controls.unseen import Keyboard
from kit.widgets.parts import html

RUN_ME = said("The page begins by itself. If it does not, press ▶▶ in the bar above (▶ runs one box)")
_VIEW = "application/vnd.jupyter.widget-view+json"


class Step(widgets.VBox):
    """A step of a lesson. All that is in it is reachable through `.children`, in the order in which it stands there.

    First come the parts that the step was given; then, on a class's server, where answers are; last what keys do.

    Displayed, it gives two outputs: `reading` (HTML without any answer of the learner), then itself. The stylesheet
    lets only one of them be seen, so a notebook reads before its first run and on the day after. It stands in the
    output of the first step of a page, for all of them.
    """

    is_first = True

    def __init__(self, reading: str, children: list[widgets.Widget]) -> None:
        super().__init__([*children, *whereabouts(), Keyboard(spoken=[language().replace("_", "-"), direction()])])
        spoken = "" if language() == CODE else f" {attributes()}"
        self.reading = f'<div class="kit-static"{spoken}>{reading}</div>'
        self.add_class("kit-live")

    def _ipython_display_(self) -> None:
        words = markup.plain_text(self.reading)
        style = styles.reading() if self.is_first else ""
        display({"text/html": style + self.reading, "text/plain": words}, raw=True)
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        display({_VIEW: view, "text/plain": say(RUN_ME)}, raw=True)


def nothing_yet() -> Step:
    """Return a step on which nobody has written anything yet."""
    words = markup.paragraph(say("This step is not written yet. Go on with the next one."), "kit-note")
    return Step(words, [widgets.HTML(words)])


def whereabouts() -> list[widgets.HTML]:
    """Return the journal's notice, if there is one, and the line that follows the sender of whoever runs this kernel.

    Nothing where no journal is open, and no line where nothing is sent anywhere.
    """
    if "kit.answers.opening" not in sys.modules:  # a page that keeps no answers, and need not load what does
        return []
    from kit.answers.opening import open_journal

    journal = open_journal()
    notice = [html(markup.notice(journal.notice, "trouble"))] if journal.notice else []
    return [*notice, *(_sent(journal) if "KIT_CLASS" in os.environ else [])]


def _sent(journal: object) -> list[widgets.HTML]:
    from kit.answers.sender import sender_of

    sender = sender_of(journal)
    if not sender:
        return []
    line = html()

    def show(words: str) -> None:
        line.value = f'<p class="kit-status kit-sent">{escape(words)}</p>' if words else ""

    def closed(change: dict) -> None:
        if change["new"] is None:
            sender.unfollow(show)

    show(sender.words)
    sender.follow(show)
    line.observe(closed, "comm")  # a step that is run again closes the one before, which would be followed for ever
    return [line]
