"""Questions in GIFT read by a real reader, the parser behind GIFT's editors and previews."""

import json
import subprocess

import pytest

from kit.paper.questions import ESCAPED, gift
from tests.node_readers import fetched
from tests.test_export import NASTY, all_of, hostile

READ = """
const { parse } = require("gift-pegjs");
for (const text of JSON.parse(require("fs").readFileSync(0, "utf8")))
  try { console.log(JSON.stringify(parse(text))) } catch (error) { console.log(JSON.stringify(error.message)) }
"""
SHOWN = NASTY.replace("->", "→")  # GIFT has no way to write an arrow of two signs
LINE = " ".join(SHOWN.split())


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Reads texts: for each its questions, or a sentence of what is wrong with it."""
    modules = fetched("gift-pegjs@1.0.2", tmp_path_factory.mktemp("npm"))

    def read(*texts: str) -> list:
        done = subprocess.run(
            ["node", "-e", READ],
            cwd=modules.parent,
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    return read


def one_line(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize(("language", "lessons"), [(None, 13), ("es", 13)])
def test_every_question_is_read_with_each_option_and_each_reply(read, language, lessons):
    asked = all_of(language)
    [found] = read(gift(asked))
    assert [one["type"] for one in found].count("Category") == lessons
    found = [one for one in found if one["type"] != "Category"]
    assert [one["id"] for one in found] == [one.id for one in asked.questions]
    for shown, one in zip(found, asked.questions, strict=True):
        assert shown["title"] == one.name and one_line(shown["stem"]["text"]).startswith(one_line(one.stem))
        if one.pairs:
            assert [(pair["subquestion"]["text"], pair["subanswer"]) for pair in shown["matchPairs"]] == [
                (pair.cell, pair.name) for pair in one.pairs
            ]
        elif one.has_key:
            assert shown["type"] == "MC" and [
                (choice["isCorrect"], choice["text"]["text"], choice["feedback"]["text"]) for choice in shown["choices"]
            ] == [(choice.right, choice.text, choice.feedback) for choice in one.choices]
        else:
            assert shown["type"] == "Essay", "no choice in GIFT is without a key"
            assert all(choice.text in shown["stem"]["text"] for choice in one.choices)
            assert all(choice.feedback in shown["globalFeedback"]["text"] for choice in one.choices)


def test_words_that_look_like_signs_are_read_as_words(read):
    [[_, check, vote, match]] = read(gift(hostile()))
    assert [one["type"] for one in (check, vote, match)] == ["MC", "Essay", "Matching"]
    assert one_line(check["title"]) == one_line(check["stem"]["text"]) == LINE
    assert [one_line(choice["text"]["text"]) for choice in check["choices"]] == [LINE + end for end in ("a", "b", "2c")]
    assert {one_line(choice["feedback"]["text"]) for choice in check["choices"]} == {LINE}
    assert one_line(vote["globalFeedback"]["text"]).count(LINE) == 3
    assert [one_line(pair["subquestion"]["text"]) for pair in match["matchPairs"]] == [LINE + "one", LINE + "2_sides"]


@pytest.mark.parametrize("sign", [*"~=#{}:\\\n", "->"], ids=repr)
def test_an_escape_less_is_caught(read, sign):
    """A text that lacks one kind of escape is refused, or other words come out of it."""
    escape = "\\\\n" if sign == "\\" else ESCAPED[sign]  # '\\n' of '\\neq': alone it is a new line
    whole = gift(hostile())
    spoilt = whole.replace(escape, {"\\": "\\n", "\n": "\n\n"}.get(sign, sign))
    assert spoilt != whole
    sound, other = read(whole, spoilt)
    assert isinstance(sound, list) and sound != other


def test_a_byte_order_mark_would_not_be_read(read):
    [mistake] = read("\ufeff" + gift(all_of("es")))
    assert mistake == 'Expected "{" but ":" found.'
