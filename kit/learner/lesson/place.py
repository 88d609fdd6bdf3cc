"""Place: where does the learner's case stand between the models, and why?"""

from html import escape

import ipywidgets as widgets

from kit.answers.case import chosen_case, stand_in
from kit.answers.keys import PLACE, REASON
from kit.answers.keys import weights as as_weights
from kit.answers.placements import Placement, cover, mean, rounded
from kit.base.labels import said, say, say_html
from kit.content.course import load_cases
from kit.content.course_form import Case
from kit.content.facts import facts_on
from kit.content.lesson_form import KnownCase
from kit.learner.lesson.state import LessonState
from kit.views import cards, markup
from kit.views.cards import FIRST_READING, without
from kit.views.plot import to_page
from kit.views.triangle import stacked, ternary
from kit.widgets.controls.chart import Chart
from kit.widgets.controls.shares import Shares
from kit.widgets.controls.summary import Summary
from kit.widgets.controls.triangle import Triangle
from kit.widgets.parts import button, framed, html, replace, row
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

NO_CASE = said("You have not chosen a case yet. Take one in 00_start_here; until then, place {case} here.")
NO_FACT = said(
    "The kit knows no fact about {case} for this question. Find one yourself, and note where others can look it up."
)
SHARE = said("Share 100 points among {poles}: how much of each is in your case? Then say why in a line.")


def place(lesson: LessonState) -> Step:
    """Return the step: the case, the triangle, the reason, and behind a button the same triangle with known cases."""
    chosen = chosen_case(lesson.journal)
    case = chosen or stand_in()
    item = case.id
    poles = [{"name": column.name, "sign": column.mark.sign, "colour": column.mark.colour} for column in lesson.columns]
    field = Triangle if len(poles) == 3 else Shares
    triangle = field(label=say("Where {case} stands", case=case.name), poles=poles)
    reason = kept_answer(lesson, PLACE, item + REASON, say("Why there? One line is enough."), rows=2)
    status, compared, others = html(), button(say("Compare with other cases")), widgets.VBox()
    compared.disabled = True
    sitting = None

    def moved(change: dict) -> None:
        nonlocal sitting
        weights = {column.id: weight for column, weight in zip(lesson.columns, triangle.weights, strict=True)}
        kept, words = lesson.keep(PLACE, item, weights, sitting)
        sitting = kept or sitting
        tell(words)
        if others.children:
            reveal()

    def tell(words: str) -> None:
        status.value = markup.paragraph(words, "kit-status")
        compared.disabled = False

    def reveal(_: object = None) -> None:
        replace(others, [_beside_others(lesson, case, triangle.weights)])

    saved = lesson.newest(PLACE, item)
    if saved and (shares := as_weights(saved.value, [column.id for column in lesson.columns])):
        triangle.weights, triangle.placed = list(shares.values()), True
        tell(saved.saved)
    triangle.observe(moved, "weights")
    compared.on_click(reveal)
    asked = html(_asked(lesson, case, missing=chosen is None))
    return Step(_reading(lesson), [asked, triangle, status, reason, row([compared]), others])


def _asked(lesson: LessonState, case: Case, missing: bool) -> str:
    return (
        (markup.notice(say(NO_CASE, case=case.name)) if missing else "")
        + f'<p class="kit-lead"><strong>{escape(case.name)}.</strong> {escape(case.about)}</p>'
        + markup.paragraph(_question(lesson))
        + _known(lesson, case)
        + _so_far(lesson, case)
    )


def _known(lesson: LessonState, case: Case) -> str:
    """Return what is known about the case where this dimension asks for it, with the sources to open."""
    facts = facts_on(case, lesson.dimension)
    if not facts:
        return markup.paragraph(say(NO_FACT, case=case.name), "kit-note")
    sources = dict.fromkeys(source for fact in facts for source in fact.sources)
    cited = "".join(cards.cited(source, lesson.sources) for source in sources)
    title = escape(say("Known about {case}", case=case.name))
    return (
        f'<div class="kit-notice"><strong>{title}</strong>'
        + "".join(markup.paragraph(fact.words) for fact in facts)
        + markup.details(say("Where this comes from"), cited)
        + "</div>"
    )


