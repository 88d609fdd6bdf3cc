"""The case: the one institution that a learner follows through the whole course, and those followed before it."""

from typing import NamedTuple

from kit.content.course import load_cases
from kit.content.course_form import Case
from kit.base.errors import JournalError
from kit.content.facts import load_facts
from kit.answers.journal import Journal
from kit.base.labels import said, say
from kit.base.paths import data_path
from kit.answers.placements import placed_by_case

LESSON, STEP, ITEM = "start", "case", "choice"
OWN = "own"
STAND_IN = "wikipedia"  # what is placed by somebody who has not chosen a case; where there is none, the first case
KNOWN_WELL = said("something that you know well"), said("Any institution that you know well.")




class Followed(NamedTuple):
    """A case that the learner has followed, and on how many dimensions it has been placed."""

    case: Case
    placed: int


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
        name, about = choice.get("name", ""), choice.get("about") or say("Your own case.")
        return Case(own_id(name), name, about, "your own")
    return next((case for case in load_cases() if case.id == choice.get("id")), None)


def stand_in() -> Case:
    """Return the case that is placed while none has been chosen."""
    cases = {case.id: case for case in load_cases()}
    return cases.get(STAND_IN) or next(iter(cases.values()), Case("anything", *map(say, KNOWN_WELL), "your own"))


def own_id(name: str) -> str:
    """Return the id of a learner's own case: two names are two cases, and each keeps its placements."""
    return f"{OWN}:{' '.join(name.split()).casefold()}"


def is_own(case: Case) -> bool:
    """Return whether a case is one of the learner's own."""
    return case.id.startswith(f"{OWN}:")


def choice_of(case: Case) -> dict[str, str]:
    """Return a case as it is saved when it is chosen.

    >>> choice_of(as_case({"id": "own", "name": "Our school", "about": "400 pupils"}))
    {'id': 'own', 'name': 'Our school', 'about': '400 pupils'}
    """
    return {"id": OWN, "name": case.name, "about": case.about} if is_own(case) else {"id": case.id}


def followed(journal: Journal, dimensions: dict[str, str], models: list[str]) -> list[Followed]:
    """Return every case chosen or placed so far, in the order in which it was first chosen; raise JournalError.

    Of an own case that was described twice, the newer description counts.
    """
    placed = placed_by_case(journal, dimensions, models)
    chosen = [as_case(one.value) for one in journal.all_tries(LESSON, STEP) if one.item == ITEM]
    cases = {case.id: case for case in [*chosen, *map(as_case, ({"id": case} for case in placed))] if case}
    return [Followed(case, placed.get(id_, 0)) for id_, case in cases.items()]


