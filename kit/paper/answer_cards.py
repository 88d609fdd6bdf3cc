"""The teacher's cards to a lesson's worksheet: its answers, what to say to the wrong ones, notes and second looks."""

from collections.abc import Iterator
from html import escape

from kit.content.lesson import LETTERS, Lesson
from kit.content.lesson_form import Option, Prompt
from kit.explorables import load_explorable
from kit.paper.document import page
from kit.paper.elements import cut_out
from kit.paper.worksheet import handout_style
from kit.views import cards, markup

PRINT = (
    "Print the worksheet on one side if the cells will be cut out; on both sides if letters are enough. "
    "The guess stands at the foot of a page and its picture on the next. Nobody needs all the prompts: take one or two."
)


def teacher_cards(lesson: Lesson) -> str:
    """Return the teacher's cards of a lesson as a whole HTML document."""
    body = (
        f"<h1>{escape(lesson.title)}: for the teacher</h1>{markup.paragraph(PRINT)}"
        f'<div class="cards">{"".join(map(cut_out, _cards(lesson)))}</div>'
    )
    return page(f"{lesson.title}: the teacher's cards", body, handout_style())


def _cards(lesson: Lesson) -> Iterator[str]:
    content = lesson.content
    yield _match(lesson)
    yield from _misfits(lesson)
    bets = "".join(_answered(option, "The figure shows this:") for option in content.bet.options)
    yield f"<h2>Explore: the guess</h2>{markup.paragraph(content.bet.stem)}{bets}"
    if load_explorable(lesson.id):
        yield _figure(lesson)
    for number, question in enumerate(content.questions, 1):
        stem = markup.paragraph(question.stem)
        yield f"<h2>Check: question {number}</h2>{stem}{''.join(map(_answered, question.options))}"
    yield from map(_prompt, content.prompts)
    if content.misreadings:
        yield f"<h2>Often misread</h2>{cards.misreadings(content.misreadings)}"


def _match(lesson: Lesson) -> str:
    pairs = "".join(
        f"<p><strong>{letter}.</strong> {cards.name_of(column.mark, column.name)}: {escape(column.cell)}</p>"
        for letter, column in zip(LETTERS, lesson.asked, strict=False)
    )
    return f"<h2>Predict: the match</h2>{pairs}"


def _misfits(lesson: Lesson) -> Iterator[str]:
    found = [(column, cell.counterexample) for column in lesson.columns if (cell := lesson.cell(column))]
    if found:
        yield "<h2>Compare: cases that do not fit</h2>" + "".join(
            f"<p>{cards.name_of(column.mark, column.name)}: <strong>{escape(misfit.case)}</strong> "
            f"{escape(misfit.why)}</p>{cards.cited(misfit.source, lesson.sources)}"
            for column, misfit in found
        )


def _figure(lesson: Lesson) -> str:
    explorable = load_explorable(lesson.id)
    assumed = "".join(f"<li>{escape(line)}</li>" for line in explorable.assumptions)
    return (
        f"<h2>Explore: the picture</h2>{markup.paragraph(f'{explorable.title} ({explorable.kind})')}"
        + (f"<h3>It assumes</h3><ul>{assumed}</ul>" if assumed else "")
        + f"<h3>It leaves out</h3>{markup.paragraph(explorable.leaves_out)}"
    )


def _answered(option: Option, mark: str = "Right:") -> str:
    """Return an option and what the lesson answers to it; a right one is marked."""
    right = f"<strong>✓ {mark}</strong> " if option.right else ""
    return f"<p>{right}<q>{escape(option.text)}</q><br>{escape(option.feedback)}</p>"


def _prompt(prompt: Prompt) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in prompt.notes)
    return (
        f"<h2>Discuss: {escape(prompt.kind)}</h2>"
        f"{markup.paragraph(f'{prompt.form.capitalize()}, {prompt.minutes} minutes', 'kit-note')}"
        f"{markup.paragraph(prompt.prompt)}"
        + (f"<h3>Notes</h3><ul>{notes}</ul>" if notes else "")
        + f"<h3>Second look</h3>{markup.paragraph(prompt.second_look)}"
    )
