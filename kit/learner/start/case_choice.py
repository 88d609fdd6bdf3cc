"""The chooser: which case to follow, and the way back to those followed before."""

from ipywidgets import Button

from kit.answers.case import ITEM, OWN, Followed, as_case, choice_of, chosen_case, followed, is_own, newest_choice
from kit.answers.journal import Journal
from kit.answers.keys import CASE, START
from kit.base.errors import JournalError, or_else
from kit.base.labels import known, prose, say
from kit.content.course import Case, load_cases
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import Step, button, dropdown, finished, html, line, row, told, tried

PIECES = Pieces(__file__)
WORDS = prose(__file__)


def choose_case(journal: Journal, dimensions: dict[str, str], models: list[str]) -> Step:
    """Return a dropdown of cases, two fields for one's own, what is followed, and a button for each earlier case."""
    return Step(_reading(), CaseChoice(journal, dimensions, models).parts)


class CaseChoice:
    """The choice of a case; `parts` are its widgets. The button of an earlier case stays, and the focus on it."""

    def __init__(self, journal: Journal, dimensions: dict[str, str], models: list[str]) -> None:
        self._journal, self._dimensions, self._models = journal, dimensions, models
        self._past: list[Followed] = []
        self._current: Case | None = None
        self._chosen = dropdown(say("My case"), [(WORDS["none"], "")])
        self._name, self._about = line(say("Its name")), line(say("A line about it"))
        self._own, self._told, self._kept = row([]), told(), button(say("Follow this case"))
        self._own.kept = (self._name, self._about)
        self._keeps, self._back = html(), row([])
        self._buttons: dict[str, Button] = {}
        self.parts = [row([self._chosen]), self._own, self._told, self._kept, self._keeps, self._back]
        saved = newest_choice(journal)
        self._show(chosen_case(journal), saved.saved if saved else "")
        for control in (self._chosen, self._name, self._about):
            control.observe(self._look, "value")
        self._kept.on_click(lambda _: self._follow(self._choice()))

    def _choice(self) -> Case | None:
        """Return what is chosen: a case of the kit or an earlier one, or one's own as soon as it has a name."""
        if self._chosen.value != OWN:
            return next((case for case in _cases(self._past) if case.id == self._chosen.value), None)
        name, about = self._name.value.strip(), self._about.value.strip()
        return as_case({"id": OWN, "name": name, "about": about}) if name else None

    def _look(self, _: dict | None = None) -> None:
        case, own = self._choice(), self._chosen.value == OWN
        self._own.children = [self._name, self._about] if own else []
        self._kept.disabled = case is None
        finished(self._kept, done=bool(case and self._current and case.id == self._current.id))
        self._told.value = markup.paragraph(case.about) if case and not own else ""

    def _follow(self, case: Case | None) -> None:
        def follow() -> None:
            words = self._journal.save(START, CASE, ITEM, choice_of(case)).saved
            self._name.value = self._about.value = ""
            self._show(case, words)

        if case:  # else a press was on its way while the choice was taken back
            tried(self._told, follow)

    def _show(self, case: Case | None, words: str) -> None:
        """Show what is followed now, with the words on when it was saved."""
        # an unreadable journal must not stop the page, the list of lessons tells it
        read = or_else(lambda error: [], JournalError)(followed)
        self._past, self._current = read(self._journal, self._dimensions, self._models), case
        known_ones = [(f"{_origin(one)}: {one.name}", one.id) for one in _cases(self._past)]
        self._chosen.options = [(WORDS["none"], ""), *known_ones, (WORDS["another"], OWN)]
        self._chosen.value = case.id if case else ""
        self._look()
        self._told.value = _following(case, self._past, len(self._dimensions), words) if case else ""
        self._offer()

    def _offer(self) -> None:
        """Show a button for each case followed so far, unless the one that is followed is the only one."""
        if all(self._current and one.case.id == self._current.id for one in self._past):
            return
        for one in self._past:
            words = "followed" if self._current and one.case.id == self._current.id else "back"
            label = WORDS(words, case=one.case.name, placed=one.placed, dimensions=len(self._dimensions))
            self._button(one.case).description = label
        self._keeps.value = markup.paragraph(WORDS["keeps"])
        self._back.children = [self._button(one.case) for one in self._past]

    def _button(self, case: Case) -> Button:
        if case.id not in self._buttons:
            self._buttons[case.id] = button(
                "", False, lambda: self._follow(next(one.case for one in self._past if one.case.id == case.id))
            )
        return self._buttons[case.id]


def _cases(past: list[Followed]) -> list[Case]:
    """Return all cases to choose from: the learner's own ones first."""
    return [*(one.case for one in past if is_own(one.case)), *load_cases()]


def _origin(case: Case) -> str:
    return say("My own") if is_own(case) else dict(WORDS["origins"].items()).get(case.origin) or known(case.origin)


def _following(case: Case, past: list[Followed], dimensions: int, words: str) -> str:
    placed = next((one.placed for one in past if one.case.id == case.id), 0)
    about = case.about.rstrip()
    stop = "" if about.endswith((".", "!", "?", "…")) else "."
    return PIECES.following(case, f"{about}{stop}", placed, dimensions, words)


def _reading() -> str:
    """Return every case by where it comes from: the known origins first, then others as they stand in the file."""
    origins = dict(WORDS["origins"].items())
    cases: dict[str, list[Case]] = {origin: [] for origin in origins}
    for case in load_cases():
        cases.setdefault(case.origin, []).append(case)
    return PIECES.reading({origins.get(origin, origin): named for origin, named in cases.items() if named})
