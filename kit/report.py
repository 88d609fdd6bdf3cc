"""`python -m kit report`: all that a learner did, as one HTML page that prints well and as one Markdown file."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kit import cards
from kit.content import Case, course_title
from kit.drawings import bar_behind, triangle
from kit.figures import MARKS
from kit.journal import Journal, open_journal
from kit.paths import PACKAGE
from kit.placements import Placement, Profile, placed_by_case, placements, profile
from kit.record import Chapter, Entry, chapters, known_cases, model_names
from kit.selection import asked
from kit.standalone import page
from kit.table import dimensions_of, load_table, slug
from kit.writing import write_whole

WHAT_IT_IS = "A record of work, not a mark: most of the questions here have no right answer."
STEPS = {
    "predict": "Predicted",
    "explore": "Bet",
    "check": "Checked",
    "place": "Placed",
    "discuss": "Discussed",
    "vote": "Voted",
    "case": "Chose",
    "profile": "Bet",
    "changes": "Looked back",
    "write_up": "Wrote",
    "label": "Asked",
    "mark_words": "Marked",
    "tests": "Tested",
    "rewrite": "Rewrote",
    "fourth_column": "Added",
}


class Placed(NamedTuple):
    """A case with its placements, and what they come to."""

    case: Case
    places: list[Placement]
    profile: Profile


class Report(NamedTuple):
    """What goes into a report: the name on it (or none), the cases that were placed, the chapters, when it was made."""

    name: str
    models: dict[str, str]
    numbers: dict[str, int]  # dimension -> its number in the table
    cases: list[Placed]
    chapters: list[Chapter]
    made: datetime


def report(journal: Journal, table: pd.DataFrame, name: str = "", left_out: Collection[str] = ()) -> Report:
    """Return the report without the items (`lesson/step/item`) that are left out; raise JournalError."""
    models = model_names(table)
    kept = [
        chapter._replace(entries=[entry for entry in chapter.entries if entry.key not in left_out])
        for chapter in chapters(journal, table)
    ]
    return Report(
        name.strip(),
        models,
        {id: number for number, id in enumerate(dimensions_of(table), 1)},
        _cases(journal, table, list(models), left_out),
        [chapter for chapter in kept if chapter.entries],
        datetime.now().astimezone(),
    )


def _cases(journal: Journal, table: pd.DataFrame, models: list[str], left_out: Collection[str]) -> list[Placed]:
    dimensions = dimensions_of(table)
    known = known_cases(journal)
    found = []
    for case in placed_by_case(journal, dimensions, models):
        places = [
            replace(one, reason="") if f"{one.dimension}/place/{case}/reason" in left_out else one
            for one in placements(journal, case, dimensions, models)
            if f"{one.dimension}/place/{case}" not in left_out
        ]
        if places:
            found.append(Placed(known.get(case, Case(case, case, "", "")), places, profile(places)))
    return found


def write_report(one: Report, folder: Path) -> tuple[Path, Path]:
    """Write the HTML page and the Markdown file and return their paths; raise KitError when that fails."""
    stem = f"report-{slug(one.name)[:40] or 'no_name'}-{one.made:%Y-%m-%d-%H%M}"
    paths = folder / f"{stem}.html", folder / f"{stem}.md"
    for path, text in zip(paths, (to_html(one), to_markdown(one)), strict=True):
        write_whole(path, text)
    return paths


def main(arguments: list[str]) -> int:
    """Write the report of whoever sits here, with what they selected on the page `14_case_file`."""
    journal = open_journal()
    chosen, folder = asked("report", "Write all that you did as one HTML page and one text.", arguments, journal)
    one = report(journal, load_table(), chosen.name, chosen.left_out)
    print(*write_report(one, folder), sep="\n")
    if chosen.left_out:
        print(f"Left out, as you chose on the page 14_case_file: {', '.join(sorted(chosen.left_out))}")
    return 0


# As a page


def to_html(one: Report) -> str:
    """Return the report as one HTML page: nothing in it needs a network or a script."""
    return page(f"{course_title()}: {one.name or 'report'}", body_of(one), _style())


def body_of(one: Report) -> str:
    """Return what the page shows, as HTML."""
    return (
        f"<header><h1>{escape(course_title())}</h1>{cards.paragraph(_byline(one), 'kit-lead')}"
        f"{cards.paragraph(WHAT_IT_IS, 'kit-note')}</header>"
        + "".join(_case(placed, one) for placed in one.cases)
        + "".join(_chapter(chapter) for chapter in one.chapters)
        + (cards.paragraph("There are no answers in this report yet.") if not one.chapters else "")
    )


def _style() -> str:
    return (PACKAGE / "report.css").read_text(encoding="utf-8")


def _case(placed: Placed, one: Report) -> str:
    return (
        f'<section class="kit-case"><h2>My case: {escape(placed.case.name)}</h2>{cards.paragraph(placed.case.about)}'
        f"{cards.paragraph(in_short(placed, one.models))}{_path(placed, one)}{_profile(placed, one)}</section>"
    )


def in_short(placed: Placed, models: dict[str, str]) -> str:
    """Return in words what the placements of a case come to."""
    found = placed.profile
    if len(placed.places) == 1:
        return f"Placed in one lesson, {found.most_mixed.title}: {shares(found.mean, models)}."
    return (
        f"Placed in {len(placed.places)} lessons. The mean is {shares(found.mean, models)}; a single lesson stands "
        f"{found.spread:.0f} of 100 points away from it, on average. Most mixed: {found.most_mixed.title}. "
        f"Most one-sided: {found.most_one_sided.title}."
    )


def shares(weights: dict[str, int], models: dict[str, str]) -> str:
    """Return weights in words: `Peer Production 60, Collectivism 10, Liberal Individualism 30`."""
    return ", ".join(f"{name} {weights[model]}" for model, name in models.items())


def _path(placed: Placed, one: Report) -> str:
    if len(one.models) != 3:
        return ""
    points = [
        (str(one.numbers[place.dimension]), [place.weights[model] for model in one.models]) for place in placed.places
    ]
    drawing = triangle(list(one.models.values()), list(MARKS[:3]), points, in_short(placed, one.models))
    caption = '<figcaption class="kit-note">The numbers are those of the table below.</figcaption>'
    return f"<figure>{drawing}{caption}</figure>"


def _profile(placed: Placed, one: Report) -> str:
    names = zip(MARKS, one.models.values(), strict=False)
    head = "".join(f'<th scope="col">{cards.name_of(mark, name)}</th>' for mark, name in names)
    rows = "".join(_placement(one.numbers[place.dimension], place, list(one.models)) for place in placed.places)
    return (
        '<table class="kit-table kit-profile"><thead><tr><th scope="col">Dimension</th>'
        f'{head}<th scope="col">Why</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _placement(number: int, place: Placement, models: list[str]) -> str:
    cells = "".join(
        f'<td style="{bar_behind(place.weights[model], mark)}">{place.weights[model]}</td>'
        for model, mark in zip(models, MARKS, strict=False)
    )
    return f'<tr><th scope="row">{number} {escape(place.title)}</th>{cells}<td>{_words(place.reason)}</td></tr>'


def _chapter(chapter: Chapter) -> str:
    return f"<section><h2>{escape(chapter.title)}</h2>{''.join(map(_entry, chapter.entries))}</section>"


def _entry(entry: Entry) -> str:
    return (
        f'<article><h3>{_words(entry.asked)}</h3><div class="kit-said">{_words(entry.answered)}</div>'
        f"{cards.paragraph(_beside(entry), 'kit-note')}</article>"
    )


def _words(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br>")


def _beside(entry: Entry) -> str:
    """Return what stands under an answer: the step, the day, the tries, and the first answer where it was another."""
    tries = f", {entry.tries} tries" if entry.tries > 1 and entry.first else ""
    first = f" First: {'; '.join(entry.first.splitlines())}" if entry.first else ""
    return f"{STEPS.get(entry.step, entry.step.replace('_', ' ').capitalize())} on {_day(entry.time)}{tries}.{first}"


def _day(time: datetime) -> str:
    return f"{time.day} {time:%B %Y}"


# As Markdown


def to_markdown(one: Report) -> str:
    """Return the report as Markdown, in which all that the learner wrote stays text."""
    parts = [f"# {plain(course_title())}", plain(_byline(one)), plain(WHAT_IT_IS)]
    for placed in one.cases:
        words = placed.case.about, in_short(placed, one.models)
        parts += [f"## My case: {plain(placed.case.name)}", *map(plain, words), _markdown_table(placed, one)]
    for chapter in one.chapters:
        parts += [f"## {plain(chapter.title)}"]
        for entry in chapter.entries:
            parts += [f"### {plain(' '.join(entry.asked.split()))}", quoted(entry.answered), plain(_beside(entry))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _byline(one: Report) -> str:
    return f"{one.name + ', ' if one.name else ''}{_day(one.made)}"


def _markdown_table(placed: Placed, one: Report) -> str:
    head = ["Dimension", *one.models.values(), "Why"]
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
