"""A report as one HTML page: nothing in it needs a network or a script."""

from pathlib import Path

from kit.base.labels import say
from kit.base.writing import write_whole
from kit.content.columns import MARKS
from kit.content.course import course_title
from kit.content.table import slug
from kit.paper.document import page, text_of
from kit.paper.report import MY_CASE, WHAT_IT_IS, Placed, Report, beside, byline, in_short, to_markdown
from kit.paper.triangle_svg import bar_behind, triangle
from kit.views.templates import render


def to_html(one: Report) -> str:
    """Return the report as one HTML page."""
    name = one.name or say("report")
    return page(f"{course_title()}: {name}", body_of(one), text_of("report_html.css"))


def body_of(one: Report) -> str:
    """Return what the page shows, as HTML."""
    return render(
        "paper/templates/report.html",
        report=one,
        title=course_title(),
        what_it_is=WHAT_IT_IS,
        my_case=MY_CASE,
        marks=MARKS,
        path=_path,
        in_short=in_short,
        byline=byline,
        beside=beside,
        bar_behind=bar_behind,
    )


def _path(placed: Placed, one: Report) -> str:
    points = [
        (str(one.numbers[place.dimension]), [place.weights[model] for model in one.models]) for place in placed.places
    ]
    return triangle(list(one.models.values()), list(MARKS[:3]), points, in_short(placed, one.models))


def write_report(one: Report, folder: Path) -> tuple[Path, Path]:
    """Write the HTML page and the Markdown file and return their paths; raise KitError when that fails."""
    stem = f"report-{slug(one.name)[:40] or 'no_name'}-{one.made:%Y-%m-%d-%H%M}"
    paths = folder / f"{stem}.html", folder / f"{stem}.md"
    for path, text in zip(paths, (to_html(one), to_markdown(one)), strict=True):
        write_whole(path, text)
    return paths
