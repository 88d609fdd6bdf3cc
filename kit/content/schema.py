"""`python -m kit schemas`: write the forms of the content files as JSON Schemas, so that an editor helps to type them.

The first line of a content file names its schema; an editor with a YAML extension then completes and checks the file.
"""

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any

from msgspec.json import schema_components

from kit.base.paths import beside, data_path
from kit.content.course import BeforeAndAfter, CaseFileContent, Cases, Models, Sources
from kit.content.figure_form import FigureWords
from kit.content.lesson_form import LessonContent
from kit.content.run_sheet_form import COURSE, Course, RunSheet
from kit.content.table_critique import Coding, Critique, Draft, Missing

# the name of a schema -> its form, and the files in data/ that have it
FORMS: dict[str, tuple[type, str]] = {
    "lesson": (LessonContent, "lessons/*.yaml"),
    "figure": (FigureWords, "figures/*.yaml"),
    "models": (Models, "models.yaml"),
    "cases": (Cases, "cases.yaml"),
    "sources": (Sources, "sources.yaml"),
    "case_file": (CaseFileContent, "case_file.yaml"),
    "table_critique": (Critique, "table_critique.yaml"),
    "word_coding": (Coding, "word_coding.yaml"),
    "missing": (Missing, "missing.yaml"),
    "column": (Draft, "columns/*.yaml"),
    "before_and_after": (BeforeAndAfter, "before_and_after.yaml"),
    "course": (Course, f"teaching/{COURSE}.yaml"),
    "run_sheet": (RunSheet, "teaching/*.yaml"),
}
AS_TYPED = beside(__file__)


def schema_path(name: str) -> Path:
    """Return the file of a schema."""
    return data_path("schemas", f"{name}.schema.json")


def schema_text(name: str) -> str:
    """Return what stands in the file of a schema."""
    form, files = FORMS[name]
    (whole,), parts = schema_components([form], ref_template="#/definitions/{name}")
    parts = {name: _as_typed(part) | {"description": cleandoc(part["description"])} for name, part in parts.items()}
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"data/{files}"}
    return json.dumps(head | whole | {"definitions": parts}, indent=1, ensure_ascii=False) + "\n"


def _as_typed(schema: Any) -> Any:
    """Return a schema that takes a number or a truth where the kit takes words, and digits in quotes for a number."""
    if isinstance(schema, list):
        return [_as_typed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    wider = AS_TYPED.get(schema["type"], {}) if isinstance(schema.get("type"), str) else {}
    return {key: _as_typed(value) for key, value in schema.items()} | wider
