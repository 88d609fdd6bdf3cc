"""What the controls share: each has its script here under its name, and its stylesheet where it has one.

And those that keep nothing: a figure, its sentence, its film, and a clock; or of which nothing is to be seen: what keys
and links do in a step, the looks of a page.
"""

import re
from pathlib import Path
from typing import Any, ClassVar

import anywidget
from ipywidgets import Widget, widget_serialization
from traitlets import Dict, Instance, Int, List, Unicode, default, observe

from kit.base.labels import translations
from kit.base.paths import beside

ENGLISH = beside(__file__)  # what each script says, by the name of its control
HAND_OVER = "plotly.js"  # what a page asks for that has no Plotly, and what it gets


class Control(anywidget.AnyWidget):
    """A widget drawn by the script of its name, as a `Chart` by `chart.js`; `WORDS` are what this says, in English.

    `SCRIPTS` beside it, without the comments and margins that every widget of a page would send, come before its own.
    """

    WORDS: ClassVar[tuple[str, ...]] = ()
    SCRIPTS: ClassVar[tuple[str, ...]] = ("control",)

    words = Dict().tag(sync=True)

    def __init_subclass__(cls, **more: Any) -> None:
        """Take the files of the class's name; not for the classes of their own that traitlets makes for instances."""
        if not hasattr(cls, "_esm"):
            own, here = cls.__name__.lower(), Path(__file__).parent
            whole = "".join((here / f"{name}.js").read_text("utf-8") for name in (*cls.SCRIPTS, own))
            cls._esm = re.sub(r"^ *//.*\n|^ +| // .*$", "", whole, flags=re.MULTILINE)
            cls.WORDS = tuple(ENGLISH.get(own, ()))
            if (looks := here / f"{own}.css").exists():
                cls._css = looks.read_text("utf-8")  # a path would keep every widget of the class for ever
        super().__init_subclass__(**more)

    @default("words")
    def _in_language(self) -> dict[str, str]:
        return translations(self.WORDS)


class Keyboard(Control):
    """Nothing to see while all is well: tells JupyterLab that what has the focus inside a step handles its keys itself.

    `spoken` is the language of the step and which way it is written. The page counts in `asked` what is done in the
    step, and the kernel answers with the same number in `heard`; a number that stays away is a kernel that is gone.
    """

    SCRIPTS = (*Control.SCRIPTS, "patience")

    spoken = List(["en", "ltr"]).tag(sync=True)
    asked = Int(0).tag(sync=True)
    heard = Int(0).tag(sync=True)

    @observe("asked")
    def _hear(self, change: dict) -> None:
        self.heard = change["new"]


class Links(Control):
    """Nothing to see: a link in a step does what its twin does in the text that the step was read in.

    That text is the page's own output: JupyterLab has worked out where its links lead, whatever folder it serves, and
    opens them as tabs. A link inside a widget is foreign to it. Where there is no twin, a link stays a plain link.
    """


class Ahead(Control):
    """Nothing to see: puts the cards of whoever is chosen into `shown` at once, as the kernel does a moment later.

    `cards` are HTML, in the order in which each of the dropdowns, the `seats`, offers them; the last may offer nobody.
    """

    cards = List(Unicode()).tag(sync=True)
    seats = List(Instance(Widget)).tag(sync=True, **widget_serialization)
    shown = Instance(Widget).tag(sync=True, **widget_serialization)


class Looks(anywidget.AnyWidget):
    """Nothing to see. A page's own subclass has the stylesheet's text in `_css`; anywidget knows it by the subclass."""

    _css = ""
    _esm = "export default { render({ el }) { el.hidden = true; } };"


class Ticker(Control):
    """Counts `ticks` up, one every so many milliseconds while in sight: so a folder is watched without a thread."""

    ticks = Int(0).tag(sync=True)
    every = Int(750).tag(sync=True)


class Chart(Control):
    """A Plotly figure as a dict: `data`, `layout`, `config`. Setting it moves what changed and draws nothing anew.

    The Plotly that JupyterLab has loaded draws it, or else the kernel's.
    """

    figure = Dict().tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self.on_msg(_hand_over)


def _hand_over(chart: Widget, asked: object, _: list) -> None:
    """Send the page the plotly.js that came with the Python package: 5 MB, so only where it is asked for."""
    from plotly.offline import get_plotlyjs

    if asked == HAND_OVER:
        chart.send(HAND_OVER, [get_plotlyjs().encode()])


class Summary(Control):
    """A sentence under the `kit-chart` of its `kit-figure`, read out when it changes, and a walk through the figure."""

    SCRIPTS = ("control", "ears")
    value = Unicode().tag(sync=True)


class Player(Control):
    """A film: frames of `{"name", "words", "figure"}` for a chart and its summary; it begins at the last one.

    A reader who has asked for less motion gets a button that goes on by one stop in place of one that plays.
    """

    label = Unicode().tag(sync=True)
    frames = List(Dict()).tag(sync=True)
    chart = Instance(Widget).tag(sync=True, **widget_serialization)
    summary = Instance(Widget).tag(sync=True, **widget_serialization)

    def __init__(self, label: str, frames: list[dict], chart: Chart, summary: Summary) -> None:
        super().__init__(label=label, frames=frames, chart=chart, summary=summary)
        chart.figure, summary.value = frames[-1]["figure"], frames[-1]["words"]


class Countdown(Control):
    """Minutes to count down from, with a button to start or pause and one to begin again."""

    label = Unicode().tag(sync=True)
    minutes = Int(5).tag(sync=True)
