"""`python -m kit check` on what questions the table: a misquoted word is named with its line."""

import shutil
from pathlib import Path

import pytest

from kit.adapt.commands import check as main
from kit.base.paths import data_path

FILES = ("table_critique.yaml", "word_coding.yaml", "missing.yaml", "columns/anarchism.yaml")
CRITIQUE, CODING, MISSING, DRAFT = (f"data/{name}" for name in FILES)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A kit without lessons and notebooks: the table, and all that questions it."""
    (tmp_path / "data/columns").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    for name in ("table.csv", "models.yaml", "cases.yaml", "sources.yaml", *FILES):
        shutil.copy(data_path(name), tmp_path / "data" / name)
    return tmp_path


def complaints(folder: Path, capsys) -> list[str]:
    main([str(folder)])
    return [line for line in capsys.readouterr().out.splitlines() if not line.startswith(("Note: ", "Sound: "))]


def test_what_questions_the_table_is_sound(folder, capsys):
    assert complaints(folder, capsys) == []


def test_a_kit_without_it_is_sound_too(folder, capsys):
    for name in FILES:
        (folder / "data" / name).unlink()
    assert complaints(folder, capsys) == []


WRONG = {
    "coded word": (CODING, "[hierarchical]", "[hierarchic]", ["line {line}", "'hierarchic'", "says 'Centralized"]),
    "half a word": (CODING, "[participatory]", "[particip]", ["line {line}", "'particip'", "word for word"]),
    "coded row": (CODING, "  governance:", "  governence:", ["line {line}", "did you mean 'governance'?"]),
    "coded column": (
        CODING,
        "    commons: {praising: [participatory]}",
        "    comons: {praising: [participatory]}",
        ["line {line}", "'comons'", "did you mean 'commons'?"],
    ),
    "kind of mark": (CODING, "{praising: [participatory]}", "{prasing: [participatory]}", ["line {line}", "'prasing'"]),
    "evidence": (CRITIQUE, "generative reciprocity", "generous reciprocity", ["line {line}", "'generous reciprocity'"]),
    "test twice": (CRITIQUE, "- id: slashes", "- id: one_name", ["the id 'one_name' stands twice"]),
    "probe": (CRITIQUE, "probes: [slashes]", "probes: [slashs]", ["line {line}", "did you mean 'slashes'?"]),
    "source of a test": (CRITIQUE, "[weber_1904,", "[weber_1905,", ["line {line}", "no source 'weber_1905'"]),
    "source of the page": (CRITIQUE, "sources: [p2pf_table,", "sources: [p2pf,", ["line {line}", "no source 'p2pf'"]),
    "row of a gap": (MISSING, "rows: [core_principle,", "rows: [core_principles,", ["line {line}", "core_principle'?"]),
    "tradition twice": (MISSING, "- id: anarchism", "- id: social_democracy", ["the id 'social_democracy' stands"]),
    "row of a draft": (DRAFT, "  critiques:", "  critique:", ["line {line}", "did you mean 'critiques'?"]),
    "source of a draft": (DRAFT, "[bakunin_1873", "[bakunin", ["line {line}", "no source 'bakunin'"]),
    "draft without a heading": (DRAFT, "title:", "titel:", ["line {line}", "did you mean 'title'?"]),
}


@pytest.mark.parametrize(("name", "old", "new", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_file_and_place(folder, capsys, name, old, new, words):
    path = folder / name
    before, found, after = path.read_text("utf-8").partition(old)
    assert found
    path.write_text(before + new + after, "utf-8")
    line = before.count("\n") + 1
    wanted = [Path(name).name, *(word.replace("{line}", str(line)) for word in words)]
    said = complaints(folder, capsys)
    assert [one for one in said if all(word in one for word in wanted)], said


@pytest.mark.parametrize("broken", FILES)
def test_a_file_that_cannot_be_read_is_named_once(folder, capsys, broken):
    (folder / "data" / broken).write_text("<", "utf-8")
    said = complaints(folder, capsys)
    assert len(said) == 2 and said[0].startswith(Path(broken).name)
