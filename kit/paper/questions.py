"""The questions of the lessons for learning platforms: each lesson's match, its questions and its vote, in a format.

GIFT is a plain text that Moodle and many others read; the others are XML, or packages of it. Moodle's own: categories
by lesson, a reply to each option, votes that give no points, ids that Moodle keeps. Common Cartridge 1.1, which Canvas
and others read: a quiz a lesson, in QTI 1.2. QTI, the standard of question banks: a content package with an item a
question and a test with a section a lesson.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kit.base.catalogue import read_words
from kit.base.errors import ContentError, KitError, nearest, shown
from kit.base.for_others import zipped
from kit.base.labels import said, say
from kit.base.language import at_home, in_name, language
from kit.base.paths import beside, data_path
from kit.base.writing import write_whole
from kit.content.columns import Column
from kit.content.course import course_title
from kit.content.lesson import LETTERS, MATCH, Lesson
from kit.content.lesson_form import Option
from kit.content.translation import catalogue_of
from kit.views.templates import render, render_text

NO_KEY = said("There is no right answer here.")
_NEAREST = said("Which of these is nearest to what you think, and why?")
STEPS = said("Predict"), said("Check"), said("Your vote")
# in GIFT; ':' too: readers refuse a time or an address without it; '\n' is a new line, and a real one might be blank
ESCAPED = {sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\r\n": "\\n", "\n": "\\n", "->": "→"}  # no escape for an arrow
_SIGNS = re.compile("|".join(map(re.escape, ESCAPED)))
_PLAIN = "[plain]"  # so that a reader takes no '<' for HTML, and none of '%5%', '[html]' at the beginning for its own
EDITIONS = beside(__file__)
_VALUE = re.compile(r'(>[^<]*|"[^"]*")')  # values hold no '<' or '"', and words no '<': those are escaped
_JOINT = re.compile(r"-([a-z])")
_FRAME = re.compile(r"</?qti-content-body>")  # 2.1 has none
_NOWHERE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold them, escaped or not


class Question(NamedTuple):
    """`choices` to choose from, or the cells of `pairs` to match with `models`; its id is that of the saved answer."""

    id: str
    name: str
    stem: str
    choices: Sequence[Option] = ()
    has_key: bool = True
    pairs: Sequence[Column] = ()
    models: Sequence[Column] = ()


class Chapter(NamedTuple):
    """A lesson: its id, its title after its number, by which platforms sort, and its questions."""

    id: str
    title: str
    questions: list[Question]


class Bank(NamedTuple):
    """All questions: what the course is called, the language that they are in, and a chapter a lesson."""

    title: str
    language: str
    chapters: list[Chapter]

    @property
    def questions(self) -> list[Question]:
        """Return every question, lesson by lesson."""
        return [question for chapter in self.chapters for question in chapter.questions]


def written(lessons: list[Lesson]) -> dict[int, Lesson]:
    """Return the lessons that are written in the language that is spoken, by their numbers in the course.

    Raises ContentError where there is none.
    """
    files = {lesson.id: data_path("lessons", f"{lesson.id}.yaml") for lesson in lessons}
    there = {n: one for n, one in enumerate(lessons, 1) if at_home() or read_words(catalogue_of(files[one.id])).entries}
    if not there:
        raise ContentError(f"Nobody has written a lesson in {language()!r} yet, so there are no questions to export.")
    return there


def bank(lessons: dict[int, Lesson]) -> Bank:
    """Return the questions of lessons, given by their numbers in the course."""
    chapters = [Chapter(one.id, f"{number:02} {one.title}", list(_asked(one))) for number, one in lessons.items()]
    return Bank(course_title(), language(), chapters)


def in_words(vote: Question) -> tuple[str, str]:
    """Return a vote to answer in words, for formats in which each choice has a key: what it asks, and its reply."""
    lettered = zip(LETTERS, vote.choices, strict=False)
    told = [(f"{letter}) {one.text}", f"{letter}) {one.feedback}") for letter, one in lettered]
    places, reasons = zip(*told, strict=True)
    return "\n".join([vote.stem, *places, say(_NEAREST)]), "\n".join([say(NO_KEY), *reasons])


def _asked(lesson: Lesson) -> Iterator[Question]:
    predict, check, your_vote = (f"{lesson.title}: {say(step)}" for step in STEPS)
    row = lesson.prediction
    told = [] if row.form == MATCH else [f"{one.name}: {one.cell}" for one in row.shown]
    if not row.questions:
        stem = "\n".join([row.lead, *told])
        yield Question(f"{lesson.id}.predict.{row.form}", predict, stem, pairs=row.asked, models=lesson.columns)
    for one in row.questions:
        yield Question(f"{lesson.id}.predict.{one.id}", predict, "\n".join([one.stem, *told]), one.options)
    for number, one in enumerate(lesson.content.questions, 1):
        yield Question(f"{lesson.id}.check.{one.id}", f"{check} {number}", one.stem, one.options)
    if vote := lesson.content.vote:
        places = [Option(one.id, one.text, one.reason) for one in vote.options]
        yield Question(f"{lesson.id}.vote.{vote.id}", your_vote, vote.statement, places, has_key=False)


def gift(bank: Bank) -> str:
    """Return all questions as one text, a category a lesson; a vote asks for words: GIFT has no choice without a key.

    A byte order mark would be an error, and so would a blank line within a question.
    """
    given = {"bank": bank, "plain": _PLAIN, "escaped": escaped, "in_words": in_words}
    return render_text("paper/templates/questions/gift.txt", **given).rstrip() + "\n"


def escaped(words: str) -> str:
    """Return words in which nothing means anything to GIFT."""
    return _SIGNS.sub(lambda sign: ESCAPED[sign[0]], words)


def moodle(bank: Bank) -> str:
    """Return all questions as one XML document, in which all words are plain text and no HTML."""
    return xml("moodle", bank=bank)


def cartridge(bank: Bank) -> dict[str, str]:
    """Return a package's files; it knows no match, so each cell is a question, and no vote, which asks for words."""
    quizzes = {f"quiz.{chapter.id}": chapter for chapter in bank.chapters}
    made = {"imsmanifest.xml": xml("cc_manifest", bank=bank, quizzes=quizzes)}
    for ident, chapter in quizzes.items():
        questions = [part for one in chapter.questions for part in _apart(one)]
        made[f"{ident}.xml"] = xml("cc_quiz", ident=ident, chapter=chapter, questions=questions)
    return made


