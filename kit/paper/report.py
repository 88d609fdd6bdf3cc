"""A report: what goes into it, and in the same words its page, which needs no network or script, and its Markdown."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from kit.answers.journal import Journal
from kit.answers.keys import PLACE, REASON, Key
from kit.answers.placements import Placement, Profile, placed_by_case, placements, profile
from kit.answers.record import Chapter, Entry, chapters, known_cases, model_names
from kit.base.labels import known, prose, say, say_day, say_number
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.content.course import Case, course_title
from kit.content.table import dimensions_of, slug
from kit.paper.document import bar_behind, page, text_of, triangle
from kit.views.templates import render, render_text

WORDS = prose(__file__)
_LISTS = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")  # how a list begins in Markdown, or a line under a heading


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
    every = chapters(journal, table)
    kept = [one._replace(entries=[entry for entry in one.entries if entry.key not in left_out]) for one in every]
    numbers = {id_: number for number, id_ in enumerate(dimensions_of(table), 1)}
    cases, worked = _cases(journal, table, list(models), left_out), [chapter for chapter in kept if chapter.entries]
    return Report(name.strip(), models, numbers, cases, worked, datetime.now().astimezone())


def _cases(journal: Journal, table: pd.DataFrame, models: list[str], left_out: Collection[str]) -> list[Placed]:
    dimensions = dimensions_of(table)
    known = known_cases(journal)
    found = []
    for case in placed_by_case(journal, dimensions, models):
        places = [
            replace(one, reason="") if str(Key(one.dimension, PLACE, case + REASON)) in left_out else one
            for one in placements(journal, case, dimensions, models)
            if str(Key(one.dimension, PLACE, case)) not in left_out
        ]
        if places:
            found.append(Placed(known.get(case, Case(case, case, "", "")), places, profile(places)))
    return found


def in_short(placed: Placed, models: dict[str, str]) -> str:
    """Return in words what the placements of a case come to."""
    found = placed.profile
    mean = ", ".join(f"{name} {found.mean[model]}" for model, name in models.items())
    if len(placed.places) == 1:
        return say("Placed in one lesson, {dimension}: {shares}.", dimension=found.most_mixed.title, shares=mean)
    ends = {"most_mixed": found.most_mixed.title, "most_one_sided": found.most_one_sided.title}
    return WORDS("placed", number=len(placed.places), mean=mean, spread=say_number(found.spread, 0), **ends)


def byline(one: Report) -> str:
    """Return the name on a report, if there is one, and the day."""
    return f"{one.name + ', ' if one.name else ''}{say_day(one.made)}"


def beside(entry: Entry) -> str:
    """Return what stands under an answer: the step, the day, the tries, and the first answer where it was another."""
    other = known(entry.step.replace("_", " ").capitalize())
    did, day = dict(WORDS["did"].items()).get(entry.step, other), say_day(entry.time)
    once = say("{did} on {day}.", did=did, day=day)
    if not entry.first:
        return once
    often = once if entry.tries == 1 else say("{did} on {day}, {tries} tries.", did=did, day=day, tries=entry.tries)
    first = say("First: {answer}", answer="; ".join(entry.first.splitlines()))
    return f"{often} {first}"


def to_html(one: Report) -> str:
    """Return the report as one HTML page."""
    name = one.name or say("report")
    return page(f"{course_title()}: {name}", body_of(one), text_of("report_html.css"))


def body_of(one: Report) -> str:
    """Return what the page shows, as HTML."""
    return render("paper/templates/report.html", marks=MARKS, path=_path, bar_behind=bar_behind, **_told(one))


def _told(one: Report) -> dict[str, Any]:
    """Return what a report says in both of its forms."""
    told = {"report": one, "title": course_title(), "words": WORDS}
    return {**told, "in_short": in_short, "byline": byline, "beside": beside}


def _path(placed: Placed, one: Report) -> str:
    points = [(str(one.numbers[it.dimension]), [it.weights[model] for model in one.models]) for it in placed.places]
    return triangle(list(one.models.values()), list(MARKS[:3]), points, in_short(placed, one.models))


def write_report(one: Report, folder: Path) -> tuple[Path, Path]:
    """Write the HTML page and the Markdown file and return their paths; raise KitError when that fails."""
    stem = f"report-{slug(one.name)[:40] or 'no_name'}-{one.made:%Y-%m-%d-%H%M}"
    paths = folder / f"{stem}.html", folder / f"{stem}.md"
    for path, text in zip(paths, (to_html(one), to_markdown(one)), strict=True):
        write_whole(path, text)
    return paths


def to_markdown(one: Report) -> str:
    """Return the report as Markdown, in which all that the learner wrote stays text."""
    return render_text("paper/templates/report.md", plain=plain, quoted=quoted, **_told(one))


def plain(text: str) -> str:
    """Return text in which nothing is markup for Markdown."""
    return re.sub(r"([\\`*_\[\]<>|&~$#!])", r"\\\1", text.strip())


def quoted(text: str) -> str:
    """Return text as a quotation, each line a line of its own."""
    lines = [_LISTS.sub(r"\1\\", plain(line)) for line in text.strip().splitlines()]
    return "\n".join(f"> {line}  " for line in lines)  # two spaces, for it breaks where the learner broke it
