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
from kit.views import markup
from kit.views.templates import CARDS
from kit.widgets import parts
from kit.widgets.controls.control import Links
from kit.widgets.parts import Page, Step, button, dropdown, html, kept_up, line, result_of, row, shows, told, upload

EVERY = "all"
WORDS = prose(__file__)
SURE = said("Type '{word}' to be sure")


def overview(start: "Start") -> Step:
    """Return the table with a dropdown for the dimensions, one for the models, and a search for words."""
    table = start.table
    dimension = _choice(say("Dimension"), table.index)
    model = _choice(say("Model"), table.columns)
    search = line(say("Search words"))
    found, shown = told(), html()

    def draw() -> None:
        words = search.value.strip()
        rows = table if dimension.value == EVERY else table.loc[[dimension.value]]
        part = rows if model.value == EVERY else rows[[model.value]]
        part = part[[any(words.casefold() in cell.casefold() for cell in row) for row in part.itertuples()]]
        marks = [mark for mark, title in zip(MARKS, table.columns, strict=False) if title in part.columns]
        shown.value = CARDS.overview(part, marks, words)
        found.value = f"<p>{escape(_count(part, words), quote=False)}</p>"

    kept_up(draw, dimension, model, search)
    reading = CARDS.overview(table, list(MARKS[: len(table.columns)]))
    return Step(reading, [row([dimension, model, search]), found, shown])


def _choice(label: str, titles: pd.Index) -> widgets.Dropdown:
    """Return a dropdown with all titles together, then each."""
    return dropdown(label, [(say("All {number}", number=len(titles)), EVERY), *((one, one) for one in titles)], EVERY)


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
    sure = line(say(SURE, word=say(WORD)))

    def tell(work: Callable[[], str]) -> None:
        status.value = result_of(work)
        look()

    def look() -> None:
        there.value = result_of(lambda: f'<pre class="kit-plain">{escape(in_words(journal, titles_of(table)))}</pre>')

    def asked() -> None:
        delete.disabled = sure.value.strip().lower() not in (WORD, say(WORD))

    def write() -> None:
        tell(lambda: parts.written(export(journal, work_folder())))
        parts.finished(copy)

    def bring(name: str, raw: bytes) -> None:
        tell(lambda: right(bring_back(journal, raw, name)))

    def forget() -> None:
        tell(lambda: right(_gone(journal)))
        sure.value = ""

    copy, delete = button(say("Take a copy"), press=write), button(say("Delete my answers for good"), False, forget)
    look()
    kept_up(asked, sure)
    took, gone = row([copy, upload(say("Bring it back"), bring)]), parts.box([row([sure]), delete])
    return Step(markup.paragraph(WORDS["your_data"]), [there, took, status, gone])


def _gone(journal: Journal) -> str:
    gone = WORDS("gone", files=", ".join(path.name for path in journal.forget()))
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
