"""The label: what the page says of where the table comes from, and what follows from that."""

from html import escape

from kit.answers.keys import LABEL
from kit.base.labels import said, say
from kit.content.course_form import Source as Reading
from kit.content.table_critique import Page, load_critique
from kit.learner.question_the_table.state import TableState
from kit.views import cards, markup
from kit.widgets.parts import box, html
from kit.widgets.question import asked
from kit.widgets.saved_answer import kept_answer
from kit.widgets.step import Step

NEED = "need"
FIRST = said("What would you need to know before you trust this table? Name three things.")
HERE = said("(here stands the table)")
SHUT = said("When you have written something and answered both questions, what can be known opens here.")


def label(source: TableState) -> Step:
    """Return the step: the page's words, one's own list first, two questions, and then what can be known."""
    page = load_critique().page
    need = kept_answer(source, LABEL, NEED, say(FIRST))
    opened, answered = html(), set()

    def open_all(question: str = "") -> None:
        answered.update({question} - {""})
        ready = need.value.strip() and answered == {one.id for one in page.questions}
        opened.value = _known(page, source.readings) if ready else markup.paragraph(say(SHUT), "kit-note")

    questions = [
        asked(source.at(LABEL, one.id), one, say("This is my answer"), lambda _, id=one.id: open_all(id))
        for one in page.questions
    ]
    open_all()
    need.observe(lambda change: open_all(), "value")
    return Step(_reading(page), [html(published(page)), need, *map(box, ([one] for one in questions)), opened])


def published(page: Page) -> str:
    """Return the words around the table, as they were published, and where the table stands among them."""
    return (
        '<div class="kit-box">'
        f"<p><strong>{escape(page.heading)}</strong><br>{escape(page.publisher)}</p>"
        f"<p>{escape(page.label)}</p><p><em>{say(HERE)}</em></p><p>{escape(page.note)}</p></div>"
    )


def _known(page: Page, readings: dict[str, Reading]) -> str:
    parts = {
        say("What does not stand on the page"): page.absent,
        say("What we can know"): page.known,
        say("What nobody can know from the page"): page.unknown,
    }
    return (
        markup.notice(say("Hold your own list against these three. What did you ask for that is in none of them?"))
        + "".join(f"<h3>{title}</h3>{markup.listed(lines)}" for title, lines in parts.items())
        + markup.details(say("Where this comes from"), "".join(cards.cited(one, readings) for one in page.sources))
    )


def _reading(page: Page) -> str:
    questions = "".join(
        f"<p><strong>{escape(one.stem)}</strong></p>{markup.listed(option.text for option in one.options)}"
        for one in page.questions
    )
    return published(page) + markup.paragraph(say(FIRST), "kit-lead") + questions
