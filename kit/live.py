"""The one place where controls meet a chart."""

from collections.abc import Callable
from types import ModuleType

import ipywidgets as widgets

from kit import cards
from kit.content import Source
from kit.explorables import Choice, Picture, Range
from kit.figures import to_mimebundle
from kit.widgets.slider import Slider
from kit.widgets.summary import Summary


def control(spec: Range | Choice) -> widgets.DOMWidget:
    """Return the control for a number to slide or an option to choose."""
    if isinstance(spec, Range):
        return Slider(label=spec.label, unit=spec.unit, value=spec.value, min=spec.low, max=spec.high, step=spec.step)
    options = [(words, name) for name, words in spec.options.items()]
    return widgets.Dropdown(
        description=spec.label, options=options, value=spec.value, style={"description_width": "auto"}
    )


def live(
    explorable: ModuleType, sources: dict[str, Source], touched: Callable[[], None] = lambda: None
) -> widgets.VBox:
    """Return an explorable with its controls, its figure, the sentence that follows them, its numbers and its basis.

    `touched` is called whenever a control has moved.
    """
    controls = {name: control(spec) for name, spec in explorable.CONTROLS.items()}
    chart, summary, numbers = widgets.Output(), Summary(), widgets.HTML()
    chart.add_class("kit-chart")

    def draw(change: dict | None = None) -> None:
        picture = explorable.picture(**{name: each.value for name, each in controls.items()})
        show(chart, picture)
        summary.value = picture.summary
        numbers.value = numbers_of(picture)
        if change:
            touched()

    for each in controls.values():
        each.observe(draw, "value")
    draw()
    row = widgets.Box(list(controls.values()))
    row.add_class("kit-row")
    figure = widgets.VBox([row, chart, summary, numbers, widgets.HTML(basis(explorable, sources))])
    figure.add_class("kit-figure")
    return figure


def show(chart: widgets.Output, picture: Picture) -> None:
    """Put a picture's figure into an Output: JupyterLab keeps what it drew and Plotly changes it in place."""
    bundle = to_mimebundle(picture.figure, picture.summary)
    chart.outputs = ({"output_type": "display_data", "data": bundle, "metadata": {}},)


def numbers_of(picture: Picture) -> str:
    """Return a picture's numbers, to open on demand."""
    return cards.details(
        "The numbers in this picture", cards.numbers(picture.numbers, "What the picture shows, in numbers")
    )


def basis(explorable: ModuleType, sources: dict[str, Source]) -> str:
    """Return what a figure rests on: a model's assumptions or the sources of the evidence; and what it leaves out."""
    if explorable.KIND == "model":
        title, lines = "A model: what it assumes", [cards.paragraph(line) for line in explorable.BASIS]
    else:
        title, lines = "Evidence: where it comes from", [cards.cited(source, sources) for source in explorable.BASIS]
    return cards.details(title, "".join(lines)) + cards.details(
        "What does this picture leave out? Say it yourself first, then open", cards.paragraph(explorable.LEAVES_OUT)
    )
