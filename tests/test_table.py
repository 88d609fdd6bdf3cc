"""The table: what can be read is read as it was typed, and what cannot be right says where and why."""

import csv
import errno
import io
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.base.errors import TableError
from kit.base.paths import ROOT, data_path
from kit.content.csv_reader import find_separator
from kit.content.table import find_dimension, load_table, slug

PUBLISHED = (Path(__file__).parent / "published_table.txt").read_text(encoding="utf-8")
SOUND = [
    ["Dimension", "Market", "Plan"],
    ["Ownership", "private; own, “mine”", 'the "people"\'s state'],
    ["Växel", "one line\nand another", "a\tb"],
]


def csv_bytes(rows: list[list[str]], encoding="utf-8", separator=",", line_end="\n") -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=separator, lineterminator="\n").writerows(rows)
    return lines.getvalue().replace("\n", line_end).encode(encoding)


def rows_of(table) -> list[list[str]]:
    return [
        [table.index.name, *table.columns],
        *([title, *row] for title, row in zip(table.index, table.values, strict=True)),
    ]


@pytest.fixture
def saved(tmp_path):
    def save(content: bytes | str, name: str = "mine.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return save


@pytest.fixture
def complaint(saved):
    def read(content: bytes | str) -> str:
        with pytest.raises(TableError) as caught:
            load_table(saved(content))
        return str(caught.value)

    return read


# The kit's own table


def test_the_kits_table_has_thirteen_dimensions_and_three_models():
    table = load_table()
    assert table.shape == (13, 3)
    assert table.index.name == "Dimension"
    assert list(table.columns) == [
        "Commons-Based Peer Production (Bauwens)",
        "Traditional Collectivism (Marxist / Statist)",
        "Liberal Individualism (Lockean / Neoliberal)",
    ]
    assert all(type(cell) is str for row in rows_of(table) for cell in row)


def test_the_table_is_word_for_word_what_was_published():
    lines = PUBLISHED.splitlines()
    header = next(place for place, line in enumerate(lines) if line.startswith("Dimension "))
    assert [" ".join(row) for row in rows_of(load_table())] == lines[header : header + 14]


def test_the_file_is_plain_utf8_with_plain_line_ends():
    content = data_path("table.csv").read_bytes()
    assert content.decode("utf-8").isascii()
    assert b"\r" not in content
    assert content == csv_bytes(rows_of(load_table()))


def test_the_descriptor_describes_the_table():
    package = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))
    table = next(resource for resource in package["resources"] if resource["name"] == "table")
    assert data_path(table["path"]).is_file()
    assert [field["name"] for field in table["schema"]["fields"]] == rows_of(load_table())[0]
    assert table["schema"]["primaryKey"] == ["Dimension"]
    assert all(field["constraints"]["required"] and field["description"] for field in table["schema"]["fields"])
    assert [licence["name"] for licence in table["licenses"]] == ["CC-BY-SA-3.0"]
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-SA-4.0"]


def test_the_descriptor_repeats_what_the_page_says_of_itself():
    package = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))
    table = next(resource for resource in package["resources"] if resource["name"] == "table")
    title, *_, note = PUBLISHED.strip().splitlines()
    assert table["title"] == title
    assert table["description"].endswith(note)
    assert "Produced by ChatGPT" in table["description"]
    assert table["sources"][0]["path"].startswith("https://wiki.p2pfoundation.net/Comparing_the_Peer_Production_Model")


def test_the_code_has_its_own_licence():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("BSD 3-Clause License")


# What spreadsheets save


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_comes_back_as_it_was_typed(saved, encoding, separator, line_end):
    assert rows_of(load_table(saved(csv_bytes(SOUND, encoding, separator, line_end)))) == SOUND


def test_utf_16_with_the_high_byte_first_is_read_too(saved):
    assert rows_of(load_table(saved(b"\xfe\xff" + csv_bytes(SOUND, "utf-16-be")))) == SOUND


@pytest.mark.parametrize(
    "word", ["NA", "N/A", "nan", "None", "null", "1", "007", "1,5", "TRUE", "=1+1", "2026-01-31", "-"]
)
def test_a_word_stays_a_word(saved, word):
    table = load_table(saved(csv_bytes([["Dimension", "A", "B"], [word, word, "x"]])))
    assert rows_of(table)[1] == [word, word, "x"]
    assert not table.isna().any(axis=None)


@pytest.mark.parametrize("models", range(2, 7))
def test_two_to_six_models_are_a_table(saved, models):
    letters = list("ABCDEF"[:models])
    assert load_table(saved(csv_bytes([["", *letters], ["Size", *letters]]))).columns.tolist() == letters


