"""The case: the one institution that a learner follows through the whole course."""

from kit.content import Case, load_cases
from kit.errors import JournalError
from kit.journal import Journal

LESSON, STEP, ITEM = "start", "case", "choice"
OWN = "own"
STAND_IN = "wikipedia"  # what is placed by somebody who has not chosen a case


def chosen_case(journal: Journal) -> Case | None:
    """Return the case that the learner chose last, or None."""
    try:
        saved = journal.newest(LESSON, STEP, ITEM)
    except JournalError:
        return None
    return as_case(saved.value) if saved else None


def as_case(choice: dict[str, str]) -> Case | None:
    """Return a saved choice as a case: one from `data/cases.yaml`, or one of the learner's own."""
    if choice.get("id") == OWN:
        return Case(
            own_id(choice.get("name", "")), choice.get("name", ""), choice.get("about") or "Your own case.", "your own"
        )
    return next((case for case in load_cases() if case.id == choice.get("id")), None)


def stand_in() -> Case:
    """Return the case that is placed while none has been chosen."""
    return next((case for case in load_cases() if case.id == STAND_IN), load_cases()[0])


def named_cases(journal: Journal) -> dict[str, Case]:
    """Return every case that has a name, by its id: those of the list, and all that the learner called their own."""
    try:
        chosen = [as_case(one.value) for one in journal.tries(LESSON, STEP, ITEM)]
    except JournalError:
        chosen = []
    return {case.id: case for case in (*load_cases(), *filter(None, chosen))}


def own_id(name: str) -> str:
    """Return the id of a learner's own case: two names are two cases, and each keeps its placements."""
    return f"own:{' '.join(name.split()).casefold()}"
