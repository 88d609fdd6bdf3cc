"""Rows and content as HTML: pure functions, in which whatever comes from a file or a person is escaped by its type."""

import re
from typing import TYPE_CHECKING

from kit.base.labels import said, say, say_html
from kit.base.prose import prose
from kit.content.columns import Column, Mark
from kit.content.course_form import Source
from kit.content.lesson_form import Cell, Contested, Explore, Misreading, Prompt, Question, Reading, Term
from kit.views.contract import Explorable, Picture
from kit.views.markup import Html, details, emphasised, joined, listed, marked, notice, numbers, paragraph, scrolled
from kit.views.markup import table as table_of

WORDS = prose(__file__)

if TYPE_CHECKING:
    import pandas as pd


def name_of(mark: Mark, name: str) -> Html:
    """Return a model's name behind its sign: the sign carries the colour, so that colour is never alone."""
    sign = Html('<span class="kit-sign" style="color:{}" aria-hidden="true">{}</span> {}')
    return sign.format(mark.colour, mark.sign, name)


def named_cells(columns: list[Column]) -> Html:
    """Return the cells of a row as a list, each after its model's name."""
    return listed(Html("{}: {}").format(name_of(column.mark, column.name), column.cell) for column in columns)


def unfolded(column: Column, cell: Cell | None, sources: dict[str, Source]) -> Html:
    """Return one model's card: the cell, its meaning, its best case, its hard question, a case that does not fit."""
    parts = _explained(cell, sources) if cell else paragraph(say("Nobody has unpacked this cell yet."), "kit-note")
    return Html(
        '<article class="kit-card" style="border-top-color:{}"><h3>{}</h3><blockquote>{}</blockquote>{}</article>'
    ).format(column.mark.colour, name_of(column.mark, column.name), column.cell, parts)


def _explained(cell: Cell, sources: dict[str, Source]) -> Html:
    parts = (
        (say("What it means"), cell.meaning),
        (say("Its strongest case"), cell.strongest_case),
        (say("Its hard question"), cell.hard_question),
    )
    case = cell.counterexample
    misfit = Html("<p><strong>{}</strong> {}</p>{}").format(case.case, case.why, cited(case.source, sources))
    opened = details(say("A case that does not fit. Think of one first, then open"), misfit)
    return joined([*(Html("<h4>{}</h4><p>{}</p>").format(*part) for part in parts), opened])


def cited(source: str, sources: dict[str, Source]) -> Html:
    """Return a source as a line under a fact; an id that is not in `data/sources.yaml` shows as it is."""
    work = citation(sources[source]) if source in sources else Html.escape(source)
    return Html('<p class="kit-source">{}</p>').format(Html(say_html("Source: {work}", work=work)))


def citation(source: Source) -> Html:
    """Return authors, year, title, place and link of a source."""
    title = Html("<cite>{}</cite>").format(source.title)
    if re.match(r"https?://", source.link):
        title = Html('<a href="{}" target="_blank" rel="noopener">{}</a>').format(source.link, title)
    place = f" {source.published_in}." if source.published_in else ""
    note = f" ({source.note})" if source.note else ""
    return Html("{} ({}). {}.{}{}").format(source.authors, source.year, title, place, note)


def terms(entries: tuple[Term, ...]) -> Html:
    """Return the lesson's words and what they mean."""
    lines = (Html("<dt>{}</dt><dd>{}</dd>").format(one.term, one.definition) for one in entries)
    return Html("<dl>{}</dl>").format(joined(lines))


def misreadings(entries: tuple[Misreading, ...]) -> Html:
    """Return sentences that learners often say, each with an answer."""
    return joined(Html("<p><q>{}</q><br>{}</p>").format(one.misreading, one.answer) for one in entries)


def contested(entries: tuple[Contested, ...], columns: list[Column]) -> Html:
    """Return whose words of the cells somebody would object to, and why."""
    marks = {column.id: name_of(column.mark, column.name) for column in columns}
    line = Html("<p><strong>{}</strong>: <q>{}</q><br>{}<br><em>{}</em> {}</p>")
    who = say("Who objects:")
    return joined(
        line.format(marks.get(one.model, one.model), one.quote, one.issue, who, one.who_objects) for one in entries
    )


