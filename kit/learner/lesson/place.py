"""Place: where does the learner's case stand between the models, and why?"""

from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.case import chosen_case, stand_in
from kit.answers.keys import PLACE, REASON, UNSEEN
from kit.answers.keys import weights as as_weights
from kit.answers.placements import cover, distance, mean, rounded
from kit.base.labels import say
from kit.content.course import Case, load_case_file_content, load_cases
from kit.content.facts import facts_on
from kit.learner.lesson.recall_and_check import behind
from kit.learner.lesson.state import LessonState
from kit.views.templates import Pieces
from kit.views.triangle import stacked, ternary
from kit.widgets.controls.fields import Shares, Triangle
from kit.widgets.figure_panel import still
from kit.widgets.parts import Step, button, finished, html, replace, row
from kit.widgets.saved_answer import kept_answer, under

PIECES = Pieces(__file__)


def place(lesson: LessonState) -> Step:
    """Return the step: the case, the triangle, the reason, the same triangle with known cases, and one case more."""
    chosen = chosen_case(lesson.journal)
    case = chosen or stand_in()
    reason = kept_answer(lesson, PLACE, case.id + REASON, say("Why there? One line is enough."), rows=2)
    placing = _to_place(
        lesson, case.name, case.id, say("Compare with other cases"),
        lambda weights: _beside_others(lesson, case, weights), [reason, *under(lesson, PLACE, case.id + REASON)],
    )  # fmt: skip
    asked = html(_asked(lesson, case, missing=chosen is None))
    return Step(PIECES.reading(lesson), [asked, *placing, *_one_more(lesson)])


def _to_place(
    lesson: LessonState, name: str, item: str, label: str, compare: Callable[[list[int]], widgets.VBox],
    before: list[widgets.Widget],
) -> list[widgets.Widget]:  # fmt: skip
    """Return a field for a point that is kept, and a button behind which it is compared once it stands somewhere."""
    poles = [{"name": column.name, "sign": column.mark.sign, "colour": column.mark.colour} for column in lesson.columns]
    triangle = (Triangle if len(poles) == 3 else Shares)(label=say("Where {case} stands", case=name), poles=poles)
    status, compared, beside = html(), button(label, press=lambda: reveal()), widgets.VBox()
    compared.disabled, slot = True, lesson.at(PLACE, item)

    def moved(change: dict) -> None:
        weights = {column.id: weight for column, weight in zip(lesson.columns, triangle.weights, strict=True)}
        tell(slot.keep_on(weights)[1])
        if beside.children:
            reveal()

    def tell(words: str) -> None:
        status.value = PIECES.status(words)
        compared.disabled = False

    def reveal() -> None:
        replace(beside, [compare(triangle.weights)])
        finished(compared)

    saved = slot.newest()
    if saved and (shares := as_weights(saved.value, lesson.models)):
        triangle.weights, triangle.placed = list(shares.values()), True
        tell(saved.saved)
    triangle.observe(moved, "weights")
    return [triangle, status, *before, row([compared]), beside]


def _one_more(lesson: LessonState) -> list[widgets.Widget]:
    """Return a button and behind it the lesson's unseen case; after the own placing, what the kit reads in it."""
    unseen = lesson.lesson.unseen
    if not unseen:
        return []
    item, begun = UNSEEN + unseen.id, button(say("One more, if there is time: a case that is new to you"), main=False)

    def beside_ours(weights: list[int]) -> widgets.VBox:
        ours, own = lesson.in_order(unseen.weights), dict(zip(lesson.models, weights, strict=True))
        draw = ternary if len(lesson.columns) == 3 else stacked
        yours = say("Your reading")
        figure = draw(*lesson.looks, (yours, weights), [(say("The kit's reading"), ours)])
        words = PIECES.apart(round(distance(own, unseen.weights))), PIECES.ours(lesson, unseen)
        answer = kept_answer(lesson, PLACE, item + REASON, say("Where do you differ, and why?"), rows=2)
        return widgets.VBox([still(figure, f"{yours}: {lesson.shares(own)}.", *words), answer])

    def to_place() -> list[widgets.Widget]:
        placing = _to_place(lesson, unseen.name, item, say("Compare with the kit's reading"), beside_ours, [])
        return [html(PIECES.unseen(lesson, unseen)), *placing]

    return [row([begun]), behind(begun, to_place, lesson.newest(PLACE, item))]


def _asked(lesson: LessonState, case: Case, missing: bool) -> str:
    """Return the question, what is known about the case where it asks for it, and the case's places elsewhere."""
    placed = lesson.elsewhere(case)
    middle = rounded(mean([one.weights for one in placed])) if len(placed) > 1 else None
    facts = facts_on(case, lesson.dimension)
    sources = dict.fromkeys(source for fact in facts for source in fact.sources)
    return PIECES.asked(lesson, case, facts, sources, placed, middle, missing, load_case_file_content())


def _beside_others(lesson: LessonState, case: Case, weights: list[int]) -> widgets.VBox:
    """Return a figure with the learner's case among known ones, and why these stand where they do."""
    read = [one for one in lesson.content.known_cases if one.case != case.id]
    known = [one for one in read if cover(one.weights, lesson.models)]
    names = {one.id: one.name for one in load_cases()}
    points = [(names.get(one.case, one.case), lesson.in_order(one.weights)) for one in known]
    draw = ternary if len(lesson.columns) == 3 else stacked
    after = PIECES.notices(known, len(read) - len(known)), PIECES.reasons(lesson, known, names)
    figure = draw(*lesson.looks, (case.name, weights), points)
    return still(figure, _in_words(lesson, case.name, weights, points), *after)


def _in_words(lesson: LessonState, name: str, weights: list[int], points: list[tuple[str, list[int]]]) -> str:
    distances = {other: sum(abs(a - b) for a, b in zip(weights, place, strict=True)) for other, place in points}
    near = " " + say("Nearest to it: {case}.", case=min(distances, key=distances.get)) if distances else ""
    shares = lesson.shares(dict(zip(lesson.models, weights, strict=True)))
    return say("You placed {case} at {shares}.", case=name, shares=shares) + near
