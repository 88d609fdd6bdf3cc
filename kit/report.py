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
from kit.content import course_title
from kit.course_form import Case
from kit.drawings import bar_behind, triangle
from kit.figures import MARKS
from kit.journal import Journal, open_journal
from kit.labels import known, said, say, say_day, say_html, say_number
from kit.paths import PACKAGE
from kit.placements import Placement, Profile, placed_by_case, placements, profile
from kit.record import Chapter, Entry, chapters, known_cases, model_names
from kit.selection import asked
from kit.standalone import page
from kit.table import dimensions_of, load_table, slug
from kit.writing import write_whole

WHAT_IT_IS = said("A record of work, not a mark: most of the questions here have no right answer.")
MY_CASE = said("My case: {case}")
NUMBERS_BELOW = said("The numbers are those of the table below.")
STEPS = {
    "predict": said("Predicted"),
    "explore": said("Bet"),
    "check": said("Checked"),
    "place": said("Placed"),
    "discuss": said("Discussed"),
    "vote": said("Voted"),
    "case": said("Chose"),
    "profile": said("Bet"),
    "changes": said("Looked back"),
    "write_up": said("Wrote"),
    "label": said("Asked"),
    "mark_words": said("Marked"),
    "tests": said("Tested"),
    "rewrite": said("Rewrote"),
    "fourth_column": said("Added"),
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
    """Write the report of whoever sits here, with what they selected on the page of their case file."""
    journal = open_journal()
    chosen, folder = asked("report", "Write all that you did as one HTML page and one text.", arguments, journal)
    one = report(journal, load_table(), chosen.name, chosen.left_out)
    print(*write_report(one, folder), sep="\n")
    if chosen.left_out:
        items = ", ".join(sorted(chosen.left_out))
        print(say("Left out, as you chose on the page of your case file: {items}", items=items))
    return 0


# As a page


def to_html(one: Report) -> str:
    """Return the report as one HTML page: nothing in it needs a network or a script."""
    name = one.name or say("report")
    return page(f"{course_title()}: {name}", body_of(one), _style())


def body_of(one: Report) -> str:
    """Return what the page shows, as HTML."""
    return (
        f"<header><h1>{escape(course_title())}</h1>{cards.paragraph(_byline(one), 'kit-lead')}"
        f"{cards.paragraph(say(WHAT_IT_IS), 'kit-note')}</header>"
        + "".join(_case(placed, one) for placed in one.cases)
        + "".join(_chapter(chapter) for chapter in one.chapters)
        + (cards.paragraph(say("There are no answers in this report yet.")) if not one.chapters else "")
    )


def _style() -> str:
    return (PACKAGE / "report.css").read_text(encoding="utf-8")


def _case(placed: Placed, one: Report) -> str:
    return (
        f'<section class="kit-case"><h2>{say_html(MY_CASE, case=escape(placed.case.name))}</h2>'
        f"{cards.paragraph(placed.case.about)}"
        f"{cards.paragraph(in_short(placed, one.models))}{_path(placed, one)}{_profile(placed, one)}</section>"
    )


def in_short(placed: Placed, models: dict[str, str]) -> str:
    """Return in words what the placements of a case come to."""
    found = placed.profile
    if len(placed.places) == 1:
        mean = shares(found.mean, models)
        return say("Placed in one lesson, {dimension}: {shares}.", dimension=found.most_mixed.title, shares=mean)
    return say(
        "Placed in {number} lessons. The mean is {mean}; a single lesson stands {spread} of 100 points away from it, "
        "on average. Most mixed: {most_mixed}. Most one-sided: {most_one_sided}.",
        number=len(placed.places), mean=shares(found.mean, models), spread=say_number(found.spread, 0),
        most_mixed=found.most_mixed.title, most_one_sided=found.most_one_sided.title,
    )  # fmt: skip


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
    caption = f'<figcaption class="kit-note">{escape(say(NUMBERS_BELOW))}</figcaption>'
    return f"<figure>{drawing}{caption}</figure>"


def _profile(placed: Placed, one: Report) -> str:
    names, dimension, why = zip(MARKS, one.models.values(), strict=False), escape(say("Dimension")), escape(say("Why"))
    head = "".join(f'<th scope="col">{cards.name_of(mark, name)}</th>' for mark, name in names)
    rows = "".join(_placement(one.numbers[place.dimension], place, list(one.models)) for place in placed.places)
    return (
        f'<table class="kit-table kit-profile"><thead><tr><th scope="col">{dimension}</th>'
        f'{head}<th scope="col">{why}</th></tr></thead><tbody>{rows}</tbody></table>'
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
    did, day = known(STEPS.get(entry.step, entry.step.replace("_", " ").capitalize())), say_day(entry.time)
    if not entry.first:
        return say("{did} on {day}.", did=did, day=day)
    first = say("First: {answer}", answer="; ".join(entry.first.splitlines()))
    if entry.tries == 1:
        return say("{did} on {day}.", did=did, day=day) + f" {first}"
    return say("{did} on {day}, {tries} tries.", did=did, day=day, tries=entry.tries) + f" {first}"


# As Markdown


def to_markdown(one: Report) -> str:
    """Return the report as Markdown, in which all that the learner wrote stays text."""
    parts = [f"# {plain(course_title())}", plain(_byline(one)), plain(say(WHAT_IT_IS))]
    for placed in one.cases:
        words = placed.case.about, in_short(placed, one.models)
        parts += [f"## {plain(say(MY_CASE, case=placed.case.name))}", *map(plain, words), _markdown_table(placed, one)]
    for chapter in one.chapters:
        parts += [f"## {plain(chapter.title)}"]
        for entry in chapter.entries:
            parts += [f"### {plain(' '.join(entry.asked.split()))}", quoted(entry.answered), plain(_beside(entry))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _byline(one: Report) -> str:
    return f"{one.name + ', ' if one.name else ''}{say_day(one.made)}"


def _markdown_table(placed: Placed, one: Report) -> str:
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
