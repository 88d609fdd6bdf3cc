"""The label: what the page says of where the table comes from, and what follows from that."""

from kit.answers.keys import LABEL
from kit.base.labels import said, say
from kit.content.table_critique import load_critique
from kit.learner.question_the_table.state import TableState
from kit.views.templates import Pieces
from kit.widgets.parts import box, html
from kit.widgets.saved_answer import asked, kept_answer
from kit.widgets.step import Step

PIECES = Pieces(__file__)
NEED = "need"
FIRST = said("What would you need to know before you trust this table? Name three things.")


def label(source: TableState) -> Step:
    """Return the step: the page's words, one's own list first, two questions, and then what can be known."""
    page = load_critique().page
    need = kept_answer(source, LABEL, NEED, say(FIRST))
    opened, answered = html(), set()

    def open_all(question: str = "") -> None:
        answered.update({question} - {""})
        ready = need.value.strip() and answered == {one.id for one in page.questions}
        opened.value = PIECES.known(page, source.readings) if ready else PIECES.shut()

    questions = [
        asked(source.at(LABEL, one.id), one, say("This is my answer"), lambda _, id=one.id: open_all(id))
        for one in page.questions
    ]
    open_all()
    need.observe(lambda change: open_all(), "value")
    around = html(PIECES.published(page))
    return Step(PIECES.reading(page, FIRST), [around, need, *map(box, ([one] for one in questions)), opened])
