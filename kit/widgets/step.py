"""What every step is: something to work with while a kernel runs, and something to read when none does."""

import ipywidgets as widgets
from IPython.display import display

from kit.base.labels import said, say
from kit.base.language import CODE, attributes, direction, language
from kit.views import markup, styles
from kit.widgets.controls.keyboard import Keyboard
from kit.widgets.sent_status import whereabouts

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
