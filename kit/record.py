"""The record: what a learner did, in words, chapter by chapter, for a report and for choosing what is handed in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd

from kit.case import LESSON, STEP, as_case
from kit.content import Case, LessonContent, load_case_file_content, load_cases, load_content
from kit.critique import known_columns
from kit.errors import ContentError
from kit.explorables import load_explorable
from kit.hand_in import by_item
from kit.journal import Journal, Try
from kit.table import slug

STEPS = ("predict", "explore", "check", "vote", "place", "discuss")  # in a lesson; other pages keep the order in time
PAGES = {
    "start": "My case",
    "case_file": "My case file",
    "question_the_table": "Questioning the table",
}


class Entry(NamedTuple):
    """One item: what was asked and what was answered, in words; the first answer where it was another; when."""

    key: str
    step: str
    asked: str
    answered: str
    first: str
    tries: int
    time: datetime


class Chapter(NamedTuple):
    """The entries of one lesson or page."""

    id: str
    title: str
    entries: list[Entry]


class Topic(NamedTuple):
    """What is needed to say an answer in words: the lesson's content (None for other pages) and its names."""

    lesson: str
    content: LessonContent | None
    cells: dict[str, str]  # model -> its cell
    models: dict[str, str]  # model -> its short name
    cases: dict[str, str]  # case -> its name


Words = tuple[str, str] | None  # what was asked and what was answered; None for what is no answer


def chapters(journal: Journal, table: pd.DataFrame) -> list[Chapter]:
    """Return all that the learner did: the case first, then the lessons in the table's order, then the other pages."""
    tries = by_item(journal.all_tries())
    titles = {"start": PAGES["start"], **{slug(title): str(title) for title in table.index}, **PAGES}
    for strange in {group[0].lesson for group in tries} - set(titles):
        titles[strange] = strange
    cases = {case.id: case.name for case in known_cases(journal).values()}
    found = [
        Chapter(lesson, title, _entries([group for group in tries if group[0].lesson == lesson], lesson, table, cases))
        for lesson, title in titles.items()
    ]
    return [chapter for chapter in found if chapter.entries]


def known_cases(journal: Journal) -> dict[str, Case]:
    """Return all cases by their ids, the learner's own among them, also those that they no longer follow."""
    choices = [one.value for one in journal.all_tries(LESSON, STEP)]
    own = [case for choice in choices if isinstance(choice, dict) and (case := as_case(choice))]
    return {case.id: case for case in [*load_cases(), *own]}


def model_names(table: pd.DataFrame) -> dict[str, str]:
    """Return the short names of the table's models by their ids; a column that is not known names itself."""
    known = known_columns()
    return dict(known.get(title, (slug(title), title)) for title in table.columns)


def _entries(groups: list[list[Try]], lesson: str, table: pd.DataFrame, cases: dict[str, str]) -> list[Entry]:
    topic = _topic(lesson, table, cases)
    found = [entry for group in groups if (entry := _entry(group, topic))]
    order = {step: place for place, step in enumerate(STEPS)}
    return sorted(found, key=lambda entry: (order.get(entry.step, len(order)), *_rank(entry, topic)))


def _rank(entry: Entry, topic: Topic) -> tuple:
    """Return where an entry stands among those of its step: as in the lesson, else as they were first given."""
    content = topic.content
    ids = [one.id for one in (*content.questions, *content.prompts)] if content else []
    item = entry.key.split("/", 2)[2]
    return (ids.index(item) if item in ids else len(ids), entry.time)


def _topic(lesson: str, table: pd.DataFrame, cases: dict[str, str]) -> Topic:
    names = model_names(table)
    row = next((title for title in table.index if slug(title) == lesson), None)
    cells = {} if row is None else dict(zip(names, table.loc[row], strict=True))
    try:
        content = None if row is None else load_content(lesson)
    except ContentError:  # a lesson that somebody is just changing must not keep a learner from the report
        content = None
    return Topic(lesson, content, cells, names, cases)


def _entry(tries: list[Try], topic: Topic) -> Entry | None:
    last = tries[-1]
    words = in_words(last, topic)
    if not words or not words[1].strip():
        return None
    before = in_words(tries[0], topic) or ("", "")
    first = before[1] if before[1] != words[1] and _chosen_from_few(last) else ""
    return Entry(f"{last.lesson}/{last.step}/{last.item}", last.step, *words, first, len(tries), last.time)


