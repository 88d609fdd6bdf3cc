"""What every step on adapting shows: a box with a few lines of a file, what the check says, before and after."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import ipywidgets as widgets

from kit.adapt.page.state import AdaptState, said_of
from kit.base.errors import KitError, or_else
from kit.base.prose import prose
from kit.views import markup
from kit.views.markup import Html
from kit.widgets.controls.answer import Answer
from kit.widgets.parts import button, html, line, replace, result_of, row
from kit.widgets.step import Step

Says = Callable[[], str]
Draw = Callable[[], object]
Build = Callable[[Path, Draw], list[widgets.Widget]]  # of the copy, and of what to call on a change
CHECK = "python -m kit check:"
WORDS = prose(__file__)  # what each step says before anything is tried, and what all of them say


def copy(adapt: AdaptState) -> Step:
    """Return the step: a field for the folder, and a button that makes the copy."""
    field, status = line(WORDS["folder"]), html()
    field.value = str(adapt.root or Path.home() / "kit_to_try")

    def made() -> str:
        adapt.make(field.value)
        return markup.notice(WORDS("made", folder=adapt.root), "right")

    def press() -> None:
        status.value = result_of(made)

    return Step(markup.paragraph(WORDS["copy"]), [row([field, button(WORDS["make"], press=press)]), status])


def on_the_copy(build: Build, **words: Says) -> Callable[[AdaptState], Step]:
    """Return a step that is built on the copy as soon as there is one; `words` go into what it says before."""
    name = build.__name__

    def step(adapt: AdaptState) -> Step:
        body = widgets.VBox()

        def draw() -> None:
            parts = [html(markup.notice(WORDS["first"]))]
            try:
                parts = build(adapt.root, lambda: adapt.changed(name)) if adapt.root else parts
            except KitError as error:  # another step has broken a file that this one reads
                parts = [html(markup.notice(str(error), "trouble"))]
            replace(body, parts)

        adapt.follow(name, draw)
        draw()
        return Step(markup.paragraph(WORDS(name, **{place: say() for place, say in words.items()})), [body])

    step.__name__ = name
    return step


def desk(box: Answer, presses: dict[str, Says], show: Says | None = None, then: Draw = list) -> list[widgets.Widget]:
    """Return a box, a button for each of `presses`, and what came of the last press: why not, or what it says.

    `show` is seen before and after it, where it is given; `then` is called once all is shown.
    """
    shown = html()

    def press(change: Says) -> None:
        before = show() if show else ""
        shown.value = result_of(change) + (before_and_after(before, show()) if show else "")
        then()

    named = enumerate(presses.items())
    return [box, row([button(label, not place, partial(press, change)) for place, (label, change) in named]), shown]


def editor(label: str, text: str, key: str) -> Answer:
    """Return a box with lines of a file."""
    box = Answer(label=label, value=text, rows=_rows(text), key=f"adapt/{key}", status=WORDS["unwritten"])

    widgets.dlink((box, "typed"), (box, "heard"))  # what is typed here is heard, and written when a button is pressed
    return box


def refill(box: Answer, label: str, text: str) -> None:
    """Give a box other lines."""
    box.label, box.value, box.rows = label, text, _rows(text)


def _rows(text: str) -> int:
    """Return how many lines a box needs for a text, some of which are long."""
    return min(16, 1 + sum(1 + len(line) // 100 for line in text.splitlines()))


def verdict(root: Path) -> str:
    """Return what `python -m kit check` says of a copy."""
    found = or_else(lambda error: [str(error)])(said_of)(root)
    if not found:
        return markup.notice(f"{CHECK} {WORDS['sound']}", "right")
    words = f"<strong>{CHECK}</strong>{markup.listed(found)}"
    return f'<div class="kit-notice kit-trouble" role="status">{words}</div>'


def before_and_after(before: str, after: str) -> str:
    """Return a part of a lesson twice, as a learner would see it; tables one above the other, for their width."""
    titled = {WORDS["before"]: before, WORDS["after"]: after}
    box = Html('<div class="kit-box"><h3>{}</h3>{}</div>')
    boxes = [box.format(title, Html(shown)) for title, shown in titled.items()]
    return "".join(boxes) if "<table" in before + after else markup.side_by_side(boxes)


def trying(show: Says) -> str:
    """Return what a function shows, or the sentence of what stands in its way."""
    return or_else(lambda error: markup.notice(WORDS("nothing_here", error=error), "trouble"))(show)()
