"""A lesson for a row: made whole or not at all, and never over one that is there."""

import json
from types import ModuleType

import pytest

from kit.adapt.check.all import check_explorables
from kit.adapt.make.new_lesson import new_lesson, with_lesson
from kit.adapt.make.new_table import NEW_KIT, text_of
from kit.base.errors import KitError, TableError
from kit.base.paths import ROOT, data_path
from kit.content.figure_form import read_figure
from kit.content.lesson import is_to_write, lesson_file
from kit.content.lesson_form import read_content
from kit.content.table import load_table
from kit.explorables import explorable_of
from kit.views.contract import at_start


def test_a_lesson_that_is_there_is_not_written_over():
    path = ROOT / "data" / "lessons" / "governance.yaml"
    before = path.read_bytes()
    with pytest.raises(KitError, match=r"governance\.yaml is there already; nothing was written"):
        new_lesson("Governance", figure=True)
    assert path.read_bytes() == before


def test_a_title_that_is_not_in_the_table_gives_the_nearest():
    with pytest.raises(TableError, match="No dimension 'Governence'; did you mean 'governance'"):
        new_lesson("Governence")


def test_its_file_keeps_to_the_form_whatever_the_title(tmp_path):
    path = tmp_path / "lesson.yaml"
    path.write_text(lesson_file("A\nbig_question: {b}\u2028c: # d", ["one", "two"]), encoding="utf-8")
    assert read_content(path).questions[0].options[0].right


def test_its_figure_keeps_the_contract():
    words, drawn = NEW_KIT / "figure.yaml", ModuleType("figure")
    exec(compile(text_of("figure.py.txt"), "figure.py.txt", "exec"), vars(drawn))
    figure = explorable_of(drawn, read_figure(words))
    known = data_path("figures", "governance.yaml")
    assert words.read_text("utf-8").splitlines()[0] == known.read_text("utf-8").splitlines()[0]
    assert figure.assumptions and is_to_write(figure.title) and is_to_write(figure.leaves_out)
    assert list(figure.controls) == ["share"]
    for share in figure.controls["share"].ends:
        assert list(figure.picture(share).numbers["Points"]) == [share, 100 - share]
    assert check_explorables([figure]) == []
    assert at_start(figure).summary == "The first side has 50 points, the second side 50."


def test_it_is_described_once_and_nothing_else_changes():
    package = (ROOT / "data" / "datapackage.json").read_text(encoding="utf-8")
    table = load_table()
    table.loc["A new row"] = ["a", "b", "c"]
    once = with_lesson(package, table, "A new row")
    *before, new = json.loads(once)["resources"]
    assert before == json.loads(package)["resources"]
    assert new["path"] == "lessons/a_new_row.yaml"
    assert with_lesson(once, table, "A new row") == once
    *_, lesson, figure = json.loads(with_lesson(package, table, "A new row", figure=True))["resources"]
    assert lesson == new and figure["path"] == "figures/a_new_row.yaml" and figure["title"] == "Figure: A new row"
    assert figure["name"] not in [one["name"] for one in [*before, lesson]]
