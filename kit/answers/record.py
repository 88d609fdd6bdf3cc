"""The record: what a learner did, in words, chapter by chapter, for a report and for choosing what is handed in."""

from datetime import datetime
from typing import NamedTuple

import pandas as pd

from kit.answers import keys
from kit.answers.case import as_case
from kit.answers.hand_in import by_item
from kit.answers.in_words import Topic, in_words
from kit.answers.journal import Journal, Try
from kit.answers.keys import CASE, CASE_FILE, CHECK, DISCUSS, EXPLORE, PLACE, PREDICT, RECALL, START, VOTE, Key
from kit.base.errors import ContentError, or_else
from kit.base.labels import prose
from kit.content.columns import columns_of
from kit.content.course import Case, load_cases
from kit.content.lesson import Prediction
from kit.content.lesson_form import Predict, load_content
from kit.content.table import dimension_id, dimensions_of, slug
from kit.content.table_critique import known_columns

ORDER = (RECALL, PREDICT, EXPLORE, CHECK, VOTE, PLACE, DISCUSS)  # in a lesson; other pages keep the order in time
PAGES = prose(__file__)


class Entry(NamedTuple):
    """One item: what was asked and answered, in words; the first answer where it was another; when; words back."""

    key: str
    step: str
    item: str
    asked: str
    answered: str
    first: str
    tries: int
    time: datetime
    back: str = ""


class Chapter(NamedTuple):
    """The entries of one lesson or page."""

    id: str
    title: str
    entries: list[Entry]


def chapters(journal: Journal, table: pd.DataFrame) -> list[Chapter]:
    """Return all that the learner did: the case and its file, the lessons in the table's order, the other pages."""
    every = journal.all_tries()
    tries = by_item(every)
    back = {f"{one.lesson}/{one.item}": keys.plain(one.value) for one in every if one.step == keys.BACK}
    titles = titles_of(table)
    for strange in {group[0].lesson for group in tries} - set(titles):
        titles[strange] = strange
    cases = {case.id: case.name for case in known_cases(journal).values()}
    found = [
        Chapter(lesson, title, [
            entry._replace(back=back.get(entry.key, ""))
            for entry in _entries([group for group in tries if group[0].lesson == lesson], lesson, table, cases)
        ])
        for lesson, title in titles.items()
    ]  # fmt: skip
    return [chapter for chapter in found if chapter.entries]


def titles_of(table: pd.DataFrame) -> dict[str, str]:
    """Return the title of each page that keeps answers by its id: the case and its file, the lessons, the others."""
    pages = dict(PAGES.items())
    return {START: pages[START], CASE_FILE: pages[CASE_FILE], **dimensions_of(table), **pages}


def known_cases(journal: Journal) -> dict[str, Case]:
    """Return all cases by their ids, the learner's own among them, also those that they no longer follow."""
    own = [case for one in journal.all_tries(START, CASE) if (case := as_case(one.value))]
    return {case.id: case for case in [*load_cases(), *own]}


def model_names(table: pd.DataFrame) -> dict[str, str]:
    """Return the short names of the table's models by their ids; a column that is not known names itself."""
    known = known_columns()
    return dict(known.get(title, (slug(title), title)) for title in table.columns)


def _entries(groups: list[list[Try]], lesson: str, table: pd.DataFrame, cases: dict[str, str]) -> list[Entry]:
    topic = _topic(lesson, table, cases)
    found = [entry for group in groups if (entry := _entry(group, topic))]
    return sorted(found, key=lambda entry: _rank(entry, topic))


def _rank(entry: Entry, topic: Topic) -> tuple:
    """Return where an entry stands among those of its step: as in the lesson, else as they were first given."""
    if entry.step == keys.REPLY:  # it stands where the answer does that the teacher's line is about
        step, _, item = entry.item.partition("/")
        entry = entry._replace(step=step, item=item)
    content = topic.content
    ids = [one.id for one in (*content.questions, *content.prompts)] if content else []
    by_round = f"{entry.item[-1:]} {entry.item}"
    place = {PLACE: entry.item, VOTE: by_round}.get(entry.step, "")  # a case, or the vote of a round, before its reason
    at = ids.index(entry.item) if entry.item in ids else len(ids)
    return ORDER.index(entry.step) if entry.step in ORDER else len(ORDER), at, place, entry.time


def _topic(lesson: str, table: pd.DataFrame, cases: dict[str, str]) -> Topic:
    names = model_names(table)
    row = next((title for title in table.index if dimension_id(table, title) == lesson), None)
    # a lesson that somebody is just changing must not keep a learner from the report
    content = None if row is None else or_else(lambda _: None, ContentError)(load_content)(lesson)
    given = content.predict if content else Predict()
    asked = None if row is None else Prediction(lesson, columns_of(table, row), given)
    return Topic(lesson, content, asked, names, cases)


def _entry(tries: list[Try], topic: Topic) -> Entry | None:
    last = tries[-1]
    asked, answered = in_words(last, topic)
    if not answered.strip():
        return None
    before = in_words(tries[0], topic)[1]
    # of words typed in two sittings the first answer is only the beginning, and tells nothing
    chosen = last.step in (PREDICT, CHECK) or (last.step in (PLACE, VOTE) and isinstance(last.value, dict))
    first = before if before != answered and chosen else ""
    return Entry(str(Key.of(last)), last.step, last.item, asked, answered, first, len(tries), last.time)
