"""`python -m kit check`: a sound kit passes, and whatever breaks is said where a teacher can find it."""

import json
import shutil
from pathlib import Path

import pytest

from kit.adapt.check.inventory import open_kit
from kit.adapt.check.lessons import check_balance
from kit.adapt.check.references import notes
from kit.adapt.check.texts import check_repetitions
from kit.adapt.commands import check as main
from kit.base.paths import data_path, notebooks_path
from kit.content.pages import plain_words
from tests.pressing import work_on

LESSON, PAGE, FACTS = "data/lessons/governance.yaml", "notebooks/02_governance.ipynb", "data/facts/members.csv"
CASE_FACTS, START = "data/facts/case_facts.csv", "notebooks/00_start_here.ipynb"
STAYS = ["00_start_here.ipynb", "02_governance.ipynb"]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A kit with one lesson, two notebooks and two tables of facts."""
    for part in ("data/lessons", "data/facts", "notebooks"):
        (tmp_path / part).mkdir(parents=True)
    for name in ("table.csv", "models.yaml", "cases.yaml", "sources.yaml", "lessons/governance.yaml"):
        shutil.copy(data_path(name), tmp_path / "data" / name)
    for name in STAYS:
        page = notebooks_path(name).read_text("utf-8")
        for lesson in (
            "01_core_principle.ipynb",
            "03_view_of_the_state.ipynb",
            "16_before_and_after.ipynb",
        ):  # not in this small kit
            page = page.replace(f"({lesson})", "(02_governance.ipynb)")
        (tmp_path / "notebooks" / name).write_text(page, "utf-8")
    (tmp_path / FACTS).write_text("name,members,source\nWikipedia,100,WMF1;WMF2\nMondragon,80,MON1\n", "utf-8")
    (tmp_path / CASE_FACTS).write_text("case,dimension,fact,source\nuber,governance,It is.,UBE1\n", "utf-8")
    return tmp_path


@pytest.fixture
def said(folder, capsys):
    """Check the folder; return the exit status and the lines that were printed."""

    def check() -> tuple[int, list[str]]:
        status = main([str(folder)])
        return status, capsys.readouterr().out.splitlines()

    return check


def replace(path: Path, old: str, new: str) -> int:
    """Replace a text once and return its line."""
    before, found, after = path.read_text("utf-8").partition(old)
    assert found, f"{path.name} does not hold {old!r} any more"
    path.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


def edit(path: Path, change) -> None:
    """Change a notebook by a function of its content."""
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), "utf-8")


def code(notebook: dict, number: int) -> dict:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][number]


def test_the_kit_itself_is_sound(capsys):
    status = main([])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("Note: ")] == lines[-1:]
    assert lines[-1].startswith("Sound: 13 dimensions, 3 models, ")
    assert status == 0


def test_a_sound_folder_says_what_it_holds(said):
    status, lines = said()
    assert status == 0
    assert lines[-1].startswith("Sound: 13 dimensions, 3 models, 1 lesson, ")
    assert "2 tables," in lines[-1]
    assert lines[-1].endswith("2 notebooks.")


WRONG = {
    "cell of the table": (
        "data/table.csv",
        ",State-led redistribution and control of production,",
        ",,",
        ["no text here"],
    ),
    "column of a model": (
        "data/models.yaml",
        "title: Traditional Collectivism",
        "title: Traditional Colectivism",
        ["'Traditional Colectivism (Marxist", "did you mean 'Traditional Collectivism (Marxist", "It has: "],
    ),
    "model twice": ("data/models.yaml", "- id: liberalism", "- id: commons", ["the id 'commons' stands twice"]),
    "case twice": (
        "data/cases.yaml",
        "- id: enspiral",
        "- id: p2p_foundation",
        ["the id 'p2p_foundation' stands twice"],
    ),
    "models not YAML": ("data/models.yaml", "- id: commons", "- id: 'commons", ["line {line}: ", "mark opens here"]),
    "misspelt key": (LESSON, "big_question:", "big_qestion:", ["line {line}", "did you mean 'big_question'"]),
    "model of a cell": (LESSON, "  commons:\n", "  comons:\n", ["line {line}:", "'comons'", "did you mean 'commons'"]),
    "model of a quotation": (
        LESSON,
        "- model: collectivism",
        "- model: marx",
        ["line {line}:", "There are: commons, "],
    ),
    "model of a weight": (LESSON, "{commons: 80", "{common: 80", ["line {line}:", "did you mean 'commons'"]),
    "model of a reading": (LESSON, "model: critical", "model: critic", ["line {line}:", "did you mean 'critical'"]),
    "source of a counterexample": (
        LESSON,
        "source: xu_2011",
        "source: xu_2012",
        ["line {line}:", "'xu_2011'", "sources.yaml"],
    ),
    "source of a reading": (LESSON, "source: ostrom_1990", "source: ostrum_1990", ["line {line}:", "'ostrom_1990'"]),
    "source of a known case": (LESSON, "source: WMF2", "source: WFM2", ["line {line}:", "no source 'WFM2'"]),
    "source of a case": ("data/cases.yaml", "[ENS1,", "[ENSI,", ["line {line}:", "no source 'ENSI'", "did you mean"]),
    "known case": (LESSON, "case: wikipedia", "case: wikipaedia", ["line {line}:", "'wikipedia'", "See cases.yaml"]),
    "quotation": (
        LESSON,
        "quote: hierarchical",
        "quote: hierarchic",
        ["line {line}:", "word for word", "'Centralized planning"],
    ),
    "two right options": (LESSON, "  - id: a\n", "  - id: a\n    right: true\n", ["question 1", "has 2 right options"]),
    "no right option": (LESSON, "    right: true\n", "", ["question 1", "has 0 right options"]),
    "feedback left empty": (
        LESSON,
        "feedback: If all must agree",
        "feedback:\n    # If all must agree",
        ["line {line}", "words must stand here"],
    ),
    "option twice": (LESSON, "  - id: b\n", "  - id: a\n", ["the id 'a' stands twice"]),
    "prompt twice": (LESSON, "- id: sports_hall", "- id: bad_rule", ["the prompts", "the id 'bad_rule' stands twice"]),
    "weights": (LESSON, "{commons: 80", "{commons: 81", ["known case 1 (wikipedia)", "sum to 101"]),
    "balance": (
        LESSON,
        "    meaning: >-\n",
        "    meaning: >-\n" + "      more and more words\n" * 9,
        ["commons ", " words; ", "each"],
    ),
    "sentence twice": (
        LESSON,
        "why_it_matters: >-\n",
        "why_it_matters: >-\n  Those who follow Max Weber, for whom known rules and offices also protect people.\n",
        ["'those who follow max weber for whom known rules and offices also'", "governance.yaml, line "],
    ),
    "sentence in lesson and notebook": (
        PAGE,
        "Before you see who says what",
        "For a long time dealers settled contracts by reputation, custom and judges of their own",
        ["cell ", "stand in governance.yaml, line "],
    ),
    "facts without sources": (FACTS, "members,source", "members,sources", ["row 1", "no column 'source'", "members"]),
    "source of a fact": (FACTS, "WMF1;WMF2", "WMF1;WMF22", ["line 2:", "no source 'WMF22'", "did you mean 'WMF2'"]),
    "fact without a source": (FACTS, "80,MON1", "80,", ["row 3,", "every row needs the ids of its sources"]),
    "comma in a fact": (FACTS, "Mondragon", "Mondragon, Basque", ["row 3:", "after the last of 3 columns", 'put "']),
    "case of a fact": (
        CASE_FACTS,
        "uber,",
        "ubre,",
        ["line 2:", "no case 'ubre'", "did you mean 'uber'", "cases.yaml"],
    ),
    "dimension of a fact": (CASE_FACTS, ",governance,", ",goverance,", ["line 2:", "did you mean 'governance'"]),
    "source of a fact on a case": (CASE_FACTS, "UBE1", "UBE11", ["line 2:", "no source 'UBE11'"]),
    "fact on no case": (CASE_FACTS, "uber,", ",", ["line 2:", "the id of a case is missing"]),
    "notebook cut short": (PAGE, '"cells"', '"cell', ["this is not a notebook"]),
    "notebook without a title": (PAGE, "# Governance", "Governance", ["cell 1:", "a title", "'# '"]),
    "set-up line": (
        PAGE,
        "from kit import load_lesson",
        "from kit import *",
        ["cell 2:", "two lines", "from kit import *"],
    ),
    "loader misspelt": (START, "load_start", "load_strat", ["cell 2:", "two lines"]),
    "lesson misspelt": (PAGE, 'load_lesson(\\"gov', 'load_lesson(\\"guv', ["cell 2:", "did you mean 'governance'"]),
    "link": (START, "(02_governance.ipynb)", "(02_goverance.ipynb)", ["cell ", "did you mean '02_governance.ipynb'"]),
    "place among the slides": (
        PAGE,
        '"slide_type": "skip"',
        '"slide_type": "skipp"',
        ["no place among the slides for cell 2;", "allowed: slide, ", "kit bake"],
    ),
    "code that is no Python": (PAGE, "lesson.predict()", "lesson.predict(", ["cell ", "line 1", "not Python"]),
}


@pytest.mark.parametrize(("name", "old", "new", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_file_and_place(folder, said, name, old, new, words):
    line = replace(folder / name, old, new)
    status, lines = said()
    expected = [Path(name).name, *(word.replace("{line}", str(line)) for word in words)]
    assert [said for said in lines[:-1] if not said.startswith("Note: ") and all(word in said for word in expected)], (
        lines
    )
    assert status == 1
    assert lines[-1].startswith("Not sound: ")


def test_one_mistake_brings_one_complaint(folder, said):
    replace(folder / LESSON, "source: xu_2011", "source: xu_2012")
    status, lines = said()
    assert [line for line in lines if not line.startswith("Note: ")][1:] == ["Not sound: 1 complaint."]
    assert status == 1


def test_a_mistake_in_an_original_is_not_said_again_for_its_translation(folder, said):
    there = folder / "data" / "lessons" / "es" / "governance.po"
    there.parent.mkdir()
    shutil.copy(data_path("lessons", "es", "governance.po"), there)
    replace(folder / LESSON, "big_question: ", "big_question: Law: ")
    assert said()[1][-1] == "Not sound: 1 complaint."


def test_all_mistakes_are_named_at_once(folder, said):
    replace(folder / LESSON, "source: xu_2011", "source: xu_2012")
    replace(folder / LESSON, "{commons: 80", "{commons: 81")
    replace(folder / FACTS, "80,MON1", "80,")
    replace(folder / PAGE, "# Governance", "Governance")
    assert said()[1][-1] == "Not sound: 4 complaints."


@pytest.mark.parametrize("broken", ["table.csv", "models.yaml", "cases.yaml", "sources.yaml"])
def test_what_hangs_on_an_unreadable_file_is_not_blamed(folder, said, broken):
    (folder / "data" / broken).write_text("<", "utf-8")
    lines = [line for line in said()[1] if not line.startswith("Note: ")]
    assert len(lines) == 2
    assert lines[0].startswith(broken)


def test_a_kit_of_empty_folders_says_what_is_missing(tmp_path, capsys):
    for part in ("data", "notebooks"):
        (tmp_path / part).mkdir()
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("table.csv: there is no such file")


def test_a_lesson_named_after_no_dimension_is_named(folder, said):
    (folder / LESSON).rename(folder / "data/lessons/governence.yaml")
    assert any(
        line.startswith("governence.yaml: there is no dimension 'governence'; did you mean 'governance'?")
        for line in said()[1]
    )


def test_facts_in_letters_that_cannot_be_known_say_so(folder, said):
    (folder / FACTS).write_bytes("name,source\nSpółdzielnia,MON1\n".encode("cp1250"))
    assert any(line.startswith("members.csv: its letters are neither") and "UTF-8" in line for line in said()[1])


def test_pages_that_were_saved_while_they_were_worked_are_said_once_and_sound(folder, said):
    work_on(folder / PAGE)
    work_on(folder / START)
    status, lines = said()
    (note,) = [line for line in lines if "while somebody worked them" in line]
    assert status == 0 and lines[-1].startswith("Sound: ")
    assert "02_governance.ipynb" in note and "00_start_here.ipynb" in note and "kit bake" in note


def test_an_error_that_was_left_in_a_page_is_said_with_it(folder, said):
    edit(folder / PAGE, lambda notebook: code(notebook, 1)["outputs"].append({"output_type": "error"}))
    assert any("while somebody worked them" in line and "02_governance.ipynb" in line for line in said()[1])


def test_a_step_that_shows_nothing_yet_is_to_be_baked(folder, said):
    edit(folder / PAGE, lambda notebook: code(notebook, 1)["outputs"].clear())
    assert any("02_governance.ipynb, cell 4 shows nothing" in line and "kit bake" in line for line in said()[1])


def test_a_loader_misspelt_in_both_lines_names_the_nearest(folder, said):
    text = (folder / START).read_text("utf-8")
    (folder / START).write_text(text.replace("load_start", "load_strat"), "utf-8")
    assert any("cell 2: kit has no 'load_strat'; did you mean 'load_start'? It has: " in line for line in said()[1])


def test_jupyters_own_copies_are_left_alone(folder, said):
    (folder / "notebooks/.ipynb_checkpoints").mkdir()
    (folder / "notebooks/.ipynb_checkpoints/02_governance-checkpoint.ipynb").write_text("", "utf-8")
    assert said()[0] == 0


COPIES = {
    "data/lessons/governance (conflicted copy).yaml": "governance.yaml",
    "data/lessons/governance (Ada's conflicted copy 2026-01-02).yaml": "governance.yaml",
    "data/lessons/governance 2.yaml": "governance.yaml",
    "data/lessons/governance (1).yaml": "governance.yaml",
    "data/lessons/governance - Kopie.yaml": "governance.yaml",
    "data/lessons/governance - Copy.yaml": "governance.yaml",
    "data/lessons/Copy of governance.yaml": "governance.yaml",
    "notebooks/02_governance-Copy1.ipynb": "02_governance.ipynb",
    "data/facts/case_facts (2).csv": "case_facts.csv",
}


@pytest.mark.parametrize(("copy", "of"), COPIES.items(), ids=COPIES)
def test_a_copy_that_a_program_made_is_said_once_and_not_read(folder, said, copy, of):
    shutil.copy(folder / copy.replace(Path(copy).name, of), folder / copy)
    status, lines = said()
    (complaint,) = [line for line in lines[:-1] if not line.startswith("Note: ")]
    assert complaint.startswith(f"{Path(copy).name} looks like a copy of {of}; ")
    assert (status, lines[-1]) == (1, "Not sound: 1 complaint.")


def test_what_a_mac_puts_beside_a_file_is_nobodys_work(folder, said):
    before = said()
    for path in [one for one in folder.rglob("*") if one.suffix in (".yaml", ".csv", ".ipynb", ".json")]:
        path.with_name(f"._{path.name}").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X")
    (folder / "data/._es").write_bytes(b"\0\5\x16\7")
    assert said() == before


def test_what_is_not_there_yet_is_a_note(folder, said):
    (folder / PAGE).unlink()
    status, lines = said()
    assert status == 0
    assert any(
        line.startswith("Note: there is no lesson yet on: core_principle, view_of_the_state, ") for line in lines
    )
    assert "Note: there is no notebook yet on the lessons: governance." in lines
    assert any(line.startswith("Note: nothing names these sources: ") for line in lines)


def test_a_link_to_a_lesson_that_is_not_there_yet_is_no_complaint(folder, said):
    replace(folder / PAGE, "Previous: ", "[Next](03_view_of_the_state.ipynb) Previous: ")
    assert said()[0] == 0


def test_a_column_of_ones_own_is_a_note(folder):
    table = (folder / "data/table.csv").read_text("utf-8").splitlines()
    lines = [table[0] + ",Gift Economy", *(f"{line},a gift" for line in table[1:])]
    (folder / "data/table.csv").write_text("\n".join(lines), "utf-8")
    kit, found = open_kit(folder / "data", folder / "notebooks")
    assert found == []
    assert (
        notes(kit)[0]
        == "models.yaml does not know these columns of the table: 'Gift Economy' (its id is 'gift_economy')."
    )
    assert "these cells are not unpacked yet: governance/gift_economy." in notes(kit)


def test_two_columns_whose_titles_differ_in_punctuation_alone_are_named(folder, said):
    table = (folder / "data/table.csv").read_text("utf-8").splitlines()
    lines = [table[0] + ",Gift Economy,Gift-Economy!", *(f"{line},a,b" for line in table[1:])]
    (folder / "data/table.csv").write_text("\n".join(lines), "utf-8")
    status, lines = said()
    assert status == 1
    assert [line for line in lines if line.startswith("table.csv")] == [
        "table.csv: the columns 'Gift Economy' and 'Gift-Economy!' have one id, 'gift_economy'; "
        "give each an id of its own in models.yaml."
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("data/table.csv", "State-led", "State-lÃ©d", "table.csv, row '"),
        (LESSON, "big_question: ", "big_question: Itâ€™s ", "governance.yaml, line "),
        (FACTS, "Mondragon", "MondragÃ³n", "members.csv, line 3"),
    ],
    ids=["table", "lesson", "facts"],
)
def test_letters_that_were_read_wrongly_are_named(folder, said, name, old, new, where):
    replace(folder / name, old, new)
    status, lines = said()
    assert status == 1
    assert [line.startswith(where) for line in lines if "was meant" in line] == [True]


def test_a_table_that_mixes_encodings_is_named(folder, said):
    path = folder / "data/table.csv"
    raw = path.read_bytes().replace(b"State-led", "État".encode()) + b"\n"
    path.write_bytes(raw.replace(b"production,", "prodúction,".encode("cp1252"), 1))
    status, lines = said()
    assert status == 1
    assert [line for line in lines if line.startswith("table.csv, row ") and "'Ã‰' stands where 'É' was meant" in line]


def test_the_numbers_of_an_unfair_lesson_stand_in_the_complaint(folder):
    replace(folder / LESSON, "    meaning: >-\n", "    meaning: >-\n      " + "word " * 300 + "\n")
    kit, _ = open_kit(folder / "data", folder / "notebooks")
    (complaint,) = check_balance(kit.lessons[0])
    low, high = (int(number) for number in complaint.rstrip(".").split("each should have ")[1].split(" to "))
    commons, collectivism = (
        int(complaint.split(f"{model} ")[1].split()[0].rstrip(",")) for model in ("commons", "collectivism")
    )
    assert collectivism < low < high < commons


def test_a_dozen_words_in_a_row_are_a_repetition_and_eleven_are_not():
    words = "who may use the well and who mends it when it breaks"
    assert check_repetitions([("a", words), ("b", words.removesuffix(" breaks"))]) == []
    (complaint,) = check_repetitions([("a", f"First: {words}."), ("b", words.upper())])
    assert complaint.startswith("b: these words stand in a too: 'who may use the well")


def test_links_and_marks_are_no_words():
    assert plain_words("See *the* [wells](https://example.org/a-b) **here**") == ["see", "the", "wells", "here"]
