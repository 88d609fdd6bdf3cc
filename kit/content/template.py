"""What a lesson holds before anybody has written it: every part of the form, marked where words are still to come."""

from pathlib import Path
from typing import Any

import yaml
from msgspec import convert

from kit.content.lesson_form import LessonContent

MARK = "TO WRITE"  # `python -m kit check` counts the texts that begin with it


def to_write(what: str) -> str:
    """Return the mark with what is to be written in its place."""
    return f"{MARK}: {what}"


def is_to_write(text: object) -> bool:
    """Return whether this is a text that still has to be written."""
    return isinstance(text, str) and text.lstrip("#*>- ").startswith(MARK)


def drafted() -> LessonContent:
    """Return what a lesson shows whose file is not there yet."""
    return convert(yaml.safe_load(lesson_file("A lesson", ["model"])), LessonContent)


def lesson_file(title: str, models: list[str]) -> str:
    """Return the file of a lesson that is still to be written; `models` are the ids of the table's columns.

    It has one question, two prompts, and a bet on the general figure: the least that a lesson's form asks for.
    """
    text = Path(__file__).with_name("lesson_template.yaml").read_text(encoding="utf-8")
    return text.format(title=" ".join(title.split()), models=", ".join(models), first=models[0])


def as_yaml(plain: dict[str, Any]) -> str:
    """Return plain data as the YAML that people type: keys in their order, every language's letters as they are."""
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=110)
