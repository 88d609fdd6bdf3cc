"""Changes and Beside: the case at hand held against what was said of it first, and against another one."""

from contextlib import suppress
from typing import NamedTuple

import ipywidgets as widgets

from kit.answers.keys import CHANGES, EXPLORE, REASON, Weights
from kit.answers.placements import changed, commonest, cover, distance, given, hits, moved
from kit.answers.record import chapters
from kit.base.errors import ContentError, or_else
from kit.base.labels import prose, say
from kit.content.course import load_cases, load_sources
from kit.content.lesson_form import KnownCase, load_content
from kit.learner.case_file.state import SHARED, CaseFileState, following, points
from kit.views.templates import CARDS, Pieces
from kit.views.triangle import pairs
from kit.widgets.figure_panel import still
from kit.widgets.parts import Step, dropdown, html, replace, row
from kit.widgets.saved_answer import kept_answer, under

PIECES, WORDS = Pieces(__file__), prose(__file__)
KIT = "kit:"  # before the id of a case that the kit has read
Readings = dict[str, dict[str, KnownCase]]  # the kit's first readings by case and dimension


def changes(case_file: CaseFileState) -> Step:
    """Return the step: moves of the case, guesses beside what came, cells that were taken for another model's."""
    body = following(case_file, CHANGES, lambda one: [*_moves(one), _guesses(one), *_mix_ups(one)])
    return Step(PIECES.reading(), [html(PIECES.about()), body])


