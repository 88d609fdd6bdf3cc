"""The case file's page: all that a learner has said of a case, brought together, and at its end handed in.

The learner chooses what goes in, looks at it, and only then writes it.
"""

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from kit.answers.hand_in import Selection, hand_in, load_selection, save_selection, write_hand_in
from kit.answers.journal import Journal
from kit.answers.opening import open_journal
from kit.answers.record import Chapter, Entry, chapters
from kit.answers.words_back import fetched
from kit.base.errors import KitError
from kit.base.labels import prose, said, say
from kit.base.language import speak
from kit.base.paths import work_folder
from kit.content.table import load_table
from kit.learner.case_file.beside import beside, changes
from kit.learner.case_file.profile import heatmap, profile
from kit.learner.case_file.state import CaseFileState
from kit.learner.case_file.write_up import steelman, write_up
from kit.learner.lesson.recall_and_check import quiz
from kit.paper.report import Report, body_of, report, write_report
from kit.views import markup
from kit.views.markup import in_brief
from kit.widgets import parts
from kit.widgets.controls.fields import Grid
from kit.widgets.parts import Page, Step, button, dropdown, finished, html, kept_up, line, replace, row, shows, told

GOES, NOT_ALOUD, STAYS = "yes", "not_aloud", "no"
OPTIONS = {GOES: said("yes"), NOT_ALOUD: said("yes, but not read out"), STAYS: said("no")}
WORDS = prose(__file__)


class CaseFile(CaseFileState, Page):
    """Seven steps on one case, and a quiz before them. Each step's method returns one widget."""

    recall = shows(quiz, "Remember one question of each lesson, from memory first.")
    profile = shows(profile, "Bet on where the case stands on the whole, then walk its path from row to row.")
    heatmap = shows(heatmap, "See every placement with its reason, what they come to, and the table's own warning.")
    changes = shows(changes, "See where the last word is not the first.")
    beside = shows(beside, "Hold the case against another one.")
    write_up = shows(write_up, "Write what the case shows: a claim, evidence, the other side, what would change it.")
    steelman = shows(steelman, "Write the best case for the column that you like least; who leans to it may sign it.")

    def report(self) -> Step:
        """Choose what goes into a report or a hand-in, look at it, and write it."""
        return self.show("report", report_step(self.journal, self.table))


def load_case_file(table: pd.DataFrame | None = None, language: str | None = None) -> CaseFile:
    """Return the case file of whoever runs this kernel, for the kit's own table or another of its form."""
    speak(language)
    return CaseFile(load_table() if table is None else table, fetched(open_journal()))


def report_step(journal: Journal, table: pd.DataFrame) -> Step:
    """Return the step: the name, what goes in, a look at it, and the buttons that write."""
    try:
        found, chosen = chapters(journal, table), load_selection(journal)
    except KitError as error:
        shown = [html(markup.notice(str(error), "trouble"))]
    else:
        shown = HandInDesk(journal, table, found, chosen).parts if found else [html(markup.notice(WORDS["nothing"]))]
    return Step(markup.paragraph(WORDS["reading"]), shown)


