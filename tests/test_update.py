"""A kit that was made for another table is brought to today's version, and keeps all that its people wrote."""

import re
import shutil
from pathlib import Path

import pytest

from kit import __version__
from kit.adapt.commands import update as main
from kit.adapt.make import update as updating
from kit.adapt.make.new_table import new_table
from kit.adapt.make.update import update
from kit.base.catalogue import read_catalogue
from kit.base.errors import KitError
from kit.base.paths import ROOT, data_path

TABLE = "Dimension,Utility,Fairness\nCore question,Most good,Fair terms\nEquality,Counts each,Least well off\n"
OLD_FIGURE = '''"""A figure of version 0.3."""

from kit.explorables import Picture, Range
from kit.figures import MARKS, Figure, axis, plain
from kit.labels import (
    say,
)
'''
OWN_LABEL = '\nmsgid "Share of the first side"\nmsgstr "Parte del primer lado"\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A kit as version 0.3.0 made it: its version, a figure that imports what it imported then, words of its people."""
    place = tmp_path_factory.mktemp("made")
    (place / "table.csv").write_text(TABLE, encoding="utf-8")
    folder = place / "justice"
    new_table(place / "table.csv", folder, bake=False)
    told = folder / "kit" / "__init__.py"
    told.write_text(told.read_text("utf-8").replace(f'"{__version__}"', '"0.3.0"'), encoding="utf-8")
    (folder / "kit" / "journal.py").write_text("# a module of version 0.3\n", encoding="utf-8")
    (folder / "kit" / "explorables" / "equality.py").write_text(OLD_FIGURE, encoding="utf-8")
    (folder / "notebooks" / "02_equality.ipynb").write_text('{"cells": []}', encoding="utf-8")
    spanish = folder / "data" / "labels" / "es.po"
    spanish.write_text(spanish.read_text("utf-8") + OWN_LABEL, encoding="utf-8")
    return folder


@pytest.fixture
def old(made, tmp_path) -> Path:
    """A kit as version 0.3.0 made it, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "justice"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def updated(made, tmp_path_factory) -> Path:
    """A kit that was brought to this version; the tests that ask for it only look."""
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("updated") / "justice"))
    version, aside = update(folder, bake=False)
    assert version == "0.3.0" and aside == folder / "kit-0.3.0"
    return folder


def test_code_is_new_and_what_people_wrote_stays(made, updated):
    before, after, aside = files(made), files(updated), updated / "kit-0.3.0"
    assert __version__ in (updated / "kit" / "__init__.py").read_text("utf-8")
    assert not (updated / "kit" / "journal.py").exists()
    kept = {name for name in before if name.startswith(("data/", "notebooks/", "README")) and "/labels/" not in name}
    assert len(kept) > 15 and all(after[name] == before[name] for name in kept)
    assert files(aside)["kit/journal.py"] == before["kit/journal.py"]
    assert files(aside)["kit/explorables/equality.py"] == OLD_FIGURE.encode()


def test_nothing_half_made_lies_about_afterwards(updated):
    assert [path.name for path in updated.iterdir() if path.name.startswith(".update-")] == []


def test_an_old_figure_imports_from_where_its_names_are_now(updated):
    code = (updated / "kit" / "explorables" / "equality.py").read_text(encoding="utf-8")
    assert "kit.figures" not in code and "kit.labels" not in code and "from kit.explorables" not in code
    names: dict[str, object] = {}
    exec(compile(code, "equality.py", "exec"), names)  # the lines above, and nothing else
    assert {"Picture", "Range", "MARKS", "Figure", "axis", "plain", "say"} <= set(names)


def test_a_name_that_is_nowhere_any_more_stays_for_the_author_to_see(old):
    figure = old / "kit" / "explorables" / "equality.py"
    figure.write_text("from kit.figures import gone_for_good\n", encoding="utf-8")
    update(old, bake=False)
    assert figure.read_text(encoding="utf-8") == "from kit.figures import gone_for_good\n"


def test_labels_that_its_people_translated_stay(updated):
    spanish = read_catalogue(updated / "data" / "labels" / "es.po")
    assert spanish.get("Share of the first side").string == "Parte del primer lado"
    assert len(spanish) > 100


def test_this_kits_own_labels_take_nothing_over_from_an_updated_kit(updated):
    assert (updated / "data" / "labels" / "es.po").read_text("utf-8").count("Parte del primer lado") == 1
    assert read_catalogue(data_path("labels", "es.po")).get("Share of the first side") is None


def test_where_the_pages_cannot_be_written_all_is_as_it_was(old, monkeypatch):
    def fails(folder: Path) -> None:
        (folder / "notebooks" / "02_equality.ipynb").write_text("baked before another failed", encoding="utf-8")
        raise KitError("The pages of the new kit could not be written.")

    monkeypatch.setattr(updating, "bake_in", fails)
    (old / ".gitignore").unlink()  # a part that the older kit did not have
    before, parts = files(old), set(old.iterdir())
    with pytest.raises(KitError, match="could not be written"):
        update(old)
    assert files(old) == before and set(old.iterdir()) == parts


def test_a_second_update_takes_another_folder_for_what_was(old):
    _, first = update(old, bake=False)
    _, second = update(old, bake=False)
    _, third = update(old, bake=False)
    assert [first.name, second.name, third.name] == ["kit-0.3.0", f"kit-{__version__}", f"kit-{__version__}-2"]


def test_a_newer_kit_is_left_alone(old):
    told = old / "kit" / "__init__.py"
    told.write_text('__version__ = "99.0.0"\n', encoding="utf-8")
    before = files(old)
    with pytest.raises(KitError, match=r"has version 99\.0\.0, newer than this kit's"):
        update(old, bake=False)
    assert files(old) == before


@pytest.mark.parametrize("lacks", ["kit", "data", "notebooks"])
def test_what_is_no_kit_is_refused(old, lacks):
    (old / lacks).rename(old / "elsewhere")
    with pytest.raises(KitError, match=f"is no kit that can be updated: there is no {lacks} in it"):
        update(old)


def test_the_kit_itself_is_refused():
    with pytest.raises(KitError, match="This is the kit itself"):
        update(ROOT)


def test_the_command_says_what_was_done(old, capsys, monkeypatch):
    monkeypatch.setattr(updating, "bake_in", lambda folder: None)
    main([str(old)])
    assert re.match(rf"From 0\.3\.0 to {re.escape(__version__)}\. What was replaced lies in ", capsys.readouterr().out)