def _apart(one: Question) -> Iterator[Question]:
    """Yield a match as a question for each cell, and anything else as it is."""
    for number, pair in enumerate(one.pairs, 1):
        models = [Option(id=model.id, text=model.name, feedback="", right=model.id == pair.id) for model in one.models]
        yield Question(f"{one.id}.{pair.id}", f"{one.name} {number}", f"{one.stem}\n{pair.cell}", models)
    if not one.pairs:
        yield one


def qti_files(bank: Bank, name: str) -> dict[str, str]:
    """Return a package's files by their paths, in the edition `qti3` or `qti21`; an item's is called after its id."""
    paths = {one.id: f"items/{identifier(one.id)}.xml" for one in bank.questions}
    shared = {"bank": bank, "paths": paths, "edition": EDITIONS[name]}
    made = {f"{name}.xml": xml(f"qti_{name}", **shared) for name in ("imsmanifest", "test")}
    made |= {paths[one.id]: xml("qti_item", one=one, **shared) for one in bank.questions}
    return {path: in_camels(text) for path, text in made.items()} if EDITIONS[name]["in_camels"] else made


def in_camels(text: str) -> str:
    """Return QTI 3.0 as 2.1, which writes the same names in another way; words and values stay as they are."""
    parts = _VALUE.split(_FRAME.sub("", text))  # names in a tag, then words or a value, and so on
    parts[::2] = [_JOINT.sub(lambda joint: joint[1].upper(), names.replace("qti-", "")) for names in parts[::2]]
    return "".join(parts)


def xml(name: str, **values: object) -> str:
    """Return a template of this folder filled in; all values in it are escaped."""
    given = {"id": identifier, "in_words": in_words, "no_key": NO_KEY, **values}
    return _NOWHERE.sub("", render(f"paper/templates/questions/{name}.xml", **given))


def identifier(id_: str) -> str:
    """Return an id as XML has it, where none may begin with a digit."""
    return f"_{id_}" if id_[:1].isdigit() else id_


FORMATS = {
    "moodle": (moodle, "_moodle.xml"),
    "gift": (gift, "_gift.txt"),
    "qti3": (partial(qti_files, name="qti3"), "_qti3.zip"),
    "qti21": (partial(qti_files, name="qti21"), "_qti21.zip"),
    "cc": (cartridge, ".imscc"),
}


def need_format(name: str) -> None:
    """Raise KitError when there is no format of this name."""
    if name not in FORMATS:
        there = ", ".join(FORMATS)
        raise KitError(f"There is no format {shown(name)}{nearest(name, list(FORMATS))} There are: {there}.")


def write_questions(bank: Bank, wanted: str, folder: Path) -> Path:
    """Write all questions in a format as one file, and return it; raise KitError where that fails."""
    write, ending = FORMATS[wanted]
    path, made = folder / f"questions{in_name('_')}{ending}", write(bank)
    write_whole(path, made if isinstance(made, str) else zipped((at, text.encode()) for at, text in made.items()))
    return path
