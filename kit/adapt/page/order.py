"""Leave lessons out, and put them in another order."""

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.make.order import lessons_in, put_in_order
from kit.adapt.page.shared import READINGS, desk, editor, on_the_copy, refill, verdict
from kit.adapt.page.state import AdaptState
from kit.content.table import dimensions_of, load_table
from kit.views import markup
from kit.widgets.step import Step


def order(adapt: AdaptState) -> Step:
    """Return the step: the lessons' ids in a box, a line each, to be moved and deleted."""
    last_first = " ".join(reversed(list(dimensions_of(load_table()))[:2]))
    return on_the_copy(adapt, "order", markup.paragraph(READINGS["order"].format(lessons=last_first)), _desk)


def _desk(root: Path, _: Callable[[], None]) -> list[widgets.Widget]:
    first, _ = lessons_in(root)
    box = editor("The lessons, one a line: move them, delete some", "\n".join(first), "order")

    def save(names: list[str]) -> str:
        put_in_order(names, root)
        return verdict(root)

    presses = {
        "Put them in this order": lambda: save(box.value.split()),
        "Make a slip": lambda: save([name[:-2] + name[-1] for name in box.value.split()[:1]]),
        "Take it back": lambda: save(first),
    }
    return desk(box, presses, lambda: course(root), lambda: refill(box, box.label, "\n".join(lessons_in(root)[0])))


def course(root: Path) -> str:
    """Return the lessons of a copy, as the start page lists them."""
    titles = dimensions_of(load_table(root / "data" / "table.csv"))
    there, out = lessons_in(root)
    aside = markup.paragraph(f"Left out: {', '.join(titles[id_] for id_ in out)}.", "kit-note") if out else ""
    return markup.listed((titles[id_] for id_ in there), "ol") + aside
