"""Rows and content as HTML: pure functions that return text, with everything from a file or a person escaped."""

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from kit.course_form import Source
from kit.figures import Mark
from kit.labels import known, say, say_html, say_number
from kit.language import CODE, language
from kit.lesson_form import Cell, Contested, Counterexample, Misreading, Reading, Term

if TYPE_CHECKING:
    import pandas as pd

    from kit.lesson import Column


def name_of(mark: Mark, name: str) -> str:
    """Return a model's name behind its sign: the sign carries the colour, so that colour is never alone."""
    return f'<span class="kit-sign" style="color:{mark.colour}" aria-hidden="true">{mark.sign}</span> {escape(name)}'


def paragraph(words: str, kind: str = "") -> str:
    """Return a paragraph, with a class for its kind (`kit-lead`, `kit-note`) if there is one."""
    return f'<p class="{kind}">{escape(words)}</p>' if kind else f"<p>{escape(words)}</p>"


def details(title: str, inside: str) -> str:
    """Return something to open: a native `<details>`, which keyboards and screen readers know."""
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def notice(words: str, kind: str = "plain") -> str:
    """Return a sentence in a box: `plain`, `right` or `trouble`; nothing when there are no words."""
    return f'<div class="kit-notice kit-{kind}">{escape(words)}</div>' if words else ""


def unfolded(column: "Column", cell: Cell | None, sources: dict[str, Source]) -> str:
    """Return one model's card: the cell, its meaning, its best case, its hard question, a case that does not fit."""
    parts = _explained(cell, sources) if cell else paragraph(say("Nobody has unpacked this cell yet."), "kit-note")
    return (
        f'<article class="kit-card" style="border-top-color:{column.mark.colour}">'
        f"<h3>{name_of(column.mark, column.name)}</h3><blockquote>{escape(column.cell)}</blockquote>{parts}</article>"
    )


def _explained(cell: Cell, sources: dict[str, Source]) -> str:
    parts = (
        (say("What it means"), cell.meaning),
        (say("Its strongest case"), cell.strongest_case),
        (say("Its hard question"), cell.hard_question),
    )
    return "".join(f"<h4>{escape(title)}</h4><p>{escape(words)}</p>" for title, words in parts) + details(
        say("A case that does not fit. Think of one first, then open"), _misfit(cell.counterexample, sources)
    )


def _misfit(case: Counterexample, sources: dict[str, Source]) -> str:
    return f"<p><strong>{escape(case.case)}</strong> {escape(case.why)}</p>{cited(case.source, sources)}"


def side_by_side(cards: list[str]) -> str:
    """Return cards in a row that breaks where the page is narrow."""
    return f'<div class="kit-cards">{"".join(cards)}</div>'


def cited(source: str, sources: dict[str, Source]) -> str:
    """Return a source as a line under a fact; an id that is not in `data/sources.yaml` shows as it is."""
    work = citation(sources[source]) if source in sources else escape(source)
    words = say_html("Source: {work}", work=work)
    return f'<p class="kit-source">{words}</p>'


def citation(source: Source) -> str:
    """Return authors, year, title, place and link of a source."""
    title = f"<cite>{escape(source.title)}</cite>"
    if re.match(r"https?://", source.link):
        title = f'<a href="{escape(source.link)}" target="_blank" rel="noopener">{title}</a>'
    place = f" {escape(source.published_in)}." if source.published_in else ""
    note = f" ({escape(source.note)})" if source.note else ""
    return f"{escape(source.authors)} ({escape(source.year)}). {title}.{place}{note}"


def terms(entries: tuple[Term, ...]) -> str:
    """Return the lesson's words and what they mean."""
    return "<dl>" + "".join(f"<dt>{escape(e.term)}</dt><dd>{escape(e.definition)}</dd>" for e in entries) + "</dl>"


def misreadings(entries: tuple[Misreading, ...]) -> str:
    """Return sentences that learners often say, each with an answer."""
    return "".join(f"<p><q>{escape(e.misreading)}</q><br>{escape(e.answer)}</p>" for e in entries)


def contested(entries: tuple[Contested, ...], columns: list["Column"]) -> str:
    """Return whose words of the cells somebody would object to, and why."""
    marks = {column.id: name_of(column.mark, column.name) for column in columns}
    who = escape(say("Who objects:"))
    return "".join(
        f"<p><strong>{marks.get(e.model, escape(e.model))}</strong>: <q>{escape(e.quote)}</q><br>{escape(e.issue)}"
        f"<br><em>{who}</em> {escape(e.who_objects)}</p>"
        for e in entries
    )


