"""What a learner does, done by a test: move every control to its ends and press every button."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import ipywidgets as widgets

from kit.widgets.controls.control import Ahead, Chart, Countdown, Keyboard, Links, Looks, Player, Summary, Ticker
from kit.widgets.controls.fields import Answer, Choice, Dropped, Grid, Slider, Triangle, Words

OFTEN_ENOUGH = 12  # of one button: some lead round in a circle, to a page with new ones
# looks into a folder that is as it was; says once more what is wrong with words that no file takes
IDLE = {"Look again", "Make a slip", "Mirar otra vez", "Cometer un desliz"}
NOTHING_TO_PRESS = (
    *(widgets.HTML, widgets.Output, widgets.Box, widgets.FileUpload),
    *(Ahead, Chart, Summary, Countdown, Dropped, Keyboard, Links, Looks, Player, Ticker),
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
    """Move what a learner can move, also what appears on the way; return how much that was.

    Every button has to bring something at least once, wherever it shows: on the page or on the disk.
    """
    moved: set[str] = set()
    pressed: Counter[str] = Counter()
    useful: set[str] = set(IDLE)

    def work(control: widgets.Widget) -> None:
        moved.add(control.model_id)
        if not isinstance(control, widgets.Button):
            move(control)
        elif pressed[control.description] < OFTEN_ENOUGH:
            before = shown_by(widget)
            pressed[label := control.description] += 1
            move(control)
            if label not in useful and shown_by(widget) != before:
                useful.add(label)

    def work_what_waits() -> None:
        while waiting := [one for one in in_reach(widget) if one.model_id not in moved]:
            for control in waiting:
                if control.comm and not disabled(control):  # else a press has closed it, or taken it from the learner
                    work(control)

    work_what_waits()
    if any(one.model_id not in moved for one in all_of(widgets.Button, widget)):  # shut again by what came after
        for one in [one for one in in_reach(widget) if isinstance(one, widgets.Button)]:
            if one.comm and not disabled(one):
                one.click()
                work_what_waits()
    assert pressed.keys() <= useful, f"nothing came of pressing {sorted(pressed.keys() - useful)}"
    return len(moved)


def in_reach(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    """What is in a widget and neither hidden nor disabled."""
    if disabled(widget) or hidden(widget):
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from in_reach(child)


def disabled(control: widgets.Widget) -> bool:
    return bool(getattr(control, "disabled", False))


def hidden(widget: widgets.Widget) -> bool:
    return isinstance(widget, widgets.DOMWidget) and widget.layout.display == "none"


def shown_by(widget: widgets.Widget) -> list:
    """All that a widget shows, to compare with what it shows later; and what is on the disk."""
    kept = [(path, path.stat().st_mtime_ns) for path in Path(os.environ["KIT_ANSWERS"]).rglob("*")]
    return [*kept, *((one.model_id, hidden(one), dict(one._trait_values)) for one in within(widget))]


def work_on(page: Path) -> None:
    """Leave in a notebook what an hour in somebody else's JupyterLab leaves: views, their state, an empty last cell."""
    notebook = json.loads(page.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        for output in cell.get("outputs", [])[1:]:
            output["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "a1", "version_major": 2}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"a1": "what I typed"}}}
    empty = {"cell_type": "code", "execution_count": None, "id": "new", "metadata": {}, "outputs": [], "source": []}
    notebook["cells"].append(empty)
    page.write_text(json.dumps(notebook), encoding="utf-8")
