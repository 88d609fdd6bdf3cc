"""The learner's progress as HTML: what comes next, and every lesson with its steps."""

from html import escape

from kit.base.labels import say, say_html
from kit.content.pages import ALIVE, COUNTS, Begun, Page, _after, _grid, _link, _name


def next_step(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> tuple[Page, str] | None:
    """Return the first step that is open, in the order of the course; None when each has been begun."""
    return next(((page, step) for page in lessons for step in steps if (page.id, step) not in begun), None)


def overview(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> str:
    """Return the progress as HTML: what comes next, lessons x steps with a link each, and what closes the course."""
    done = sum((page.id, step) in begun for page in lessons for step in steps)
    begun_so_far = say("{done} of {all} steps begun.", done=done, all=len(lessons) * len(steps))
    counts = f"{begun_so_far} {say(COUNTS)} {say(ALIVE)}"
    note = f'<p class="kit-note">{escape(counts)}</p>'
    return next_in_words(lessons, steps, begun) + _grid(lessons, steps, begun) + _after() + note


def next_in_words(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> str:
    """Return what comes next, as one sentence."""
    found, next_is = next_step(lessons, steps, begun), "<strong>" + escape(say("Next:")) + "</strong>"
    if found:
        page, step = found
        link, lesson = _link(page.link(step), _name(step)), escape(page.name)
        words = say_html("{next} {step} in {lesson}.", next=next_is, step=link, lesson=lesson)
    else:
        words = say_html("{next} look back; every step of every lesson has been begun.", next=next_is)
    return f'<p class="kit-lead">{words}</p>'
