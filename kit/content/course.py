"""What a course says, read from its files: each held against its form, and asked what a form cannot tell."""

from functools import cache
from pathlib import Path

from kit.base.datapackage import read_package
from kit.base.errors import ContentError, cut, shown
from kit.base.language import each_language
from kit.base.paths import data_path
from kit.content.course_form import Case, CaseFileContent, Cases, Model, Models, Source, Sources
from kit.content.lesson_form import LessonContent
from kit.content.translation import read_spoken
from kit.content.yaml_form import read_form


@each_language
def load_content(lesson: str) -> LessonContent:
    """Return the checked content of a lesson, by its dimension's id; raise ContentError when it breaks its form."""
    return read_content(data_path("lessons", f"{lesson}.yaml"))


@cache
def course_title() -> str:
    """Return what the course is called: the title in `data/datapackage.json`, up to its colon; raise ContentError."""
    return read_package(data_path("datapackage.json"))["title"].split(":")[0]


@each_language
def load_models() -> tuple[Model, ...]:
    """Return what the kit knows of the table's columns."""
    return read_spoken(data_path("models.yaml"), Models).models


@cache
def models_at_home() -> tuple[Model, ...]:
    """Return the same in the language of the table as published: a table that is not translated keeps its headings."""
    return read_form(data_path("models.yaml"), Models).models


@each_language
def load_cases() -> tuple[Case, ...]:
    """Return the institutions that a learner can choose from."""
    return read_spoken(data_path("cases.yaml"), Cases).cases


@cache
def load_sources() -> dict[str, Source]:
    """Return every reading and fact source by its id."""
    return read_form(data_path("sources.yaml"), Sources).sources


@each_language
def load_case_file_content() -> CaseFileContent:
    """Return what the steps of the case file say; raise ContentError when an id stands twice."""
    path = data_path("case_file.yaml")
    content = read_spoken(path, CaseFileContent)
    for complaint in case_file_complaints(content):
        raise ContentError(f"{path.name}: {complaint}")
    return content


def case_file_complaints(content: CaseFileContent) -> list[str]:
    """Return what is wrong in the case file's content that its form alone cannot tell."""
    return _twice([("the guess", content.bet.options), ("the write-up", content.write_up)])


def read_content(path: Path) -> LessonContent:
    """Return the lesson content of one file, its questions and ids checked; raise ContentError otherwise."""
    content = read_spoken(path, LessonContent)
    for complaint in complaints(content):
        raise ContentError(f"{path.name}: {complaint}")
    return content


def complaints(content: LessonContent) -> list[str]:
    """Return what is wrong in a lesson's content that its form alone cannot tell, in sentences."""
    found = _twice(_with_ids(content))
    for number, question in enumerate(content.questions, 1):
        right = sum(option.right for option in question.options)
        if right != 1:
            which = f"question {number} ({cut(question.id)})"
            found.append(f"{which} has {right} right options; exactly one must be right.")
    if (right := sum(option.right for option in content.bet.options)) > 1:
        found.append(f"the bet has {right} right options; the figure bears out one of them, or none.")
    for number, known in enumerate(content.known_cases, 1):
        total = sum(known.weights.values())
        if total != 100:
            which = f"known case {number} ({cut(known.case)})"
            found.append(f"{which} has weights that sum to {total}; they must sum to 100.")
    return found


def _twice(parts: list[tuple[str, tuple]]) -> list[str]:
    return [
        f"{part}: the id {shown(twice)} stands twice; each must be its own, because saved answers hang on it."
        for part, items in parts
        for twice in doubles([item.id for item in items])
    ]


def _with_ids(content: LessonContent) -> list[tuple[str, tuple]]:
    choices = (*content.questions, content.bet)
    return [
        ("the questions and the guess", choices),
        ("the prompts", content.prompts),
        *((cut(choice.id), choice.options) for choice in choices),
        *([(f"the vote {cut(content.vote.id)}", content.vote.options)] if content.vote else []),
    ]


def doubles(ids: list[str]) -> list[str]:
    """Return what stands in a list more than once."""
    return sorted({one for one in ids if ids.count(one) > 1})
