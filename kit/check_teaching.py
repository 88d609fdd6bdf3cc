"""What `python -m kit check` asks of run sheets and course plans; a kit without them is sound too."""

from kit import teaching
from kit.inventory import File, Kit


def check_teaching(kit: Kit) -> list[str]:
    """Return what is wrong in the run sheets and the course that their form cannot tell, with file and line."""
    lessons = {lesson.path.stem: lesson.content for lesson in kit.lessons}
    return [
        *(
            complaint
            for sheet in kit.run_sheets
            for complaint in _located(sheet, teaching.complaints(sheet.content, lessons.get(sheet.path.stem)))
        ),
        *(_located(kit.course, teaching.course_complaints(kit.course.content)) if kit.course else []),
    ]


def _located(file: File, found: list[tuple[tuple, str]]) -> list[str]:
    return [f"{file.name}, line {file.places[place][0]}, {_spoken(place)}: {words}" for place, words in found]


def _spoken(place: tuple) -> str:
    """Return a place as a person would say it.

    >>> _spoken(("plans", 1, "units", 0, "blocks"))
    'plans 2, units 1, blocks'
    """
    return "".join(f" {part + 1}" if isinstance(part, int) else f", {part}" for part in place).removeprefix(", ")
