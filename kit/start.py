"""The start page: the whole table at a glance, the lessons with what is done, and the case to follow."""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from kit import cards
from kit import case as cases
from kit.content import load_cases
from kit.errors import JournalError
from kit.figures import MARKS
from kit.journal import Journal, Try, open_journal
from kit.parts import button, close, dropdown, html, line, row
from kit.paths import notebooks_path
from kit.steps import STEPS
from kit.steps.step import Step
from kit.table import load_table, slug

EVERY = "all"
PART_ORIGINS = {"named in the table": "Named in the table", "between the columns": "Between the columns"}


class Start:
    """What the start page shows. Each method returns one widget."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        self.table = table
        self.journal = journal
        self._open: dict[str, Step] = {}

    def overview(self) -> Step:
        """Look at the whole table: choose dimensions and models, search for words."""
        return self._show("overview", _overview(self.table))

    def lessons(self) -> Step:
        """See the lessons and what is done in each."""
        return self._show("lessons", _lessons(self.journal))

    def choose_case(self) -> Step:
        """Choose the case to follow through the course."""
        return self._show("case", _choose_case(self.journal))

    def _show(self, name: str, step: Step) -> Step:
        if name in self._open:
            close(self._open[name])
        self._open[name] = step
        return step


def load_start() -> Start:
    """Return the start page for the kit's own table and the journal of whoever runs this kernel."""
    return Start(load_table(), open_journal())


def _overview(table: pd.DataFrame) -> Step:
    """Return the table with a dropdown for the dimensions, one for the models, and a search for words."""
    dimension = dropdown("Dimension", [(f"All {len(table)}", EVERY), *((title, title) for title in table.index)], EVERY)
    model = dropdown(
        "Model", [(f"All {len(table.columns)}", EVERY), *((title, title) for title in table.columns)], EVERY
    )
    search = line("Search words")
    found, shown = html(), html()

    def draw(_: dict | None = None) -> None:
        rows = table if dimension.value == EVERY else table.loc[[dimension.value]]
        part = _matching(rows if model.value == EVERY else rows[[model.value]], search.value.strip())
        marks = [mark for mark, title in zip(MARKS, table.columns, strict=False) if title in part.columns]
        shown.value = cards.overview(part, marks, search.value.strip())
        found.value = f'<p role="status">{_count(part, search.value.strip())}</p>'

    for control in (dimension, model, search):
        control.observe(draw, "value")
    draw()
    return Step(
        cards.overview(table, list(MARKS[: len(table.columns)])), [row([dimension, model, search]), found, shown]
    )


def _matching(part: pd.DataFrame, words: str) -> pd.DataFrame:
    if not words:
        return part
    hits = [
        any(words.casefold() in str(text).casefold() for text in (title, *cells))
        for title, cells in zip(part.index, part.itertuples(index=False), strict=True)
    ]
    return part[hits]


def _count(part: pd.DataFrame, words: str) -> str:
    rows = f"{len(part)} dimension{'' if len(part) == 1 else 's'}"
    if not words:
        return f"{rows} shown."
    by_model = ", ".join(
        f"{escape(title.split('(')[0].strip())} {sum(words.casefold() in cell.casefold() for cell in part[title])}"
        for title in part.columns
    )
    return (
        f"'{escape(words)}' stands in {rows}. Cells with it: {by_model}."
        if len(part)
        else f"'{escape(words)}' stands nowhere here."
    )


def _lessons(journal: Journal) -> Step:
    """Return the lessons as rows, the six steps as columns, and a tick where something has been saved."""
    answered, trouble = set(), journal.notice
    try:
        answered = {(lesson, step) for lesson, step, _ in journal.answered()}
        trouble = journal.notice
    except JournalError as error:
        trouble = str(error)
    done = sum((lesson, step) in answered for lesson, _, _ in lesson_files() for step in STEPS)
    words = f"{done} of {len(lesson_files()) * len(STEPS)} steps begun. Run this cell again to see what is new."
    return Step(
        _progress(set()),
        [html(cards.notice(trouble, "trouble") + _progress(answered) + cards.paragraph(words, "kit-note"))],
    )


