"""What a learner should know of the journal, and where an answer is: saved here, on its way, with the class."""

import os
import sys
from html import escape

import ipywidgets as widgets

from kit.views import markup
from kit.widgets.parts import html


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
