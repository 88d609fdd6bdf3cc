"""The text of a file that a spreadsheet saved: what kind of file it is, and in which encoding its letters stand."""

import re
from contextlib import suppress

from kit.base.errors import TableError, shown
from kit.base.paths import beside

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f]")
AS_CSV = "open it in a spreadsheet and save it as CSV (UTF-8)."
NOT_TEXT = beside(__file__)["not_text"]
CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
# What letters of other encodings look like when they are read as Windows-1252. No language writes the first six inside
# words, and in none do nearly all letters have accents.
MISREAD = (
    re.compile(r"\w[³¹¿¼¾]\w|\w³\b|\b[³¿]\w"),  # Polish and its neighbours (Windows-1250)
    re.compile(r"(?<=[a-zà-ÿ])[ÒÓÔÕ](?=[a-z\s.,;:!?)]|$)|[ÒÓ](?=[a-z])"),  # a Mac's quotation marks and apostrophes
    re.compile(r"(?<=[a-zçöü])þ(?=[a-zçöüý])(?![^\n]*[æøð])"),  # Turkish (Windows-1254)
)
WORD = re.compile(r"[^\W\d_]{4,}")


def decode(content: bytes) -> str:
    """Return the text of a file, with plain line ends; raise TableError when it is no text, or hardly any language."""
    refuse_what_is_no_text(content)
    for encoding in likely_encodings(content):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            refuse_what_is_no_table(text)
            if encoding == "cp1252" and (word := misread(text)):
                doubt = f"its letters are neither UTF-8 nor Windows-1252, where one would read {shown(word)}"
                raise TableError(f"{doubt}; {AS_CSV}")
            return text
    raise TableError(f"this is neither UTF-8 nor UTF-16 nor Windows-1252 text; {AS_CSV}")


def refuse_what_is_no_text(content: bytes) -> None:
    """Raise TableError for a file of another kind, known by its first bytes: which kind, and what to do."""
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:40].lower()
    for kind in NOT_TEXT:
        if begins.startswith(tuple(beginning.encode("latin-1").lower() for beginning in kind["begins"])):
            raise TableError(kind["why"].format(as_csv=AS_CSV))


def refuse_what_is_no_table(text: str) -> None:
    """Raise TableError where two versions of a file stand in it, or a byte that no table holds: the line of it."""
    if found := CONFLICT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise TableError(f"line {line}: two versions of the file stand here, as git leaves them; keep one of the two.")
    if found := CONTROL_CHARACTER.search(text):
        kind, line = "NUL" if found[0] == "\0" else "control", text.count("\n", 0, found.start()) + 1
        raise TableError(f"this is not a table of text, there is a {kind} byte in line {line}; {AS_CSV}")


def likely_encodings(content: bytes) -> list[str]:
    """Return the encodings to try, the likeliest first."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return [encoding]
    high, low = content[0::2].count(0), content[1::2].count(0)  # of two bytes for a Latin letter, one is NUL
    if max(high, low) > len(content) / 4 and not min(high, low):
        return ["utf-16-be" if high else "utf-16-le"]
    return ["utf-8", "cp1252"]


def misread(text: str) -> str:
    """Return a word that shows that the letters were read in the wrong encoding, or nothing.

    >>> misread("Spó³dzielnia, rynek"), misread("Êîîïåðàòèâ"), misread("Coopérative, État, più, Þingvellir")
    ('Spó³dzielnia', 'Êîîïåðàòèâ', '')
    """
    for line in text.splitlines():
        for pattern in MISREAD:
            if found := pattern.search(line):
                begin, end = (re.split(r"[\s,;]", part) for part in (line[: found.end()], line[found.end() :]))
                return begin[-1] + end[0] if begin[-1] else found[0]
    words = WORD.findall(text)
    foreign = [word for word in words if sum("À" <= letter <= "ÿ" for letter in word) > len(word) * 0.7]
    return foreign[0] if len(foreign) > len(words) / 4 else ""
