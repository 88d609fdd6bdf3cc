"""What a platform gets, whatever its format: each lesson's match, its questions and its vote, under their own ids."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kit.base.catalogue import read_words
from kit.base.errors import ContentError
from kit.base.labels import said, say
from kit.base.language import at_home, language
from kit.base.paths import data_path
from kit.content.columns import Column
from kit.content.course import course_title
from kit.content.lesson import ASK, LETTERS, Lesson
from kit.content.lesson_form import Option
from kit.content.translation import catalogue_of

NO_KEY = said("There is no right answer here.")
_NEAREST = said("Which of these is nearest to what you think, and why?")


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
    lettered = list(zip(LETTERS, vote.choices, strict=False))
    places = [f"{letter}) {place.text}" for letter, place in lettered]
    reasons = [f"{letter}) {place.feedback}" for letter, place in lettered]
    return "\n".join([vote.stem, *places, say(_NEAREST)]), "\n".join([say(NO_KEY), *reasons])


def _asked(lesson: Lesson) -> Iterator[Question]:
    predict, check, your_vote = say("Predict"), say("Check"), say("Your vote")
    name = f"{lesson.title}: {predict}"
    yield Question(f"{lesson.id}.predict.match", name, say(ASK), pairs=lesson.asked, models=lesson.columns)
    for number, one in enumerate(lesson.content.questions, 1):
        name = f"{lesson.title}: {check} {number}"
        yield Question(f"{lesson.id}.check.{one.id}", name, one.stem, one.options)
    if vote := lesson.content.vote:
        places = [Option(id=one.id, text=one.text, feedback=one.reason) for one in vote.options]
        name = f"{lesson.title}: {your_vote}"
        yield Question(f"{lesson.id}.vote.{vote.id}", name, vote.statement, places, has_key=False)
