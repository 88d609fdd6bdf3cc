"""The one place where controls meet a chart."""

from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.keeper import Slot
from kit.answers.keys import marks
from kit.base.labels import known, say
from kit.content.course import Source
from kit.views.contract import Choice, Explorable, Grid, Picture, Range
from kit.views.plot import Figure, to_page
from kit.views.templates import CARDS
from kit.widgets.controls import fields
from kit.widgets.controls.control import Chart, Summary
from kit.widgets.parts import Parts, dropdown, framed, html, kept_up, row


def still(figure: Figure, words: str, *after: str) -> widgets.VBox:
    """Return a figure that no control changes, with the sentence that says what it shows, and HTML after it."""
    return framed(Chart(figure=to_page(figure)), Summary(value=words), after=list(map(html, after)))


def screen(before: Parts = (), after: Parts = (), caption: str = "") -> tuple[widgets.VBox, Callable[[Picture], None]]:
    """Return a place for a picture with its sentence and its numbers, and what shows a picture there."""
    chart, summary, numbers = Chart(), Summary(), html()

    def show(picture: Picture) -> None:
        chart.figure = to_page(picture.figure)
        summary.value = picture.summary
        numbers.value = CARDS.numbers_of(picture, caption)

    return framed(chart, summary, before, [numbers, *after]), show


def control(spec: Range | Choice | Grid) -> widgets.DOMWidget:
    """Return the control for a number to slide, an option to choose, or a table to judge."""
    if isinstance(spec, Range):
        return fields.Slider(
            label=say(spec.label), unit=known(spec.unit), value=spec.value, min=spec.low, max=spec.high, step=spec.step
        )
    if isinstance(spec, Grid):
        return fields.Grid(
            label=known(spec.label), rows=_named(spec.rows), columns=_named(spec.columns), options=_named(spec.options)
        )
    return dropdown(say(spec.label), [(known(words), name) for name, words in spec.options.items()], spec.value)


def _named(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": name, "text": known(text)} for name, text in words.items()]


def keep(grid: fields.Grid, spec: Grid, slot: Slot) -> fields.Grid:
    """Return a table to judge, which now shows what was saved and saves every change."""
    saved = slot.newest()
    grid.value = marks(saved.value, spec) or {} if saved else {}
    grid.observe(lambda change: slot.keep_on(change["new"]), "value")
    return grid


def live(explorable: Explorable, sources: dict[str, Source], kept: Callable[[str], Slot] | None = None) -> widgets.VBox:
    """Return an explorable with its controls, its figure, the sentence that follows them, its numbers and its basis.

    `kept` says where the learner's judgements are saved and come back from, by the name of their control; without it
    they last as long as the page.
    """
    controls = {name: control(spec) for name, spec in explorable.controls.items()}
    frame, show = screen([row(list(controls.values()))], [html(CARDS.basis(explorable, sources))])

    def draw() -> None:
        show(explorable.picture(**{name: each.value for name, each in controls.items()}))

    for name, spec in explorable.controls.items():
        if kept and isinstance(spec, Grid):
            keep(controls[name], spec, kept(name))
    kept_up(draw, *controls.values())
    return frame
