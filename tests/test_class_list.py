"""Class lists as schools' programs write them."""

import pytest

from kit.base.errors import TableError
from kit.classroom.board.handed_in import people
from kit.classroom.inbox.names import MOST_NAMES, read_class_list

LISTS = {
    "one a line": ("Ben Adams\nZoë Müller\n\nZoë Müller\n", ["Ben Adams", "Zoë Müller"]),
    "last name first": ("Adams, Ben\nMüller, Zoë", ["Adams Ben", "Müller Zoë"]),
    "with a head": ("Name\nBen\nZoë", ["Ben", "Zoë"]),
    "Moodle's participants": (
        "First name,Surname,Email address,Groups\nBen,Adams,b@school.org,10b\nZoë,Müller,z@school.org,10b",
        ["Ben Adams", "Zoë Müller"],
    ),
    "numbered": ("1;Ben Adams;10b\n2;Zoë Müller;10b", ["Ben Adams", "Zoë Müller"]),
    "one learner": ("Ben", ["Ben"]),
    "German heads": ("Nachname;Vorname\nAdams;Ben", ["Adams Ben"]),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("text", "names"), LISTS.values(), ids=LISTS)
def test_names_are_read_whatever_program_saved_them(tmp_path, text, names, encoding):
    (tmp_path / "list.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert read_class_list(tmp_path / "list.csv") == names


NONE = {b"": "holds no name", b"%PDF": "a PDF", b"12\n13": "holds no name"}


@pytest.mark.parametrize("raw", NONE)
def test_a_file_without_names_is_a_sentence(tmp_path, raw):
    (tmp_path / "list.txt").write_bytes(raw)
    with pytest.raises(TableError, match=NONE[raw]):
        read_class_list(tmp_path / "list.txt")


def test_a_list_of_thousands_is_refused(tmp_path):
    (tmp_path / "list.txt").write_text(
        "\n".join(f"Name {chr(65 + n % 26)}{'x' * (n // 26)}" for n in range(MOST_NAMES + 1))
    )
    with pytest.raises(TableError, match="2,001 names, and 2,000 are allowed"):
        read_class_list(tmp_path / "list.txt")


def test_names_with_accents_stand_where_a_reader_looks_for_them():
    listed = ["Zofia", "Ömer", "Öl", "Oskar", "Łukasz", "Ana", "Álvaro", "Lena"]
    assert [one.name for one in people([], listed)] == [
        "Álvaro",
        "Ana",
        "Lena",
        "Łukasz",
        "Öl",
        "Ömer",
        "Oskar",
        "Zofia",
    ]
