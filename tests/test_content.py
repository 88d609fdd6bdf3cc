"""Lesson content: the kit's own is sound, and a file that people type is caught where it breaks."""

import re
from pathlib import Path

import pytest
import yaml

from kit.base.errors import ContentError
from kit.base.paths import data_path
from kit.content.course import load_cases, load_models, load_sources
from kit.content.lesson_form import LessonContent, complaints, load_content, read_content
from kit.content.table import load_table, slug
from kit.content.yaml_reader import read_form


def choice(id_: str, *ids: str, right: str = "") -> dict:
    """A question or a bet, its options named by their ids."""
    options = [{"id": one, "text": one, "feedback": f"Why {one}?"} for one in ids]
    return {
        "id": id_,
        "stem": "Who?",
        "options": [one | ({"right": True} if one["id"] == right else {}) for one in options],
    }


def prompt(id_: str) -> dict:
    return {"id": id_, "kind": "apply", "prompt": "Try.", "form": "pairs", "minutes": 5, "second_look": "Again."}


def lesson(**changes) -> dict:
    """The smallest lesson that is sound, with changes."""
    return {
        "big_question": "Who decides?",
        "why_it_matters": "Someone does.",
        "place_question": "Where is yours?",
        "cells": {},
        "bet": choice("bet", "yes", "no"),
        "questions": [choice("first", "a", "b", right="a"), choice("second", "a", "b", right="b")],
        "prompts": [prompt("look"), prompt("ask")],
    } | changes


@pytest.fixture
def read(tmp_path):
    def write_and_read(**changes) -> LessonContent:
        path = tmp_path / "wells.yaml"
        path.write_text(yaml.safe_dump(lesson(**changes), sort_keys=False), encoding="utf-8")
        return read_content(path)

    return write_and_read


@pytest.fixture
def complaint(read):
    def catch(**changes) -> str:
        with pytest.raises(ContentError) as caught:
            read(**changes)
        return str(caught.value)

    return catch


# The kit's own content


@pytest.mark.parametrize("path", sorted(data_path("lessons").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_lesson_of_the_kit_is_sound(path: Path):
    content = load_content(path.stem)
    assert complaints(content) == []
    assert path.stem in map(slug, load_table().index)


def test_the_models_are_the_columns_of_the_table():
    assert [model.title for model in load_models()] == list(load_table().columns)
    assert [model.id for model in load_models()] == ["commons", "collectivism", "liberalism"]


def test_each_case_is_told_once_and_from_known_sources():
    ids = [case.id for case in load_cases()]
    assert len(ids) == len(set(ids))
    assert {source for case in load_cases() for source in case.sources} <= set(load_sources())


def test_content_is_read_once_and_cannot_be_changed():
    assert load_content("governance") is load_content("governance")
    with pytest.raises(AttributeError):
        load_content("governance").big_question = "Why?"


# What people type


def test_the_smallest_lesson_is_sound(read):
    content = read()
    assert content.questions[0].options[0].right
    assert content.known_cases == content.terms == content.readings == ()


def test_an_option_no_stays_no_and_a_time_stays_a_time(tmp_path):
    path = tmp_path / "wells.yaml"
    text = yaml.safe_dump(lesson(big_question="NO", why_it_matters="TIME"), sort_keys=False)
    path.write_text(text.replace("'NO'", "No").replace("TIME", "12:30"), encoding="utf-8")
    assert (read_content(path).big_question, read_content(path).why_it_matters) == ("No", "12:30")


def test_a_misspelt_key_names_question_and_option(complaint):
    question = choice("first", "a", "b", right="a")
    question["options"][1]["feedbak"] = question["options"][1].pop("feedback")
    sentence = complaint(questions=[choice("zero", "a", "b", right="a"), question])
    assert sentence.startswith("wells.yaml, line ")
    assert ", question 2 (id 'first'), option 2 (id 'b'): unknown key 'feedbak'; did you mean 'feedback'?" in sentence


def test_two_right_options_are_one_too_many(complaint):
    question = choice("first", "a", "b", right="a")
    question["options"][1]["right"] = True
    assert complaint(questions=[question]) == (
        "wells.yaml, line 16: question 1 (first) has 2 right options; exactly one must be right."
    )


def test_a_question_without_a_right_option_is_none(complaint):
    assert "question 1 (first) has 0 right options" in complaint(questions=[choice("first", "a", "b")])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"questions": [choice("first", "a", "b", right="a"), choice("first", "a", "b", right="b")]},
            "the questions and the guess: the id 'first' stands twice",
        ),
        ({"questions": [choice("bet", "a", "b", right="a")]}, "the questions and the guess: the id 'bet' stands twice"),
        ({"questions": [choice("first", "a", "b", "b", right="a")]}, "first: the id 'b' stands twice"),
        ({"bet": choice("bet", "yes", "yes")}, "bet: the id 'yes' stands twice"),
        ({"prompts": [prompt("look"), prompt("look")]}, "the prompts: the id 'look' stands twice"),
    ],
    ids=["questions", "question and bet", "options", "options of the bet", "prompts"],
)
def test_an_id_given_twice_is_named(complaint, changes, words):
    sentence = complaint(**changes)
    assert re.match(rf"wells.yaml, line \d+: {re.escape(words)}", sentence)
    assert "saved answers hang on it" in sentence


def test_weights_have_to_sum_to_a_hundred(complaint):
    known = {"case": "well", "weights": {"commons": 50, "liberalism": 40}, "why": "So.", "source": "A1"}
    assert complaint(known_cases=[known]) == (
        "wells.yaml, line 50: known case 1 (well) has weights that sum to 90; they must sum to 100."
    )


@pytest.mark.parametrize("count", [1, 7])
def test_a_question_has_two_to_six_options(complaint, count):
    sentence = complaint(questions=[choice("first", *"abcdefg"[:count], right="a")])
    assert f"options: a list of {count} came here" in sentence


def test_a_prompt_of_no_known_kind_is_told_the_kinds(complaint):
    sentence = complaint(prompts=[prompt("look") | {"kind": "aply"}])
    assert "prompt 1 (id 'look'), kind: 'aply' is not one of the words allowed here; did you mean 'apply'?" in sentence
    assert "Allowed: " in sentence
    assert all(kind in sentence for kind in ("warm up", "interpret", "challenge", "take a stand"))


def test_all_complaints_on_a_lesson_come_together(tmp_path):
    path = tmp_path / "wells.yaml"
    wrong = lesson(questions=[choice("first", "a", "b"), choice("first", "a", "a", right="a")])
    path.write_text(yaml.safe_dump(wrong), encoding="utf-8")
    assert len(complaints(read_form(path, LessonContent))) == 4


def test_a_lesson_that_is_not_there_names_the_nearest():
    with pytest.raises(ContentError, match="did you mean 'governance'"):
        load_content("governence")
