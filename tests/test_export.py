"""Questions for other platforms: each is there, under its own id, and nothing in its words is taken for a sign."""

import re
import time
import zipfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from moodle_xml_parser.parser import parse_string
from qti_convert import upgrade_qti2_to_qti3

from kit.__main__ import told
from kit.base.errors import KitError
from kit.base.language import speak
from kit.content.columns import MARKS, Column
from kit.content.lesson_form import Option
from kit.content.translation import catalogue_of
from kit.paper import commands
from kit.paper.commands import EVERY, chosen, export
from kit.paper.questions import (
    EDITIONS,
    ESCAPED,
    FORMATS,
    Bank,
    Chapter,
    Question,
    bank,
    escaped,
    gift,
    moodle,
    qti_files,
    write_questions,
    written,
)

NASTY = (
    "at 12:30, see https://a.org {T} = ~50% #1 \\neq <b>&amp;</b> \"x\" 'y' [html] -> ]]> \x08\n\n// no comment\n%100%"
)
READ = NASTY.replace("\x08", "")  # no XML can hold it
IDS = re.compile(r"[a-z_]+\.(predict|check|vote)\.[a-z_0-9]+")


def all_of(language: str | None = None) -> Bank:
    return bank(written(chosen([EVERY], language)))


def hostile() -> Bank:
    """A question of each kind in which every words are such as a format could stumble over."""
    options = [Option(id=id_, text=NASTY + id_, feedback=NASTY, right=id_ == "b") for id_ in ("a", "b", "2c")]
    columns = [Column(id_, NASTY, NASTY + id_, MARKS[0], NASTY + id_) for id_ in ("one", "2_sides")]
    asked = [Question("2_x.check.q", NASTY, NASTY, options), Question("x.vote.v", NASTY, NASTY, options, False),
             Question("x.predict.match", NASTY, NASTY, pairs=columns, models=columns[::-1])]  # fmt: skip
    return Bank("A / B: <C>", "en", [Chapter("x", "01 a/b & c", asked)])


def members(path: Path) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(path) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def inside(element: ElementTree.Element, wanted: str) -> list[ElementTree.Element]:
    return [one for one in element.iter() if name(one) == wanted]


@pytest.mark.parametrize(("language", "lessons"), [(None, 13), ("es", 13)])
def test_every_question_is_there_under_its_own_id(language, lessons):
    asked = all_of(language).questions
    steps = [IDS.fullmatch(one.id)[1] for one in asked]
    assert [steps.count(step) for step in ("predict", "check", "vote")] == [lessons + 2, 3 * lessons, lessons]
    assert len({one.id for one in asked}) == len(asked) and "governance.check.fewest_messages" in {
        one.id for one in asked
    }
    assert not [one for one in asked if "[en]" in str(one)], "each word is in the language"


def test_ids_are_the_same_in_both_languages():
    assert [one.id for one in all_of("es").questions] == [one.id for one in all_of().questions]


@pytest.mark.parametrize("language", [None, "es"])
def test_moodle_keeps_categories_replies_and_ids(language):
    asked = all_of(language)
    read = ElementTree.fromstring(moodle(asked))
    kinds = [one.get("type") for one in read]
    assert kinds.count("category") == len(asked.chapters)
    assert kinds.count("matching") == sum(bool(one.pairs) for one in asked.questions) == 7
    questions = [one for one in read if one.get("type") != "category"]
    assert [one.findtext("idnumber") for one in questions] == [one.id for one in asked.questions]
    for shown, one in zip(questions, asked.questions, strict=True):
        assert shown.findtext("questiontext/text") == one.stem
        replies = [(answer.findtext("text"), answer.findtext("feedback/text")) for answer in shown.iter("answer")]
        assert one.pairs or replies == [(choice.text, choice.feedback) for choice in one.choices]
        cells = [(part.findtext("text"), part.findtext("answer/text")) for part in shown.iter("subquestion")]
        assert cells == [(pair.cell, pair.name) for pair in one.pairs]


@pytest.mark.parametrize("language", [None, "es"])
def test_a_reader_of_moodles_xml_finds_every_choice_with_each_reply(language):
    """That reader knows no match, and takes the ends of some signs out of words."""
    asked = all_of(language)
    choices = [one for one in asked.questions if one.choices]
    for shown, one in zip(parse_string(moodle(asked))["multichoice"], choices, strict=True):
        assert line_of(shown.text_pre_parse) == line_of(one.stem)
        replies = [(line_of(option.answer), line_of(option.feedback)) for option in shown.options]
        assert replies == [(line_of(choice.text), line_of(choice.feedback)) for choice in one.choices]
        right = [option.score_fraction == 100 for option in shown.options]
        assert right == [choice.right or not one.has_key for choice in one.choices]


