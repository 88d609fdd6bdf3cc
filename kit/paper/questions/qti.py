"""QTI, the standard of question banks: a content package with an item a question and a test with a section a lesson."""

import re

from kit.base.paths import beside
from kit.paper.questions.bank import Bank
from kit.paper.questions.xml import identifier, package, xml

EDITIONS = beside(__file__)
_TAG = re.compile(r"<[^>]*>")
_JOINT = re.compile(r"-([a-z])")
_FRAME = re.compile(r"</?qti-content-body>")  # 2.1 has none


def qti(bank: Bank, name: str) -> bytes:
    """Return the package, in an edition by its name: `qti3` or `qti21`."""
    return package(files(bank, name))


def files(bank: Bank, name: str) -> dict[str, str]:
    """Return the files of a package by their paths, in an edition by its name; an item's is called after its id."""
    paths = {one.id: f"items/{identifier(one.id)}.xml" for one in bank.questions}
    shared = {"bank": bank, "paths": paths, "edition": EDITIONS[name]}
    made = {f"{name}.xml": xml(f"qti_{name}", **shared) for name in ("imsmanifest", "test")}
    made |= {paths[one.id]: xml("qti_item", one=one, **shared) for one in bank.questions}
    return {path: in_camels(text) for path, text in made.items()} if EDITIONS[name]["in_camels"] else made


def in_camels(text: str) -> str:
    """Return QTI 3.0 as 2.1, which writes the same names in another way; words and values stay as they are.

    >>> in_camels('<qti-prompt show-hide="a-b">qti-x <qti-content-body>max-y</qti-content-body></qti-prompt>')
    '<prompt showHide="a-b">qti-x max-y</prompt>'
    """
    return _TAG.sub(lambda tag: _tag_in_camels(tag[0]), _FRAME.sub("", text))


def _tag_in_camels(tag: str) -> str:
    parts = tag.split('"')  # names, a value, names ...
    parts[::2] = [_JOINT.sub(lambda joint: joint[1].upper(), names.replace("qti-", "")) for names in parts[::2]]
    return '"'.join(parts)