def _so_far(lesson: LessonState, case: Case) -> str:
    """Return where the learner has placed the case in other lessons, to open; nothing when it is in none."""
    placed = lesson.elsewhere(case)
    if not placed:
        return ""
    shares = _shares(lesson, _weights(lesson, rounded(mean([one.weights for one in placed]))))
    middle = say("On average: {shares}.", shares=shares) if len(placed) > 1 else ""
    where = say(
        "Where you have placed it so far: in {placed} of the {others} other lessons",
        placed=len(placed),
        others=len(lesson.dimensions) - 1,
    )
    return markup.details(
        where,
        (markup.paragraph(middle) if middle else "") + f"<ul>{''.join(_placement(lesson, one) for one in placed)}</ul>",
    )


def _placement(lesson: LessonState, placed: Placement) -> str:
    shares = _shares(lesson, _weights(lesson, placed.weights))
    why = f" <q>{escape(placed.reason)}</q>" if placed.reason else ""
    return f"<li><strong>{escape(placed.title)}:</strong> {escape(shares)}.{why}</li>"


def _beside_others(lesson: LessonState, case: Case, weights: list[int]) -> widgets.VBox:
    """Return a figure with the learner's case among known ones, and why these stand where they do."""
    read = [one for one in lesson.content.known_cases if one.case != case.id]
    known = [one for one in read if cover(one.weights, [column.id for column in lesson.columns])]
    names = {one.id: one.name for one in load_cases()}
    points = [(names.get(one.case, one.case), _weights(lesson, one.weights)) for one in known]
    draw = ternary if len(lesson.columns) == 3 else stacked
    names_and_marks = [column.name for column in lesson.columns], [column.mark for column in lesson.columns]
    chart = Chart(figure=to_page(draw(*names_and_marks, (case.name, weights), points)))
    summary = Summary(value=_in_words(lesson, case.name, weights, points))
    notices = (markup.notice(say(FIRST_READING)) if known else "") + without(len(read) - len(known))
    return framed(chart, summary, after=[html(notices), html(_reasons(lesson, known, names))])


def _in_words(lesson: LessonState, name: str, weights: list[int], points: list[tuple[str, list[int]]]) -> str:
    distances = {other: sum(abs(a - b) for a, b in zip(weights, place, strict=True)) for other, place in points}
    near = " " + say("Nearest to it: {case}.", case=min(distances, key=distances.get)) if distances else ""
    return say("You placed {case} at {shares}.", case=name, shares=_shares(lesson, weights)) + near


def _shares(lesson: LessonState, weights: list[int]) -> str:
    return ", ".join(f"{column.name} {weight}" for column, weight in zip(lesson.columns, weights, strict=True))


def _reasons(lesson: LessonState, known: list[KnownCase], names: dict[str, str]) -> str:
    return "".join(
        markup.details(
            f"{names.get(one.case, one.case)}: {_shares(lesson, _weights(lesson, one.weights))}",
            markup.paragraph(one.why) + cards.cited(one.source, lesson.sources),
        )
        for one in known
    )


def _weights(lesson: LessonState, weights: dict[str, int]) -> list[int]:
    return [weights[column.id] for column in lesson.columns]


def _question(lesson: LessonState) -> str:
    return lesson.content.place_question or say("Where does your case stand between the models?")


def _reading(lesson: LessonState) -> str:
    poles = ", ".join(cards.name_of(column.mark, column.name) for column in lesson.columns)
    return markup.paragraph(_question(lesson), "kit-lead") + f"<p>{say_html(SHARE, poles=poles)}</p>"
