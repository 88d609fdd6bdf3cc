"""The first guess, about the table itself; and for who comes back, what was guessed and written last, and what next."""

import pandas as pd

from kit.answers.in_words import WORDS
from kit.answers.journal import Journal, Try
from kit.answers.keeper import Keeper
from kit.answers.keys import EXPLORE, GUESS, START, WRITTEN
from kit.answers.record import chapters
from kit.base.errors import or_else
from kit.base.labels import said, said_in, say
from kit.content.columns import columns_of
from kit.content.lesson_form import Bet, Option
from kit.content.pages import in_other_languages, plain_words
from kit.views import markup
from kit.views.templates import Pieces
from kit.widgets.parts import html
from kit.widgets.saved_answer import asked
from kit.widgets.step import Step

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
    guesses = [entry for one, entry in there if entry and _is_guess(one)]
    written = [entry for one, entry in there if entry and one.step in WRITTEN and isinstance(one.value, str)]
    last = [next(iter(entries), None) for entries in (guesses, written)]
    return PIECES.greeting(*last, markup.Html(next_is), MOST) if any(last) else ""


def _bet(table: pd.DataFrame) -> Bet:
    columns = columns_of(table, table.index[0])
    sizes = {column.id: sum(len(plain_words(cell)) for cell in table[column.title]) for column in columns}
    counts = ", ".join(f"{column.name} {sizes[column.id]}" for column in columns)
    most = max(sizes.values())
    replies = {id_: say(RIGHT if size == most else COUNTED, counts=counts) for id_, size in sizes.items()}
    options = tuple(Option(column.id, column.name, f"{replies[column.id]} {say(AND_NOW)}") for column in columns)
    return Bet(GUESS, WORDS["most_words"], options)


def _is_guess(one: Try) -> bool:
    return one.step == GUESS or (one.step == EXPLORE and "/" not in one.item)