@pytest.mark.parametrize(
    "content",
    [
        "Dimension,A,B\nSize,big,small\n",
        "Dimension,A,B\nSize,big,small",
        "\n\nDimension,A,B\n\nSize,big,small\n\n\n",
        "Dimension,A,B,,\nSize,big,small,,\n,,,,\n,,,,\n",
        "Dimension,A,B\nSize,big,small,,,\n",
        " Dimension , A\u00a0,\u00a0B \nSize\t, big,\u200bsmall\u202f\n",
        'Dimension, "A", "B"\nSize, "big", "small"\n',
        "\ufeff\ufeffDimension,A,B\nSize,big,small\n",
        ",A,B\nSize,big,small\n",
    ],
    ids=[
        "plain",
        "no last line end",
        "empty lines",
        "padded",
        "padded rows",
        "spaces",
        "spaced quotes",
        "marks",
        "no A1",
    ],
)
def test_what_spreadsheets_leave_around_the_words_falls_away(saved, content):
    assert rows_of(load_table(saved(content))) == [["Dimension", "A", "B"], ["Size", "big", "small"]]


@pytest.mark.parametrize(
    ("separator", "text"),
    [
        (",", "Dimension,A; x,B; y\nSize,big; tall; wide,small\n"),
        (";", "Dimension;A, x;B, y\nSize;big, tall, wide;small\n"),
        (";", '"Dimension, or row";"A, B, C";"D, E, F"\nSize;big;small\n'),
        ("\t", "Dimension\tA, x; y\tB, z; w\nSize\tbig, tall; wide\tsmall\n"),
        (",", 'Dimension,"A;\n;;;",B\nSize,"big;;;",small\n'),
        (",", "Dimension,A\n"),
    ],
)
def test_the_separator_is_the_one_that_parts_the_header(separator, text):
    assert find_separator(text) == separator


def trimmed(text: str) -> str:
    return text.strip().strip("\ufeff\u200b").strip()


# A header without semicolons: with them a person could not tell either what parts its columns.
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters=";<")
typed = st.text(letters, min_size=1, max_size=12)
words = typed.filter(lambda text: text == trimmed(text))
cells = words | st.sampled_from(['"', "=,;+", "a\nb", "NA"])


@st.composite
def tables(draw) -> list[list[str]]:
    width = draw(st.integers(3, 7))
    header = draw(st.lists(words, min_size=width, max_size=width, unique_by=str.casefold))
    row = st.lists(cells, min_size=width, max_size=width)
    return [header, *draw(st.lists(row, min_size=1, max_size=4, unique_by=lambda row: slug(row[0])))]


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_whatever_is_typed_comes_back(tmp_path_factory, table, encoding, line_end):
    path = tmp_path_factory.mktemp("typed") / "mine.csv"
    path.write_bytes(csv_bytes(table, encoding, ",", line_end))
    assert rows_of(load_table(path)) == table


def test_a_thousand_rows_take_less_than_a_second(saved):
    path = saved(csv_bytes([["Dimension", "A", "B"], *([f"Row {number}", "x" * 99, "y"] for number in range(1000))]))
    start = time.perf_counter()
    assert len(load_table(path)) == 1000
    assert time.perf_counter() - start < 1


