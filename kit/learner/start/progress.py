"""A learner's progress: a greeting and the first guess; as HTML what is due, what comes next, every lesson's steps."""

from pathlib import Path

import pandas as pd

from kit.answers.in_words import WORDS
from kit.answers.journal import Journal
from kit.answers.keeper import Keeper
from kit.answers.keys import CASE_FILE, EXPLORE, GUESS, RECALL, START, WRITTEN
from kit.answers.recall import asked_in, earlier, urgent
from kit.answers.record import chapters
from kit.base.errors import or_else
from kit.base.labels import said, said_in, say
from kit.base.language import at_home, language
from kit.base.paths import data_path
from kit.content.columns import columns_of
from kit.content.lesson_form import Bet, Option
from kit.content.pages import Begun, Page, after_the_lessons, in_other_languages, plain_words, so_far, step_name
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import Step, html
from kit.widgets.saved_answer import asked

PIECES = Pieces(__file__)
ITEM = "most_words"
RIGHT, COUNTED = said("The count says so too: {counts}."), said("The count says: {counts}.")
AND_NOW = said("Now read the table: are the friendliest words there too?")
MOST = 160  # signs of an earlier answer that a greeting repeats


def first_guess(journal: Journal, table: pd.DataFrame, next_is: str) -> Step:
    """Return the step: a greeting for who comes back, then the guess; `next_is` is the HTML that says what is next."""
    bet = _bet(table)
    reading = markup.paragraph(bet.stem) + markup.listed(option.text for option in bet.options)
    guess = asked(Keeper(START, journal).at(GUESS, ITEM), bet, say("Commit my guess"))
    others = other_languages()
    return Step(others + reading, [html(others + greeting(journal, table, next_is)), guess])


def other_languages() -> str:
    """Return links to this page in each other language, in words of that language, as HTML."""
    there = {to: (said_in(to, said("This page in English")), link) for to, link in in_other_languages().items()}
    return PIECES.languages({to: one for to, one in there.items() if one[0]}) if there else ""


@or_else(lambda error: "")  # the list of lessons says what is wrong with the journal
def greeting(journal: Journal, table: pd.DataFrame, next_is: str) -> str:
    """Return what was guessed and written last and what is next, as HTML; nothing before the first answer."""
    tries = journal.all_tries()
    entries = {entry.key: entry for chapter in chapters(journal, table) for entry in chapter.entries}
    there = [(one, entries.get(f"{one.lesson}/{one.step}/{one.item}")) for one in reversed(tries)]
    guesses = [entry for one, entry in there if entry and one.step in (GUESS, EXPLORE) and "/" not in one.item]
    written = [entry for one, entry in there if entry and one.step in WRITTEN and isinstance(one.value, str)]
    last = [next(iter(entries), None) for entries in (guesses, written)]
    return PIECES.greeting(*last, markup.Html(next_is), MOST) if tries else ""


def _bet(table: pd.DataFrame) -> Bet:
    columns = columns_of(table, table.index[0])
    sizes = {column.id: sum(len(plain_words(cell)) for cell in table[column.title]) for column in columns}
    counts = ", ".join(f"{column.name} {sizes[column.id]}" for column in columns)
    most = max(sizes.values())
    replies = {id_: say(RIGHT if size == most else COUNTED, counts=counts) for id_, size in sizes.items()}
    options = tuple(Option(column.id, column.name, f"{replies[column.id]} {say(AND_NOW)}") for column in columns)
    return Bet(GUESS, WORDS["most_words"], options)


def next_step(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> tuple[Page, str] | None:
    """Return the first step that is open, in the order of the course; None when each has been begun."""
    return next(((page, step) for page in lessons for step in steps if (page.id, step) not in begun), None)


def overview(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> markup.Html:
    """Return the progress as HTML: what comes next, lessons x steps with a link each, and what closes the course."""
    done = sum((page.id, step) in begun for page in lessons for step in steps)
    names = {step: step_name(step) for step in steps}
    after = PIECES.after(after_the_lessons(), done, len(lessons) * len(steps))
    titles = {Path(page.file).stem: page.title for page in (*lessons, *after_the_lessons())}
    counts = {} if at_home() else so_far(data_path(), language())
    left = [(titles[page], *count) for page, count in counts.items() if page in titles]
    return next_in_words(lessons, steps, begun) + PIECES.table(lessons, names, begun) + after + PIECES.under_way(left)


def next_in_words(lessons: list[Page], steps: tuple[str, ...], begun: Begun) -> markup.Html:
    """Return what comes next, as one sentence."""
    page, step = next_step(lessons, steps, begun) or (None, "")
    return PIECES.next_is(page, step, step and step_name(step))


def due(lessons: list[Page], steps: tuple[str, ...], begun: Begun, journal: Journal) -> markup.Html:
    """Return what is due to be remembered, as HTML, with a link to where it is asked; nothing where it was asked."""
    # in the lesson begun last, or in the next where that one has asked or is whole; behind them all in the quiz
    order = [one.id for one in lessons]
    last = max((place for place, id_ in enumerate(order) for step in steps if (id_, step) in begun), default=0)
    past = next_step(lessons[last : last + 1], steps, begun) is None or (order[last], RECALL) in begun
    there = [*lessons[last + past :], *(one for one in after_the_lessons() if one.id == CASE_FILE)]
    page = next((one for one in there[:1] if (one.id, RECALL) not in begun), None)
    before = (earlier(order, page.id) if page.id in order else order) if page else []
    most = 2 if page and page.id in order else len(order)
    number = min(most, sum(one >= 1 for one in urgent(journal, asked_in(before)).values()))
    return PIECES.due(page.link(RECALL), page.name.partition(":")[0], number) if number else markup.Html()
