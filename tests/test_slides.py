"""Notebooks as slides: every cell has its place, with the usual tool and in a file that needs no network."""

import json
import subprocess
import sys

import nbformat
import pytest

from kit.adapt.check.texts import SLIDES
from kit.base.errors import KitError
from kit.base.paths import notebooks_path
from kit.content.pages import read_notebook
from kit.paper.commands import slides as main
from kit.paper.handouts import FEW_WORDS, chosen, deck, mark

NOTEBOOKS = sorted(notebooks_path().rglob("[0-9]*.ipynb"))
LESSON = notebooks_path("02_governance.ipynb")


def places(*cells) -> list[str]:
    mark(cells)
    return [cell.metadata["slideshow"]["slide_type"] for cell in cells]


def prose(words: str):
    return nbformat.v4.new_markdown_cell(words)


def code(line: str):
    return nbformat.v4.new_code_cell(line)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_a_notebook_has_its_place_among_the_slides(path):
    notebook = read_notebook(path)
    assert {cell.slide for cell in notebook.cells} <= set(SLIDES)
    assert notebook.cells[0].slide == "slide"
    assert notebook.code[0].slide == "skip"
    assert all(cell.slide == "slide" for cell in notebook.prose if cell.text.startswith("## "))
    assert "skip" not in [cell.slide for cell in notebook.code[1:]]


def test_a_section_begins_a_slide_and_a_step_shares_it_when_there_is_room():
    long = "## Long\n" + "word " * FEW_WORDS
    cells = [
        prose("# Title"),
        code("set up"),
        prose("## Short"),
        code("a"),
        prose(long),
        code("b"),
        code("c"),
        prose("x"),
    ]
    assert places(*cells) == ["slide", "skip", "slide", "-", "slide", "subslide", "subslide", "subslide"]


def test_a_place_that_somebody_chose_stays():
    title, chosen = prose("# Title"), prose("## Section")
    chosen.metadata["slideshow"] = {"slide_type": "notes"}
    assert places(title, chosen) == ["slide", "notes"]
    assert places(title, chosen) == ["slide", "notes"]


@pytest.mark.slow
def test_jupyters_own_tool_makes_slides_with_the_prose_and_the_steps(tmp_path):
    command = ["nbconvert", "--to", "slides", "--no-input", "--output-dir", str(tmp_path), str(LESSON)]
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
    made = next(tmp_path.iterdir()).read_text(encoding="utf-8")
    assert made.count("<section") > 12
    assert "Two hundred people play on one game server." in made
    assert "Centralized planning and hierarchical decision-making" in made
    assert "load_lesson" not in made


def test_a_deck_holds_prose_steps_and_picture_and_neither_code_nor_dead_links():
    made = deck(read_notebook(LESSON)).partition("plotly.js v")[0]
    assert made.count('<section class="kit-slide">') == 15
    assert "Two hundred people play on one game server." in made
    assert "Centralized planning and hierarchical decision-making" in made
    assert made.count('<div class="kit-drawn">') == 1
    assert "load_lesson" not in made
    assert "The page begins by itself" not in made
    assert ".ipynb" not in made


def test_a_deck_without_a_figure_is_small():
    assert len(deck(read_notebook(notebooks_path("00_start_here.ipynb")))) < 300_000


def test_notes_and_skipped_cells_are_left_out(tmp_path):
    notebook = json.loads(LESSON.read_text(encoding="utf-8"))
    notebook["cells"][4]["metadata"]["slideshow"]["slide_type"] = "notes"
    path = tmp_path / LESSON.name
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert "Two hundred people play" not in deck(read_notebook(path))


@pytest.mark.parametrize("name", ["governance", "Governance", "02_governance", "notebooks/02_governance.ipynb"])
def test_a_notebook_is_found_by_any_of_its_names(name, tmp_path, capsys):
    main([name, "--to", str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir()] == ["governance.html"]
    assert str(tmp_path / "governance.html") in capsys.readouterr().out


def test_slides_are_all_in_the_language_that_is_asked_for(tmp_path, capsys):
    main(["governance", "--language", "es", "--to", str(tmp_path)])
    assert str(tmp_path / "governance-es.html") in capsys.readouterr().out
    made = (tmp_path / "governance-es.html").read_text(encoding="utf-8").partition("plotly.js v")[0]
    assert '<html lang="es"' in made and "Doscientas personas juegan en un mismo servidor." in made
    assert "Planificación" in made and "Agente económico" not in made
    assert not [words for words in ("How to read it", "Core Principle", "Messages", "Hierarchy") if words in made]


def test_a_page_that_nobody_has_translated_is_not_written_in_two_languages(tmp_path):
    there = r"There are, in 'de': all, start_here, core_principle\."
    with pytest.raises(KitError, match=f"No notebook 'governance'. {there}"):
        main(["governance", "--language", "de", "--to", str(tmp_path / "new")])
    main(["all", "--language", "de", "--to", str(tmp_path)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["core_principle-de.html", "start_here-de.html"]


def test_a_wrong_name_gets_the_nearest_and_nothing_is_written(tmp_path):
    with pytest.raises(KitError, match=r"No notebook 'governence'; did you mean 'governance'\? There are, in 'en': "):
        main(["critiques", "governence", "--to", str(tmp_path / "new")])
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("given", ["2_sides", "01_2_sides", "01_2_sides.ipynb"])
def test_a_name_that_begins_with_a_number_keeps_it(given, tmp_path, monkeypatch):
    monkeypatch.setattr("kit.paper.handouts.notebooks_path", tmp_path.joinpath)
    page = tmp_path / "01_2_sides.ipynb"
    page.write_text("{}", encoding="utf-8")
    assert chosen([given]) == {"2_sides": page}


def test_options_are_called_by_letters_and_other_lists_are_not():
    made = deck(read_notebook(LESSON)).partition("plotly.js v")[0]
    assert made.count('<ol class="kit-letters"><li>') == 7  # two of earlier lessons, the bet, three questions, the vote
    assert "<summary>What this figure assumes</summary><ul><li>" in made