def _progress(answered: set[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{step.capitalize()}</th>' for step in STEPS)
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(file)}">{escape(title)}</a></th>'
        + "".join(f"<td>{'✓ begun' if (lesson, step) in answered else '<span>open</span>'}</td>" for step in STEPS)
        + "</tr>"
        for lesson, file, title in lesson_files()
    )
    return (
        '<div class="kit-scroll" tabindex="0" role="region" aria-label="The lessons and your steps">'
        f'<table class="kit-table kit-progress"><thead><tr><th scope="col">Lesson</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


@cache
def lesson_files() -> tuple[tuple[str, str, str], ...]:
    """Return (id, file name, title) of every lesson notebook, in order: the files' names and `# ` lines say it."""
    found = []
    dimensions = {slug(title) for title in load_table().index}
    for path in sorted(notebooks_path().glob("[0-9][0-9]_*.ipynb")):
        lesson = path.stem[3:]
        if lesson in dimensions:
            found.append((lesson, path.name, _title(path) or lesson))
    return tuple(found)


def _title(path: Path) -> str:
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]
    heading = re.search(r"^# (.+)$", "".join(first), re.MULTILINE)
    return heading[1].strip() if heading else ""


def _choose_case(journal: Journal) -> Step:
    """Return a dropdown of cases, two fields for one's own, and what was chosen."""
    options = [("Choose a case", "")]
    options += [(f"{PART_ORIGINS.get(case.origin, case.origin)}: {case.name}", case.id) for case in load_cases()]
    chosen = dropdown("My case", [*options, ("Another one, my own", cases.OWN)])
    name, about = line("Its name"), line("A line about it")
    own, shown, kept = row([]), html(), button("Follow this case")

    def look(_: dict | None = None) -> None:
        own.children = [name, about] if chosen.value == cases.OWN else []
        kept.disabled = not chosen.value or (chosen.value == cases.OWN and not name.value.strip())
        one = cases.as_case(_choice())
        shown.value = cards.paragraph(one.about) if one and chosen.value != cases.OWN else ""

    def _choice() -> dict[str, str]:
        return {"id": chosen.value, "name": name.value.strip(), "about": about.value.strip()}

    def keep(_: object) -> None:
        try:
            saved = journal.save(cases.LESSON, cases.STEP, cases.ITEM, _choice())
            shown.value = _following(saved)
        except JournalError as error:
            shown.value = cards.notice(str(error), "trouble")

    saved = _saved(journal)
    if saved:
        chosen.value = saved.value.get("id") if cases.as_case(saved.value) else ""
        name.value, about.value = saved.value.get("name", ""), saved.value.get("about", "")
    for control in (chosen, name, about):
        control.observe(look, "value")
    look()
    if saved and cases.as_case(saved.value):
        shown.value = _following(saved)
    kept.on_click(keep)
    return Step(_cases(), [row([chosen]), own, shown, kept])


def _saved(journal: Journal) -> Try | None:
    try:
        return journal.newest(cases.LESSON, cases.STEP, cases.ITEM)
    except JournalError:
        return None


def _following(saved: Try) -> str:
    one = cases.as_case(saved.value)
    return cards.notice(f"You follow {one.name}. {one.about} {saved.saved}", "right")


def _cases() -> str:
    return "".join(cards.details(title, _cases_from(origin)) for origin, title in PART_ORIGINS.items())


def _cases_from(origin: str) -> str:
    named = [case for case in load_cases() if case.origin == origin]
    return "<dl>" + "".join(f"<dt>{escape(case.name)}</dt><dd>{escape(case.about)}</dd>" for case in named) + "</dl>"
