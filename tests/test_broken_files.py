"""Broken files, whole: each is read or says in one sentence what is wrong; none is changed, and none is waited for."""

import codecs
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from msgspec import to_builtins

from kit.adapt.check.inventory import open_kit
from kit.adapt.check.references import names_in
from kit.adapt.commands import check as main
from kit.base.errors import KitError
from kit.base.paths import ROOT, data_path
from kit.content.course import load_cases, load_sources
from kit.content.lesson_form import read_content
from kit.content.table import load_table

PAGE = "notebooks/02_mine.ipynb"
LONGEST, PATIENCE = 600, 5  # characters of a sentence, seconds for a file
READS = ""  # in place of words that the sentence must hold: the file is read
TABLE = data_path("table.csv").read_text("utf-8")
LESSON = data_path("lessons", "governance.yaml").read_text("utf-8")
SMALL = "Dimension,A,B\nSize,big,small\nAge,old,young\n"


def changed(old: str, new: str, text: str = LESSON) -> str:
    """A text with one thing put in place of another, the first time that it stands there."""
    assert old in text, f"{old!r} stands there no more"
    return text.replace(old, new, 1)


def rows(number: int, cell: str = "words") -> str:
    return "Dimension,A,B\n" + "".join(f"Row {one},{cell},{cell}\n" for one in range(number))


def laughs() -> str:
    """Nine aliases in each of nine lists: a billion words, were they written out."""
    names = "abcdefghi"
    return "a: &a [ha,ha]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(names))


