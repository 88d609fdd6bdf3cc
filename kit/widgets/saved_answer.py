"""A box to write in that saves itself."""

from hashlib import sha256

from kit.answers.keeper import Keeper
from kit.base.labels import say, say_time
from kit.widgets.controls.answer import Answer


def kept_answer(keeper: Keeper, step: str, item: str, label: str, rows: int = 4) -> Answer:
    """Return an answer box that shows what was saved for an item, and saves every change.

    All that is typed into one box in one kernel is one try; a later kernel begins another and leaves the old as it was,
    as does somebody who takes another one's words away.
    """
    slot = keeper.at(step, item)
    saved = slot.newest()
    saved = saved if saved and isinstance(saved.value, str) else None  # what is no words is not brought back
    answer = Answer(
        label=label,
        rows=rows,
        value=saved.value if saved else "",
        status=saved.saved if saved else say("Saves itself while you write."),
        key="/".join((_folder_mark(keeper), *keeper.place_of(step, item))),
    )

    def typed(change: dict) -> None:
        kept, words = slot.keep_on(answer.value, anew=answer.taken)
        answer.trouble = "" if kept else words
        if kept:
            answer.status = say("Saved {time}.", time=say_time(kept.time, seconds=True))
            answer.heard = answer.typed

    answer.observe(typed, "typed")
    return answer


def _folder_mark(keeper: Keeper) -> str:
    """Return a mark of the answers folder: one browser may serve several learners, and their words must not mix."""
    return sha256(str(keeper.journal.file).encode()).hexdigest()[:12]