# What cannot be right


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Dimension,A,B\nSize,big,\n", ["row 2", "'B'", "no text"]),
        ("Dimension,A,B\n\nSize,\u00a0,small\n", ["row 3", "'A'", "no text"]),
        ("Dimension,A,B\nSize,big,small\n,big,small\n", ["row 3", "'Dimension'", "no text"]),
        ("Dimension,A,B\nSize,big\n", ["row 2", "'B'", "3 columns"]),
        ("Dimension,A,B\nSize,big,tall,small\n", ["row 2", "'small'", "'B'", "3 columns"]),
        ("Dimension,A,B\nSize,1,2\nAge,1,2\nSize,3,4\n", ["row 4", "'Dimension'", "'Size'", "row 2"]),
        ("Dimension,A,B\nValue Logic,1,2\nvalue-logic,3,4\n", ["row 3", "'value-logic'", "'Value Logic'", "row 2"]),
        ('Dimension,A,B\nX,"one\ntwo",2\nX,3,4\n', ["row 3", "row 2"]),
        ("Dimension,A,,B\nSize,1,2,3\n", ["row 1", "column C", "no title"]),
        ("Dimension,Plan,plan\nSize,1,2\n", ["row 1", "column C", "'plan'", "twice"]),
        ("Dimension,A\nSize,big\n", ["row 1", "names 1: ", "2 to 6"]),
        ("Dimension,A,B,C,D,E,F,G\nSize,1,2,3,4,5,6,7\n", ["row 1", "names 7: ", "2 to 6"]),
        ("To be or not to be\nthat is the question\n", ["row 1", "names 0: ", "2 to 6"]),
        ("Dimension,A,B\n", ["only a header"]),
        ("Dimension,A,B\n,,\n", ["only a header"]),
        ("", ["empty"]),
        (" \n;;;\n;;\n", ["empty"]),
        (b"\xef\xbb\xbf", ["empty"]),
        ('Dimension,A,B\nSize,big,small\nAge,"old,young\n' + "Row,1,2\n" * 20, ["row 3", "quotation mark", "open"]),
        ('Dimension,A,B\nSize,"big" and tall,small\n', ["row 2", "quotation mark", "alone"]),
        ('Dimension,"A,B\nSize,big,small\n', ["row 1", "quotation mark", "open"]),
        ("Dimension,A,B\nSize,b\0g,small\n", ["line 2", "NUL"]),
        (b"Dimension,A,B\nSize,\x81\x8d,small\n", ["UTF-8", "Windows-1252"]),
        (b"\xef\xbb\xbfDimension,A,B\nSize,\xe9,small\n", ["UTF-8"]),
        (b"\xff\xfeD\0i", ["UTF-16", "save it as CSV"]),
        (b"PK\x03\x04\x14\0\x06\0", ["workbook", "save it as CSV"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ["workbook", "save it as CSV"]),
        (b"%PDF-1.7\n", ["PDF", "save it as CSV"]),
        (b"<!DOCTYPE html>\n<table>", ["web page"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["not a table", "save it as CSV"]),
        (bytes(range(256)), ["save it as CSV"]),
        ("Dimension,A,B\nSize," + "x" * 10_000_000 + ",small\n", ["row 2", "131,072 characters"]),
        ("Dimension,A,B\n" + "x" * 20_000_000, ["20 MB"]),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, list) else "",
)
def test_a_broken_table_says_where_and_why(complaint, content, words):
    sentence = complaint(content)
    assert sentence.startswith("mine.csv: ")
    assert [word for word in words if word not in sentence] == []
    assert "\n" not in sentence
    assert len(sentence) < 300


def test_a_missing_file_names_its_neighbours(saved):
    neighbour = saved("Dimension,A,B\nSize,1,2\n", "my_table.csv")
    with pytest.raises(TableError, match=r"^my_tabel\.csv: there is no such file .* did you mean 'my_table\.csv'\?$"):
        load_table(neighbour.with_name("my_tabel.csv"))


def test_a_missing_file_in_a_missing_folder_is_missing(tmp_path):
    with pytest.raises(TableError, match=r"^mine\.csv: there is no such file in .*nowhere'\.$"):
        load_table(str(tmp_path / "nowhere" / "mine.csv"))


def test_a_folder_is_not_a_table(tmp_path):
    with pytest.raises(TableError, match="this is a folder"):
        load_table(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "mine.csv")
    with pytest.raises(TableError, match="it is no file"):
        load_table(tmp_path / "mine.csv")


def test_a_file_that_may_not_be_read_says_so(saved, monkeypatch):
    path = saved("Dimension,A,B\nSize,1,2\n")

    def refuse(_: Path) -> bytes:  # not chmod: an account that may read everything would not notice
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(TableError, match=r"^mine\.csv: this file cannot be read: Permission denied"):
        load_table(path)


# Ids and titles


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("View of the State", "view_of_the_state"),
        ("  Autonomy & Freedom (today) ", "autonomy_freedom_today"),
        ("ﬁnance № ²", "finance_no_2"),
        ("e\u0301conomie", "\u00e9conomie"),
        ("Straße/../weg", "strasse_weg"),
        ("हिन्दी भाषा", "हिन्दी_भाषा"),
        ("Власть и право", "власть_и_право"),
        ("❤️", "heavy_black_heart"),
        ("++", "plus_sign_plus_sign"),
    ],
)
def test_an_id_is_made_of_the_titles_words(title, id_):
    assert slug(title) == id_


@settings(max_examples=100, deadline=None)
@given(words)
@example("\ufe0f")
@example("\u0301")
def test_an_id_is_never_empty_and_its_own_id(title):
    assert slug(title)
    assert slug(slug(title)) == slug(title)
    assert not set(slug(title)) & set("/\\. :")


def test_a_dimension_is_found_by_its_id_or_its_title():
    table = load_table()
    for title in table.index:
        assert find_dimension(table, title) == find_dimension(table, slug(title)) == title


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (
            "value_logik",
            "No dimension 'value_logik'; did you mean 'value_logic'? The table has: core_principle, governance, ",
        ),
        ("State", "No dimension 'State'; did you mean 'view_of_the_state'? The table has: core_principle, "),
        ("weather", "No dimension 'weather'. The table has: core_principle, "),
        ("", "No dimension ''. The table has: core_principle, "),
    ],
)
def test_an_unknown_dimension_says_which_there_are(name, start):
    with pytest.raises(TableError) as caught:
        find_dimension(load_table(), name)
    assert str(caught.value).startswith(start)
