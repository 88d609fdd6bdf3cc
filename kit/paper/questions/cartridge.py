"""Common Cartridge 1.1, which Canvas and others read: a quiz a lesson, in QTI 1.2."""

from collections.abc import Iterator

from kit.content.lesson_form import Option
from kit.paper.questions.bank import Bank, Question
from kit.paper.questions.xml import package, xml


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
