"""Write up: a claim, evidence, the other side and what would change one's mind, with one's own material at hand."""

import ipywidgets as widgets

from kit.answers.keys import DISCUSS, LEVELS, ON_IT, STEELMAN, WRITE_UP
from kit.base.errors import ContentError, JournalError, or_else
from kit.base.labels import say, say_many
from kit.content.course import Part, load_sources
from kit.content.facts import facts_on
from kit.content.lesson_form import load_content
from kit.learner.case_file.state import SHARED, CaseFileState, following
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.controls.fields import Answer
from kit.widgets.figure_panel import control, keep
from kit.widgets.parts import Step, box, button, html, kept_up, nothing_yet, shared
from kit.widgets.saved_answer import asked, best_case, kept_answer, under

PIECES = Pieces(__file__)


def write_up(case_file: CaseFileState) -> Step:
    """Return the step: a box a part, the material, and all parts as one text."""
    reading = PIECES.reading(case_file.content.write_up)
    return Step(reading, [html(PIECES.about()), following(case_file, WRITE_UP, _build)])


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    content, case = case_file.content, case_file.case.id
    parts = content.write_up
    labels = {part.id: say("{part}, in your words", part=part.label) for part in parts}
    answers = {
        one.id: kept_answer(case_file, WRITE_UP, f"{case}/{one.id}", labels[one.id], rows=one.rows) for one in parts
    }
    text = html()

    def show(change: dict | None = None) -> None:
        if text.value or not change:  # once it was asked for, it follows what is written
            text.value = as_one_text(parts, {part: answer.value for part, answer in answers.items()})

    for answer in answers.values():
        answer.observe(show, "value")
    read = button(say("Read it as one text"), False, show)
    backs = {part.id: under(case_file, WRITE_UP, f"{case}/{part.id}") for part in parts}
    written = widgets.VBox([_asked(part, answers[part.id], backs[part.id]) for part in parts], layout=shared())
    rubric = [keep(control(one), one, case_file.at(WRITE_UP, f"{case}/{LEVELS}")) for one in [content.rubric] if one]
    desk = widgets.Box([written, html(material(case_file))], layout=shared(), _dom_classes=["kit-desk"])
    return [html(SHARED.heading(case_file)), desk, read, text, *rubric]


def _asked(part: Part, answer: Answer, back: list[widgets.Widget]) -> widgets.VBox:
    """Return one part: what to write, a way to begin, the box, words back, and how many words there are."""
    count = html()

    def counted() -> None:
        words = say_many("{number} word", "{number} words", len(answer.value.split()))
        count.value = markup.paragraph(words, "kit-note")

    kept_up(counted, answer)
    return box([html(PIECES.guidance(part)), answer, *back, count])


def steelman(case_file: CaseFileState) -> Step:
    """Return the step: the best case for the column that is liked least, whether its friend would sign it, a rubric."""
    asks = case_file.content.steelman
    if not asks:
        return nothing_yet()
    slots = {bet: case_file.at(WRITE_UP, STEELMAN + bet.id) for bet in (asks.signed, asks.level)}
    signed, alone = (asked(slot, bet, say("This is my answer")) for bet, slot in slots.items())
    line = kept_answer(case_file, WRITE_UP, STEELMAN + ON_IT, asks.line, rows=2)
    written = best_case(case_file, WRITE_UP, (asks.least, asks.ask), case_file.names, STEELMAN)
    return Step(PIECES.steelman(asks), [written, box([signed, line]), box([alone])])


def as_one_text(parts: tuple[Part, ...], written: dict[str, str]) -> str:
    """Return all parts as one text, its paragraphs as they were written, and what is still empty."""
    filled = [part for part in parts if written[part.id].strip()]
    empty = [part.label for part in parts if part not in filled]
    return PIECES.one_text(filled, {id_: text.split("\n") for id_, text in written.items()}, empty)


def material(case_file: CaseFileState) -> str:
    """Return what there is to draw from: the learner's reasons, what is known of the case, answers in discussions."""
    facts = [
        (title, fact)
        for dimension, title in case_file.dimensions.items()
        for fact in facts_on(case_file.case, dimension)
    ]
    reasons = list(map(case_file.sentence, case_file.placed()))
    return PIECES.material(reasons, _answers(case_file), case_file.case.about, facts, load_sources())


@or_else(lambda error: [], JournalError)
def _answers(case_file: CaseFileState) -> list[str]:
    """Return the newest answer to each prompt: dimension, kind of prompt, answer; in the order of the table."""
    newest = {(one.lesson, one.item): one.value for one in case_file.journal.all_tries(step=DISCUSS)}
    return [
        f"{title}, {kind}: {newest[dimension, item].strip()}"
        for dimension, title in case_file.dimensions.items()
        for item, kind in _kinds(dimension).items()
        if isinstance(newest.get((dimension, item)), str) and newest[dimension, item].strip()
    ]


@or_else(lambda error: {}, ContentError)
def _kinds(dimension: str) -> dict[str, str]:
    return {prompt.id: prompt.kind for prompt in load_content(dimension).prompts}
