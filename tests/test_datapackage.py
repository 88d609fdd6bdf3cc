"""The data package tells of every data file what it is, what its columns hold and under which licence it stands."""

import csv
import json
from pathlib import Path

import pytest

from kit.base.datapackage import check_package, described_in_vain
from kit.base.paths import data_path
from kit.content.page_translation import translations_in

DATA = data_path("datapackage.json").parent
PACKAGE = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))
RESOURCES = PACKAGE["resources"]
TABLES = [resource for resource in RESOURCES if "schema" in resource]
TELLING = {"datapackage.json", "README.md", "es/README.md"}  # the files that describe the others


def name_of(resource: dict) -> str:
    return resource["name"]


def each(resources: list[dict]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("resource", resources, ids=name_of)


def data_files() -> set[str]:
    """Every file in data/, as its path from there; the words of a translation have the licence of their original."""
    there = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    spoken = set(translations_in(DATA))
    told = {path for path in there if spoken & set(path.split("/")) and not path.endswith(".csv")} | TELLING
    return {path for path in there if "__pycache__" not in path and not Path(path).name.startswith(".")} - told


def header(path: str) -> list[str]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_every_file_in_the_folder_is_described_and_every_described_file_is_there():
    assert {resource["path"] for resource in RESOURCES} == data_files()


def test_every_file_is_described_once():
    for part in ("name", "path", "title"):
        parts = [resource[part] for resource in RESOURCES]
        assert len(set(parts)) == len(parts)


def test_every_csv_file_is_a_table_with_a_schema():
    assert {table["path"] for table in TABLES} == {path for path in data_files() if path.endswith(".csv")}
    assert all(table["type"] == "table" for table in TABLES)


@each(RESOURCES)
def test_a_file_says_what_it_is_and_under_which_licence_it_stands(resource):
    assert resource["title"] and resource["description"].endswith(".")
    assert resource["licenses"]
    assert all(licence["path"].startswith("https://creativecommons.org/licenses/") for licence in resource["licenses"])


@each(TABLES)
def test_the_columns_of_a_table_are_the_fields_of_its_schema_in_order(resource):
    assert header(resource["path"]) == [field["name"] for field in resource["schema"]["fields"]]


@each(TABLES)
def test_every_field_has_a_type_and_a_description(resource):
    for field in resource["schema"]["fields"]:
        assert field["type"] in {"string", "integer", "number", "boolean"}
        assert field["description"]


@each([table for table in TABLES if table["path"].startswith("facts/")])
def test_every_row_of_facts_must_have_a_source(resource):
    source = next(field for field in resource["schema"]["fields"] if field["name"] == "source")
    assert source["constraints"] == {"required": True}


def test_a_table_with_data_of_others_names_their_licence():
    assert {table["name"] for table in TABLES if "CC-BY-4.0" in {one["name"] for one in table["licenses"]}} == {
        "state_size",
        "top_wealth_shares",
    }


def test_a_resource_that_is_no_table_says_so():
    assert all(one.get("type") == ("json" if one["format"] == "json" else one.get("type")) for one in RESOURCES)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "datapackage.json, line 1: this is not JSON"),
        (b"\xff\xfe{\x00}\x00", "datapackage.json is no JSON in UTF-8"),
        (b"[" * 100_000, "datapackage.json is no JSON in UTF-8"),
        (b"[]", "datapackage.json: language is '[]';"),
        (b'{"language": "en", "title": 3}', "datapackage.json: title is '3';"),
    ],
)
def test_a_broken_description_is_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "datapackage.json"
    path.write_bytes(content)
    (complaint,) = check_package(path)
    assert sentence in complaint and complaint.endswith(".")


def test_what_is_described_and_not_there_is_no_fault_and_can_be_said(tmp_path):
    path = tmp_path / "datapackage.json"
    path.write_text('{"language": "en", "title": "A: b", "resources": [{"path": "gone.csv"}]}', encoding="utf-8")
    assert check_package(path) == [] and described_in_vain(path) == ["gone.csv"]
    (tmp_path / "gone.csv").write_text("", encoding="utf-8")
    assert described_in_vain(path) == []


def test_the_kits_own_description_is_sound():
    assert check_package(DATA / "datapackage.json") == described_in_vain(DATA / "datapackage.json") == []
