"""GIFT, a plain text that Moodle and many others read; what may be a sign of the format in it gets a backslash."""

import re

from kit.paper.questions.bank import Bank, Question, in_words

# ':' too, everywhere: readers refuse a time or an address without it; '\n' is a new line, and a real one might be blank
ESCAPED = {sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\r\n": "\\n", "\n": "\\n", "->": "→"}  # no escape for an arrow
_SIGNS = re.compile("|".join(map(re.escape, ESCAPED)))
_PLAIN = "[plain]"  # so that a reader takes no '<' for HTML, and none of '%5%', '[html]' at the beginning for its own


def gift(bank: Bank) -> str:
    """Return all questions as one text, a category a lesson; a vote asks for words: GIFT has no choice without a key.

    A byte order mark would be an error, and so would a blank line within a question.
    """
    parts = []
    for chapter in bank.chapters:
        path = "/".join(" ".join(part.replace("/", "//").split()) for part in (bank.title, chapter.title))
        parts += [f"$CATEGORY: $course$/top/{path}", *map(_question, chapter.questions)]
    return "\n\n".join(parts) + "\n"


def _question(one: Question) -> str:
    stem, reply = (one.stem, "") if one.pairs or one.has_key else in_words(one)
    if one.pairs:
        answers = [f"={_PLAIN}{escaped(pair.cell)} -> {escaped(pair.name)}" for pair in one.pairs]
    elif one.has_key:
        answers = [
            f"{'=' if choice.right else '~'}{_PLAIN}{escaped(choice.text)}#{_PLAIN}{escaped(choice.feedback)}"
            for choice in one.choices
        ]
    else:
        answers = [f"####{_PLAIN}{escaped(reply)}"]
    return "\n".join([f"// [id:{one.id}]", f"::{escaped(one.name)}::{_PLAIN}{escaped(stem)} {{", *answers, "}"])


def escaped(words: str) -> str:
    r"""Return words in which nothing means anything to GIFT.

    >>> print(escaped("at 12:30, {a} = ~50% #1 \\neq -> b"))
    at 12\:30, \{a\} \= \~50% \#1 \\neq → b
    """
    return _SIGNS.sub(lambda sign: ESCAPED[sign[0]], words)