def readings(entries: tuple[Reading, ...], sources: dict[str, Source], names: dict[str, str]) -> Html:
    """Return the lesson's readings, each with the side it takes and why to read it."""
    critical, line = say("A critical view"), Html("{} <em>{}.</em> {}")
    works = [citation(sources[one.source]) if one.source in sources else one.source for one in entries]
    return listed(
        line.format(work, names.get(one.model, critical), one.why) for work, one in zip(works, entries, strict=True)
    )


def heat(rows: list[tuple[str, list[int], str]], columns: list[Column], caption: str) -> Html:
    """Return points of 100 as a table of coloured cells, a row a name, with the reason at its end."""
    heads = [say("Dimension"), *(name_of(column.mark, column.name) for column in columns), say("Why")]
    titles = joined(Html('<th scope="col">{}</th>').format(head) for head in heads)
    return Html(
        '<div class="kit-heat" style="--models:{}"><table class="kit-table"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(len(columns), caption, titles, joined(_heat_row(*one, columns) for one in rows))


def _heat_row(name: str, points: list[int], why: str, columns: list[Column]) -> Html:
    cells = joined(
        # a colour with two more digits lets as much of the ground through: words stay readable at 100 points
        Html('<td class="kit-points" style="background:{}{:02x}">{}</td>').format(
            column.mark.colour, round(1.5 * share), share
        )
        for share, column in zip(points, columns, strict=True)
    )
    return Html('<tr><th scope="row">{}</th>{}<td class="kit-why">{}</td></tr>').format(name, cells, why)


def overview(table: "pd.DataFrame", marks: list[Mark], search: str = "", label: str = "") -> Html:
    """Return the table itself, the words of `search` marked; dimensions are rows, models columns."""
    heads = [str(table.index.name), *(name_of(*model) for model in zip(marks, table.columns, strict=True))]
    rows = ([marked(str(cell), search) for cell in row] for row in table.itertuples())
    return scrolled(label or say("The table"), table_of(heads, rows))


def numbers_of(picture: Picture) -> Html:
    """Return a picture's numbers, to open on demand."""
    caption = say("What the picture shows, in numbers")
    return details(say("The numbers in this picture"), scrolled(caption, numbers(picture.numbers, caption)))


READ, TRY = said("How to read it"), said("Things to try")


def guide(explore: Explore | None) -> Html:
    """Return how a figure is read and what to try with it, beside each other where there is room; `` for no words."""
    if explore is None:
        return Html("")
    read = joined(paragraph(emphasised(one)) for one in explore.how_to_read.splitlines() if one.strip())
    tries = listed(map(emphasised, explore.things_to_try), "ol")
    to_try = Html("<div><h4>{}</h4>{}</div>").format(say(TRY), tries) if explore.things_to_try else Html("")
    return Html('<div class="kit-guide"><div><h4>{}</h4>{}</div>{}</div>').format(say(READ), read, to_try)


def basis(explorable: Explorable, sources: dict[str, Source]) -> Html:
    """Return what a figure rests on: a model's assumptions, the sources of the evidence; and what it leaves out."""
    assumed, shown = list(map(say, explorable.assumptions)), [cited(one, sources) for one in explorable.sources]
    left_out = say("What does this picture leave out? Say it yourself first, then open")
    return joined([
        details(say("What this figure assumes"), listed(assumed)) if assumed else "",
        details(say("Where this comes from"), listed(shown)) if shown else "",
        details(left_out, paragraph(say(explorable.leaves_out))),
    ])  # fmt: skip


def question_card(number: int, question: Question) -> Html:
    """Return a question with its options, before anybody has chosen."""
    options = listed(option.text for option in question.options)
    return Html('<div class="kit-box"><p><strong>{}. {}</strong></p>{}</div>').format(number, question.stem, options)


def prompt_card(prompt: Prompt) -> Html:
    """Return what is asked in a prompt, in which form and for how long."""
    how = say("{form}, {minutes} minutes", form=prompt.form.capitalize(), minutes=prompt.minutes)
    title = Html("<h3>{}</h3>").format(say(prompt.kind).capitalize())
    return joined([title, paragraph(prompt.prompt), paragraph(how, "kit-note")])


def without(number: int) -> Html:
    """Return that so many cases of the kit are left out, and why; nothing for none."""
    return notice(WORDS("without", number=number) if number else "")
