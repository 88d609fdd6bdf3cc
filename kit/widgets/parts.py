"""The parts that steps and figures are put together from: labelled, breaking where the page is narrow, closable."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import ipywidgets as widgets
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle, TextStyle

from kit.base.errors import or_else
from kit.base.labels import say
from kit.views import markup

# of the files that learners write, as browsers name their kinds
KINDS = {
    ".html": "text/html;charset=utf-8",
    ".md": "text/plain;charset=utf-8",
    ".csv": "text/csv;charset=utf-8",
    ".json": "application/json",
}

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


def finished(pressed: widgets.Button, done: bool = True) -> None:
    """Let a main button stand out no more once it has done its work, or again when there is new work for it."""
    pressed.button_style = "" if done else "primary"


def written(paths: Iterable[Path]) -> str:
    """Return where files lie that were just written, each as a link that saves a copy wherever the kernel runs."""
    line, told = markup.Html("{} <code>{}</code>"), markup.Html.escape(say("Written:"))
    return markup.notice(told + markup.listed(line.format(_to_save(path), path) for path in paths), "right")


def _to_save(path: Path) -> markup.Html:
    kind = KINDS.get(path.suffix, "application/octet-stream")
    return markup.to_save(path.name, path.read_bytes(), say("Save {file}", file=path.name), kind)
