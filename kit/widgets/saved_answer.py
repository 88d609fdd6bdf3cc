"""Answers that are kept and come back: a box that saves itself, a question that answers back once it is committed.

And what a teacher wrote back, under the answer that it is about, with a line to answer it once.
"""

from collections.abc import Callable
from hashlib import sha256

import ipywidgets as widgets

from kit.answers.keeper import Keeper, Slot
from kit.answers.keys import BACK, BEST_CASE, LEAST, LINE, REPLY, is_one_of
from kit.answers.keys import line as as_line
from kit.base.labels import prose, say, say_time
from kit.content.lesson_form import Bet
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.controls.fields import Answer, Choice
from kit.widgets.parts import box, button, finished, html, line, replace, shared, told

Then = Callable[[str], None]  # hears each committed answer, also one that comes back saved
PIECES, WORDS = Pieces(__file__), prose(__file__)


def kept_answer(keeper: Keeper, step: str, item: str, label: str, rows: int = 4) -> Answer:
    """Return an answer box that shows what was saved for an item, and saves every change.

    All that is typed into one box in one kernel is one try; a later kernel begins another and leaves the old as it was,
    as does somebody who takes another one's words away.
    """
    slot = keeper.at(step, item)
    saved = slot.newest()
    saved = saved if saved and isinstance(saved.value, str) else None  # what is no words is not brought back
    # a mark of the answers folder: one browser may serve several learners, and their words must not mix
    mark = sha256(str(keeper.journal.file).encode()).hexdigest()[:12]
    answer = Answer(
        label=label,
        rows=rows,
        value=saved.value if saved else "",
        status=saved.saved if saved else say("Saves itself while you write."),
        key="/".join((mark, *keeper.place_of(step, item))),
    )

    def typed(change: dict) -> None:
        kept, words = slot.keep_on(answer.value, anew=answer.taken)
        answer.trouble = "" if kept else words
        if kept:
            answer.status = say("Saved {time}.", time=say_time(kept.time, seconds=True))
            answer.heard = answer.typed

    answer.observe(typed, "typed")
    return answer


def best_case(keeper: Keeper, step: str, asks: tuple[str, str], names: dict[str, str], shelf: str = "") -> widgets.VBox:
    """Return a choice of the model that one likes least, and a box for the best case for it; `asks` asks for each."""
    least = Choice(legend=asks[0], options=[{"id": id_, "text": name} for id_, name in names.items()])
    chosen = put(keeper.at(step, shelf + LEAST), least, say("This is the one"), lambda _: None)
    return box([*chosen, kept_answer(keeper, step, shelf + BEST_CASE, asks[1], rows=6)])


def put(slot: Slot, choice: Choice, commit: str, then: Then) -> tuple[Choice, widgets.Button, widgets.HTML]:
    """Return a choice, the button that commits it, and what is said of it; the answer is kept and comes back."""
    committed, status = button(commit, press=lambda: answered(slot.keep(choice.value)[1])), told()
    committed.disabled = True

    def chosen(change: dict) -> None:
        committed.disabled = not change["new"]
        finished(committed, done=False)

    def answered(words: str) -> None:
        status.value = markup.paragraph(words, "kit-status")
        finished(committed)
        then(choice.value)

    saved = slot.newest()
    if saved and is_one_of(saved.value, [option["id"] for option in choice.options]):
        choice.value, committed.disabled = saved.value, False
        answered(saved.saved)
    choice.observe(chosen, "value")
    return choice, committed, status


def bet_on(slot: Slot, bet: Bet, commit: str, *then: Then) -> tuple[Choice, widgets.Button, widgets.HTML]:
    """Return the same for a question without a right answer, which answers back to each option in words of its own."""
    choice = Choice(legend=bet.stem, options=[{"id": option.id, "text": option.text} for option in bet.options])
    replies = {option.id: {"kind": "plain", "text": option.feedback} for option in bet.options}

    def reply(chosen: str) -> None:
        choice.replies = {chosen: replies[chosen]}
        for hear in then:
            hear(chosen)

    return put(slot, choice, commit, reply)


def asked(slot: Slot, bet: Bet, commit: str, *then: Then) -> widgets.VBox:
    """Return a question without a right answer in a box of its own."""
    return widgets.VBox(bet_on(slot, bet, commit, *then))


def under(keeper: Keeper, step: str, item: str) -> list[widgets.Widget]:
    """Return what stands under the answer to an item: nothing where nobody wrote back."""
    lesson, step, item = keeper.place_of(step, item)
    one, place = Keeper(lesson, keeper.journal), f"{step}/{item}"
    back = one.newest(BACK, place)
    if not back or not as_line(back.value):
        return []
    parts = widgets.VBox(layout=shared())

    def draw() -> None:
        reply = one.newest(REPLY, place)
        replace(parts, [html(PIECES.back(back.value, reply.value if reply else "")), *([] if reply else ask())])

    def ask() -> list[widgets.Widget]:
        return one_line(WORDS["reply"], button(WORDS["send"], main=False), one.at(REPLY, place), draw)

    draw()
    return [parts]


def one_line(label: str, send: widgets.Button, slot: Slot, then: Callable[[], None]) -> list[widgets.Widget]:
    """Return a field for a line, the button that sends it, and what is said where it is empty, too long or not kept."""
    field, said = line(label), told()

    def sent(_: object) -> None:
        typed = field.value.strip()
        wrong = WORDS("long", most=LINE, there=len(typed)) if typed else WORDS["empty"]
        kept, wrong = slot.keep(words) if (words := as_line(typed)) else (None, wrong)
        said.value = "" if kept else markup.notice(wrong, "trouble")
        if kept:
            then()

    send.on_click(sent)
    return [field, send, said]
