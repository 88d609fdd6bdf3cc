"""What `python -m kit check` asks of texts: are they written twice, with wrong letters, hard to read?

A program that has read letters wrongly, and then saved them so, leaves `Ã©` for `é`.
How hard texts are to read is LIX: the words of a sentence, plus the long words in a hundred (Björnsson, 1968).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from kit.adapt.check.inventory import Kit
from kit.base.errors import shown
from kit.content.pages import paragraphs, plain_words
from kit.content.template import is_to_write

RUN = 12  # who reads so many words in a row a second time has read them before
STRANGE = re.compile(r"[^\x00-\x7f]+")
ADVICE = "type it anew, or open the original as UTF-8 and save it again."
HARD = 40  # up to 30 is very easy, up to 40 easy as a story, up to 50 as a newspaper; above that it is a report's
LONG = 6  # letters; a word with more of them is a long one
TOO_FEW = 4  # words: a name, a title
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|$")


def check_repetitions(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return a complaint for each text that says a dozen words in a row which another text has said."""
    found, first = [], {}
    for where, text in texts:
        words = plain_words(text)
        runs = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
        if twin := next((run for run in runs if run in first), None):
            again = f"these words stand in {first[twin]} too: {shown(twin, 200)}; say it once, or in other words."
            found.append(f"{where}: {again}")
        first |= {run: first.get(run, where) for run in runs}
    return found


def texts_in(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield every text of the content files and notebooks with where it stands; a quotation may repeat the table."""
    for file in [*kit.lessons, *kit.run_sheets, *filter(None, [kit.case_file, kit.course])]:
        for place, (line, value) in file.places.items():
            if isinstance(value, str) and place[-1] != "quote" and not is_to_write(value):
                yield f"{file.name}, line {line}", value
    for notebook in (one for one in kit.notebooks if not one.is_translated):
        yield from ((where, text) for where, text in paragraphs(notebook) if not is_to_write(text))


def check_letters(kit: Kit) -> list[str]:
    """Return a complaint for each text whose letters are UTF-8 that was read as Windows-1252."""
    return [
        f"{where}: {shown(wrong)} stands where {shown(right)} was meant, it seems; {ADVICE}"
        for where, text in _texts(kit)
        for wrong, right in misread(text)[:1]
    ]


def misread(text: str) -> list[tuple[str, str]]:
    """Return what was read wrongly, each time with what it was meant to be.

    >>> misread("Wer fÃ¼rchtet sich? DreiÃŸig, nicht vierzig. Très déjà vu"), misread("SÃO, â, °C")
    ([('Ã¼', 'ü'), ('ÃŸ', 'ß')], [])
    """
    found = []
    for run in STRANGE.findall(text):
        with suppress(UnicodeError):
            found.append((run, run.encode("cp1252").decode("utf-8")))
    return found


def _texts(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield every text that people type outside the notebooks, after where it stands."""
    if kit.table is not None:
        yield "table.csv, header", " | ".join((str(kit.table.index.name), *kit.table.columns))
        for title, *cells in kit.table.itertuples():
            yield from ((f"table.csv, row {shown(title)}", text) for text in (title, *cells))
    for facts in kit.facts:
        yield from ((f"{facts.path.name}, line {line}", " | ".join(cells)) for line, cells in facts.rows)
    whole = filter(None, [kit.models, kit.cases, kit.sources, kit.case_file, kit.course])
    for file in [*kit.lessons, *kit.about_table, *kit.run_sheets, *kit.figures, *whole]:
        words = ((line, value) for line, value in file.places.values() if isinstance(value, str))
        yield from ((f"{file.name}, line {line}", value) for line, value in words)


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