def _chosen_from_few(one: Try) -> bool:
    """Return whether a first answer tells something: of words typed in two sittings it is only the beginning."""
    return one.step in ("predict", "check", "vote") or (one.step == "place" and isinstance(one.value, dict))


def in_words(one: Try, topic: Topic) -> Words:
    """Return what was asked and answered; an answer that this kit cannot explain is shown as it was saved."""
    try:
        reader = READERS.get(one.step)
        return reader(one.item, one.value, topic) if reader else _plainly(one)
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
        return _plainly(one)


def _plainly(one: Try) -> Words:
    value = one.value
    if isinstance(value, dict):
        value = "\n".join(f"{name}: {share}" for name, share in value.items())
    return f"{one.step}, {one.item}".replace("_", " "), str(value)


def _match(_: str, guesses: dict[str, str], topic: Topic) -> Words:
    said = [
        f"'{topic.cells[model]}' to {topic.models[guess]}"
        + ("" if guess == model else f" (the table puts it under {topic.models[model]})")
        for model, guess in guesses.items()
    ]
    return "Which cell belongs to which model?", "\n".join(said)


def _explored(item: str, value: Any, topic: Topic) -> Words:
    if item.startswith("figure/"):
        return _judged(item.removeprefix("figure/"), value, topic)
    bet = topic.content.bet
    return f"My bet: {bet.stem}", _option(bet.options, value).text


def _judged(name: str, marks: dict[str, str], topic: Topic) -> Words:
    grid = load_explorable(topic.lesson).CONTROLS[name]
    said = [
        f"{grid.rows[row]} - {grid.columns[column]}: {grid.options[marks[f'{row}/{column}']]}"
        for row in grid.rows
        for column in grid.columns
        if f"{row}/{column}" in marks
    ]
    return grid.label, "\n".join(said)


def _checked(item: str, chosen: str, topic: Topic) -> Words:
    question = next(one for one in topic.content.questions if one.id == item)
    option = _option(question.options, chosen)
    right = next(one for one in question.options if one.right)
    return question.stem, option.text + (" ✓" if option.right else f" (the kit's answer: {right.text})")


def _option(options: tuple, chosen: str) -> Any:
    return next(one for one in options if one.id == chosen)


def _placed(item: str, value: Any, topic: Topic) -> Words:
    case = item.removesuffix("/reason")
    name = topic.cases.get(case, case)
    if item.endswith("/reason"):
        return f"Why does {name} stand there?", value
    shares = ", ".join(f"{topic.models.get(model, model)} {share}" for model, share in value.items())
    return f"{name}: {topic.content.place_question}", shares


def _discussed(item: str, answer: str, topic: Topic) -> Words:
    prompt = next(one for one in topic.content.prompts if one.id == item)
    return f"{prompt.kind.capitalize()}: {prompt.prompt}", answer


def _chosen(_: str, choice: dict[str, str], topic: Topic) -> Words:
    case = as_case(choice)
    return "The case that I follow", f"{case.name}. {case.about}"


def _bet_on_shape(item: str, shape: str, topic: Topic) -> Words:
    bet = load_case_file_content().bet
    case = item.removesuffix("/bet")
    return f"{topic.cases.get(case, case)}: {bet.stem}", _option(bet.options, shape).text


def _changed(item: str, answer: str, topic: Topic) -> Words:
    case, _, question = item.rpartition("/")
    asked = getattr(load_case_file_content().changes, question)
    return f"{topic.cases.get(case, case)}: {asked}" if case else asked, answer


def _wrote(item: str, answer: str, topic: Topic) -> Words:
    case, _, part = item.rpartition("/")
    label = next(one.label for one in load_case_file_content().write_up if one.id == part)
    return f"{topic.cases.get(case, case)}: {label}", answer


READERS: dict[str, Callable[[str, Any, Topic], Words]] = {
    "predict": _match,
    "explore": _explored,
    "check": _checked,
    "place": _placed,
    "discuss": _discussed,
    "case": _chosen,
    "profile": _bet_on_shape,
    "changes": _changed,
    "write_up": _wrote,
}
