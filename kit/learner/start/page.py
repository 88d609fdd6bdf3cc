"""The start page: the whole table at a glance, the lessons with what is done, and the case to follow.

And your data: where the answers are and how much there is, and buttons: take a copy, bring one back, delete them all.
"""

from collections.abc import Callable
from functools import partial
from html import escape

import ipywidgets as widgets
import pandas as pd

from kit.answers.copies import SURE as WORD
from kit.answers.copies import bring_back, export, in_words
from kit.answers.journal import Journal
from kit.answers.keys import STEPS
from kit.answers.opening import open_journal
from kit.answers.record import titles_of
from kit.base.errors import JournalError, or_else
from kit.base.labels import prose, said, say
from kit.base.language import remember, speak
from kit.base.paths import work_folder
from kit.content import pages
from kit.content.columns import MARKS, columns_of
from kit.content.table import dimensions_of, load_table
from kit.learner.start import progress
from kit.learner.start.case_choice import choose_case
from kit.views import cards, markup
from kit.widgets.controls.control import Links
from kit.widgets.parts import (
    Page,
    Step,
    box,
    button,
    dropdown,
    finished,
    html,
    line,
    result_of,
    row,
    shared,
    shows,
    told,
    written,
)

EVERY = "all"
WORDS = prose(__file__)
READING = said(
    "Here you see where your answers are and how much there is. You can take a copy of them, as JSON for programs and "
    "as a sheet for people; bring back a copy, on this computer or another; and delete them for good."
)
GONE = said("Deleted: {files}. Run the cells of other open pages again: they may still show what is gone.")
SURE = said("Type '{word}' to be sure")


def overview(start: "Start") -> Step:
    """Return the table with a dropdown for the dimensions, one for the models, and a search for words."""
    table = start.table
    dimension = _choice(say("Dimension"), table.index)
    model = _choice(say("Model"), table.columns)
    search = line(say("Search words"))
    found, shown = told(), html()

    def draw(_: dict | None = None) -> None:
        rows = table if dimension.value == EVERY else table.loc[[dimension.value]]
        part = _matching(rows if model.value == EVERY else rows[[model.value]], search.value.strip())
        marks = [mark for mark, title in zip(MARKS, table.columns, strict=False) if title in part.columns]
        shown.value = cards.overview(part, marks, search.value.strip())
        found.value = f"<p>{escape(_count(part, search.value.strip()), quote=False)}</p>"

    for control in (dimension, model, search):
        control.observe(draw, "value")
    draw()
    return Step(
        cards.overview(table, list(MARKS[: len(table.columns)])), [row([dimension, model, search]), found, shown]
    )


def _choice(label: str, titles: pd.Index) -> widgets.Dropdown:
    """Return a dropdown with all titles together, then each."""
    return dropdown(label, [(say("All {number}", number=len(titles)), EVERY), *((one, one) for one in titles)], EVERY)


def _matching(part: pd.DataFrame, words: str) -> pd.DataFrame:
    if not words:
        return part
    return part[[any(words.casefold() in str(text).casefold() for text in row) for row in part.itertuples()]]


def _count(part: pd.DataFrame, words: str) -> str:
    if not words:
        return WORDS("shown", number=len(part))
    if part.empty:
        return WORDS("nowhere", words=words)
    found = {title: sum(words.casefold() in cell.casefold() for cell in part[title]) for title in part.columns}
    by_model = ", ".join(f"{title.split('(')[0].strip()} {number}" for title, number in found.items())
    return WORDS("found", number=len(part), words=words, cells=by_model)


def lessons(start: "Start") -> Step:
    """Return what has been begun in each lesson, with a link to every step, and what comes next."""
    begun, trouble = _begun(start.journal)
    there = pages.lessons_of(start.table)
    shown = markup.notice(trouble or start.journal.notice, "trouble") + progress.overview(there, STEPS, begun)
    return Step(progress.overview(there, STEPS, set()), [html(shown), Links()])


@or_else(lambda error: (set(), str(error)), JournalError)
def _begun(journal: Journal) -> tuple[set[tuple[str, str]], str]:
    """Return what has been begun, and a sentence where the journal cannot be read."""
    return {(lesson, step) for lesson, step, _ in journal.answered()}, ""


def data_step(journal: Journal, table: pd.DataFrame) -> Step:
    """Return the step: what there is, a button that exports it, and one that deletes it once a word is typed."""
    there, status, right = html(), told(), partial(markup.notice, kind="right")
    back = widgets.FileUpload(description=say("Bring it back"), tooltip=say("Bring it back"), layout=shared())
    back.add_class("kit-upload")
    sure = line(say(SURE, word=say(WORD)))

    def tell(work: Callable[[], str]) -> None:
        status.value = result_of(work)
        look()

    def look() -> None:
        there.value = result_of(lambda: f'<pre class="kit-plain">{escape(in_words(journal, titles_of(table)))}</pre>')

    def asked(change: dict | None = None) -> None:
        delete.disabled = sure.value.strip().lower() not in (WORD, say(WORD))

    def write() -> None:
        tell(lambda: written(export(journal, work_folder())))
        finished(copy)

    def bring(change: dict) -> None:
        for file in change["new"]:
            tell(lambda file=file: right(bring_back(journal, bytes(file["content"]), file["name"])))
        if change["new"]:
            back.value = ()  # so that the same file can be given again

    def forget() -> None:
        tell(lambda: right(_gone(journal)))
        sure.value = ""

    copy, delete = button(say("Take a copy"), press=write), button(say("Delete my answers for good"), False, forget)
    look()
    asked()
    sure.observe(asked, "value")
    back.observe(bring, "value")
    return Step(markup.paragraph(say(READING)), [there, row([copy, back]), status, box([row([sure]), delete])])


def _gone(journal: Journal) -> str:
    names = ", ".join(path.name for path in journal.forget())
    gone = say(GONE, files=names)
    left = say("What you wrote out before stays in {folder}.", folder=work_folder())
    return f"{gone} {left}" if work_folder().is_dir() else gone


class Start(Page):
    """What the start page shows. Each method returns one widget."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        self.table = table
        self.journal = journal

    def first_guess(self) -> Step:
        """Guess once before the table is read; who comes back is told what they did last and what is next."""
        lessons, begun = pages.lessons_of(self.table), _begun(self.journal)[0]
        due = progress.due(lessons, STEPS, begun, self.journal)
        next_is = due + progress.next_in_words(lessons, STEPS, begun)
        return self.show("guess", progress.first_guess(self.journal, self.table, next_is))

    overview = shows(overview, "Look at the whole table: choose dimensions and models, search for words.")
    lessons = shows(lessons, "See the lessons, what has been begun in each, and what comes next.")

    def choose_case(self) -> Step:
        """Choose the case to follow through the course."""
        models = [column.id for column in columns_of(self.table, self.table.index[0])]
        return self.show("case", choose_case(self.journal, dimensions_of(self.table), models))

    def your_data(self) -> Step:
        """See where the answers are and how much there is; export them, or delete them after asking."""
        return self.show("data", data_step(self.journal, self.table))


def load_start(language: str | None = None) -> Start:
    """Return the start page for the kit's own table and the journal of whoever runs this kernel."""
    speak(language)
    remember()
    return Start(load_table(), open_journal())