def line_of(text: str) -> str:
    return " ".join(text.split())


def test_a_vote_in_moodle_gives_no_points_and_calls_nobody_wrong():
    for shown, one in zip(ElementTree.fromstring(moodle(hostile()))[1:], hostile().questions, strict=True):
        fractions = [answer.get("fraction") for answer in shown.iter("answer")]
        expected = ("0", ["100"] * 3) if not one.has_key else ("1", [None] * 2 if one.pairs else ["0", "100", "0"])
        assert (shown.findtext("defaultgrade"), fractions) == expected


@pytest.mark.parametrize("edition", ["qti3", "qti21"])
@pytest.mark.parametrize("language", [None, "es"])
def test_qti_has_an_item_a_question_in_both_editions(edition, language):
    asked = all_of(language)
    files = {path: ElementTree.fromstring(text) for path, text in qti_files(asked, edition).items()}
    listed = [one.get("href") for one in inside(files["imsmanifest.xml"], "file")]
    assert sorted(listed) == sorted(files.keys() - {"imsmanifest.xml"})
    prefix = "qti-" if edition == "qti3" else ""
    for one in asked.questions:
        item = files[f"items/{one.id}.xml"]
        assert item.get("identifier") == one.id and words(inside(item, f"{prefix}prompt")[0]) == one.stem
        choice, reply = ("qti-simple-choice", "qti-feedback-block") if prefix else ("simpleChoice", "feedbackBlock")
        assert [words(part) for part in inside(item, choice)] == [option.text for option in one.choices]
        assert [words(part) for part in inside(item, reply)] == [option.feedback for option in one.choices]


@pytest.mark.parametrize("asked", [all_of, partial(all_of, "es"), hostile], ids=["en", "es", "hostile"])
def test_another_program_makes_of_every_item_in_qti_2_1_the_one_in_qti_3(asked):
    old, new = (qti_files(asked(), edition) for edition in ("qti21", "qti3"))
    items = [path for path in new if path.startswith("items/")]
    assert len(items) == len(asked().questions)
    for path in items:
        assert parts_of(upgrade_qti2_to_qti3(old[path])) == parts_of(new[path])


def parts_of(item: str) -> list[tuple[str, str, str]]:
    every = ElementTree.fromstring(item).iter()
    return [(name(one), *(" ".join((text or "").split()) for text in (one.text, one.tail))) for one in every]


@pytest.mark.parametrize("edition", ["qti3", "qti21"])
def test_a_vote_in_qti_has_no_key_no_score_and_no_match_with_a_key(edition):
    vote = qti_files(hostile(), edition)["items/x.vote.v.xml"].replace("-", "").lower()
    assert not [part for part in ("correct", "score", "match") if part in re.sub(r">[^<]*<", "><", vote)]
    assert "feedback" in vote and 'shuffle="true"' not in vote


def test_no_words_become_markup_in_any_xml():
    read = ElementTree.fromstring(moodle(hostile()))
    assert [one.findtext("name/text") for one in read[1:]] == [READ] * 3
    for edition in EDITIONS:
        for path, text in qti_files(hostile(), edition).items():
            shown = ElementTree.fromstring(text)
            assert path.count("/") == 0 or READ in words(shown)
    quiz = members_of("cc", hostile())["quiz.x.xml"]
    assert words(quiz).count(READ) > 6


def members_of(wanted: str, asked: Bank) -> dict[str, ElementTree.Element]:
    with TemporaryDirectory() as folder:
        return members(write_questions(asked, wanted, Path(folder)))


@pytest.mark.parametrize("escape", ["&amp;", "&lt;", "&quot;"])
def test_an_escape_less_in_xml_is_caught(escape):
    whole = qti_files(hostile(), "qti3")["items/2_x.check.q.xml".replace("2", "_2")]
    spoilt = whole.replace(escape, {"&amp;": "&", "&lt;": "<", "&quot;": '"'}[escape], 1)
    assert title_in(whole) and title_in(spoilt) != title_in(whole)


def title_in(item: str) -> str | None:
    try:
        return ElementTree.fromstring(item).get("title")
    except ElementTree.ParseError:
        return None


