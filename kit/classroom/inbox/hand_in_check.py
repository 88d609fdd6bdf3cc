"""What a file from outside is, by what is in it and not by its ending: a hand-in, or a kind of file with a name."""

import re
from contextlib import suppress
from html import unescape

from kit.answers.hand_in import FORMAT, HandIn, parse_hand_in
from kit.base.errors import HandInError
from kit.content.decoding import likely_encodings

ORIGINAL = "ask for the original file"
RESAVED = f"this was opened and saved in a word processor; {ORIGINAL}."
EMPTY = "this is empty; perhaps it is not fetched yet (OneDrive, iCloud). Open it once, or ask for it again."
CLOSED_ZIP = "a zip in a zip; unpack it yourself if you trust it."
# what a file is, and how it begins; whoever handed it in has chosen the wrong one
BEGINNINGS = {
    "a PDF": b"%PDF",
    "a picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    "a picture or a recording": b"RIFF",
    "a recording": b"ID3",
    "a document of an office program": b"\xd0\xcf\x11\xe0",
    "the file in which the answers are kept, not what is handed in": b"SQLite format 3",
    "an archive that is not read here": (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
}
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
        raise HandInError(RESAVED)
    if text.startswith("<"):
        text = _out_of_page(text)
    if not text.startswith(("{", "[")):
        raise HandInError(f"this is text, but no hand-in; a hand-in begins with {{. {ORIGINAL.capitalize()}.")
    try:
        return parse_hand_in(text.encode())
    except HandInError as problem:
        if "JSON" in str(problem) and SMART_KEY.search(text):
            raise HandInError(RESAVED) from None
        raise


def refuse_other_kinds(head: bytes, in_zip: bool = False) -> None:
    """Raise HandInError for a file whose first bytes are not those of a text: what it is."""
    if not head.strip(b"\0"):
        raise HandInError(EMPTY)
    if head.startswith(b"PK"):
        archive = CLOSED_ZIP if in_zip else "a zip under another name; let its name end in .zip."
        raise HandInError(f"this is {_wrong('a document of an office program') if OFFICE.search(head) else archive}")
    for kind, beginnings in BEGINNINGS.items():
        if head.startswith(beginnings):
            raise HandInError(f"this is {_wrong(kind)}")
    if head[4:8] == b"ftyp":
        raise HandInError(f"this is {_wrong('a picture or a film')}")


def _wrong(kind: str) -> str:
    return f"{kind}; {ORIGINAL}, which ends in .json."


def _decoded(raw: bytes) -> str:
    for encoding in likely_encodings(raw):
        with suppress(UnicodeDecodeError):
            text = raw.decode(encoding)
            if "\0" not in text:
                return text
    raise HandInError(f"this is no text, so no hand-in; {ORIGINAL}, which ends in .json.")


def _out_of_page(page: str) -> str:
    """Return the JSON in a web page, as a learning platform keeps what was typed into it."""
    words = unescape(TAG.sub(" ", page)).replace("\xa0", " ")
    begin, end = words.find("{"), words.rfind("}")
    if FORMAT not in words or begin < 0:
        raise HandInError(f"this is a web page or a text typed on the platform, no hand-in; {ORIGINAL}.")
    return " ".join(words[begin : end + 1].splitlines())
