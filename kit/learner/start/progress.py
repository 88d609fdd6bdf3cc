"""The learner's progress as HTML: what is due to be remembered, what comes next, every lesson with its steps."""

from pathlib import Path

from kit.answers.journal import Journal
from kit.answers.keys import RECALL
from kit.answers.recall import asked_in, earlier, urgent
from kit.base.language import at_home, language
from kit.base.paths import data_path
from kit.content.pages import Begun, Page, after_the_lessons, step_name
from kit.content.so_far import so_far
from kit.views.markup import Html
from kit.views.templates import Pieces

PIECES = Pieces(__file__)


def next_step(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> tuple[Page, str] | None:
    """Return the first step that is open, in the order of the course; None when each has been begun."""
    return next(((page, step) for page in lessons for step in steps if (page.id, step) not in begun), None)


def overview(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> Html:
    """Return the progress as HTML: what comes next, lessons x steps with a link each, and what closes the course."""
    done = sum((page.id, step) in begun for page in lessons for step in steps)
    names = {step: step_name(step) for step in steps}
    after = PIECES.after(after_the_lessons(), done, len(lessons) * len(steps))
    titles = {Path(page.file).stem: page.title for page in (*lessons, *after_the_lessons())}
    counts = {} if at_home() else so_far(data_path(), language())
    left = [(titles[page], *count) for page, count in counts.items() if page in titles]
    return next_in_words(lessons, steps, begun) + PIECES.table(lessons, names, begun) + after + PIECES.under_way(left)


def next_in_words(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> Html:
    """Return what comes next, as one sentence."""
    page, step = next_step(lessons, steps, begun) or (None, "")
    return PIECES.next_is(page, step, step and step_name(step))


def due(lessons: list[Page], steps: tuple[str, ...], begun: Begun, journal: Journal) -> Html:
    """Return that something is due to be remembered, with a link to where the lesson at hand asks for it; or nothing.

    The lesson at hand is that of the next step, or else the last one; where it has asked already, nothing is due.
    """
    page = (next_step(lessons, steps, begun) or (lessons[-1] if lessons else None, ""))[0]
    asked = asked_in(earlier([one.id for one in lessons], page.id)) if page and (page.id, RECALL) not in begun else {}
    number = min(2, sum(one >= 1 for one in urgent(journal, asked).values()))
    return PIECES.due(page.link(RECALL), page.name, number) if number else Html()