def readings(entries: tuple[Reading, ...], sources: dict[str, Source], names: dict[str, str]) -> str:
    """Return the lesson's readings, each with the side it takes and why to read it."""
    critical = say("A critical view")
    return "<ul>" + "".join(
        f"<li>{citation(sources[e.source]) if e.source in sources else escape(e.source)} "
        f"<em>{escape(names.get(e.model, critical))}.</em> {escape(e.why)}</li>"
        for e in entries
    ) + "</ul>"  # fmt: skip


def numbers(frame: "pd.DataFrame", caption: str) -> str:
    """Return a figure's numbers as a table with a caption and headed rows and columns."""
    head = "".join(f'<th scope="col">{escape(known(str(column)))}</th>' for column in frame.columns)
    rows = "".join(_row([escape(_in_words(value)) for value in row]) for row in frame.itertuples(index=False))
    return (
        f'<table class="kit-table"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _in_words(value: object) -> str:
    """Return a number as the language writes it, and words translated where they can be."""
    if language() == CODE:
        return str(value)
    return say_number(value) if isinstance(value, int | float) else known(str(value))


def heat(rows: list[tuple[str, list[int], str]], columns: list["Column"], caption: str) -> str:
    """Return points of 100 as a table of coloured cells, a row a name, with the reason at its end."""
    head = "".join(f'<th scope="col">{name_of(column.mark, column.name)}</th>' for column in columns)
    dimension, reason = escape(say("Dimension")), escape(say("Why"))
    body = "".join(_heat_row(name, points, why, columns) for name, points, why in rows)
    return (
        f'<div class="kit-heat" style="--models:{len(columns)}"><table class="kit-table">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">{dimension}</th>{head}<th scope="col">{reason}</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _heat_row(name: str, points: list[int], why: str, columns: list["Column"]) -> str:
    cells = "".join(
        # a colour with two more digits lets as much of the ground through: words stay readable at 100 points
        f'<td class="kit-points" style="background:{column.mark.colour}{round(1.5 * share):02x}">{share}</td>'
        for share, column in zip(points, columns, strict=True)
    )
    return f'<tr><th scope="row">{escape(name)}</th>{cells}<td class="kit-why">{escape(why)}</td></tr>'


def _row(cells: list[str]) -> str:
    return f'<tr><th scope="row">{cells[0]}</th>{"".join(f"<td>{cell}</td>" for cell in cells[1:])}</tr>'


def overview(table: "pd.DataFrame", marks: list[Mark], search: str = "", label: str = "") -> str:
    """Return the table itself, the words of `search` marked; dimensions are rows, models columns."""
    head = "".join(
        f'<th scope="col">{name_of(mark, title)}</th>' for mark, title in zip(marks, table.columns, strict=True)
    )
    rows = "".join(
        _row([marked(str(title), search), *(marked(cell, search) for cell in row)])
        for title, row in zip(table.index, table.itertuples(index=False), strict=True)
    )
    heard = escape(label or say("The table"))
    return (
        f'<div class="kit-scroll" tabindex="0" role="region" aria-label="{heard}">'
        '<table class="kit-table">'
        f'<thead><tr><th scope="col">{escape(str(table.index.name))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def marked(words: str, search: str) -> str:
    """Return words escaped, with every place where `search` stands marked, whatever its capitals.

    >>> marked("Free & free", "FREE")
    '<mark>Free</mark> &amp; <mark>free</mark>'
    """
    if not search:
        return escape(words)
    parts = re.split(f"({re.escape(search)})", words, flags=re.IGNORECASE)
    return "".join(f"<mark>{escape(part)}</mark>" if place % 2 else escape(part) for place, part in enumerate(parts))


def plain_text(html: str) -> str:
    """Return what is left of HTML where only text can be shown.

    >>> plain_text("<h3>Predict</h3><p>Which is <b>which</b>?</p>")
    'Predict\\nWhich is which?'
    """
    words = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    lines = re.sub(r"</(?:p|h\d|li|tr|dt|dd|summary|blockquote|caption|legend)>|<br>", "\n", words)
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</t[dh]><t", "</td> <t", lines)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
