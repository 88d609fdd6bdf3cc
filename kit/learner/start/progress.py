"""The learner's progress as HTML: what comes next, and every lesson with its steps."""

from html import escape

from kit.base.labels import said, say, say_html
from kit.content.pages import Begun, Page, after_the_lessons, step_name
from kit.views import markup

COUNTS = said("This table counts steps, not time. Run the cell again to see what is new.")
ALIVE = said("A lesson begins by itself; if not, press ▶▶ in the bar above it.")
BEGUN, OPEN = said("{step} in {lesson}: begun"), said("{step} in {lesson}: open")


def next_step(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> tuple[Page, str] | None:
    """Return the first step that is open, in the order of the course; None when each has been begun."""
    return next(((page, step) for page in lessons for step in steps if (page.id, step) not in begun), None)


def overview(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> str:
    """Return the progress as HTML: what comes next, lessons x steps with a link each, and what closes the course."""
    done = sum((page.id, step) in begun for page in lessons for step in steps)
    begun_so_far = say("{done} of {all} steps begun.", done=done, all=len(lessons) * len(steps))
    counts = f"{begun_so_far} {say(COUNTS)} {say(ALIVE)}"
    note = markup.paragraph(counts, "kit-note")
    return next_in_words(lessons, steps, begun) + _grid(lessons, steps, begun) + _after() + note


def next_in_words(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> str:
    """Return what comes next, as one sentence."""
    found, next_is = next_step(lessons, steps, begun), "<strong>" + escape(say("Next:")) + "</strong>"
    if found:
        page, step = found
        link, lesson = _link(page.link(step), step_name(step)), escape(page.name)
        words = say_html("{next} {step} in {lesson}.", next=next_is, step=link, lesson=lesson)
    else:
        words = say_html("{next} look back; every step of every lesson has been begun.", next=next_is)
    return f'<p class="kit-lead">{words}</p>'


def _grid(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> str:
    rows = (
        [_link(page.file, page.title), *(_step(page, step, (page.id, step) in begun) for step in steps)]
        for page in lessons
    )
    table = markup.table([say("Lesson"), *map(step_name, steps)], rows, kind="kit-table kit-progress")
    return markup.scrolled(say("The lessons and your steps"), table)


def _step(page: Page, step: str, begun: bool) -> str:
    heard = say(BEGUN if begun else OPEN, step=step_name(step), lesson=page.name)
    return _link(page.link(step), say("✓ begun") if begun else say("open"), heard)


def _after() -> str:
    links = [_link(page.file, page.title) for page in after_the_lessons()]
    return markup.paragraph(say("After the lessons:")) + markup.listed(links) if links else ""


def _link(to: str, words: str, heard: str = "") -> markup.Html:
    """Return a link; `heard` is read out instead of its words, for those who do not see where it stands."""
    label = f' aria-label="{escape(heard)}"' if heard else ""
    return markup.Html(f'<a href="{escape(to)}"{label}>{escape(words)}</a>')