# name -> the file, and words that the sentence on it must hold
TABLES: dict[str, tuple[str | bytes, str]] = {
    "UTF-16 with its mark": (TABLE.encode("utf-16"), READS),
    "UTF-16 without its mark": (TABLE.encode("utf-16-be"), READS),
    "UTF-16 cut in the middle of a letter": (TABLE.encode("utf-16")[:-1], "UTF-16"),
    "UTF-32": (TABLE.encode("utf-32"), "save it as CSV (UTF-8)"),
    "Windows-1252": (changed("Peer", "“Pêer”", SMALL + "Peer,a,b\n").encode("cp1252"), READS),
    "Latin-1 with letters that Windows-1252 lacks": (SMALL.replace("big", "b\x81g").encode("latin-1"), "UTF-8"),
    "UTF-8 with NUL": (TABLE.replace("and", "a\0d"), "NUL"),
    "UTF-8 and Windows-1252 in one file": (SMALL.encode() + "É,ß,ü\n".encode() + "É,ß,ü\n".encode("cp1252"), READS),
    "UTF-7": (changed("big", "b+AOQ-g", SMALL), READS),
    "a code of IBM's large machines": (TABLE.encode("cp037"), "save it as CSV (UTF-8)"),
    "control characters": (changed("big", "\x1b[31mbig\x07", SMALL), "control byte in line 2"),
    "a quote left open at the end": (SMALL + 'Use,"wide,narrow\n', "quotation mark"),
    "a quote left open in the header": ('Dimension,"A,B\n' + SMALL, "quotation mark"),
    "quotes of a typewriter in words": (changed("big", '"big" and "tall"', SMALL), "quotation mark"),
    "merged cells of a row": ("Dimension,A,B\nSize,both alike,\n", "column 'B': no text here"),
    "merged cells of a column": ("Dimension,A,B\nSize,big,small\n,bigger,smaller\n", "row 3, column 'Dimension'"),
    "merged cells of the header": ("Dimension,Models,\nSize,big,small\n", "2 to 6 models"),
    "a title over the header": ("My table,,\nDimension,A,B\nSize,big,small\n", "2 to 6 models"),
    "a header twice": ("Dimension,A,A\nSize,big,small\n", "stands twice"),
    "the header again half-way": (SMALL + "Dimension,A,B\nUse,wide,narrow\n" + "Dimension,A,B\n", "same dimension"),
    "a table turned on its side": ("Dimension,a,b,c,d,e,f,g,h\nA,1,2,3,4,5,6,7,8\n", "2 to 6 models"),
    "two tables beside each other": ("Dimension,A,B,,Dimension,A,B\nSize,1,2,,Size,1,2\n", "the model has no title"),
    "a formula that calls a program": (changed("big", "=cmd|' /C calc'!A0", SMALL), READS),
    "formulas of a spreadsheet": (changed("big,small", "=SUM(A1:A9),@now", SMALL), READS),
    "errors of a spreadsheet": (changed("big,small", "#REF!,#NAME?", SMALL), READS),
    "a page of the web in a cell": (changed("big", "<script>alert(1)</script>", SMALL), READS),
    "a page of the web for a table": ("<html><table><tr><td>Dimension</td></tr></table></html>", "a web page"),
    "a cell of 10 MB": (changed("big", "x" * 10_000_000, SMALL), "131,072 characters"),
    "a quoted cell of 10 MB": (changed("big", '"' + "x\n" * 5_000_000 + '"', SMALL), "131,072 characters"),
    "a title as long as a cell may be": (changed("Size", "size " * 26_000, SMALL), READS),
    "a header as long as a cell may be": (changed("Dimension,A", "Dimension," + "a " * 60_000, SMALL), READS),
    "5,000 rows": (rows(5000), READS),
    "5,000 rows, the last one broken": (rows(5000) + "Row last,words\n", "row 5002"),
    "5,000 times the same row": ("Dimension,A,B\n" + "Size,big,small\n" * 5000, "same dimension"),
    "5,000 columns": ("Dimension" + ",A" * 5000 + "\n" + "words," * 5001 + "\n", "names 5000"),
    "a line of 10 MB of separators": (SMALL + "," * 10_000_000, READS),
    "ten million empty lines": (SMALL + "\n" * 10_000_000, "1,048,576 rows"),
    "a million quotation marks": (SMALL + '"' * 1_000_001, "quotation mark"),
    "words from right to left": ("ממד,שמש,תכנית\nשם,ים,قليل\n", READS),
    "marks that turn the direction": (changed("big", "\u202ebig\u202c\u2066", SMALL), READS),
    "emoji": ("🌍,🌱,🏭\n👩‍👩‍👧‍👦,❤️,🇪🇺\n", READS),
    "marks piled on a letter": (changed("big", "e" + "\u0301" * 5000, SMALL), READS),
    "words that one does not see": (changed("big", "\u200b\u00a0\ufeff", SMALL), "no text here"),
    "CR alone": (TABLE.replace("\n", "\r"), READS),
    "CRLF": (TABLE.replace("\n", "\r\n"), READS),
    "every kind of line end": ("Dimension,A,B\r\nSize,big,small\rAge,old,young\nUse,wide,narrow", READS),
    "bars for separators": (SMALL.replace(",", "|"), READS),
    "blanks for separators": (SMALL.replace(",", "   "), "2 to 6 models"),
    "Markdown": ("| Dimension | A | B |\n|---|---|---|\n| Size | big | small |\n", READS),
    "YAML for a table": (LESSON, "2 to 6 models"),
    "JSON for a table": ('{"Dimension": {"A": "big", "B": "small"}}', "quotation mark"),
    "a merge left open": (f"<<<<<<< mine\n{SMALL}=======\n{SMALL}>>>>>>> theirs\n", "two versions"),
    "an empty file": ("", "empty"),
    "blanks and line ends": (" \n\t\n ", "empty"),
    "a mark and nothing else": (codecs.BOM_UTF16_LE, "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "save it as CSV"),
    "every byte there is": (bytes(range(256)) * 1000, "save it as CSV"),
    "zeros": (bytes(100_000), "NUL"),
    "a workbook": (b"PK\x03\x04" + bytes(range(256)), "workbook"),
    "a workbook of old": (b"\xd0\xcf\x11\xe0" + bytes(range(256)), "workbook"),
    "a table of an archive": (b"\x1f\x8b\x08\0" + bytes(range(256)), "save it as CSV"),
}

LESSONS: dict[str, tuple[str | bytes, str]] = {
    "UTF-16": (LESSON.encode("utf-16"), "not UTF-8"),
    "UTF-16 without its mark": (LESSON.encode("utf-16-le"), "control characters"),
    "Windows-1252": (changed("many", "mäny “people”").encode("cp1252"), "not UTF-8"),
    "Latin-1": (changed("many", "mäny").encode("latin-1"), "not UTF-8"),
    "UTF-8 with its mark": (LESSON.encode("utf-8-sig"), READS),
    "UTF-8 with NUL": (changed("many", "m\0ny"), "not YAML"),
    "half a letter at the end": (LESSON.encode() + "é".encode()[:1], "not UTF-8"),
    "half a pair of an emoji": (changed("many", "m\ud83dny").encode("utf-8", "surrogatepass"), "not UTF-8"),
    "an escape for half a pair": (changed("big_question: When", 'big_question: "\\ud83d"\nx: When'), "not YAML"),
    "control characters": (changed("many", "m\x07ny"), "control characters"),
    "an escape for a control character": (changed("big_question: When", 'big_question: "\\e[31m\\a"\nx: When'), "'x'"),
    "a quote left open": (changed("big_question: When", 'big_question: "When'), "not YAML"),
    "a single quote left open at the end": (LESSON + "terms: '", "not YAML"),
    "tabs for blanks": (LESSON.replace("  ", "\t"), "not YAML"),
    "one blank too few": (changed("    meaning:", "   meaning:"), "line"),
    "a colon in a sentence": (changed("big_question: When", "big_question: Ask: When"), "not YAML"),
    "an anchor and an alias": (changed("why_it_matters: >-", "x: &a When\nwhy_it_matters: *a\ny: >-"), "is a pointer"),
    "an alias to nothing": (changed("why_it_matters: >-", "why_it_matters: *gone\ny: >-"), "is a pointer"),
    "an alias with a name without end": ("big_question: *" + "a" * 100_000, "is a pointer"),
    "a billion laughs": (laughs(), "is a pointer"),
    "a billion laughs in a lesson": (LESSON + laughs(), "is a pointer"),
    "keys merged from an anchor": (LESSON + "x: &x {a: b}\ny:\n  <<: *x\n", "is a pointer"),
    "an id twice": (changed("- id: sports_hall", "- id: bad_rule"), "'bad_rule' stands twice"),
    "an option twice": (changed("  - id: b\n", "  - id: a\n"), "'a' stands twice"),
    "a key twice": (LESSON + "big_question: Who?\n", "second time"),
    "a key without end twice": (f"? {'a' * 100_000}\n: b\n? {'a' * 100_000}\n: b\n", "second time"),
    "a list for words": (changed("big_question: When", "big_question: [When]\nx: When"), "line"),
    "words for a list": (changed("questions:\n", "questions: none\nx:\n"), "line"),
    "words for a group": (changed("bet:\n", "bet: none\nx:\n"), "line"),
    "words for minutes": (changed("minutes: ", "minutes: about "), "a whole number must stand here"),
    "negative minutes": (changed("minutes: ", "minutes: -"), "a whole number"),
    "minutes by the hour": (changed("minutes: ", "minutes: 0x"), "a whole number"),
    "minutes without end": (changed("minutes: ", "minutes: " + "9" * 5000), "far too large"),
    "minutes with an exponent": (changed("minutes: ", "minutes: 1e999999999 # "), "is a remark"),
    "minutes that are no number": (changed("minutes: ", "minutes: .nan # "), "is a remark"),
    "weights that do not sum": (changed("{commons: 80", "{commons: 81"), "sum to 101"),
    "weights below nothing": (changed("{commons: 80", "{commons: -80"), "a whole number >= 0"),
    "weights with a percent sign": (changed("{commons: 80", "{commons: 80%"), "a whole number"),
    "no weights": (changed("{commons: 80", "{} # {commons: 80"), "sum to 0"),
    "right twice": (changed("  - id: a\n", "  - id: a\n    right: true\n"), "2 right options"),
    "right nowhere": (changed("    right: true\n", ""), "0 right options"),
    "right with other words": (changed("    right: true\n", "    right: yes\n"), "true or false"),
    "a key left out": (changed("big_question: When", "# When"), "'big_question' is missing"),
    "a key misspelt": (changed("big_question:", "big_qestion:"), "did you mean 'big_question'"),
    "a key in capitals": (changed("big_question:", "Big_Question:"), "unknown key 'Big_Question'"),
    "a key without end": (LESSON + f"? {'a' * 100_000}\n: b\n", "unknown key"),
    "a key with quotes of code": (LESSON + "'`x` - at `$.y`': b\n", "unknown key"),
    "a key of two lines": (LESSON + '"a\\nb": c\n', "unknown key"),
    "a thousand keys": (LESSON + "".join(f"key_{one}: x\n" for one in range(1000)), "unknown key"),
    "a thousand keys for words": ("big_question:\n" + "".join(f"  k{n}: x\n" for n in range(1000)), "words must stand"),
    "an id of two lines": (changed("- id: sports_hall", '- id: "sports_hall\\n"'), "only small letters"),
    "an id without end": (changed("- id: sports_hall", f"- id: {'A' * 100_000}"), "only small letters"),
    "a kind without end": (changed("kind: ", f"kind: {'a' * 100_000}"), "not one of the words"),
    "a word of two lines for a kind": (changed("kind: ", 'kind: "a\\nb" # '), "not one of the words"),
    "lists deep in each other": ("big_question: " + "[" * 5000 + "]" * 5000, "inside each other"),
    "groups deep in each other": ("".join(" " * n + f"k{n}:\n" for n in range(1000)), "inside each other"),
    "a line without end": (changed("many", "many " * 100_000), READS),
    "more than a file may hold": (LESSON + "# more\n" * 300_000, "2,000,000"),
    "as many lines as a file may hold": ("questions:\n" + "- a\n" * 490_000, "50,000 parts"),
    "as many groups as a file may hold": ("cells:\n" + "".join(f"  k{n}: {{}}\n" for n in range(120_000)), "line"),
    "as many brackets as a file may hold": ("questions: [" + "[]," * 600_000 + "]", "line"),
    "words from right to left": (changed("big_question: When", "big_question: מתי"), READS),
    "emoji": (changed("big_question: When", "big_question: 👩‍👩‍👧‍👦 🇪🇺"), READS),
    "a page of the web in words": (changed("big_question: When", "big_question: <script>alert(1)</script>"), READS),
    "a page of the web for a lesson": ("<!DOCTYPE html>\n<html><body>404: not found</body></html>\n", "line"),
    "a formula": (changed("big_question: When", "big_question: =cmd|' /C calc'!A0"), READS),
    "a tag that runs code": (changed("many", "many") + "terms: !!python/object/apply:os.abort []\n", "is a tag"),
    "a tag that runs code on words": (
        changed("big_question: When", "big_question: !!python/name:os.abort x"),
        "is a tag",
    ),
    "a tag of one's own": (changed("big_question: When", "big_question: !mine When"), "is a tag"),
    "a tag that is not known": ("big_question: !x!y z\n", "not YAML"),
    "two documents": (LESSON + "---\n" + LESSON, "not YAML"),
    "an end and more": (LESSON + "...\nbig_question: again\n", "not YAML"),
    "a directive that is not known": ("%YAML 9.9\n---\n" + LESSON, "not YAML"),
    "comments alone": ("# nothing yet\n# and no more\n", "is missing"),
    "an empty file": ("", "is missing"),
    "a list": ("- big_question\n", "line 1"),
    "a word": ("null\n", "line 1"),
    "a table for a lesson": (TABLE, "line"),
    "a merge left open": (f"<<<<<<< mine\n{LESSON}=======\n{LESSON}>>>>>>> theirs\n", "line"),
    "half a lesson": (LESSON[: len(LESSON) // 2], "line"),
    "a seal that is broken": (changed("big_question: When", "big_question: sealed:###"), "broken"),
    "a seal cut short": (changed("big_question: When", "big_question: 'sealed:'\nx: When"), "line"),
    "CRLF": (LESSON.replace("\n", "\r\n"), READS),
    "CR alone": (LESSON.replace("\n", "\r"), READS),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not UTF-8"),
    "zeros": (bytes(100_000), "not YAML"),
}

# what the form of a lesson cannot tell, and only the whole kit can
STRANGERS = {
    "a model that there is not": (changed("  commons:\n", "  comons:\n"), "no model 'comons'"),
    "a model with a name without end": (changed("  commons:\n", f"  ? {'c' * 5000}\n  :\n"), "no model 'ccc"),
    "a weight of no model": (changed("{commons: 80", "{common: 80"), "no model 'common'"),
    "a source with a name without end": (changed("source: xu_2011", f"source: {'x' * 100_000}"), "no source 'xxx"),
    "a source of two lines": (changed("source: xu_2011", 'source: "xu\\n2011"'), "no source 'xu"),
    "a case of control characters": (changed("case: wikipedia", "case: wiki_pedia_gone"), "no case 'wiki_pedia_gone'"),
    "a quotation without end": (
        changed("quote: hierarchical", f"quote: {'hierarchical ' * 9000}"),
        "does not stand word for word",
    ),
}


def each(files: dict) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("content", "words"), files.values(), ids=files)


def write_yaml(path: Path, content: dict) -> None:
    path.write_text(yaml.safe_dump(content), "utf-8")


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A kit of one lesson with the cases and sources that it names, and of one page."""
    folder = tmp_path_factory.mktemp("sound") / "mine"
    for part in ("data/lessons", "data/facts", "notebooks"):
        (folder / part).mkdir(parents=True)
    for name in ("table.csv", "models.yaml", "lessons/governance.yaml"):
        shutil.copy(data_path(name), folder / "data" / name)
    cases = [case for case in load_cases() if f"case: {case.id}\n" in LESSON]
    write_yaml(folder / "data/cases.yaml", {"cases": to_builtins(cases)})
    write_yaml(folder / "data/sources.yaml", {"sources": to_builtins(load_sources())})
    kit, _ = open_kit(folder / "data", folder / "notebooks")
    named = {name.id for name in names_in(kit) if name.kind == "source"}
    sources = {id_: source for id_, source in load_sources().items() if id_ in named}
    write_yaml(folder / "data/sources.yaml", {"sources": to_builtins(sources)})
    cell = {"cell_type": "markdown", "source": "# Mine", "metadata": {"slideshow": {"slide_type": "slide"}}}
    (folder / PAGE).write_text(json.dumps({"cells": [cell], "metadata": {}}), "utf-8")
    return folder


@pytest.fixture
def folder(sound, tmp_path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "mine"))


def put(path: Path, content: str | bytes) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    return raw


def said_by(reader: Callable, path: Path) -> str:
    """What a reader says of a file, or nothing when it reads it; anything but a KitError fails the test."""
    try:
        reader(path)
    except KitError as error:
        return str(error)
    return ""


def printed_on(folder: Path, capsys: pytest.CaptureFixture) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main([str(folder)])
    return status, capsys.readouterr().out.split("\n")[:-1]


def assert_clear(sentence: str, path: Path, words: str) -> None:
    assert words in sentence
    assert path.name in sentence
    for line in sentence.splitlines():
        assert line.isprintable() and len(line) < LONGEST, "nothing that a terminal would obey"


def go_through(reader: Callable, path: Path, content: str | bytes, words: str) -> None:
    """Read a file by itself, and hold what is said to the promises."""
    raw, start = put(path, content), time.process_time()
    sentence = said_by(reader, path)
    assert time.process_time() - start < PATIENCE
    if words:
        assert_clear(sentence, path, words)
    assert sentence == "" or words
    assert path.read_bytes() == raw


@each(TABLES)
def test_a_broken_table_is_read_or_says_why_not(tmp_path, content, words):
    go_through(load_table, tmp_path / "table.csv", content, words)


@each(LESSONS)
def test_a_broken_lesson_is_read_or_says_why_not(tmp_path, content, words):
    go_through(read_content, tmp_path / "governance.yaml", content, words)


def some(name: str, files: dict, many: int = 5) -> dict:
    """A few of the broken files, from first to last: what the whole command makes of what one reader says."""
    every = len(files) // many
    return {f"{name}: {one}": (f"data/{name}", *files[one]) for one in list(files)[every - 1 :: every][:many]}


WHOLE = {**some("table.csv", TABLES), **some("lessons/governance.yaml", LESSONS)}


@pytest.mark.parametrize(("name", "content", "words"), WHOLE.values(), ids=WHOLE)
def test_the_whole_check_says_what_the_reader_of_a_broken_file_says(folder, capsys, name, content, words):
    raw, start = put(folder / name, content), time.process_time()
    status, lines = printed_on(folder, capsys)
    assert time.process_time() - start < PATIENCE
    if words:
        assert any(line.startswith(Path(name).name) and words in line for line in lines)
    assert status == (lines[-1].startswith("Not sound: "))
    assert [line for line in lines if not line.isprintable() or len(line) >= LONGEST] == []
    assert (folder / name).read_bytes() == raw


@each(STRANGERS)
def test_what_a_lesson_names_is_looked_up_and_quoted_in_brief(folder, capsys, content, words):
    path = folder / "data/lessons/governance.yaml"
    raw = put(path, content)
    status, lines = printed_on(folder, capsys)
    assert status == 1
    assert [line for line in lines if line.startswith("governance.yaml, line ") and words in line]
    assert [line for line in lines if not line.isprintable() or len(line) >= LONGEST] == []
    assert path.read_bytes() == raw


PARTS = {
    "facts with NUL": ("data/facts/mine.csv", "name,source\nA,\0\n", "mine.csv"),
    "facts in Windows-1252": ("data/facts/mine.csv", "name,source\nMondragón,A1\n".encode("cp1252"), "no source 'A1'"),
    "facts of 10 MB in a cell": ("data/facts/mine.csv", "name,source\n" + "x" * 10_000_000, "a cell has more than"),
    "facts in 5,000 columns": (
        "data/facts/mine.csv",
        ",".join(["name"] * 5000) + "\n" + "a," * 4999,
        "no column 'source'",
    ),
    "facts that are a picture": ("data/facts/mine.csv", b"\x89PNG\r\n\x1a\n", "this is not a table"),
    "facts that are empty": ("data/facts/mine.csv", "", "this file is empty"),
    "models that are a table": ("data/models.yaml", TABLE, "models.yaml, line"),
    "models of nothing": ("data/models.yaml", "models: []\n", "no model 'commons'"),
    "cases that are a list": ("data/cases.yaml", "- id: a\n", "cases.yaml, line 1"),
    "sources in a list": ("data/sources.yaml", "sources: [a, b]\n", "sources.yaml, line 1"),
    "a page cut short": (PAGE, '{"cells": [', "not a notebook"),
    "a page of lists deep in each other": (PAGE, "[" * 200_000, "not a notebook"),
    "a page of words": (PAGE, "# Mine\n", "not a notebook"),
    "a page of numbers": (PAGE, '{"cells": [1], "metadata": {}}', "not a notebook"),
    "a page of nothing": (PAGE, '{"cells": [], "metadata": {}}', "a title must stand here"),
    "a page in UTF-16": (PAGE, '{"cells": []}'.encode("utf-16"), "not a notebook"),
    "a run sheet that is empty": ("data/teaching/governance.yaml", "", "is missing"),
    "a course that is a bomb": ("data/teaching/course.yaml", laughs(), "is a pointer"),
    "a drafted column without words": ("data/columns/mine.yaml", "title: Mine\nname:\n", "mine.yaml, line"),
    "a coding of a model that there is not": (
        "data/word_coding.yaml",
        f"coder: me\nnote: mine\ncells: {{governance: {{{'m' * 900}: {{}}}}}}\n",
        "no model 'mmm",
    ),
}


@pytest.mark.parametrize(("name", "content", "words"), PARTS.values(), ids=PARTS)
def test_every_other_part_that_is_broken_is_named(folder, capsys, name, content, words):
    (folder / name).parent.mkdir(exist_ok=True)
    raw = put(folder / name, content)
    status, lines = printed_on(folder, capsys)
    assert status == 1
    assert [line for line in lines if words in line]
    assert [line for line in lines if not line.isprintable() or len(line) >= LONGEST] == []
    assert (folder / name).read_bytes() == raw


@pytest.mark.parametrize(
    "name", ["data/table.csv", "data/lessons/governance.yaml", "data/models.yaml", "data/facts/mine.csv", PAGE]
)
def test_a_folder_in_place_of_a_file_is_named(folder, capsys, name):
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    status, lines = printed_on(folder, capsys)
    assert status == 1
    assert any(Path(name).name in line for line in lines[:-1])


def test_a_pipe_in_place_of_a_lesson_is_not_waited_for(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "governance.yaml")
        assert said_by(read_content, tmp_path / "governance.yaml").endswith("cannot be read: it is no file.")


@pytest.mark.parametrize("name", ["data/facts/mine.csv", "notebooks/07_mine.ipynb", "data/teaching/governance.yaml"])
def test_a_pipe_in_place_of_another_file_is_named_and_not_waited_for(folder, capsys, name):
    if hasattr(os, "mkfifo"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
        status, lines = printed_on(folder, capsys)
        assert status == 1
        assert [line for line in lines if Path(name).name in line and "it is no file" in line]


def test_the_kit_that_is_broken_here_is_sound_before(folder, capsys):
    status, lines = printed_on(folder, capsys)
    assert lines[-1].startswith("Sound: 13 dimensions, 3 models, 1 lesson, ")
    assert status == 0


@pytest.mark.parametrize(
    ("parts", "lacking"),
    [([], "no data/ and no notebooks/"), (["data"], "no notebooks/"), (["notebooks"], "no data/")],
    ids=["neither", "data alone", "notebooks alone"],
)
def test_a_folder_that_is_no_kit_says_so_in_one_sentence(tmp_path, parts, lacking):
    for part in parts:
        (tmp_path / part).mkdir()
    with pytest.raises(KitError) as caught:
        main([str(tmp_path)])
    assert str(caught.value) == f"{tmp_path} is no kit: there is {lacking} in it."


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
def test_the_command_ends_with_0_for_a_sound_kit_and_1_for_another(folder, broken):
    if broken:
        put(folder / "data/table.csv", "")
    command = [sys.executable, "-m", "kit", "check", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (int(broken), "")


def test_the_command_says_on_one_line_that_a_folder_is_no_kit(tmp_path):
    command = [sys.executable, "-m", "kit", "check", str(tmp_path / "nowhere")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path / 'nowhere'} is no kit: there is no data/ and no notebooks/ in it.\n"
