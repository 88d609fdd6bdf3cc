"""A lesson's YAML, read: held against its form, and asked what a form cannot tell."""

from pathlib import Path

from kit.base.errors import ContentError, cut, shown
from kit.base.language import each_language
from kit.base.paths import data_path
from kit.content.lesson_form import LessonContent
from kit.content.translation import read_spoken


@each_language
def load_content(lesson: str) -> LessonContent:
    """Return the checked content of a lesson, by its dimension's id; raise ContentError when it breaks its form."""
    return read_content(data_path("lessons", f"{lesson}.yaml"))


def read_content(path: Path) -> LessonContent:
    """Return the lesson content of one file, its questions and ids checked; raise ContentError otherwise."""
    content = read_spoken(path, LessonContent)
    for complaint in complaints(content):
        raise ContentError(f"{path.name}: {complaint}")
    return content


def complaints(content: LessonContent) -> list[str]:
    """Return what is wrong in a lesson's content that its form alone cannot tell, in sentences."""
    found = twice(_with_ids(content))
    for number, question in enumerate(content.questions, 1):
        right = sum(option.right for option in question.options)
        if right != 1:
            which = f"question {number} ({cut(question.id)})"
            found.append(f"{which} has {right} right options; exactly one must be right.")
        if (question.misreading or 0) > len(content.misreadings):
            which = f"question {number} ({cut(question.id)}) names misreading {question.misreading}"
            found.append(f"{which}; this lesson has {len(content.misreadings)}.")
    if (right := sum(option.right for option in content.bet.options)) > 1:
        found.append(f"the bet has {right} right options; the figure bears out one of them, or none.")
    for number, known in enumerate(content.known_cases, 1):
        total = sum(known.weights.values())
        if total != 100:
            which = f"known case {number} ({cut(known.case)})"
            found.append(f"{which} has weights that sum to {total}; they must sum to 100.")
    return found


def twice(parts: list[tuple[str, tuple]]) -> list[str]:
    """Return a sentence for each id that stands twice in a part of a file, by what the part is called."""
    return [
        f"{part}: the id {shown(twice)} stands twice; each must be its own, because saved answers hang on it."
        for part, items in parts
        for twice in doubles([item.id for item in items])
    ]


def _with_ids(content: LessonContent) -> list[tuple[str, tuple]]:
    choices = (*content.questions, content.bet)
    return [
        ("the questions and the guess", choices),
        ("the prompts", content.prompts),
        *((cut(choice.id), choice.options) for choice in choices),
        *([(f"the vote {cut(content.vote.id)}", content.vote.options)] if content.vote else []),
    ]


def doubles(ids: list[str]) -> list[str]:
    """Return what stands in a list more than once."""
    return sorted({one for one in ids if ids.count(one) > 1})
