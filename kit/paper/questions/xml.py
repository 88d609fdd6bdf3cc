"""XML and packages of it, which all formats but one are.

Moodle's own: categories by lesson, a reply to each option, votes that give no points, ids that Moodle keeps. Common
Cartridge 1.1, which Canvas and others read: a quiz a lesson, in QTI 1.2. QTI, the standard of question banks: a content
package with an item a question and a test with a section a lesson.
"""

import re
from collections.abc import Iterator

from kit.base.paths import beside
from kit.base.zipped import zipped
from kit.content.lesson_form import Option
from kit.paper.questions.bank import NO_KEY, Bank, Question, in_words
from kit.views.templates import render

EDITIONS = beside(__file__)
_TAG = re.compile(r"<[^>]*>")
_JOINT = re.compile(r"-([a-z])")
_FRAME = re.compile(r"</?qti-content-body>")  # 2.1 has none
_NOWHERE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold them, escaped or not


def moodle(bank: Bank) -> str:
    """Return all questions as one XML document, in which all words are plain text and no HTML."""
    return xml("moodle", bank=bank)


def cartridge(bank: Bank) -> bytes:
    """Return the package; it knows no match, so each cell is a question, and no vote, which asks for words instead."""
    quizzes = {f"quiz.{chapter.id}": chapter for chapter in bank.chapters}
    made = {"imsmanifest.xml": xml("cc_manifest", bank=bank, quizzes=quizzes)}
    for ident, chapter in quizzes.items():
        questions = [part for one in chapter.questions for part in _apart(one)]
        made[f"{ident}.xml"] = xml("cc_quiz", ident=ident, chapter=chapter, questions=questions)
    return package(made)


def _apart(one: Question) -> Iterator[Question]:
    """Yield a match as a question for each cell, and anything else as it is."""
    for number, pair in enumerate(one.pairs, 1):
        models = [Option(id=model.id, text=model.name, feedback="", right=model.id == pair.id) for model in one.models]
        yield Question(f"{one.id}.{pair.id}", f"{one.name} {number}", f"{one.stem}\n{pair.cell}", models)
    if not one.pairs:
        yield one


def qti(bank: Bank, name: str) -> bytes:
    """Return the package, in an edition by its name: `qti3` or `qti21`."""
    return package(qti_files(bank, name))


def qti_files(bank: Bank, name: str) -> dict[str, str]:
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


def xml(name: str, **values: object) -> str:
    """Return a template of this folder filled in; all values in it are escaped."""
    given = {"id": identifier, "in_words": in_words, "no_key": NO_KEY, **values}
    return _NOWHERE.sub("", render(f"paper/questions/{name}.xml", **given))


def package(files: dict[str, str]) -> bytes:
    """Return the zip of these texts by their paths: the same bytes whenever they are the same."""
    return zipped((path, text.encode()) for path, text in files.items())


def identifier(id_: str) -> str:
    """Return an id as XML has it, where none may begin with a digit.

    >>> identifier("governance"), identifier("2_sides")
    ('governance', '_2_sides')
    """
    return f"_{id_}" if id_[:1].isdigit() else id_
