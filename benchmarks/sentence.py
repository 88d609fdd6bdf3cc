"""The least that a control can do with a kernel: a slider moves the number in a sentence."""

import ipywidgets as widgets
from IPython.display import display

from kit.widgets.controls.control import Summary
from kit.widgets.controls.fields import Slider


def show() -> None:
    """Show the slider and its sentence, framed so that the page finds them."""
    slider, summary = Slider(label="A number", min=0, max=1000, value=0), Summary(value="It is 0.")
    slider.observe(lambda change: setattr(summary, "value", f"It is {change['new']}."), "value")
    display(widgets.VBox([slider, summary], _dom_classes=["measured-sentence"]))
