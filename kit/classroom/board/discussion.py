"""Discussion: what the class wrote, one answer at a time, for everybody to hear and nobody to be named."""

from bisect import bisect_left
from html import escape

from kit.answers.keys import CASE_FILE, DISCUSS, REASON, Key
from kit.classroom.board.counts.discussion import Read, Spoken, read, reasons, write_ups
from kit.classroom.board.curtain import curtain
from kit.classroom.board.state import BoardState
from kit.classroom.inbox.by_item import beside
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, row
from kit.widgets.step import Step

WHY = ("Why they placed their case there", REASON)
ALL_WRITTEN = ("Everything that was written there", CASE_FILE)


def discussion(board: BoardState) -> Step:
    """Return the step: a prompt, and a reader with a way to hide what should not be read out."""
    lesson = dropdown("Lesson", [*board.options, ("The case file", CASE_FILE)], board.options[0][1])
    prompt = dropdown("Prompt", _prompts(board, lesson.value), _prompts(board, lesson.value)[0][1])
    back, on = button("Back", main=False), button("Next")
    hide, bring = button("Hide this one", main=False), button("Bring the hidden ones back", main=False)
    asked, words, place = html(), html(), html()
    current = ""

    def found(hidden: frozenset[str]) -> Read:
        return read(board.answers, _keys(board, lesson.value, prompt.value), hidden, board.secret)

    def draw(step: int = 0) -> None:
        nonlocal current
        now = found(board.hidden)
        at = _at(now.spoken, current, step)
        current = now.spoken[at].id if now.spoken else ""
        asked.value = _asked(board, lesson.value, prompt.value)
        words.value = _aloud(now.spoken[at].words) if now.spoken else ""
        place.value = f'<p role="status">{escape(_place(now, at))} {escape(board.trouble)}</p>'
        back.disabled, on.disabled = at <= 0, at >= len(now.spoken) - 1
        hide.disabled, bring.disabled = not now.spoken, not now.hidden

    def hide_it(_: object) -> None:
        board.hide([current], True)
        draw()

    def bring_back(_: object) -> None:
        board.hide([one.id for one in found(frozenset()).spoken if one.id in board.hidden], False)
        draw()

    def other_lesson(change: dict) -> None:
        prompt.options = _prompts(board, change["new"])

    def waiting() -> str:
        return f"Answers to read out: {len(found(board.hidden).spoken)}."

    lesson.observe(other_lesson, "value")
    back.on_click(lambda _: draw(-1))
    on.on_click(lambda _: draw(1))
    hide.on_click(hide_it)
    bring.on_click(bring_back)
    scene = [asked, words, place, row([back, on, hide, bring])]
    return curtain(board, ("discussion", "Read the answers out"), [lesson, prompt], waiting, scene, draw)


def _prompts(board: BoardState, lesson: str) -> list[tuple[str, str]]:
    if lesson == CASE_FILE:
        return [ALL_WRITTEN]
    prompts = board.content[lesson].prompts if lesson in board.content else ()
    return [*((f"{one.kind.capitalize()}: {one.prompt[:60]}…", one.id) for one in prompts), WHY]


def _keys(board: BoardState, lesson: str, item: str) -> list[Key]:
    if lesson == CASE_FILE:
        return write_ups(board.answers)
    return reasons(board.answers, lesson) if item == REASON else [Key(lesson, DISCUSS, item)]


def _at(spoken: list[Spoken], current: str, step: int) -> int:
    """Return the place of the answer that is to be shown: after one that is gone comes the one behind it."""
    place = bisect_left([one.id for one in spoken], current)
    return max(0, min(place + step, len(spoken) - 1))


def _asked(board: BoardState, lesson: str, item: str) -> str:
    prompts = board.content[lesson].prompts if lesson in board.content else ()
    return "".join(markup.paragraph(one.prompt, "kit-lead") for one in prompts if one.id == item)


def _aloud(words: str) -> str:
    # whichever way its letters run, and however they are set
    return f'<blockquote class="kit-aloud" dir="auto">{escape(words)}</blockquote>'


def _place(now: Read, at: int) -> str:
    said = f"Answer {at + 1} of {len(now.spoken)}." if now.spoken else "There is nothing to read out here."
    hidden = f" {now.hidden} hidden." if now.hidden else ""
    kept = f" {now.kept} not for reading out." if now.kept else ""
    return said + hidden + kept + beside(now.unfit)
