"""What `python -m kit check` asks of a lesson that its form cannot tell: true quotations, fair shares of words."""

from kit.adapt.check.inventory import File, Kit
from kit.adapt.check.quotations import misquoted
from kit.base.errors import cut, listed
from kit.content.course import case_file_complaints
from kit.content.lesson_file import complaints

UNFAIR = 0.15  # with so many words more or less than the mean, a model has not been given the same room


def check_lesson(lesson: File, kit: Kit) -> list[str]:
    """Return what is wrong with one lesson that its form cannot tell."""
    found = [f"{lesson.path.name}: {complaint}" for complaint in complaints(lesson.content)]
    return [*found, *check_quotes(lesson, kit), *check_balance(lesson), *check_stances(lesson)]


def check_case_file(file: File | None) -> list[str]:
    """Return what is wrong with the case file's words; a kit may do without a case file."""
    return [f"{file.path.name}: {complaint}" for complaint in case_file_complaints(file.content)] if file else []


def check_quotes(lesson: File, kit: Kit) -> list[str]:
    """Return a complaint for each contested quotation that does not stand word for word in its cell."""
    columns, dimension = kit.columns or {}, (kit.dimensions or {}).get(lesson.path.stem)
    found = []
    for number, contested in enumerate(lesson.content.contested):
        cell = kit.table.loc[dimension, columns[contested.model]] if dimension and contested.model in columns else ""
        if cell and contested.quote not in cell:
            where = f"{lesson.path.name}, line {lesson.places['contested', number, 'quote'][0]}"
            found.append(f"{where}: {misquoted(contested.quote, cell)}")
    return found


def check_balance(lesson: File) -> list[str]:
    """Return a complaint when a lesson does not give each model about the same number of words."""
    sizes = {
        model: len(f"{cell.meaning} {cell.strongest_case} {cell.hard_question} {breaks.case} {breaks.why}".split())
        for model, cell in lesson.content.cells.items()
        for breaks in [cell.counterexample]
    }
    return [f"{lesson.path.name}: the cells do not give each model {unfair}" for unfair in uneven(sizes)]


def check_stances(lesson: File) -> list[str]:
    """Return a complaint when a vote does not argue for each stance in about the same number of words."""
    vote = lesson.content.vote
    sizes = {stance.id: len(stance.reason.split()) for stance in (vote.options if vote else ())}
    return [f"{lesson.path.name}: the reasons of the vote do not give each stance {unfair}" for unfair in uneven(sizes)]


def uneven(sizes: dict[str, int]) -> list[str]:
    """Return `the same room: ...` when somebody has far more or fewer words than the mean, else nothing."""
    mean = sum(sizes.values()) / max(1, len(sizes))
    low, high = mean * (1 - UNFAIR), mean * (1 + UNFAIR)
    if all(low <= size <= high for size in sizes.values()):
        return []
    words = listed(f"{cut(name)} {size}" for name, size in sizes.items())
    return [f"the same room: {words} words; each should have {low:.0f} to {high:.0f}."]
