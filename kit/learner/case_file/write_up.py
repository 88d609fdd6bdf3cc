"""Write up: a claim, evidence, the other side and what would change one's mind, with one's own material at hand."""

from html import escape

import ipywidgets as widgets

from kit.answers.keys import DISCUSS, WRITE_UP
from kit.base.errors import ContentError, JournalError
from kit.base.labels import said, say, say_html, say_many
from kit.content.course import load_content, load_sources
from kit.content.course_form import Part
from kit.content.facts import facts_on
from kit.learner.case_file.shared import following, heading, sentence
from kit.learner.case_file.state import CaseFileState
from kit.views import cards, markup
from kit.widgets.controls.answer import Answer
from kit.widgets.parts import box, button, html, shared
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

ABOUT = said(
    "Write for somebody who knows neither the table nor your case. Each part saves itself while you write. "
    "What you have said on the way lies beside it: take from it what still holds."
)
EMPTY = said("There is nothing here yet.")
TO_DRAW_FROM = said("To draw from")
TO_BEGIN = said("A way to begin: {starter}")


def write_up(case_file: CaseFileState) -> Step:
    """Return the step: a box a part, the material, and all parts as one text."""
    return Step(
        _reading(case_file), [html(markup.paragraph(say(ABOUT), "kit-lead")), following(case_file, WRITE_UP, _build)]
    )


def _build(case_file: CaseFileState) -> list[widgets.Widget]:
    parts = case_file.content.write_up
    answers = {part.id: _answer(case_file, part) for part in parts}
    read, text = button(say("Read it as one text"), main=False), html()

    def show(_: object = None) -> None:
        text.value = as_one_text(parts, {part: answer.value for part, answer in answers.items()})

    def follow(_: dict) -> None:
        if text.value:
            show()

    for answer in answers.values():
        answer.observe(follow, "value")
    read.on_click(show)
    written = widgets.VBox([_asked(part, answers[part.id]) for part in parts], layout=shared())
    desk = widgets.Box([written, html(material(case_file))], layout=shared(), _dom_classes=["kit-desk"])
    return [html(heading(case_file)), desk, read, text]


def _answer(case_file: CaseFileState, part: Part) -> Answer:
    label = say("{part}, in your words", part=part.label)
    return kept_answer(case_file, WRITE_UP, f"{case_file.case.id}/{part.id}", label, rows=part.rows)


def _asked(part: Part, answer: Answer) -> widgets.VBox:
    """Return one part: what to write, a way to begin, the box, and how many words there are."""
    count = html()

    def counted(change: dict | None = None) -> None:
        count.value = markup.paragraph(words_in(answer.value), "kit-note")

    answer.observe(counted, "value")
    counted()
    return box([html(_guidance(part)), answer, count])


def words_in(text: str) -> str:
    """Return how many words a text has.

    >>> words_in(" It  depends. "), words_in("Yes")
    ('2 words', '1 word')
    """
    return say_many("{number} word", "{number} words", len(text.split()))


def as_one_text(parts: tuple[Part, ...], written: dict[str, str]) -> str:
    """Return all parts as one text, its paragraphs as they were written, and what is still empty."""
    head, *rest = [part for part in parts if written[part.id].strip()] or [None]
    empty = [part.label for part in parts if not written[part.id].strip()]
    still = markup.paragraph(say("Still empty: {parts}.", parts=", ".join(empty)), "kit-note") if empty else ""
    if head is None:
        return still
    body = "".join(f"<h4>{escape(part.label)}</h4>{_paragraphs(written[part.id])}" for part in (head, *rest))
    return f'<article class="kit-box">{body}</article>{still}'


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n") if part.strip())


def material(case_file: CaseFileState) -> str:
    """Return what there is to draw from: the learner's reasons, what is known of the case, answers in discussions."""
    parts = {
        say("What you said where you placed it"): [sentence(case_file, one) for one in case_file.placed()],
        say("What you answered in discussions"): _answers(case_file),
    }
    lists = "".join(markup.details(f"{name} ({len(lines)})", _lines(lines)) for name, lines in parts.items())
    known = markup.details(say("What the kit knows of the case"), _known(case_file))
    return f"<h4>{say(TO_DRAW_FROM)}</h4>{lists}{known}"


def _lines(lines: list[str]) -> str:
    return markup.listed(lines) if lines else markup.paragraph(say(EMPTY))


def _known(case_file: CaseFileState) -> str:
    """Return what the case is, and each fact that is known about it with its sources."""
    return markup.paragraph(case_file.case.about) + "".join(
        f"<p><strong>{escape(title)}:</strong> {escape(fact.words)}</p>"
        + "".join(cards.cited(source, load_sources()) for source in fact.sources)
        for dimension, title in case_file.dimensions.items()
        for fact in facts_on(case_file.case, dimension)
    )


def _answers(case_file: CaseFileState) -> list[str]:
    """Return the newest answer to each prompt: dimension, kind of prompt, answer; in the order of the table."""
    try:
        newest = {(one.lesson, one.item): one.value for one in case_file.journal.all_tries(step=DISCUSS)}
    except JournalError:
        return []
    return [
        f"{title}, {kind}: {newest[dimension, item].strip()}"
        for dimension, title in case_file.dimensions.items()
        for item, kind in _kinds(dimension).items()
        if isinstance(newest.get((dimension, item)), str) and newest[dimension, item].strip()
    ]


def _kinds(dimension: str) -> dict[str, str]:
    try:
        return {prompt.id: prompt.kind for prompt in load_content(dimension).prompts}
    except ContentError:
        return {}


def _guidance(part: Part, level: str = "h4") -> str:
    return (
        f"<{level}>{escape(part.label)}</{level}><p>{escape(part.guidance)}</p>"
        f'<p class="kit-note">{say_html(TO_BEGIN, starter=f"<q>{escape(part.starter)}</q>")}</p>'
    )


def _reading(case_file: CaseFileState) -> str:
    parts = "".join(f'<div class="kit-box">{_guidance(part, "h3")}</div>' for part in case_file.content.write_up)
    return markup.paragraph(say(ABOUT), "kit-lead") + parts
