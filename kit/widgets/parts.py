"""What pages are put together from: steps, and parts in them: labelled, breaking where the page is narrow, closable.

A step is something to work with while a kernel runs, something to read when none does. Steps are open once each, and
follow what others change.
"""

import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from IPython.display import display
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle, TextStyle

from kit.base.errors import KitError, or_else
from kit.base.labels import said, say
from kit.base.language import CODE, attributes, direction, language
from kit.base.paths import beside
from kit.views import markup
from kit.views.templates import reading_looks, working_looks
from kit.widgets.controls.control import Keyboard, Looks

NEW_TAB = ' target="_blank" rel="noopener"'  # JupyterLab gives both to every link in an output
RUN_ME = said("The page begins by itself. If it does not, press ▶▶ in the bar above (▶ runs one box)")
_VIEW = "application/vnd.jupyter.widget-view+json"
_open: dict[tuple[str, str], "Step"] = {}
_shared: set[widgets.Widget] = set()
Parts = Iterable[widgets.Widget]


@cache
def shared(kind: type = widgets.Layout, **traits: str) -> widgets.Widget:
    """Return the one layout, or style, that all parts share: one of its own for each is 1.7 kB more to send."""
    one = kind(**traits)
    _shared.add(one)
    return one


def close(widget: widgets.Widget) -> None:
    """Close a widget, all in it and on its stage, but not what parts share: ipywidgets would keep it for ever."""
    for child in dict.fromkeys((*getattr(widget, "children", ()), *getattr(widget, "kept", ()))):
        close(child)
    for part in (getattr(widget, "layout", None), getattr(widget, "style", None)):
        if isinstance(part, widgets.Widget) and part not in _shared:
            part.close()
    widget.close()
    widget.children = widget.kept = ()  # whoever keeps a step, as IPython keeps all outputs, keeps no page with it


def replace(box: widgets.Box, children: Parts) -> None:
    """Put other parts into a box, and close those that were in it."""
    old, box.children = box.children, tuple(children)
    for part in old:
        close(part)


def html(words: str = "") -> widgets.HTML:
    """Return a piece of HTML that can change."""
    return widgets.HTML(words, layout=shared(), style=shared(HTMLStyle))


def told() -> widgets.HTML:
    """Return a piece of HTML that a screen reader reads out when it changes."""
    return widgets.HTML("", layout=shared(), style=shared(HTMLStyle), _dom_classes=["kit-told"])


def box(children: list[widgets.Widget]) -> widgets.VBox:
    """Return parts that belong together, with a line round them."""
    return widgets.VBox(children, layout=shared(), _dom_classes=["kit-box"])


def stage(parts: Parts) -> widgets.VBox:
    """Return an empty box for parts that show only now and then; they are closed with it, shown or not."""
    empty = widgets.VBox(layout=shared())
    empty.kept = tuple(parts)
    return empty


def row(children: list[widgets.Widget]) -> widgets.Box:
    """Return parts in a row that breaks where the page is narrow."""
    return widgets.Box(children, layout=shared(), _dom_classes=["kit-row"])


def framed(chart: widgets.Widget, summary: widgets.Widget, before: Parts = (), after: Parts = ()) -> widgets.VBox:
    """Return a chart with its sentence, which also gives it its name, and what stands before and after them."""
    chart.add_class("kit-chart")
    return widgets.VBox([*before, chart, summary, *after], layout=shared(), _dom_classes=["kit-figure"])


def dropdown(label: str, options: list[tuple[str, object]], value: object = "") -> widgets.Dropdown:
    """Return a dropdown with its label beside it. (`None` as a value would show as nothing chosen.)"""
    style = shared(DescriptionStyle, description_width="auto")
    return widgets.Dropdown(description=label, options=options, value=value, layout=shared(), style=style)


def line(label: str) -> widgets.Text:
    """Return a field for a line of text, with its label beside it."""
    return widgets.Text(description=label, layout=shared(), style=shared(TextStyle, description_width="auto"))


def button(label: str, main: bool = True, press: Callable[[], object] | None = None) -> widgets.Button:
    """Return a button, and what is done when it is pressed; a main one stands out."""
    style = {"button_style": "primary" if main else "", "style": shared(widgets.ButtonStyle)}
    made = widgets.Button(description=label, layout=shared(), **style)
    if press:
        made.on_click(lambda _: press())
    return made


def result_of(work: Callable[[], str]) -> str:
    """Return the HTML that work comes to, or in a box the sentence of what stands in its way."""
    return or_else(lambda error: markup.notice(str(error), "trouble"))(work)()


