"""Words in a file beside a module, said in the language of the page when they are looked up."""

from babel.messages.catalog import Catalog

from kit.adapt.make.label_catalogue import as_text, labels
from kit.base import paths
from kit.base.labels import prose
from kit.base.language import speak

WORDS = """\
greeting = "Good day, {name}."
birds = ["Owl", "Wren"]

[group]
inner = "Further in"

[files]
one = "{number} file in {folder}."
many = "{number} files in {folder}."
"""
GERMAN = {"Good day, {name}.": "Guten Tag, {name}.", "Wren": "Zaunkönig", "Further in": "Weiter drin"}


def beside(tmp_path, monkeypatch):
    """Words that were read before the language was chosen; some of them are translated."""
    (tmp_path / "a.toml").write_text(WORDS, encoding="utf-8")
    words = prose(str(tmp_path / "a.py"))
    catalog = Catalog("nl", charset="utf-8")
    for one, told in GERMAN.items():
        catalog.add(one, told)
    catalog.add(
        ("{number} file in {folder}.", "{number} files in {folder}."),
        ("{number} Datei in {folder}.", "{number} Dateien in {folder}."),
    )
    (tmp_path / "data/labels").mkdir(parents=True)
    (tmp_path / "data/table.csv").touch()
    (tmp_path / "data/labels/nl.po").write_text(as_text(catalog), encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    return words


def test_words_are_said_in_the_language_that_was_chosen_after_they_were_read(tmp_path, monkeypatch):
    words = beside(tmp_path, monkeypatch)
    assert words("greeting", name="Ada") == "Good day, Ada."
    speak("nl")
    assert words("greeting", name="Ada") == "Guten Tag, Ada."
    assert words["group"]["inner"] == "Weiter drin"
    assert list(words["birds"]) == ["[en] Owl", "Zaunkönig"]
    assert words("files", number=1, folder="x") == "1 Datei in x."
    assert words("files", number=12500, folder="x") == "12.500 Dateien in x."


def test_a_catalogue_has_the_words_of_pages_and_none_of_a_terminal():
    places = {file: message.id for message in labels() for file, _ in message.locations}
    assert "kit/classroom/board/collecting.toml" in places
    assert "kit/classroom/vote/votes.sql" in places
    assert not [file for file in places if file in ("kit/base/installer.toml", "kit/classroom/server/commands.toml")]
