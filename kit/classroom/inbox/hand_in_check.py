"""What a file from outside is, by what is in it and not by its ending: a hand-in, or a kind of file with a name."""

import re
from contextlib import suppress
from html import unescape

from kit.answers.hand_in import FORMAT, HandIn, parse_hand_in
from kit.base.errors import HandInError
from kit.base.prose import prose
from kit.content.csv_reader import likely_encodings

WORDS = prose(__file__)
# what a file is, and how it begins; whoever handed it in has chosen the wrong one
BEGINNINGS = {
    "pdf": b"%PDF", "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "picture_or_recording": b"RIFF",
    "recording": b"ID3", "office": b"\xd0\xcf\x11\xe0", "journal": b"SQLite format 3",
    "archive": (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
}  # fmt: skip
OFFICE = re.compile(rb"\[Content_Types\]\.xml|mimetypeapplication/vnd|word/|_rels/")
SMART_KEY = re.compile("[{,]\\s*[\u201c-\u201f\u00ab\u00bb]")
TAG = re.compile(r"<[^>]*>")
HEAD = 4096  # bytes that say of what kind a file is


def read_hand_in(raw: bytes, in_zip: bool = False) -> HandIn:
    """Return the hand-in that stands in a file, whatever encoding or web page it is wrapped in.

    Raises HandInError: of what kind the file is, or what is broken in it. `in_zip` when it came out of a zip.
    """
    refuse_other_kinds(raw[:HEAD], in_zip)
    text = _decoded(raw).strip().lstrip("\ufeff").lstrip()
    if text.startswith("{\\rtf"):
        raise HandInError(WORDS["resaved"])
    if text.startswith("<"):
        text = _out_of_page(text)
    if not text.startswith(("{", "[")):
        raise HandInError(WORDS("text", sign="{"))
    try:
        return parse_hand_in(text.encode())
    except HandInError as problem:
        if "JSON" in str(problem) and SMART_KEY.search(text):
            raise HandInError(WORDS["resaved"]) from None
        raise


def refuse_other_kinds(head: bytes, in_zip: bool = False) -> None:
    """Raise HandInError for a file whose first bytes are not those of a text: what it is."""
    if not head.strip(b"\0"):
        raise HandInError(WORDS["empty"])
    if head.startswith(b"PK"):
        raise HandInError(_wrong("office") if OFFICE.search(head) else WORDS["zip_in_zip" if in_zip else "renamed_zip"])
    for kind, beginnings in BEGINNINGS.items():
        if head.startswith(beginnings):
            raise HandInError(_wrong(kind))
    if head[4:8] == b"ftyp":
        raise HandInError(_wrong("film"))


def _wrong(kind: str) -> str:
    return WORDS("wrong", kind=WORDS["kinds"][kind])


def _decoded(raw: bytes) -> str:
    for encoding in likely_encodings(raw):
        with suppress(UnicodeDecodeError):
            text = raw.decode(encoding)
            if "\0" not in text:
                return text
    raise HandInError(WORDS["no_text"])


def _out_of_page(page: str) -> str:
    """Return the JSON in a web page, as a learning platform keeps what was typed into it."""
    words = unescape(TAG.sub(" ", page)).replace("\xa0", " ")
    begin, end = words.find("{"), words.rfind("}")
    if FORMAT not in words or begin < 0:
        raise HandInError(WORDS["page"])
    return " ".join(words[begin : end + 1].splitlines())