def _moves(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = case_file.placed()
    far, head = changed(placed), html(SHARED.heading(case_file) + PIECES.first_and_last())
    if not far:
        return [head, html(PIECES.stayed(case_file.case.name, placed))]
    moves = [(str(case_file.number(one.dimension)), *map(case_file.in_order, (one.first, one.weights))) for one in far]
    figure = pairs(*case_file.looks, (say("first"), say("last")), moves)
    first, last = map(case_file.shares, (far[0].first, far[0].weights))
    place = {"dimension": case_file.title(far[0].dimension), "points": points(moved(far[0]))}
    furthest = WORDS("moved", moved=len(far), placed=len(placed), first=first, last=last, **place)
    shown = still(figure, furthest, PIECES.numbers(case_file, far, moved))
    item = f"{case_file.case.id}/moved"
    answer = kept_answer(case_file, CHANGES, item, case_file.content.changes.moved, rows=2)
    return [head, shown, answer, *under(case_file, CHANGES, item)]


def _guesses(case_file: CaseFileState) -> widgets.HTML:
    """Return what the learner guessed before each figure opened, beside the line that says what came and why."""
    found = or_else(lambda error: [])(chapters)(case_file.journal, case_file.table)
    guesses = {one.id: {entry.item: entry.answered for entry in one.entries if entry.step == EXPLORE} for one in found}
    rows = [
        (case_file.title(id_), guess, guesses[id_].get(item + REASON, ""))
        for id_ in filter(guesses.get, case_file.dimensions)
        for item, guess in guesses[id_].items()
        if "/" not in item
    ]
    return html(PIECES.guesses(rows))


def _mix_ups(case_file: CaseFileState) -> list[widgets.Widget]:
    """Return how often the cell of which model was given to which, and of the commonest mix-up, where that was."""
    matched = case_file.matched()
    pair, counts = commonest(matched), given(matched)
    tries = [(one, hits(one.first), hits(one.last)) for one in matched]
    shown = html(PIECES.mix_ups(case_file, tries, counts, pair))
    if not pair:
        return [shown]
    answer = kept_answer(case_file, CHANGES, "misled", case_file.content.changes.misled, rows=2)
    return [shown, answer, *under(case_file, CHANGES, "misled")]


class Apart(NamedTuple):
    """One dimension on which two cases have a place, and how many points lie between them."""

    dimension: str
    one: Weights
    other: Weights
    distance: float


def beside(case_file: CaseFileState) -> Step:
    """Return the step: which other case, and both in one figure."""
    about = PIECES.about_beside()
    return Step(about, [html(about), following(case_file, "beside", _build)])


def apart(one: dict[str, Weights], other: dict[str, Weights]) -> list[Apart]:
    """Return the dimensions that both have a place on, the furthest apart first; equals keep their order."""
    both = [Apart(name, one[name], other[name], distance(one[name], other[name])) for name in one if name in other]
    return sorted(both, key=lambda pair: -pair.distance)


def readings(case_file: CaseFileState) -> Readings:
    """Return the kit's first readings by case and dimension, also those for other columns than this table's."""
    found: Readings = {}
    for dimension in case_file.dimensions:
        with suppress(ContentError):  # no lesson on it, or a broken one, which `python -m kit check` tells
            for known in load_content(dimension).known_cases:
                found.setdefault(known.case, {})[dimension] = known
    return found


def of_this_table(case_file: CaseFileState, known: Readings) -> Readings:
    """Return the readings that tell of each of this table's models; a case that is left with none is left out."""
    kept = {
        case: {row: one for row, one in rows.items() if cover(one.weights, case_file.models)}
        for case, rows in known.items()
    }
    return {case: rows for case, rows in kept.items() if rows}


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    placed = {one.dimension: one.weights for one in case_file.placed()}
    if not placed:
        return [html(SHARED.nothing_placed(case_file))]
    every = readings(case_file)
    known = of_this_table(case_file, every)
    options, lacking = _options(case_file, set(placed), known), CARDS.without(len(every) - len(known))
    if not options:
        return [html(SHARED.heading(case_file) + PIECES.no_other() + lacking)]
    chosen, figure = dropdown(say("Beside it"), [(say("Choose a case"), ""), *options]), widgets.VBox()

    def show(change: dict) -> None:
        replace(figure, [_compared(case_file, placed, chosen.value, known)] if chosen.value else [])

    chosen.observe(show, "value")
    return [html(SHARED.heading(case_file) + lacking), row([chosen]), figure]


def _options(case_file: CaseFileState, dimensions: set[str], known: Readings) -> list[tuple[str, str]]:
    """Return the cases that share a dimension with the one at hand: the learner's own, then the kit's readings."""
    names, cases = _names(), case_file.cases()
    own = {case: {one.dimension for one in case_file.placed(case)} for case in cases if case != case_file.case.id}
    mine = [("mine", cases[case].case.name, len(places & dimensions), case) for case, places in own.items()]
    kit = [("read", names.get(case, case), len(known[case].keys() & dimensions), KIT + case) for case in known]
    told, read = (
        [(WORDS(words, case=name, number=number), id_) for words, name, number, id_ in some if number]
        for some in (mine, kit)
    )
    return [*told, *sorted(read)]


def _compared(case_file: CaseFileState, placed: dict[str, Weights], chosen: str, known: Readings) -> widgets.Widget:
    """Return both cases in one figure, the differences in words and numbers, and what a reading of the kit rests on."""
    case, kit = chosen.removeprefix(KIT), known[chosen.removeprefix(KIT)] if chosen.startswith(KIT) else {}
    if kit:
        name = say("{case}, the kit's first reading", case=_names().get(case, case))
        other = {one: {model: read.weights[model] for model in case_file.models} for one, read in kit.items()}
    else:
        name = case_file.cases()[case].case.name
        other = {one.dimension: one.weights for one in case_file.placed(case)}
    ends, both = (case_file.case.name, name), apart(placed, other)
    moves = [
        (str(case_file.number(pair.dimension)), case_file.in_order(pair.one), case_file.in_order(pair.other))
        for pair in sorted(both, key=lambda pair: case_file.number(pair.dimension))
    ]
    after = [PIECES.both(case_file, ends, both)]
    if kit:
        after.append(PIECES.reasons(case_file, both, kit, load_sources()))
    return still(pairs(*case_file.looks, ends, moves), _in_words(case_file, ends, both), *after)


def _names() -> dict[str, str]:
    return {case.id: case.name for case in load_cases()}


def _in_words(case_file: CaseFileState, ends: tuple[str, str], both: list[Apart]) -> str:
    far, near = both[0], both[-1]
    on = WORDS("both", number=len(both), points=points(sum(pair.distance for pair in both) / len(both)))
    place = {"dimension": case_file.title(far.dimension), "points": points(far.distance)}
    shares = {"shares": case_file.shares(far.one), "other_shares": case_file.shares(far.other)}
    furthest = WORDS("furthest", case=ends[0], other=ends[1], **place, **shares)
    nearest = WORDS("nearest", dimension=case_file.title(near.dimension), points=points(near.distance))
    return " ".join([on, furthest, *([nearest] if near.distance < far.distance else [])])
