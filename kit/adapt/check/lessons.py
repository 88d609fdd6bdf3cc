"""What `python -m kit check` asks of a lesson that its form cannot tell: true quotations, fair shares of words.

And of the words that question the table: do they quote it exactly, do they know it? And of the questions: could a
learner pass them without the lesson? Whoever writes one takes care with the right option, so it grows longer; and a
wrong one is easily made wrong by a word such as `always`. Learners find both out. Run sheets and course plans must go
with their lessons; a kit without them is sound too.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from itertools import chain

from kit.adapt.check.inventory import File, Kit
from kit.base.errors import cut, listed, nearest, shown
from kit.content.course import BeforeAndAfter
from kit.content.lesson import is_written
from kit.content.lesson_form import LessonContent, Option, Question, complaints, twice
from kit.content.run_sheet_form import LENGTHS, Block, Course, Part, RunSheet
from kit.content.table_critique import KINDS, Coding, Critique, Missing, places_of, words_of
from kit.content.table_tests import PROBES, cells_of

UNFAIR = 0.15  # with so many words more or less than the mean, a model has not been given the same room
ABSOLUTE = re.compile(r"(?i)\b(always|never|only|all|nobody|no one|prove[sdn]?|every(body|one|thing)?|none|nothing)\b")
MOST_BY_LENGTH, MOST_BY_WORDS = 0.30, 0.32  # of all questions; above this a trick pays
DROP = "'drop options with an absolute word, then take the longest'"
ENOUGH = 12  # questions, from which on the two shares say something
# whose ids must each be its own
LISTS = {Missing: [("traditions",)], BeforeAndAfter: [("items",)], Critique: [("observations",), ("page", "questions")]}
ALREADY = "is a misreading of the lesson already; take another one."


def check_lesson(lesson: File, kit: Kit) -> Iterator[str]:
    """Yield what is wrong with one lesson that its form cannot tell."""
    yield from lesson.said(complaints(lesson.content))
    yield from (*check_quotes(lesson, kit), *check_balance(lesson))
    asked, models = lesson.content.predict, [one for one in kit.columns or {} if one in lesson.content.cells]
    if models and asked.form != "match" and asked.about not in (set(), set(models)):
        what = f"the prediction ({asked.form}) is about {listed(sorted(asked.about))}"
        yield from lesson.said([(("predict",), f"{what}; it must be about each of the models: {listed(models)}.")])


def check_quotes(lesson: File, kit: Kit) -> Iterator[str]:
    """Yield a complaint for each contested quotation that does not stand word for word in its cell."""
    columns, dimension = kit.columns or {}, (kit.dimensions or {}).get(lesson.path.stem)
    for number, contested in enumerate(lesson.content.contested):
        cell = kit.table.loc[dimension, columns[contested.model]] if dimension and contested.model in columns else ""
        if cell and contested.quote not in cell:
            where = f"{lesson.path.name}, line {lesson.places['contested', number, 'quote'][0]}"
            yield f"{where}: {misquoted(contested.quote, cell)}"


def check_balance(lesson: File) -> list[str]:
    """Return a complaint when a lesson has not about as many words for each model, or its vote for each stance."""
    vote = lesson.content.vote
    models = {
        model: len(f"{cell.meaning} {cell.strongest_case} {cell.hard_question} {breaks.case} {breaks.why}".split())
        for model, cell in lesson.content.cells.items()
        for breaks in [cell.counterexample]
    }
    stances = {stance.id: len(stance.reason.split()) for stance in (vote.options if vote else ())}
    all_ = {"the cells do not give each model": models, "the reasons of the vote do not give each stance": stances}
    return [f"{lesson.path.name}: {whose} {unfair}" for whose, sizes in all_.items() for unfair in uneven(sizes)]


def uneven(sizes: dict[str, int]) -> list[str]:
    """Return `the same room: ...` when somebody has far more or fewer words than the mean, else nothing."""
    mean = sum(sizes.values()) / max(1, len(sizes))
    low, high = mean * (1 - UNFAIR), mean * (1 + UNFAIR)
    if all(low <= size <= high for size in sizes.values()):
        return []
    words = listed(f"{cut(name)} {size}" for name, size in sizes.items())
    return [f"the same room: {words} words; each should have {low:.0f} to {high:.0f}."]


def check_source(kit: Kit) -> list[str]:
    """Return what is wrong in the critique, the coding, the missing traditions, the drafts, and what is asked twice."""
    lists = [(file, place) for file in kit.about_table for place in LISTS.get(type(file.content), ())]
    ids = [file.said(twice([(place, place[-1], reduce(getattr, place, file.content))])) for file, place in lists]
    checks = {Critique: check_critique, Coding: check_coding}
    known = [(checks[type(file.content)], file) for file in kit.about_table if type(file.content) in checks]
    return [*(complaint for check, file in known for complaint in check(file, kit)), *chain(*ids)]


def check_critique(file: File, kit: Kit) -> Iterator[str]:
    """Yield a complaint for each probe that there is not, and evidence that stands nowhere."""
    page, name = file.content.page, file.path.name
    table = [] if kit.table is None else [*kit.table.columns, *kit.table.index, *kit.table.to_numpy().ravel()]
    for place, (line, value) in file.places.items():
        where = f"{name}, line {line}"
        if "probes" in place[:-1] and value not in PROBES:
            rule = f"there is no probe {shown(value)}{nearest(value, list(PROBES))} There are: {', '.join(PROBES)}."
            yield f"{where}: {rule}"
        elif "evidence" in place[:-1] and table and not any(value in one for one in (*table, page.label, page.note)):
            rule = "does not stand word for word in the table or in the words around it."
            yield f"{where}: {shown(value, 200)} {rule}"


def check_coding(file: File, kit: Kit) -> Iterator[str]:
    """Yield a complaint for each coded word that does not stand in its cell."""
    cells = cells_of(kit.table, list(kit.columns)) if kit.columns is not None else {}
    for place, (line, quote) in file.places.items():
        match place:
            case ("cells", dimension, model, kind, int()) if kind in KINDS[1:] and (dimension, model) in cells:
                if not places_of(quote, words_of(cells[dimension, model])):
                    yield f"{file.path.name}, line {line}: {misquoted(quote, cells[dimension, model])}"


def misquoted(quote: str, cell: str) -> str:
    """Return what to say of words that a cell does not hold."""
    return f"{shown(quote, 200)} does not stand word for word in its cell, which says {shown(cell, 200)}."


def by_length(options: Iterable[Option]) -> float:
    """Return how likely the longest option is right: 1 or 0, or a part of 1 when several are equally long."""
    offered = tuple(options)
    longest = max(len(option.text) for option in offered)
    taken = [option for option in offered if len(option.text) == longest]
    return sum(option.right for option in taken) / len(taken)


def by_words(options: Iterable[Option]) -> float:
    """Return how likely the longest option without an absolute word is right; if each has one, the longest of all."""
    offered = tuple(options)
    return by_length([option for option in offered if not ABSOLUTE.search(option.text)] or offered)


def share(trick: Callable[[Iterable[Option]], float], asked: Collection[Question]) -> float:
    """Return the share of questions, 0 to 1, that a trick gets right; 0 when there is no question."""
    return sum(trick(question.options) for question in asked) / max(1, len(asked))


def note_on_questions(questions: Iterable[Question]) -> str:
    """Return a sentence with the two shares, or `` when there is no question."""
    asked = list(filter(is_written, questions))
    length, words = share(by_length, asked), share(by_words, asked)
    shares = f"'take the longest' gets {length:.0%} right, 'drop absolute words, then take the longest' {words:.0%}"
    return f"{len(asked)} questions: {shares}." if asked else ""


def check_questions(questions: Iterable[Question]) -> list[str]:
    """Return a complaint for each trick that gets more questions right than it may, naming where to begin.

    Of a few questions chance alone gets more right: none is judged below `ENOUGH`.
    """
    asked = list(filter(is_written, questions))
    tricks = {"'take the longest option'": (by_length, MOST_BY_LENGTH), DROP: (by_words, MOST_BY_WORDS)}
    return [
        f"The questions: {name} gets {right:.0%} right; at most {most:.0%} may be. Begin with "
        f"{', '.join([question.id for question in asked if trick(question.options) == 1][:5])}."
        for name, (trick, most) in tricks.items()
        if len(asked) >= ENOUGH and (right := share(trick, asked)) > most
    ]


def check_teaching(kit: Kit) -> list[str]:
    """Return what is wrong in the run sheets and the course that their form cannot tell, with file and line."""
    lessons = {lesson.path.stem: lesson.content for lesson in kit.lessons}
    found = [(sheet, sheet_complaints(sheet.content, lessons.get(sheet.path.stem))) for sheet in kit.run_sheets]
    found += [(kit.course, course_complaints(kit.course.content))] if kit.course else []
    whole = [(file, place, words) for file, wrong in found for place, words in wrong]
    return [f"{file.name}, line {file.places[place][0]}, {_spoken(place)}: {words}" for file, place, words in whole]


def _spoken(place: tuple) -> str:
    """Return a place as a person would say it."""
    return "".join(f" {part + 1}" if isinstance(part, int) else f", {part}" for part in place).removeprefix(", ")


def sheet_complaints(sheet: RunSheet, lesson: LessonContent | None) -> list[tuple[tuple, str]]:
    """Return what is wrong in a run sheet that its form cannot tell: the place in the file, and a sentence."""
    sums = [wrong for minutes in LENGTHS for wrong in _sum((f"plan_{minutes}",), sheet.plan(minutes), minutes)]
    return [*sums, *(_against(sheet, lesson) if lesson else ())]


def course_complaints(course: Course) -> Iterator[tuple[tuple, str]]:
    """Yield each unit whose minutes do not sum to the length of its plan: its place in the file, and a sentence."""
    for at, plan in enumerate(course.plans):
        for number, unit in enumerate(plan.units):
            yield from _sum(("plans", at, "units", number, "blocks"), unit.blocks, plan.minutes)


def _against(sheet: RunSheet, lesson: LessonContent) -> Iterator[tuple[tuple, str]]:
    """Yield what does not go with the lesson: a name that it lacks, a saying that it has among its misreadings."""
    ids = {"prompt": [one.id for one in lesson.prompts], "question": [one.id for one in lesson.questions]}
    read_before = {_bare(one.misreading) for one in lesson.misreadings}
    lacking = "the lesson has no {} {}{} It has: {}."
    blocks = [(f"plan_{minutes}", at, one) for minutes in LENGTHS for at, one in enumerate(sheet.plan(minutes))]
    names = [("prompt", (plan, at, "prompt"), one.prompt) for plan, at, one in blocks]
    names.append(("question", ("check_to_vote",), sheet.check_to_vote))
    for kind, place, name in names:
        if name and name not in ids[kind]:
            yield place, lacking.format(kind, shown(name), nearest(name, ids[kind]), listed(ids[kind]))
    for number, one in enumerate(sheet.learners_say):
        if _bare(one.says) in read_before:
            yield ("learners_say", number, "says"), f"{shown(one.says)} {ALREADY}"


def _sum(place: tuple, blocks: tuple[Block, ...] | tuple[Part, ...], minutes: int) -> list[tuple[tuple, str]]:
    total = sum(block.minutes for block in blocks)
    return [(place, f"the minutes sum to {total}; they must sum to {minutes}.")] if total != minutes else []


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!?")
