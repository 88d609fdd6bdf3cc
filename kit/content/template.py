"""What a lesson holds before anybody has written it: every part of the form, marked where words are still to come."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import convert, to_builtins
from msgspec.structs import replace

from kit.content.lesson_form import LessonContent, Predict

MARK = "TO WRITE"  # `python -m kit check` counts the texts that begin with it


def to_write(what: str) -> str:
    """Return the mark with what is to be written in its place."""
    return f"{MARK}: {what}"


def is_to_write(text: object) -> bool:
    """Return whether this is a text that still has to be written."""
    return isinstance(text, str) and text.lstrip("#*>- ").startswith(MARK)


def without_drafts(content: LessonContent) -> LessonContent:
    """Return a lesson without what is still to be written, so that it can be taught as far as it goes.

    A question, prompt, guess or vote of which any words are missing is left out whole; other such texts are empty.
    """
    plain = ("big_question", "why_it_matters", "place_question")
    return replace(
        content,
        **{name: "" for name in plain if is_to_write(getattr(content, name))},
        questions=tuple(question for question in content.questions if is_written(question)),
        prompts=tuple(prompt for prompt in content.prompts if is_written(prompt)),
        bet=content.bet if is_written(content.bet) else replace(content.bet, stem="", options=()),
        predict=content.predict if is_written(content.predict) else Predict(),
        unseen=content.unseen if is_written(content.unseen) else None,
        vote=content.vote if is_written(content.vote) else None,
    )


def is_written(part: object) -> bool:
    """Return whether no text in a part of a lesson is still to be written."""
    return not any(map(is_to_write, _texts(to_builtins(part))))


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict | list | tuple):
        for inside in plain.values() if isinstance(plain, dict) else plain:
            yield from _texts(inside)
    elif isinstance(plain, str):
        yield plain


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
