"""What `python -m kit check` says of the explorables: what kind of claim each makes, and whether pages can draw it."""

import json
from collections.abc import Iterator
from typing import Any

from kit.adapt.check.inventory import file_of
from kit.base.errors import cut
from kit.views.contract import KINDS, Explorable
from kit.views.plot import to_page

WORDS = ("text", "x", "y", "name", "ticktext", "title", "label", "labels", "customdata", "ids", "parents")


def check_explorables(explorables: list[Explorable]) -> list[str]:
    """Return a complaint for each explorable that does not say what kind of claim it makes, and for each not drawn.

    That one is of its first setting that does not draw.
    """
    kinds = [
        (one, f"KIND is {one.kind!r}; allowed: {', '.join(KINDS)}") for one in explorables if one.kind not in KINDS
    ]
    troubles = [(one, trouble) for one in explorables if (trouble := _trouble(one))]
    return [f"{file_of(one)}: {what}." for one, what in (*kinds, *troubles)]


def _trouble(explorable: Explorable) -> str:
    where, sound = "at its start", set()
    try:
        for where, controls in settings_of(explorable).items():
            figure = explorable.picture(**controls).figure
            if (form := str(_form(to_page(figure)))) in sound:  # the same but for its numbers and words
                continue
            if wrong := refused(figure):
                return f"{cut(where)} {wrong}"
            sound.add(form)
    except Exception as error:  # whatever it is, the other checks have to go on
        return f"{cut(where)} there is no figure: {type(error).__name__}: {cut(str(error), 200)}"
    return ""


def _form(part: Any, key: str = "") -> Any:
    """Return what Plotly judges in a figure: its keys, its colours, its kinds; not its numbers and its long lists."""
    if isinstance(part, dict):
        return {name: _form(each, name) for name, each in part.items()}
    if isinstance(part, list):
        return sorted({str(_form(each, key)) for each in part})
    return part if isinstance(part, str) and key not in WORDS else type(part).__name__


def settings_of(explorable: Explorable) -> dict[str, dict[str, Any]]:
    """Return the start, and every control at each of its ends while the others stay: where that is, and its values."""
    moves = [(name, end) for name, control in explorable.controls.items() for end in control.ends]
    moved = {f"with {name} at {end}": {**explorable.start, name: end} for name, end in moves}
    return {"at its start": explorable.start, **moved}


def refused(figure: Any) -> str:
    """Return what Plotly does not know in a figure, or knows in Python alone, in words; nothing when all is well."""
    import plotly.graph_objects as go

    drawn = to_page(figure)
    given = {part: drawn[part] for part in ("data", "layout")}
    json.dumps(given, allow_nan=False)
    try:
        taken = go.Figure(given)
    except ValueError as error:
        known, _, _ = " ".join(str(error).split()).partition(" Valid properties:")
        return f"Plotly refuses the figure: {cut(known, 200)}"
    return next(_short_forms(given, to_page(taken), "figure"), "")


def _short_forms(given: Any, full: Any, where: str) -> Iterator[str]:
    """Yield what Plotly's Python writes out and a page would not understand: a title as words, an underscore."""
    if isinstance(full, dict) and not isinstance(given, dict):
        yield f"{where} is {cut(repr(given))}; a page knows only the long form, {cut(repr(full))}"
    elif isinstance(full, dict):
        for name, value in given.items():
            if name in full:
                yield from _short_forms(value, full[name], f"{where}.{name}")
            elif value is not None:
                yield f"{where} has {name!r}; a page knows only the long form, a dict in a dict"
    elif isinstance(full, list) and isinstance(given, list):
        for place, pair in enumerate(zip(given, full, strict=False)):
            yield from _short_forms(*pair, f"{where}.{place}")