class HandInDesk:
    """Where a learner settles what goes in, looks at it, and only then can write it; `parts` are its widgets."""

    def __init__(self, journal: Journal, table: pd.DataFrame, found: list[Chapter], chosen: Selection) -> None:
        self._journal, self._table, self._chosen = journal, table, chosen
        self._chapters = {chapter.id: chapter for chapter in found}
        self._name = line(say("The name on it (or none)"))
        titles = [(f"{chapter.title} ({len(chapter.entries)})", chapter.id) for chapter in found]
        self._part = dropdown(say("Part"), titles, found[0].id)
        self._goes = widgets.VBox(_dom_classes=["kit-goes"])
        self._seen, self._status = html(), told()
        self._look = button(say("Look at what goes in"), press=self._show)
        self._writes = button(say("Write my report")), button(say("Write my hand-in"))
        self._name.value = chosen.name
        self._name.observe(lambda change: self._settle(self._chosen._replace(name=change["new"].strip())), "value")
        kept_up(self._show_part, self._part)
        works = (
            lambda: write_report(self._report(), work_folder()),
            lambda: (write_hand_in(hand_in(self._journal, *self._chosen), work_folder()),),
        )
        for one, work in zip(self._writes, works, strict=True):
            one.on_click(lambda pressed, work=work: finished(pressed, done=self._tell(work)))
        self._ready()
        all_in = button(say("All of this part goes in"), False, lambda: self._all_of_it(GOES))
        all_out = button(say("Nothing of this part goes in"), False, lambda: self._all_of_it(STAYS))
        choice = parts.box([row([self._name]), row([self._part, all_in, all_out]), self._goes])
        self.parts = [choice, row([self._look, *self._writes]), self._status, self._seen]

    @property
    def _chapter(self) -> Chapter:
        return self._chapters[self._part.value]

    def _settle(self, new: Selection) -> None:
        """Keep another selection; what was looked at before is no longer what goes in."""
        if new != self._chosen:
            self._chosen = new
            self._tell(lambda: save_selection(self._journal, new))
            self._ready()

    def _ready(self, seen: bool = False) -> None:
        """Let the report be written once it was seen; before, nothing of it is shown."""
        if not seen:
            self._seen.value = ""
        finished(self._look, done=seen)
        for one in self._writes:
            one.disabled = not seen
            finished(one, done=False)

    def _show_part(self) -> None:
        chapter = self._chapter
        asked = {one.key: f"{in_brief(one.asked, 60)} {in_brief(one.answered, 90)}" for one in chapter.entries}
        _, out, quiet = self._chosen
        grid = Grid(  # a dropdown for every entry of the chapter: does it go in?
            label=say("{chapter}: what goes in?", chapter=chapter.title),
            rows=[{"id": key, "text": words} for key, words in asked.items()],
            columns=[{"id": "goes", "text": say("Goes in?")}],
            options=[{"id": name, "text": say(words)} for name, words in OPTIONS.items()],
            value={_cell(entry): STAYS if entry.key in out else NOT_ALOUD if entry.key in quiet else GOES
                   for entry in chapter.entries},
        )  # fmt: skip
        grid.observe(lambda change: self._settle(_with(self._chosen, self._chapter, change["new"])), "value")
        replace(self._goes, [grid])

    def _all_of_it(self, answer: str) -> None:
        self._settle(_with(self._chosen, self._chapter, {_cell(entry): answer for entry in self._chapter.entries}))
        self._show_part()

    def _show(self) -> None:
        self._seen.value = f'<div class="kit-report">{body_of(self._report())}</div>'
        self._status.value = markup.paragraph(_in_words([*self._chapters.values()], self._chosen), "kit-status")
        self._ready(seen=True)

    def _report(self) -> Report:
        return report(self._journal, self._table, self._chosen.name, self._chosen.left_out)

    def _tell(self, work: Callable[[], object]) -> bool:
        """Say where the files lie that the work has written, or why it could not be done; return whether it was."""

        def tell() -> None:
            paths = work()
            self._status.value = parts.written(paths) if isinstance(paths, tuple) else ""

        return parts.tried(self._status, tell)


def _cell(entry: Entry) -> str:
    return f"{entry.key}/goes"


def _with(chosen: Selection, chapter: Chapter, answers: dict[str, str]) -> Selection:
    """Return the selection with what was answered for one chapter; an item without an answer goes in."""
    here = {entry.key for entry in chapter.entries}
    out = {entry.key for entry in chapter.entries if answers.get(_cell(entry)) == STAYS}
    quiet = {entry.key for entry in chapter.entries if answers.get(_cell(entry)) == NOT_ALOUD}
    return chosen._replace(left_out=chosen.left_out - here | out, not_aloud=chosen.not_aloud - here | quiet)


def _in_words(found: list[Chapter], chosen: Selection) -> str:
    keys = {entry.key for chapter in found for entry in chapter.entries}
    out, quiet = len(keys & chosen.left_out), len(keys & chosen.not_aloud)
    under = "under_a_name" if chosen.name else "under_none"
    words = WORDS(under, items=len(keys) - out, all=len(keys), name=chosen.name)
    if quiet:
        words += " " + say("{number} of them must not be read out in class, and the hand-in says so.", number=quiet)
    return words
