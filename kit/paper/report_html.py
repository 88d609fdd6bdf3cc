"""A report as one HTML page: nothing in it needs a network or a script."""

from html import escape
from pathlib import Path

from kit.answers.placements import Placement
from kit.answers.record import Chapter, Entry
from kit.base.labels import said, say, say_html
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.content.course import course_title
from kit.content.table import slug
from kit.paper.document import page
from kit.paper.report import MY_CASE, WHAT_IT_IS, Placed, Report, beside, byline, in_short
from kit.paper.report_markdown import to_markdown
from kit.paper.triangle_svg import bar_behind, triangle
from kit.views import cards, markup

NUMBERS_BELOW = said("The numbers are those of the table below.")


def to_html(one: Report) -> str:
    """Return the report as one HTML page."""
    name = one.name or say("report")
    return page(f"{course_title()}: {name}", body_of(one), _style())


def body_of(one: Report) -> str:
    """Return what the page shows, as HTML."""
    return (
        f"<header><h1>{escape(course_title())}</h1>{markup.paragraph(byline(one), 'kit-lead')}"
        f"{markup.paragraph(say(WHAT_IT_IS), 'kit-note')}</header>"
        + "".join(_case(placed, one) for placed in one.cases)
        + "".join(_chapter(chapter) for chapter in one.chapters)
        + (markup.paragraph(say("There are no answers in this report yet.")) if not one.chapters else "")
    )


def _style() -> str:
    return Path(__file__).with_name("report_html.css").read_text(encoding="utf-8")


def _case(placed: Placed, one: Report) -> str:
    return (
        f'<section class="kit-case"><h2>{say_html(MY_CASE, case=escape(placed.case.name))}</h2>'
        f"{markup.paragraph(placed.case.about)}"
        f"{markup.paragraph(in_short(placed, one.models))}{_path(placed, one)}{_profile(placed, one)}</section>"
    )


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
        f"{markup.paragraph(beside(entry), 'kit-note')}</article>"
    )


def _words(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br>")


def write_report(one: Report, folder: Path) -> tuple[Path, Path]:
    """Write the HTML page and the Markdown file and return their paths; raise KitError when that fails."""
    stem = f"report-{slug(one.name)[:40] or 'no_name'}-{one.made:%Y-%m-%d-%H%M}"
    paths = folder / f"{stem}.html", folder / f"{stem}.md"
    for path, text in zip(paths, (to_html(one), to_markdown(one)), strict=True):
        write_whole(path, text)
    return paths
