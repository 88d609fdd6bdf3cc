"""What `python -m kit check` asks of run sheets and course plans; a kit without them is sound too."""

from kit.adapt.check.inventory import Kit
from kit.base.errors import listed, nearest, shown
from kit.content.lesson_form import LessonContent
from kit.content.run_sheet_form import LENGTHS, Block, Course, Part, RunSheet

ALREADY = "is a misreading of the lesson already; take another one."


def check_teaching(kit: Kit) -> list[str]:
    """Return what is wrong in the run sheets and the course that their form cannot tell, with file and line."""
    lessons = {lesson.path.stem: lesson.content for lesson in kit.lessons}
    found = [(sheet, complaints(sheet.content, lessons.get(sheet.path.stem))) for sheet in kit.run_sheets]
    found += [(kit.course, course_complaints(kit.course.content))] if kit.course else []
    return [
        f"{file.name}, line {file.places[place][0]}, {_spoken(place)}: {words}"
        for file, wrong in found
        for place, words in wrong
    ]


def _spoken(place: tuple) -> str:
    """Return a place as a person would say it.

    >>> _spoken(("plans", 1, "units", 0, "blocks"))
    'plans 2, units 1, blocks'
    """
    return "".join(f" {part + 1}" if isinstance(part, int) else f", {part}" for part in place).removeprefix(", ")


def complaints(sheet: RunSheet, lesson: LessonContent | None) -> list[tuple[tuple, str]]:
    """Return what is wrong in a run sheet that its form cannot tell: the place in the file, and a sentence."""
    sums = [wrong for minutes in LENGTHS for wrong in _sum((f"plan_{minutes}",), sheet.plan(minutes), minutes)]
    return sums + (_against(sheet, lesson) if lesson else [])


def course_complaints(course: Course) -> list[tuple[tuple, str]]:
    """Return each unit whose minutes do not sum to the length of its plan: its place in the file, and a sentence."""
    return [
        complaint
        for at, plan in enumerate(course.plans)
        for number, unit in enumerate(plan.units)
        for complaint in _sum(("plans", at, "units", number, "blocks"), unit.blocks, plan.minutes)
    ]


def _against(sheet: RunSheet, lesson: LessonContent) -> list[tuple[tuple, str]]:
    """Return what does not go with the lesson: a prompt that it lacks, a saying that it has among its misreadings."""
    prompts = [prompt.id for prompt in lesson.prompts]
    read_before = {_bare(one.misreading) for one in lesson.misreadings}
    lacking = "the lesson has no prompt {}{} It has: {}."
    return [
        *(
            ((f"plan_{minutes}", at, "prompt"), lacking.format(shown(name), nearest(name, prompts), listed(prompts)))
            for minutes in LENGTHS
            for at, name in enumerate(block.prompt for block in sheet.plan(minutes))
            if name and name not in prompts
        ),
        *(
            (("learners_say", number, "says"), f"{shown(one.says)} {ALREADY}")
            for number, one in enumerate(sheet.learners_say)
            if _bare(one.says) in read_before
        ),
    ]


def _sum(place: tuple, blocks: tuple[Block, ...] | tuple[Part, ...], minutes: int) -> list[tuple[tuple, str]]:
    total = sum(block.minutes for block in blocks)
    return [(place, f"the minutes sum to {total}; they must sum to {minutes}.")] if total != minutes else []


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!?")
