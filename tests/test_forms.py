"""A YAML file held against a form: text stays text, and what breaks is said in one sentence with its place."""

import time
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Meta, Struct

import kit.content.yaml_reader
from kit.base.errors import ContentError, nearest
from kit.content.yaml_reader import places_in, read_form, read_plain


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """What the small forms below share."""


class Well(Form):
    """A well: its name, who may use it, how deep it is."""

    id: Annotated[str, Meta(pattern="^[a-z0-9_]+$")]
    name: Annotated[str, Meta(min_length=1, pattern=r"\S")]
    use: Literal["open", "shared", "private"] = "open"
    depth: Annotated[int, Meta(ge=1, le=100)] = 1
    dry: bool = False


class Village(Form):
    """A village: its wells, and the share of water that each house gets."""

    wells: Annotated[tuple[Well, ...], Meta(min_length=1)]
    shares: dict[str, Annotated[int, Meta(ge=0, le=100)]] = {}


SOUND = """\
wells:
- id: old
  name: The old well
  use: shared
- id: new
  name: The new well
  depth: 30
  dry: true
shares:
  east: 60
  west: 40
"""


@pytest.fixture
def saved(tmp_path):
    def save(content: str | bytes, name: str = "village.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return save


@pytest.fixture
def complaint(saved):
    def read(content: str | bytes) -> str:
        with pytest.raises(ContentError) as caught:
            read_form(saved(content), Village)
        return str(caught.value)

    return read


def test_a_sound_file_comes_back_as_its_form(saved):
    village = read_form(saved(SOUND), Village)
    assert village.wells[0] == Well("old", "The old well", "shared")
    assert village.wells[1] == Well("new", "The new well", depth=30, dry=True)
    assert village.shares == {"east": 60, "west": 40}


# Text stays text


@pytest.mark.parametrize(
    "typed",
    ["No", "yes", "off", "12:30", "007", "1e3", "0x1F", "null", "~", "2026-01-31", "1_000", "true", "=", "<<", ".inf"],
)
def test_a_word_stays_the_word_that_was_typed(saved, typed):
    assert read_form(saved(SOUND.replace("The old well", typed)), Village).wells[0].name == typed


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


@settings(max_examples=80, deadline=None)
@given(words.filter(str.strip))
@example("No")
@example("# no comment: 'here' - [nor] {there}")
@example('"\\')
@example(" spaces at both ends ")
@example("\U0001d49c \U0001f331 \u202e \ufeff")
def test_whatever_is_put_into_a_field_comes_back(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("typed") / "village.yaml"
    path.write_text(yaml.safe_dump({"wells": [{"id": "old", "name": text}]}, allow_unicode=True), encoding="utf-8")
    assert read_form(path, Village).wells[0].name == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_editors_add_to_a_file_falls_away(saved, encoding, line_end):
    content = SOUND.replace("old well", "öld well").replace("\n", line_end).encode(encoding)
    assert read_form(saved(content), Village).wells[0].name == "The öld well"


# What breaks

WRONG = {
    "a misspelt key": (
        SOUND.replace("  use:", "  ues:"),
        "village.yaml, line 4, well 1 (id 'old'): unknown key 'ues'; did you mean 'use'? "
        "Allowed here: id, name, use, depth, dry.",
    ),
    "a key like no other": (
        SOUND + "colour: blue\n",
        "village.yaml, line 12: unknown key 'colour'. Allowed here: wells, shares.",
    ),
    "a key without a name": (
        SOUND + "? \n: blue\n",
        "village.yaml, line 12: unknown key ''. Allowed here: wells, shares.",
    ),
    "a missing key": (
        SOUND.replace("  name: The new well\n", ""),
        "village.yaml, line 5, well 2 (id 'new'): the key 'name' is missing. "
        "Needed or allowed here: id, name, use, depth, dry.",
    ),
    "an unknown word": (
        SOUND.replace("shared", "shard"),
        "village.yaml, line 4, well 1 (id 'old'), use: 'shard' is not one of the words allowed here; "
        "did you mean 'shared'? Allowed: open, private, shared.",
    ),
    "a number out of range": (
        SOUND.replace("30", "300"),
        "village.yaml, line 7, well 2 (id 'new'), depth: '300' came here, but a whole number <= 100 is allowed.",
    ),
    "words for a number": (
        SOUND.replace("30", "deep"),
        "village.yaml, line 7, well 2 (id 'new'), depth: 'deep' came here, but a whole number must stand here.",
    ),
    "a number in a group": (
        SOUND.replace("west: 40", "west: 40%"),
        "village.yaml, line 11, shares, west: '40%' came here, but a whole number must stand here.",
    ),
    "a word for true": (
        SOUND.replace("dry: true", "dry: yes"),
        "village.yaml, line 8, well 2 (id 'new'), dry: 'yes' came here, but only true or false is allowed.",
    ),
    "an id with a capital": (
        SOUND.replace("id: new", "id: New"),
        "village.yaml, line 5, well 2 (id 'New'), id: 'New' came here, "
        "but only small letters, digits and _ are allowed.",
    ),
    "nothing for words": (
        SOUND.replace("The old well", ""),
        "village.yaml, line 3, well 1 (id 'old'), name: '' came here, but words must stand here.",
    ),
    "blanks for words": (
        SOUND.replace("The old well", "'  '"),
        "village.yaml, line 3, well 1 (id 'old'), name: '  ' came here, but words must stand here.",
    ),
    "a list for words": (
        SOUND.replace("The old well", "[old, well]"),
        "village.yaml, line 3, well 1 (id 'old'), name: a list of 2 came here, but words must stand here.",
    ),
    "words for a group": (
        SOUND.replace("- id: old\n  name: The old well\n  use: shared\n", "- The old well\n"),
        "village.yaml, line 2, well 1: 'The old well' came here, but keys with values must stand here.",
    ),
    "words for a list": (
        "wells: The old well\n",
        "village.yaml, line 1, wells: 'The old well' came here, "
        "but a list must stand here (each line begins with '- ').",
    ),
    "a list for the file": (
        "- wells\n",
        "village.yaml, line 1: a list of 1 came here, but keys with values must stand here.",
    ),
    "a list that is empty": (
        "wells: []\n",
        "village.yaml, line 1, wells: a list of 0 came here, but a list of length >= 1 must stand here.",
    ),
    "a file that is empty": (
        "",
        "village.yaml, line 1: the key 'wells' is missing. Needed or allowed here: wells, shares.",
    ),
    "a key twice": (
        SOUND.replace("  use: shared\n", "  name: The same well\n"),
        "village.yaml, line 4: the key 'name' stands here for the second time; keep one.",
    ),
    "a list as a key": (
        SOUND + "? [a, b]\n: c\n",
        "village.yaml, line 12: a key must be one word, not a list or a group.",
    ),
    "an alias": (
        SOUND.replace("The old well", "&name The old well").replace("The new well", "*name"),
        "village.yaml, line 3: '&name' or '*name' is a pointer for YAML; "
        "put quotation marks around all the words of this value.",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), WRONG.values(), ids=WRONG)
def test_a_broken_form_says_where_what_came_and_what_is_allowed(complaint, content, sentence):
    assert complaint(content) == sentence


QUOTED = "put quotation marks around all the words of this value."
NOT_YAML = {
    "a tab": (SOUND.replace("  use:", "\tuse:"), "line 4: this is not YAML: a tab stands before the words"),
    "no space after a colon": ("wells:\n- id: old\nshares:east\n", "line 3: this is not YAML: a blank is missing"),
    "no space after a dash": (SOUND.replace("- id: new", "-id: new"), "line 5: this is not YAML: a blank is missing"),
    "a colon in a sentence": (
        SOUND.replace("The old well", "Water: from the well"),
        "line 3: this is not YAML: a ': ' stands within words; put quotation marks around all of them: "
        'name: "Water: from the well"',
    ),
    "curly quotes and a colon": (
        SOUND.replace("The old well", "\u201cWater\u201d: from it"),
        "line 3: this is not YAML: a ': ' stands within words",
    ),
    "a star": (SOUND.replace("The old well", "*very* old"), "words that begin with '*' need"),
    "a dash": (
        SOUND.replace("The old well", "- the old well"),
        "line 3: this is not YAML: words that begin with '-' need",
    ),
    "a percent sign": (SOUND.replace("The old well", "%age"), "words that begin with '%' need"),
    "a quoted word first": (
        SOUND.replace("The old well", '"Old" well'),
        "line 3: this is not YAML: words that begin with '\"' need",
    ),
    "an open quote": (
        SOUND.replace("The old well", '"The old well'),
        "line 3: this is not YAML: a quotation mark opens here",
    ),
    "an open quote that a later line closes": (
        SOUND.replace("The old well", "'The old well").replace("new", "new 'in' words", 1),
        "line 3: this is not YAML: a quotation mark opens here",
    ),
    "an open bracket in words": (
        SOUND.replace("The old well", "[The old well"),
        "line 3: this is not YAML: words that begin with '[' need quotation marks",
    ),
    "an open bracket": ("wells: [a, b\n", "line 1: this is not YAML: words that begin with '[' need quotation marks"),
    "a no-break after a colon": (SOUND.replace("use: s", "use:\u00a0s"), "line 4: this is not YAML: a no-break"),
    "a no-break before a key": (SOUND.replace("  use", "\u00a0 use"), "line 4: this is not YAML: a no-break"),
    "two versions": (
        SOUND.replace("- id: new", "<<<<<<< HEAD\n- id: new"),
        "line 5: this is not YAML: two versions of the",
    ),
    "an unknown anchor": (SOUND.replace("The old well", "*name"), "line 3: '&name' or '*name' is a pointer"),
    "two documents": (SOUND + "---\na: b\n", "line 12: this is not YAML: "),
    "a control character": (SOUND.replace("old", "o\0ld"), "control characters"),
    "a number sign in a sentence": (
        SOUND.replace("The old well", "Cleverest where? #1 question"),
        f"line 3: '#1 question' is a remark for YAML, and learners would not see it; {QUOTED}",
    ),
    "an exclamation mark first": (
        SOUND.replace("The old well", "!Who decides?"),
        f"line 3: '!Who' is a tag for YAML, and no words; {QUOTED}",
    ),
    "an ampersand first": (
        SOUND.replace("The old well", "&Co decides"),
        "line 3: '&Co' or '*Co' is a pointer for YAML",
    ),
}


@pytest.mark.parametrize(("content", "words"), NOT_YAML.values(), ids=NOT_YAML)
def test_what_yaml_reads_otherwise_is_said_with_its_line_and_the_remedy(complaint, content, words):
    sentence = complaint(content)
    assert sentence.startswith("village.yaml") and words in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("words", ["well #2", "old!well", "rock & well", "a #hash in it is read"])
def test_signs_within_words_stay_words(saved, words):
    content = SOUND.replace("The old well", words if " #" not in words else f'"{words}"')
    assert read_form(saved(content), Village).wells[0].name == words


def test_a_remark_on_a_line_of_its_own_is_a_remark(saved):
    assert read_form(saved(f"# wells of the village\n{SOUND}# the end\n"), Village).wells


def test_every_fault_of_a_file_is_said_at_once(complaint):
    content = SOUND.replace("  use:", "  ues:").replace("30", "300").replace("dry: true", "dry: yes")
    assert [line.split(":")[0] for line in complaint(content).splitlines()] == [
        "village.yaml, line 4, well 1 (id 'old')",
        "village.yaml, line 7, well 2 (id 'new'), depth",
        "village.yaml, line 8, well 2 (id 'new'), dry",
    ]


def test_a_file_that_is_not_utf_8_says_on_which_line(complaint):
    sentence = complaint(SOUND.replace("The new", "The nëw").encode("cp1252"))
    assert sentence == "village.yaml, line 6: this is not UTF-8 text; save the file as UTF-8."


def test_a_far_too_large_file_is_not_read(complaint):
    assert complaint("#" * 2_000_001).startswith("village.yaml has 2,000,001 bytes; a file may have 2,000,000")


def test_a_missing_file_names_the_nearest_one(saved):
    there = saved(SOUND)
    with pytest.raises(ContentError, match=r"did you mean 'village'\? There are: village\.$"):
        read_form(there.with_name("vilage.yaml"), Village)


def test_a_missing_folder_has_no_files(tmp_path):
    with pytest.raises(ContentError, match=r"There is no file .*village\.yaml\. There are: none\.$"):
        read_form(tmp_path / "nowhere" / "village.yaml", Village)


def test_a_folder_cannot_be_read(tmp_path):
    with pytest.raises(ContentError, match="cannot be read"):
        read_form(tmp_path, Village)


# Files made to do harm

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "bomb",
    [LAUGHS, "a: &a [*a]", "[" * 1_000_000, "{a: " * 400_000, "- " * 900_000, "!!python/object/apply:os.abort []"],
    ids=["a billion laughs", "a snake that eats its tail", "brackets", "braces", "dashes", "code"],
)
def test_a_file_made_to_do_harm_does_none_and_is_not_waited_for(complaint, bomb):
    start = time.process_time()
    assert complaint(bomb).startswith("village.yaml, line ")
    assert time.process_time() - start < 2


# Places and words


def test_each_place_has_its_line_and_value(saved):
    places = places_in(*read_plain(saved(SOUND)))
    assert places["wells", 1, "name"] == (6, "The new well")
    assert places["shares", "west"] == (11, "40")
    assert places["wells", 0][0] == 2


@pytest.mark.parametrize(
    ("word", "end"),
    [("feedbak", "; did you mean 'feedback'?"), ("weather", "."), ("", ".")],
    ids=["near", "far", "none"],
)
def test_the_nearest_word_is_offered_when_one_is_near(word, end):
    assert nearest(word, ["id", "text", "feedback"]) == end


def test_the_parser_written_in_python_reads_the_same(saved, monkeypatch):
    path = saved(SOUND)
    quick = places_in(*read_plain(path))
    monkeypatch.setattr(kit.content.yaml_reader, "_Loader", yaml.BaseLoader)
    assert places_in(*read_plain(path)) == quick
