"""What a course says beside its lessons, read from its files: models, cases, sources, case file."""

from functools import cache

from kit.base.datapackage import read_package
from kit.base.errors import ContentError
from kit.base.language import each_language
from kit.base.paths import data_path
from kit.content.course_form import Case, CaseFileContent, Cases, Model, Models, Source, Sources
from kit.content.lesson_file import twice
from kit.content.translation import read_spoken
from kit.content.yaml_form import read_form


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
    return twice([("the guess", content.bet.options), ("the write-up", content.write_up)])
