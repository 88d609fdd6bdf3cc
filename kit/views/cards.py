"""Rows and content as HTML: pure functions that return text, with everything from a file or a person escaped."""

import re
from html import escape
from types import ModuleType
from typing import TYPE_CHECKING

from kit.base.labels import said, say, say_html, say_many
from kit.content.columns import Mark
from kit.content.course_form import Source
from kit.content.lesson_form import (
    Cell,
    Contested,
    Counterexample,
    Explore,
    Misreading,
    Prompt,
    Question,
    Reading,
    Term,
)
from kit.views import markup
from kit.views.contract import Picture
from kit.views.markup import _row, details, marked, paragraph

if TYPE_CHECKING:
    import pandas as pd

    from kit.content.columns import Column


def name_of(mark: Mark, name: str) -> str:
    """Return a model's name behind its sign: the sign carries the colour, so that colour is never alone."""
    return f'<span class="kit-sign" style="color:{mark.colour}" aria-hidden="true">{mark.sign}</span> {escape(name)}'


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


def numbers_of(picture: Picture) -> str:
    """Return a picture's numbers, to open on demand."""
    return markup.details(
        say("The numbers in this picture"), markup.numbers(picture.numbers, say("What the picture shows, in numbers"))
    )


READ, TRY = said("How to read it"), said("Things to try")


def guide(explore: Explore | None) -> str:
    """Return how a figure is read and what to try with it, beside each other where there is room; `` for no words."""
    if explore is None:
        return ""
    read = "".join(f"<p>{markup.emphasised(one)}</p>" for one in explore.how_to_read.splitlines() if one.strip())
    tries = "".join(f"<li>{markup.emphasised(one)}</li>" for one in explore.things_to_try)
    to_try = f"<div><h4>{escape(say(TRY))}</h4><ol>{tries}</ol></div>" if tries else ""
    return f'<div class="kit-guide"><div><h4>{escape(say(READ))}</h4>{read}</div>{to_try}</div>'


def basis(explorable: ModuleType, sources: dict[str, Source]) -> str:
    """Return what a figure rests on: a model's assumptions, the sources of the evidence; and what it leaves out."""
    assumed = "".join(f"<li>{escape(say(line))}</li>" for line in explorable.ASSUMPTIONS)
    shown = "".join(f"<li>{cited(source, sources)}</li>" for source in explorable.SOURCES)
    leaves_out = markup.paragraph(say(explorable.LEAVES_OUT))
    return (
        (markup.details(say("What this figure assumes"), f"<ul>{assumed}</ul>") if assumed else "")
        + (markup.details(say("Where this comes from"), f"<ul>{shown}</ul>") if shown else "")
        + markup.details(say("What does this picture leave out? Say it yourself first, then open"), leaves_out)
    )


def question_card(number: int, question: Question) -> str:
    """Return a question with its options, before anybody has chosen."""
    options = "".join(f"<li>{escape(option.text)}</li>" for option in question.options)
    return f'<div class="kit-box"><p><strong>{number}. {escape(question.stem)}</strong></p><ul>{options}</ul></div>'


def prompt_card(prompt: Prompt) -> str:
    """Return what is asked in a prompt, in which form and for how long."""
    how = say("{form}, {minutes} minutes", form=prompt.form.capitalize(), minutes=prompt.minutes)
    title = f"<h3>{escape(say(prompt.kind).capitalize())}</h3>"
    return title + markup.paragraph(prompt.prompt) + markup.paragraph(how, "kit-note")


FIRST_READING = said(
    "The places of these cases are a first reading by the authors of this kit, not a measurement. "
    "Where would you move one?"
)


def without(number: int) -> str:
    """Return that so many cases of the kit are left out, and why; nothing for none."""
    words = say_many(
        "1 case is left out of this comparison: the kit has read it for other columns than those of this table.",
        "{number} cases are left out of this comparison: the kit has read them for other columns than those of this "
        "table.",
        number,
    )
    return markup.notice(words) if number else ""
