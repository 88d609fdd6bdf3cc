"""What a lesson holds before anybody has written it: every part of the form, marked where words are still to come."""

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import convert, to_builtins
from msgspec.structs import replace

from kit.content.lesson_form import LessonContent

MARK = "TO WRITE"  # `python -m kit check` counts the texts that begin with it
HEAD = """\
# yaml-language-server: $schema=../schemas/lesson.schema.json
# {title}: what the steps of this lesson show. Wherever {mark} stands, your words are missing: write yours in its
# place. Leave every id as it is, because saved answers hang on it. `python -m kit check` tells you what is left.

"""
CELLS = """
# To unpack the cells: delete the line `cells: {{}}` above, take the `# ` away below, and write one block a model. Give
# each model about the same number of words. A source is an id from data/sources.yaml. The models: {models}.
# cells:
#   {first}:
#     meaning: What the cell says, in plain words.
#     strongest_case: The best that its advocates say for it.
#     hard_question: The question that they find hardest.
#     counterexample:
#       case: A real case that does not fit.
#       why: Why it does not.
#       source: an_id
"""


def to_write(what: str) -> str:
    """Return the mark with what is to be written in its place."""
    return f"{MARK}: {what}"


def is_to_write(text: object) -> bool:
    """Return whether this is a text that still has to be written."""
    return isinstance(text, str) and text.lstrip("#*>- ").startswith(MARK)


def draft() -> dict[str, Any]:
    """Return the least that a lesson's form asks for: one question, two prompts, a bet on the general figure."""
    return {
        "big_question": to_write("the question that this row answers, in one sentence."),
        "why_it_matters": to_write("why anybody should care, in two sentences."),
        "place_question": to_write("what to ask of a case, to place it in this row."),
        "cells": {},
        "bet": {
            "id": "bet",
            "stem": to_write("what to guess before the figure opens."),
            "options": [_option("a", "the first guess."), _option("b", "the second guess.")],
        },
        "questions": [
            {
                "id": "question_1",
                "stem": to_write("a question with one right answer."),
                "options": [{**_option("a", "the right answer."), "right": True}, _option("b", "a wrong answer.")],
            }
        ],
        "prompts": [
            _prompt("warm_up", "warm up", "what everybody can say something about.", 5),
            _prompt("take_a_stand", "take a stand", "a claim to argue for and against.", 15),
        ],
    }


def _option(id_: str, what: str) -> dict[str, Any]:
    return {"id": id_, "text": to_write(what), "feedback": to_write("what to answer whoever chose this.")}


def _prompt(id_: str, kind: str, what: str, minutes: int) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": kind,
        "prompt": to_write(what),
        "form": "think, pair, share",
        "minutes": minutes,
        "second_look": to_write("what to look at after one's own answer."),
    }


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
    return convert(draft(), LessonContent)


def lesson_file(title: str, models: list[str]) -> str:
    """Return the file of a lesson that is still to be written; `models` are the ids of the table's columns."""
    head = HEAD.format(title=" ".join(title.split()), mark=MARK)
    return head + as_yaml(draft()) + CELLS.format(models=", ".join(models), first=models[0])


def as_yaml(plain: dict[str, Any]) -> str:
    """Return plain data as the YAML that people type: keys in their order, every language's letters as they are."""
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=110)
