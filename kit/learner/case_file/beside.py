"""Beside: the case at hand and another one, dimension by dimension."""

from contextlib import suppress
from html import escape
from typing import NamedTuple

import ipywidgets as widgets
import pandas as pd

from kit.answers.keys import Weights
from kit.answers.placements import cover, distance
from kit.base.errors import ContentError
from kit.base.labels import said, say, say_many, say_number
from kit.content.course import load_cases, load_content, load_sources
from kit.content.lesson_form import KnownCase
from kit.learner.case_file.shared import following, heading, in_order, nothing_placed, numbers_table, points, shares
from kit.learner.case_file.state import CaseFileState
from kit.views import cards, markup
from kit.views.cards import FIRST_READING, without
from kit.views.plot import to_page
from kit.views.triangle import pairs
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.summary import Summary
from kit.widgets.parts import dropdown, framed, html, replace, row
from kit.widgets.step import Step

KIT = "kit:"
ABOUT = said(
    "A place says more beside another place. Take a second case of your own, or the kit's first reading of a case, and "
    "look for the dimension on which the two lie furthest apart."
)
NONE = said("There is no other case yet that shares a dimension with this one.")


class Apart(NamedTuple):
    """One dimension on which two cases have a place, and how many points lie between them."""

    dimension: str
    one: Weights
    other: Weights
    distance: float


def beside(case_file: CaseFileState) -> Step:
    """Return the step: which other case, and both in one figure."""
    body = following(case_file, "beside", _build)
    about = markup.paragraph(say(ABOUT), "kit-lead")
    return Step(about, [html(about), body])


def apart(one: dict[str, Weights], other: dict[str, Weights]) -> list[Apart]:
    """Return the dimensions that both have a place on, the furthest apart first; equals keep their order."""
    both = [Apart(name, one[name], other[name], distance(one[name], other[name])) for name in one if name in other]
    return sorted(both, key=lambda pair: -pair.distance)


def readings(case_file: CaseFileState) -> dict[str, dict[str, KnownCase]]:
    """Return the kit's first readings by case and dimension, also those for other columns than this table's."""
    found: dict[str, dict[str, KnownCase]] = {}
    for dimension in case_file.dimensions:
        with suppress(ContentError):  # no lesson on it, or a broken one, which `python -m kit check` tells
            for known in load_content(dimension).known_cases:
                found.setdefault(known.case, {})[dimension] = known
    return found


def of_this_table(case_file: CaseFileState, known: dict[str, dict[str, KnownCase]]) -> dict[str, dict[str, KnownCase]]:
    """Return the readings that tell of each of this table's models; a case that is left with none is left out."""
    kept = {
        case: {row: one for row, one in rows.items() if cover(one.weights, case_file.models)}
        for case, rows in known.items()
    }
    return {case: rows for case, rows in kept.items() if rows}


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = {one.dimension: one.weights for one in case_file.placed()}
    if not placed:
        return [html(nothing_placed(case_file))]
    every = readings(case_file)
    known = of_this_table(case_file, every)
    options, lacking = _options(case_file, set(placed), known), without(len(every) - len(known))
    if not options:
        return [html(heading(case_file) + markup.notice(say(NONE)) + lacking)]
    chosen, figure = dropdown(say("Beside it"), [(say("Choose a case"), ""), *options]), widgets.VBox()

    def show(change: dict) -> None:
        replace(figure, _compared(case_file, placed, chosen.value, known) if chosen.value else [])

    chosen.observe(show, "value")
    return [html(heading(case_file) + lacking), row([chosen]), figure]


def _options(
    case_file: CaseFileState, dimensions: set[str], known: dict[str, dict[str, KnownCase]]
) -> list[tuple[str, str]]:
    """Return the cases that share a dimension with the one at hand: the learner's own, then the kit's readings."""
    names, cases = _names(), case_file.cases()
    own = {case: {one.dimension for one in case_file.placed(case)} for case in cases if case != case_file.case.id}
    mine = [
        (say("Mine: {case} ({number} in common)", case=cases[case].case.name, number=len(places & dimensions)), case)
        for case, places in own.items()
        if places & dimensions
    ]
    kit = [
        (
            say(
                "The kit's first reading: {case} ({number} in common)",
                case=names.get(case, case), number=len(places.keys() & dimensions),
            ),
            KIT + case,
        )
        for case, places in known.items()
        if places.keys() & dimensions
    ]  # fmt: skip
    return [*mine, *sorted(kit)]


