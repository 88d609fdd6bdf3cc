"""The schemas: as new as the code, and an editor that holds a file against them asks for what the kit asks for."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from kit.adapt.commands import schemas as main
from kit.base.paths import data_path
from kit.classroom.student_copy import sealed_lesson
from kit.content.schema import FORMS, schema_path, schema_text

# a file's form is the first whose pattern it fits: the course lies among the run sheets
FIRST_FORM = {path: name for name, (_, files) in reversed(FORMS.items()) for path in sorted(data_path().glob(files))}
FILES = [(name, path) for path, name in FIRST_FORM.items()]
LESSON = yaml.safe_load(data_path("lessons", "governance.yaml").read_text("utf-8"))


def each_file() -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("name", "path"), FILES, ids=[f"{name}-{path.stem}" for name, path in FILES])


def complaints(name: str, content: object) -> list[str]:
    """What an editor would mark in a file."""
    return [error.message for error in Draft7Validator(json.loads(schema_text(name))).iter_errors(content)]


@pytest.mark.parametrize("name", FORMS)
def test_a_schema_is_as_new_as_the_code(name):
    Draft7Validator.check_schema(json.loads(schema_text(name)))
    assert schema_path(name).read_text("utf-8") == schema_text(name), "write it anew with: python -m kit schemas"


def test_every_content_file_has_a_schema_and_every_schema_a_file():
    translations = set(data_path().rglob("es/*.yaml"))  # a coding of the translated table has the original's schema
    assert {path for _, path in FILES} == set(data_path().rglob("*.yaml")) - translations
    assert {name for name, _ in FILES} == set(FORMS)
    assert {schema_path(name) for name in FORMS} == set(data_path("schemas").iterdir())


@each_file()
def test_every_content_file_keeps_to_its_schema(name, path):
    assert complaints(name, yaml.safe_load(path.read_text("utf-8"))) == []


@each_file()
def test_every_content_file_leads_an_editor_to_its_schema(name, path):
    remark, _, schema = path.read_text("utf-8").splitlines()[0].partition("$schema=")
    assert remark == "# yaml-language-server: "
    assert (path.parent / schema).resolve() == schema_path(name)


def test_a_sealed_lesson_names_no_schema_because_a_seal_is_no_true_or_false():
    assert "$schema" not in sealed_lesson(data_path("lessons", "governance.yaml"))


@pytest.mark.parametrize(
    "changes",
    [
        {"big_question": 1990},
        {"big_question": 0.5},
        {"big_question": True},
        {"prompts": [LESSON["prompts"][0] | {"minutes": "5"}]},
    ],
    ids=["a year", "a share", "a truth", "minutes in quotes"],
)
def test_what_the_kit_reads_as_typed_is_not_marked(changes):
    assert complaints("lesson", LESSON | changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"big_qestion": "Who?"},
        {"big_question": None},
        {"big_question": "  "},
        {"big_question": ["Who?"]},
        {"questions": []},
        {"bet": LESSON["bet"] | {"id": "Not an id"}},
        {"prompts": [LESSON["prompts"][0] | {"minutes": 0}]},
        {"prompts": [LESSON["prompts"][0] | {"minutes": "soon"}]},
        {"prompts": [LESSON["prompts"][0] | {"kind": "aply"}]},
    ],
    ids=["key", "nothing", "blanks", "list", "no question", "id", "no minutes", "words for minutes", "kind"],
)
def test_what_the_kit_refuses_is_marked(changes):
    assert len(complaints("lesson", LESSON | changes)) == 1


def test_a_missing_key_is_marked():
    assert complaints("models", {"models": [{"id": "a", "title": "A"}]}) == ["'name' is a required property"]


def test_what_a_part_is_for_stands_beside_it():
    described = json.loads(schema_text("lesson"))["definitions"]
    assert described["Option"]["description"].startswith("One answer to choose, and what it answers back")
    assert all(part["description"] for part in described.values())


def test_the_command_writes_every_schema_again(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("kit.content.schema.data_path", lambda *parts: Path(tmp_path, *parts))
    main([])
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == {schema_path(name).name for name in FORMS}
    assert capsys.readouterr().out.startswith("13 schemas are in ")
