"""Lessons left out, brought back, in another order: every link leads somewhere, and nothing is lost."""

import json
import re
import shutil
from pathlib import Path

import pytest

from kit.adapt.check.inventory import open_kit
from kit.adapt.check.references import notes
from kit.adapt.make.new_lesson import lessons_in, put_in_order
from kit.base.errors import KitError, TableError
from kit.base.paths import ROOT, notebooks_path
from kit.content.page_translation import Pages, outdated
from kit.content.pages import LINK, read_notebook
from tests.test_new_table import PRESS, check, run_in

THREE = ["critiques", "governance", "value_logic"]
ALL = lessons_in(ROOT)[0]


@pytest.fixture
def kit(tmp_path) -> Path:
    """A kit's notebooks and its table."""
    shutil.copytree(notebooks_path(), tmp_path / "notebooks")
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "table.csv", tmp_path / "data")
    return tmp_path


def pages(kit: Path) -> list[str]:
    return sorted(path.name for path in (kit / "notebooks").glob("*.ipynb"))


def end(kit: Path, name: str) -> str:
    return read_notebook(kit / "notebooks" / name).prose[-1].text


def dead_links(kit: Path) -> list[str]:
    found = []
    for path in (kit / "notebooks").rglob("*.ipynb"):
        text = "".join(cell.text for cell in read_notebook(path).prose)
        found += [f"{path.name}: {link}" for link in LINK.findall(text) if not (path.parent / link).is_file()]
    return found


def test_the_lessons_named_are_the_course_in_their_order_and_the_pages_after_them_stay(kit):
    assert put_in_order(["Critiques", "governance", "Value Logic"], kit) == THREE
    assert pages(kit) == [
        "00_start_here.ipynb",
        "01_critiques.ipynb",
        "02_governance.ipynb",
        "03_value_logic.ipynb",
        "04_case_file.ipynb",
        "05_question_the_table.ipynb",
        "06_before_and_after.ipynb",
    ]
    assert lessons_in(kit) == (THREE, [one for one in ALL if one not in THREE])


def test_every_link_leads_somewhere(kit):
    put_in_order(THREE, kit)
    assert dead_links(kit) == []


def test_each_page_leads_to_its_new_neighbours_by_their_names(kit):
    put_in_order(THREE, kit)
    first, middle = end(kit, "01_critiques.ipynb"), end(kit, "02_governance.ipynb")
    assert re.search(r"Previous: \[[^]]+\]\(00_start_here.ipynb\)\. Next: \[Governance\]\(02_gov", first)
    assert re.search(r"Previous: \[Critiques[^]]*\]\(01_critiques.ipynb\)\. Next: \[[^]]+\]\(03_value_logic", middle)
    assert "Next: [Question the table](05_question_the_table.ipynb)" in end(kit, "04_case_file.ipynb")
    assert "(01_critiques.ipynb)" in end(kit, "00_start_here.ipynb")


def test_a_translation_goes_where_its_page_goes(kit):
    put_in_order(["value_logic", "governance"], kit)
    page = kit / "notebooks" / "es" / "02_governance.ipynb"
    assert "](01_value_logic.ipynb)" in read_notebook(page).prose[-1].text
    put_in_order(["value_logic"], kit)
    assert not page.exists()
    assert (kit / "left_out" / "es" / "02_governance.ipynb").is_file()


@pytest.mark.parametrize("names", [THREE, ["governance"], ALL[::-1]], ids=["three", "one", "all the other way round"])
def test_a_translation_is_what_its_page_and_its_catalogue_make_also_when_all_comes_back(kit, names):
    shutil.copytree(ROOT / "data" / "pages", kit / "data" / "pages")
    before = {path: path.read_bytes() for path in kit.rglob("*.po")}
    for order in (names, ALL):
        put_in_order(order, kit)
        for language in ("es", "de", "ar"):
            assert list(outdated(Pages(kit / "data", kit / "notebooks", language))) == []
        assert dead_links(kit) == []
    assert before.keys() == set(kit.rglob("*.po"))


def test_what_was_left_out_comes_back_as_it_was(kit):
    before = {path.name: path.read_bytes() for path in (kit / "notebooks").glob("*.ipynb")}
    put_in_order(["governance", "core_principle"], kit)
    put_in_order(ALL, kit)
    assert pages(kit) == sorted(before)
    assert not list((kit / "left_out").rglob("*.ipynb"))
    assert dead_links(kit) == []
    outside = [name for name, raw in before.items() if (kit / "notebooks" / name).read_bytes() != raw]
    code = [[cell.text for cell in read_notebook(kit / "notebooks" / name).code] for name in outside]
    assert code == [[cell.text for cell in read_notebook(notebooks_path(name)).code] for name in outside]


def test_the_same_order_changes_nothing(kit):
    before = {path: path.read_bytes() for path in kit.rglob("*.ipynb")}
    put_in_order(ALL, kit)
    assert {path: path.read_bytes() for path in kit.rglob("*.ipynb")} == before


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["goverance"], "did you mean 'governance'"),
        (["governance", "Governance"], "'governance' is named twice"),
        (["value_logic"], "no notebook on 'value_logic'; `python -m kit new-lesson`"),
    ],
    ids=["no dimension", "twice", "no notebook"],
)
def test_what_cannot_be_a_course_changes_nothing(kit, names, words):
    (kit / "notebooks" / "05_value_logic.ipynb").unlink()
    before = {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()}
    with pytest.raises((KitError, TableError), match=re.escape(words)):
        put_in_order(names, kit)
    assert {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()} == before


def test_a_broken_notebook_changes_nothing(kit):
    (kit / "notebooks" / "03_view_of_the_state.ipynb").write_text('{"cells": [', encoding="utf-8")
    before = pages(kit)
    with pytest.raises(KitError, match="this is not a notebook"):
        put_in_order(["governance", "view_of_the_state"], kit)
    assert pages(kit) == before
    assert [path.name for path in kit.iterdir() if path.name.startswith(".order")] == []


def test_a_lesson_whose_notebook_was_deleted_by_hand_is_not_passed_over_in_silence(kit):
    (kit / "notebooks" / "03_view_of_the_state.ipynb").unlink()
    found = notes(open_kit(kit / "data", kit / "notebooks")[0])
    note = next(one for one in found if one.startswith("links lead to lessons that have no notebook"))
    assert "02_governance.ipynb, cell 20 (view_of_the_state)" in note
    put_in_order([one for one in ALL if one != "view_of_the_state"], kit)
    assert dead_links(kit) == []


def test_a_course_of_three_lessons_is_sound_and_works(tmp_path):
    folder = tmp_path / "kit"
    for part in ("kit", "data", "notebooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    said = run_in(folder, "from kit.adapt.commands import order; order(['critiques', 'governance', 'value_logic'])")
    assert "\nThe lessons: critiques governance value_logic\nLeft out: core_principle " in said
    assert "\nSound: " in check(folder)
    assert run_in(folder, PRESS, str(ROOT))
    start = json.dumps(json.loads((folder / "notebooks/00_start_here.ipynb").read_text("utf-8")))
    assert "03_value_logic.ipynb" in start
    assert "core_principle.ipynb" not in start
