"""A report as Markdown, in which all that the learner wrote stays text."""

import re

from kit.base.labels import say
from kit.content.course import course_title
from kit.paper.report import MY_CASE, WHAT_IT_IS, Placed, Report, beside, byline, in_short


def to_markdown(one: Report) -> str:
    """Return the report as Markdown."""
    parts = [f"# {plain(course_title())}", plain(byline(one)), plain(say(WHAT_IT_IS))]
    for placed in one.cases:
        words = placed.case.about, in_short(placed, one.models)
        parts += [f"## {plain(say(MY_CASE, case=placed.case.name))}", *map(plain, words), _table(placed, one)]
    for chapter in one.chapters:
        parts += [f"## {plain(chapter.title)}"]
        for entry in chapter.entries:
            parts += [f"### {plain(' '.join(entry.asked.split()))}", quoted(entry.answered), plain(beside(entry))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(placed: Placed, one: Report) -> str:
    head = [say("Dimension"), *one.models.values(), say("Why")]
    rows = [
        [
            f"{one.numbers[place.dimension]} {place.title}",
            *(str(place.weights[model]) for model in one.models),
            " ".join(place.reason.split()),
        ]
        for place in placed.places
    ]
    lines = [[plain(cell) for cell in head], ["---"] * len(head), *([plain(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(text: str) -> str:
    """Return text in which nothing is markup for Markdown.

    >>> print(plain("<b> *a* | [b](c)"))
    \\<b\\> \\*a\\* \\| \\[b\\](c)
    """
    return re.sub(r"([\\`*_\[\]<>|&~$#!])", r"\\\1", text.strip())


def quoted(text: str) -> str:
    """Return text as a quotation, each line a line of its own."""
    return "\n".join(f"> {_line(line)}" for line in text.strip().splitlines())


def _line(line: str) -> str:
    """Return a line that cannot begin a list or a heading, and that breaks where the learner broke it."""
    bullets = re.sub(r"^(\s*)([-+=])", r"\1\\\2", plain(line))
    return re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", bullets) + "  "
