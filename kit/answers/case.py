"""The case: the one institution that a learner follows through the whole course, and those followed before it."""

from typing import Any, NamedTuple

from kit.answers.journal import Journal, Try
from kit.answers.keys import CASE, START
from kit.answers.placements import placed_by_case
from kit.base.errors import JournalError, or_else
from kit.base.labels import said, say
from kit.content.course import Case, load_cases

ITEM = "choice"  # what the choice of a case is kept under, in START and CASE
OWN = "own"
STAND_IN = "wikipedia"  # what is placed by somebody who has not chosen a case; where there is none, the first case
KNOWN_WELL = said("something that you know well"), said("Any institution that you know well.")


class Followed(NamedTuple):
    """A case that the learner has followed, and on how many dimensions it has been placed."""

    case: Case
    placed: int


def chosen_case(journal: Journal) -> Case | None:
    """Return the case that the learner chose last, or None."""
    saved = newest_choice(journal)
    return as_case(saved.value) if saved else None


@or_else(lambda _: None, JournalError)
def newest_choice(journal: Journal) -> Try | None:
    """Return the learner's last choice of a case, or None, also where the journal cannot be read."""
    return journal.newest(START, CASE, ITEM)


def as_case(choice: Any) -> Case | None:
    """Return a saved choice as a case: one from `data/cases.yaml`, one of the learner's own, or None for neither."""
    given = choice if isinstance(choice, dict) else {}
    id_, name, about = (str(given.get(key) or "") for key in ("id", "name", "about"))
    if id_ == OWN:
        return Case(own_id(name), name, about or say("Your own case."), "your own")
    return next((case for case in load_cases() if case.id == id_), None)


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
    """Return a case as it is saved when it is chosen."""
    return {"id": OWN, "name": case.name, "about": case.about} if is_own(case) else {"id": case.id}


def followed(journal: Journal, dimensions: dict[str, str], models: list[str]) -> list[Followed]:
    """Return every case chosen or placed so far, in the order in which it was first chosen; raise JournalError.

    Of an own case that was described twice, the newer description counts.
    """
    placed = placed_by_case(journal, dimensions, models)
    chosen = [as_case(one.value) for one in journal.all_tries(START, CASE) if one.item == ITEM]
    cases = {case.id: case for case in [*chosen, *map(as_case, ({"id": case} for case in placed))] if case}
    return [Followed(case, placed.get(id_, 0)) for id_, case in cases.items()]
