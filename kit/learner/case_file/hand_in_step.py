"""Handing in: the learner chooses what goes in, looks at it, and only then writes it."""

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from kit.answers.hand_in import Selection, hand_in, load_selection, save_selection, write_hand_in
from kit.answers.journal import Journal
from kit.answers.record import Chapter, Entry, chapters
from kit.base.errors import KitError
from kit.base.labels import said, say
from kit.base.paths import work_folder
from kit.base.prose import prose
from kit.paper.report import Report, body_of, report, write_report
from kit.views import markup
from kit.views.markup import in_brief
from kit.widgets.controls.fields import Grid
from kit.widgets.parts import box, button, dropdown, finished, html, line, replace, row, told, written
from kit.widgets.step import Step

GOES, NOT_ALOUD, STAYS = "yes", "not_aloud", "no"
OPTIONS = {GOES: said("yes"), NOT_ALOUD: said("yes, but not read out"), STAYS: said("no")}
WORDS = prose(__file__)


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
        parts = [(f"{chapter.title} ({len(chapter.entries)})", chapter.id) for chapter in found]
        self._part = dropdown(say("Part"), parts, found[0].id)
        self._goes = widgets.VBox(_dom_classes=["kit-goes"])
        self._seen, self._status = html(), told()
        self._look = button(say("Look at what goes in"))
        self._writes = button(say("Write my report")), button(say("Write my hand-in"))
        self._name.value = chosen.name
        self._name.observe(lambda change: self._settle(self._chosen._replace(name=change["new"].strip())), "value")
        self._part.observe(self._show_part, "value")
        works = (
            lambda: write_report(self._report(), work_folder()),
            lambda: (write_hand_in(hand_in(self._journal, *self._chosen), work_folder()),),
        )
        for one, work in zip(self._writes, works, strict=True):
            one.on_click(lambda pressed, work=work: finished(pressed, done=self._tell(work)))
        self._show_part()
        self._ready()
        all_in = button(say("All of this part goes in"), main=False)
        all_out = button(say("Nothing of this part goes in"), main=False)
        all_in.on_click(lambda _: self._all_of_it(GOES))
        all_out.on_click(lambda _: self._all_of_it(STAYS))
        self._look.on_click(self._show)
        choice = box([row([self._name]), row([self._part, all_in, all_out]), self._goes])
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

    def _show_part(self, _: object = None) -> None:
        chapter = self._chapter
        grid = Grid(  # a dropdown for every entry of the chapter: does it go in?
            label=say("{chapter}: what goes in?", chapter=chapter.title),
            rows=[
                {"id": entry.key, "text": f"{in_brief(entry.asked, 60)} {in_brief(entry.answered, 90)}"}
                for entry in chapter.entries
            ],
            columns=[{"id": "goes", "text": say("Goes in?")}],
            options=[{"id": name, "text": say(words)} for name, words in OPTIONS.items()],
            value={_cell(entry): _answer(entry, self._chosen) for entry in chapter.entries},
        )
        grid.observe(lambda change: self._settle(_with(self._chosen, self._chapter, change["new"])), "value")
        replace(self._goes, [grid])

    def _all_of_it(self, answer: str) -> None:
        self._settle(_with(self._chosen, self._chapter, {_cell(entry): answer for entry in self._chapter.entries}))
        self._show_part()

    def _show(self, _: object) -> None:
        self._seen.value = f'<div class="kit-report">{body_of(self._report())}</div>'
        self._status.value = markup.paragraph(_in_words([*self._chapters.values()], self._chosen), "kit-status")
        self._ready(seen=True)

    def _report(self) -> Report:
        return report(self._journal, self._table, self._chosen.name, self._chosen.left_out)

    def _tell(self, work: Callable[[], object]) -> bool:
        """Say where the files lie that the work has written, or why it could not be done; return whether it was."""
        try:
            paths = work()
            self._status.value = written(paths) if isinstance(paths, tuple) else ""
        except KitError as error:
            self._status.value = markup.notice(str(error), "trouble")
            return False
        return True


def _cell(entry: Entry) -> str:
    return f"{entry.key}/goes"


def _answer(entry: Entry, chosen: Selection) -> str:
    if entry.key in chosen.left_out:
        return STAYS
    return NOT_ALOUD if entry.key in chosen.not_aloud else GOES


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
