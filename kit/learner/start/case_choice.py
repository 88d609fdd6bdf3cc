"""The chooser: which case to follow, and the way back to those followed before."""

from html import escape

from kit.answers.case import ITEM, LESSON, OWN, STEP, Followed, as_case, choice_of, chosen_case, followed, is_own
from kit.answers.journal import Journal
from kit.base.errors import JournalError
from kit.base.labels import known, said, say
from kit.content.course import load_cases
from kit.content.course_form import Case
from kit.views import markup
from kit.widgets.parts import button, dropdown, finished, html, line, row, told
from kit.widgets.step import Step

NONE, ANOTHER = said("Choose a case"), said("Another one, my own")
ORIGINS = {"named in the table": said("Named in the table"), "between the columns": said("Between the columns")}
KEEPS = said("Every case keeps what you said about it. Go back to one, and its places and reasons are there again:")

FOLLOWED = said("✓ You follow {case} ({placed} of {dimensions} placed)")
BACK = said("Back to {case} ({placed} of {dimensions} placed)")


def choose_case(journal: Journal, dimensions: dict[str, str], models: list[str]) -> Step:
    """Return a dropdown of cases, two fields for one's own, what is followed, and a button for each earlier case."""
    chosen, name, about = (
        dropdown(say("My case"), [(say(NONE), "")]),
        line(say("Its name")),
        line(say("A line about it")),
    )
    own, said, kept = row([]), told(), button(say("Follow this case"))
    keeps, back, buttons = html(), row([]), {}
    past: list[Followed] = []
    current: Case | None = None

    def choice() -> Case | None:
        if chosen.value != OWN:
            return next((case for case in _cases(past) if case.id == chosen.value), None)
        own_one = {"id": OWN, "name": name.value.strip(), "about": about.value.strip()}
        return as_case(own_one) if own_one["name"] else None

    def look(_: dict | None = None) -> None:
        case = choice()
        own.children = [name, about] if chosen.value == OWN else []
        kept.disabled = case is None
        finished(kept, done=bool(case and current and case.id == current.id))
        said.value = markup.paragraph(case.about) if case and chosen.value != OWN else ""

    def follow(case: Case) -> None:
        try:
            words = journal.save(LESSON, STEP, ITEM, choice_of(case)).saved
        except JournalError as error:
            said.value = markup.notice(str(error), "trouble")
            return
        name.value = about.value = ""
        show(case, words)

    def show(case: Case | None, words: str) -> None:
        nonlocal past, current
        past, current = _followed(journal, dimensions, models), case
        chosen.options = [
            (say(NONE), ""),
            *((f"{_origin(one)}: {one.name}", one.id) for one in _cases(past)),
            (say(ANOTHER), OWN),
        ]
        chosen.value = case.id if case else ""
        look()
        said.value = _following(case, past, len(dimensions), words) if case else ""
        offer()

    def offer() -> None:
        """Show a button for each case followed so far; a button stays the same, so that the focus stays on it."""
        if all(current and one.case.id == current.id for one in past):
            return
        for one in past:
            if one.case.id not in buttons:
                buttons[one.case.id] = button("", main=False)
                buttons[one.case.id].on_click(lambda _, id_=one.case.id: follow(_case(id_, past)))
            buttons[one.case.id].description = _label(one, current, len(dimensions))
        keeps.value = markup.paragraph(say(KEEPS))
        back.children = [buttons[one.case.id] for one in past]

    show(chosen_case(journal), _last_saved(journal))
    for control in (chosen, name, about):
        control.observe(look, "value")
    kept.on_click(lambda _: follow(choice()))
    return Step(_reading(), [row([chosen]), own, said, kept, keeps, back])


def _followed(journal: Journal, dimensions: dict[str, str], models: list[str]) -> list[Followed]:
    """Return the cases followed so far; an unreadable journal must not stop the page, the list of lessons tells it."""
    try:
        return followed(journal, dimensions, models)
    except JournalError:
        return []


def _last_saved(journal: Journal) -> str:
    try:
        saved = journal.newest(LESSON, STEP, ITEM)
    except JournalError:
        return ""
    return saved.saved if saved else ""


def _cases(past: list[Followed]) -> list[Case]:
    """Return all cases to choose from: the learner's own ones first."""
    return [*(one.case for one in past if is_own(one.case)), *load_cases()]


def _case(id_: str, past: list[Followed]) -> Case:
    return next(one.case for one in past if one.case.id == id_)


def _origin(case: Case) -> str:
    return say("My own") if is_own(case) else known(ORIGINS.get(case.origin, case.origin))


def _label(one: Followed, current: Case | None, dimensions: int) -> str:
    now = current and one.case.id == current.id
    words = FOLLOWED if now else BACK
    return say(words, case=one.case.name, placed=one.placed, dimensions=dimensions)


def _following(case: Case, past: list[Followed], dimensions: int, words: str) -> str:
    placed = next((one.placed for one in past if one.case.id == case.id), 0)
    count = say("Placed so far in {placed} of {dimensions} lessons.", placed=placed, dimensions=dimensions)
    so_far = count if placed else say("Not placed in a lesson yet.")
    chosen = say("You follow {case}.", case=case.name)
    about = case.about.rstrip()
    stop = "" if about.endswith((".", "!", "?", "…")) else "."
    return markup.notice(f"{chosen} {about}{stop} {so_far} {words}", "right")


def _reading() -> str:
    origins = ORIGINS | {case.origin: case.origin for case in load_cases() if case.origin not in ORIGINS}
    there = {case.origin for case in load_cases()}
    return "".join(
        markup.details(known(title), _cases_from(origin)) for origin, title in origins.items() if origin in there
    )


def _cases_from(origin: str) -> str:
    named = [case for case in load_cases() if case.origin == origin]
    return "<dl>" + "".join(f"<dt>{escape(case.name)}</dt><dd>{escape(case.about)}</dd>" for case in named) + "</dl>"
