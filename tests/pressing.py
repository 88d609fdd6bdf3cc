"""What a learner does, done by a test: move every control to its ends and press every button."""

from collections import Counter
from collections.abc import Iterator

import ipywidgets as widgets

from kit.widgets.controls.answer import Answer
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.choice import Choice
from kit.widgets.controls.countdown import Countdown
from kit.widgets.controls.dropped import Dropped
from kit.widgets.controls.grid import Grid
from kit.widgets.controls.keyboard import Keyboard
from kit.widgets.controls.links import Links
from kit.widgets.controls.player import Player
from kit.widgets.controls.slider import Slider
from kit.widgets.controls.summary import Summary
from kit.widgets.controls.ticker import Ticker
from kit.widgets.controls.triangle import Triangle
from kit.widgets.controls.words import Words

OFTEN_ENOUGH = 12  # of one button: some lead round in a circle, to a page with new ones
NOTHING_TO_PRESS = (
    *(widgets.HTML, widgets.Output, widgets.Box),
    *(Chart, Summary, Countdown, Dropped, Keyboard, Links, Player, Ticker),
)


def within(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from within(child)


def all_of(kind: type, widget: widgets.Widget) -> list:
    return [one for one in within(widget) if isinstance(one, kind)]


def button(widget: widgets.Widget, label: str) -> widgets.Button:
    return next(one for one in all_of(widgets.Button, widget) if one.description == label)


def words(widget: widgets.Widget) -> str:
    """All that the HTML in a widget says, markup included."""
    return "\n".join(one.value for one in all_of(widgets.HTML, widget))


def write(answer: Answer, text: str) -> None:
    """Type as the browser does: the words first, then one count more."""
    answer.value = text
    answer.typed += 1


def move(control: widgets.Widget) -> None:
    """Move a control to every value, or to its ends where there are many."""
    if isinstance(control, widgets.Dropdown):
        for value in [value for _, value in control.options]:
            control.value = value
    elif isinstance(control, Slider):
        for value in (control.min, control.max):
            control.value = value
    elif isinstance(control, Choice):
        for option in control.options:
            control.value = option["id"]
    elif isinstance(control, Grid):
        cells = [f"{row['id']}/{column['id']}" for row in control.rows for column in control.columns]
        for option in control.options:
            control.value = dict.fromkeys(cells, option["id"])
        control.value = {}
    elif isinstance(control, Answer):
        write(control, "<b>zebra</b> & 'quotes'")
    elif isinstance(control, Triangle):
        for weights in ([100, 0, 0], [0, 100, 0], [0, 0, 100], [34, 33, 33]):
            control.weights, control.placed = weights, True
    elif isinstance(control, Words):
        kinds = [kind["id"] for kind in control.kinds]
        for kind in (*kinds, ""):
            control.value = {cell["id"]: [kind] * (len(cell["pieces"]) // 2) for cell in control.cells}
    elif isinstance(control, widgets.Checkbox):
        control.value = not control.value
    elif isinstance(control, widgets.Text | widgets.Textarea):
        control.value = "free <mark>"
    elif isinstance(control, widgets.BoundedIntText):
        for value in (control.min, control.max):
            control.value = value
    elif isinstance(control, widgets.Button):
        control.click()
    else:
        assert isinstance(control, NOTHING_TO_PRESS), f"this test does not know how to move a {type(control).__name__}"


def press_everything(widget: widgets.Widget) -> int:
    """Move every control, also those that appear on the way; return how many; no Output may hold an error."""
    moved: set[str] = set()
    pressed: Counter[str] = Counter()
    while waiting := [one for one in within(widget) if one.model_id not in moved]:
        for control in (one for one in waiting if one.comm):  # a press may have closed it
            moved.add(control.model_id)
            if isinstance(control, widgets.Button):
                pressed[control.description] += 1
                if pressed[control.description] > OFTEN_ENOUGH:
                    continue
            move(control)
            assert no_errors(widget), f"an error shows after moving {control}"
    return len(moved)


def no_errors(widget: widgets.Widget) -> bool:
    return all(
        output.get("output_type") != "error" and output.get("name") != "stderr"
        for shown in all_of(widgets.Output, widget)
        for output in shown.outputs
    )