def _compared(
    case_file: CaseFileState, placed: dict[str, Weights], chosen: str, known: dict[str, dict[str, KnownCase]]
) -> list[widgets.Widget]:
    """Return both cases in one figure, the differences in words and numbers, and what a reading of the kit rests on."""
    case, kit = chosen.removeprefix(KIT), known[chosen.removeprefix(KIT)] if chosen.startswith(KIT) else {}
    name = _by_the_kit(_names().get(case, case)) if kit else case_file.cases()[case].case.name
    other = {one: _weights(case_file, kit[one]) for one in kit} or {
        one.dimension: one.weights for one in case_file.placed(case)
    }
    ends, both = (case_file.case.name, name), apart(placed, other)
    moves = [
        (str(case_file.number(pair.dimension)), in_order(case_file, pair.one), in_order(case_file, pair.other))
        for pair in sorted(both, key=lambda pair: case_file.number(pair.dimension))
    ]
    chart = Chart(figure=to_page(pairs(*case_file.looks, ends, moves)))
    after = [html(_numbers(case_file, ends, both))]
    if kit:
        after += [
            html(
                markup.notice(say(FIRST_READING))
                + _reasons(case_file, [(one.dimension, kit[one.dimension]) for one in both])
            )
        ]
    return [framed(chart, Summary(value=_in_words(case_file, ends, both)), after=after)]


def _by_the_kit(name: str) -> str:
    return say("{case}, the kit's first reading", case=name)


def _names() -> dict[str, str]:
    return {case.id: case.name for case in load_cases()}


def _weights(case_file: CaseFileState, known: KnownCase) -> Weights:
    return {model: known.weights[model] for model in case_file.models}


def _in_words(case_file: CaseFileState, ends: tuple[str, str], both: list[Apart]) -> str:
    far, near = both[0], both[-1]
    mean = sum(pair.distance for pair in both) / len(both)
    on = say_many(
        "On 1 dimension both have a place; on average {points} lie between them.",
        "On {number} dimensions both have a place; on average {points} lie between them.",
        len(both), points=points(mean),
    )  # fmt: skip
    furthest = say(
        "Furthest apart: {dimension}, {points}. {case}: {shares}. {other}: {other_shares}.",
        dimension=_title(case_file, far), points=points(far.distance), case=ends[0], shares=shares(case_file, far.one),
        other=ends[1], other_shares=shares(case_file, far.other),
    )  # fmt: skip
    nearest = say("Nearest: {dimension}, {points}.", dimension=_title(case_file, near), points=points(near.distance))
    return " ".join([on, furthest, *([nearest] if near.distance < far.distance else [])])


def _title(case_file: CaseFileState, pair: Apart) -> str:
    return f"{case_file.number(pair.dimension)} {case_file.dimensions[pair.dimension]}"


def _numbers(case_file: CaseFileState, ends: tuple[str, str], both: list[Apart]) -> str:
    rows = [
        [
            _title(case_file, pair),
            shares(case_file, pair.one),
            shares(case_file, pair.other),
            say_number(pair.distance, 0),
        ]
        for pair in both
    ]
    frame = pd.DataFrame(rows, columns=[say("Dimension"), *ends, say("Points between")])
    return markup.details(
        say("The numbers in this picture"), numbers_table(frame, say("Both cases, the furthest apart first"))
    )


def _reasons(case_file: CaseFileState, known: list[tuple[str, KnownCase]]) -> str:
    lines = "".join(
        f"<p><strong>{escape(case_file.dimensions[dimension])}:</strong> {escape(one.why)}</p>"
        f"{cards.cited(one.source, load_sources())}"
        for dimension, one in known
    )
    return markup.details(say("Why the kit reads it so"), lines)
