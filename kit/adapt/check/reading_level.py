"""How hard texts are to read, as LIX: the words of a sentence, plus the long words in a hundred (Björnsson, 1968)."""

import re
from collections.abc import Iterable

HARD = 40  # up to 30 is very easy, up to 40 easy as a story, up to 50 as a newspaper; above that it is a report's
LONG = 6  # letters; a word with more of them is a long one
TOO_FEW = 4  # words: a name, a title
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|$")


def reading_level(texts: Iterable[str]) -> int:
    """Return the LIX of texts taken together, in any language that has an alphabet; 0 where there is too little.

    >>> reading_level(["The captain decides. Nobody asks her why."]), reading_level(["A title"])
    (32, 0)
    """
    long, words, sentences = 0, 0, 0
    for text in texts:
        found = _WORD.findall(text)
        if len(found) >= TOO_FEW:
            words += len(found)
            long += sum(len(word) > LONG for word in found)
            sentences += sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text))
    return round(words / sentences + 100 * long / words) if words else 0