def deed(label: str, work: Callable[[], str], main: bool = False) -> tuple[widgets.Button, widgets.HTML]:
    """Return a button that does something, and where it then says what came of it or what stood in its way."""
    status = told()
    return button(label, main, lambda: setattr(status, "value", result_of(work))), status


def tried(status: widgets.HTML, work: Callable[[], object]) -> bool:
    """Return whether it could be done; say why not where it could not."""
    try:
        work()
    except KitError as problem:
        status.value = markup.notice(str(problem), "trouble")
        return False
    return True


def upload(label: str, take: Callable[[str, bytes], object], accept: str = "") -> widgets.FileUpload:
    """Return a button that opens files, each of which is taken by its name and its bytes."""
    made = widgets.FileUpload(description=label, tooltip=label, accept=accept, layout=shared())

    def brought(change: dict) -> None:
        for file in change["new"]:
            take(file["name"], bytes(file["content"]))
        made.value = ()  # so that the same file can be given again

    made.observe(brought, "value")
    return made.add_class("kit-upload")


def kept_up(draw: Callable[[], object], *controls: widgets.Widget, by: str = "value") -> None:
    """Draw what depends on some controls, now and whenever one of them changes."""
    draw()
    for control in controls:
        control.observe(lambda _: draw(), by)


def finished(pressed: widgets.Button, done: bool = True) -> None:
    """Let a main button stand out no more once it has done its work, or again when there is new work for it."""
    pressed.button_style = "" if done else "primary"


def written(paths: Iterable[Path]) -> str:
    """Return where files lie that were just written, each as a link that saves a copy wherever the kernel runs."""
    line, told = markup.Html("{} <code>{}</code>"), markup.Html.escape(say("Written:"))
    return markup.notice(told + markup.listed(line.format(_to_save(path), path) for path in paths), "right")


def _to_save(path: Path) -> markup.Html:
    kind = beside(__file__)["kinds"].get(path.suffix, "application/octet-stream")
    return markup.to_save(path.name, path.read_bytes(), say("Save {file}", file=path.name), kind)


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
        self.reading = f'<div class="kit-static"{spoken}>{reading.replace(NEW_TAB, "")}</div>'
        self.add_class("kit-live")

    def _ipython_display_(self) -> None:
        style = reading_looks() if self.is_first else ""
        if self.is_first:  # once a page: whoever brings a stylesheet makes the browser style all of it anew
            self.children = (*self.children[:-1], Looks(_css=working_looks()), self.children[-1])
        display({"text/html": style + self.reading, "text/plain": markup.plain_text(self.reading)}, raw=True)
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
        line.value = markup.paragraph(words, "kit-status kit-sent") if words else ""

    def closed(change: dict) -> None:
        if change["new"] is None:
            sender.unfollow(show)

    show(sender.words)
    sender.follow(show)
    line.observe(closed, "comm")  # a step that is run again closes the one before, which would be followed for ever
    return [line]


def begin_anew() -> None:
    """Close every step that is open, as where another notebook goes on in the same kernel."""
    while _open:
        close(_open.popitem()[1])


class Page:
    """A page of a notebook. Each of its steps is open once in a kernel, however often its cell is run."""

    def show(self, name: str, step: Step) -> Step:
        """Return a new step; the one of an earlier run is closed, because ipywidgets would keep it for ever.

        The first one that a kernel has shown carries the stylesheet for all of its notebook, also when it is run again.
        """
        key = getattr(self, "id", type(self).__name__), name
        if key in _open:
            close(_open[key])
        _open[key] = step
        step.is_first = key == next(iter(_open))
        return step


def shows(step: Callable[[Any], Step], words: str) -> Callable[[Any], Step]:
    """Return the method of a page that shows a step, made from the page; `words` say what a learner does in it."""

    def method(page: Page) -> Step:
        return page.show(step.__name__, step(page))

    method.__name__, method.__doc__ = step.__name__, words
    return method


class Followed:
    """What steps follow: each gives a function that draws it anew, and a step that is run again takes its own place."""

    def __init__(self) -> None:
        self._followers: dict[str, Callable[[], None]] = {}

    def follow(self, step: str, draw: Callable[[], None]) -> None:
        """Call `draw` whenever what the step shows has changed."""
        self._followers[step] = draw

    def draw_anew(self, *steps: str) -> None:
        """Draw those of the steps that are open; all of them when none is named."""
        for step in steps or list(self._followers):
            if step in self._followers:
                self._followers[step]()