def test_an_id_that_begins_with_a_digit_is_one_for_xml():
    item = ElementTree.fromstring(qti_files(hostile(), "qti3")["items/_2_x.check.q.xml"])
    assert [one.get("identifier") for one in inside(item, "qti-simple-choice")] == ["a", "b", "_2c"]


def test_the_cartridge_asks_for_each_cell_and_for_a_vote_in_words():
    asked = all_of()
    read = members_of("cc", asked)
    ids = [one.get("ident") for quiz in read.values() for one in inside(quiz, "item") if one.get("ident")]
    assert len(ids) == 7 * 3 + 8 + 13 * (3 + 1) == len(set(ids)) and "governance.predict.match.commons" in ids
    essays = [one for quiz in read.values() for one in inside(quiz, "item") if inside(one, "response_str")]
    assert len(essays) == 13 and not [one for one in essays if inside(one, "setvar")], "no points for opinions"


def test_gift_has_no_bom_no_blank_line_within_a_question_and_a_backslash_at_every_sign():
    text = gift(hostile())
    assert not text.startswith("\ufeff") and text.count("\n\n") == 3
    assert not re.search(r"(?<!\\)[~=#:{}]|->", escaped(NASTY).replace("\\\\", ""))


def test_gift_escapes_every_sign_that_its_readers_know():
    assert set("\\~=#{}:\n") | {"->", "\r\n"} == set(ESCAPED)


@pytest.mark.parametrize("wanted", FORMATS)
def test_each_format_is_one_file_the_same_every_time_within_five_seconds(wanted, tmp_path, capsys):
    began = time.perf_counter()
    export([wanted, str(tmp_path / "new")])
    assert time.perf_counter() - began < 5
    [path] = (tmp_path / "new").iterdir()
    first = path.read_bytes()
    export([wanted, str(tmp_path / "new")])
    assert path.read_bytes() == first
    assert f"Written: {path}" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("wanted", FORMATS)
def test_each_file_says_inside_which_language_it_is_in(wanted, language, tmp_path):
    export([wanted, str(tmp_path), "--language", language])
    [path] = tmp_path.iterdir()
    parts = [path]
    if zipfile.is_zipfile(path):
        zipfile.ZipFile(path).extractall(tmp_path / "inside")
        parts = [one for one in (tmp_path / "inside").rglob("*") if one.is_file()]
    text = "\n".join(one.read_text(encoding="utf-8") for one in parts)
    assert set(re.findall(r'(?:language: |xml:lang="|language=")(\w+)', text)) == {language}


@pytest.fixture
def governance_alone(monkeypatch):
    """Of all lessons one is there in another language."""
    nowhere = Path("nowhere.po")
    monkeypatch.setattr(
        "kit.paper.questions.catalogue_of", lambda path: catalogue_of(path) if "governance" in path.name else nowhere
    )


@pytest.mark.usefixtures("governance_alone")
def test_in_another_language_it_says_what_is_left_out(tmp_path, capsys):
    export(["gift", str(tmp_path), "--language", "es"])
    assert "nobody has written them in 'es' yet: Principio central" in capsys.readouterr().out
    assert "Gobernanza" in (tmp_path / "questions_es_gift.txt").read_text(encoding="utf-8")


def refused(*given: str) -> str:
    with pytest.raises(KitError) as error:
        export(list(given))
    return str(error.value)


def test_a_format_that_there_is_not_is_said_in_one_sentence(tmp_path):
    said = refused("modle", str(tmp_path / "new"))
    assert said == "There is no format 'modle'; did you mean 'moodle'? There are: moodle, gift, qti3, qti21, cc."
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_a_file_is_said_and_nothing_is_left(tmp_path):
    (tmp_path / "here").write_text("mine")
    assert "could not be written" in refused("gift", str(tmp_path / "here"))
    assert [path.name for path in tmp_path.iterdir()] == ["here"] and (tmp_path / "here").read_text() == "mine"


def test_learners_export_no_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    Path(tmp_path / commands.LIST).write_text("{}")
    assert "a copy for learners" in refused("gift", str(tmp_path / "new"))


@pytest.mark.usefixtures("governance_alone")
def test_a_language_without_a_lesson_has_nothing_to_export():
    speak("es")
    with pytest.raises(KitError, match="Nobody has written a lesson in 'es'"):
        written([one for one in chosen([EVERY], "es") if one.id != "governance"])


def test_the_command_is_named():
    assert told()["commands"]["export"]["call"] == "kit.paper.commands:export"
