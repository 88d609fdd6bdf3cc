"""Everything that a kit's folders hold, read once, for `python -m kit check` to look at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NamedTuple

import pandas as pd

from kit import explorables
from kit.base.errors import ContentError, named, or_else
from kit.base.paths import ROOT, copied_from, files_like
from kit.content import facts
from kit.content.course import CaseFileContent, Cases, Models, Sources
from kit.content.figure_form import FigureWords, read_figure
from kit.content.lesson_form import LessonContent
from kit.content.pages import Notebook, read_notebook
from kit.content.run_sheet_form import COURSE, Course, RunSheet
from kit.content.schema import FORMS
from kit.content.table import dimensions_of, load_table, slug
from kit.content.table_critique import Draft
from kit.content.yaml_reader import Complaint, Place, hold, places_in, read_plain
from kit.views.contract import Explorable

COPIED = (".yaml", ".csv", ".po", ".ipynb")
ABOUT_TABLE = ("table_critique", "word_coding", "missing", "column", "before_and_after")  # as `FORMS` names their forms


class File(NamedTuple):
    """A content file: its path, its content, its places with the line and value of each, its name in sentences."""

    path: Path
    content: Any
    places: dict[Place, tuple[int, Any]]
    name: str

    def said(self, found: Iterable[Complaint]) -> list[str]:
        """Return complaints on it as whole sentences, with file and line."""
        return [f"{self.name}, line {self.places[place][0]}: {words}" for place, words in found]


class Facts(NamedTuple):
    """A table of facts: its path, the titles of its columns, and its rows, each with its number."""

    path: Path
    columns: list[str]
    rows: list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Kit:
    """What the folders hold. A part that cannot be read is None or left out: nothing is said of what hangs on it."""

    table: pd.DataFrame | None
    models: File | None
    cases: File | None
    sources: File | None
    case_file: File | None
    written: list[str]  # the ids of all lessons, also of those that cannot be read
    lessons: list[File]
    facts: list[Facts]
    explorables: list[Explorable]
    figures: list[File]  # what the figures say
    about_table: list[File]  # the critique, the coding, what is missing, the drafts: as far as they are there
    notebooks: list[Notebook]
    run_sheets: list[File]
    course: File | None

    @property
    def dimensions(self) -> dict[str, str] | None:
        """Return each dimension's title by its id."""
        return None if self.table is None else dimensions_of(self.table)

    @property
    def columns(self) -> dict[str, str] | None:
        """Return each column's title by its model's id; a column that is neither known nor drafted names itself."""
        return None if self.column_ids is None else dict(self.column_ids)

    @property
    def column_ids(self) -> list[tuple[str, str]] | None:
        """Return each column's id with its title; when something is amiss, two columns may have one id."""
        if self.table is None or self.models is None:
            return None
        known = {draft.content.title: draft.path.stem for draft in self.about_table if isinstance(draft.content, Draft)}
        known |= {model.title: model.id for model in self.models.content.models}
        return [(known.get(column, slug(column)), column) for column in self.table.columns]

    @property
    def ids(self) -> dict[str, list[str] | None]:
        """Return the ids of each kind, or None for a kind that cannot be known."""
        columns, dimensions = self.columns, self.dimensions
        return {
            "dimension": None if dimensions is None else list(dimensions),
            "lesson": self.written,
            "model": None if columns is None else list(columns),
            "model or 'critical'": None if columns is None else [*columns, "critical"],
            "case": self.cases and [case.id for case in self.cases.content.cases],
            "source": self.sources and list(self.sources.content.sources),
        }


def open_kit(data: Path, notebooks: Path) -> tuple[Kit, list[str]]:
    """Return what the folders hold, and a complaint for each part that cannot be read."""
    found: list[str] = []

    def read(reader: Callable, *what: Any) -> Any:
        return or_else(lambda error: found.extend(str(error).splitlines()))(reader)(*what)

    def each(reader: Callable, things: Iterable, *form: type) -> list:
        return [one for one in [read(reader, thing, *form) for thing in things] if one is not None]

    lessons, about = files_like(data, "lessons/*.yaml"), map(FORMS.get, ABOUT_TABLE)
    sheets = [path for path in files_like(data, "teaching/*.yaml") if path.stem != COURSE]
    course = data / "teaching" / f"{COURSE}.yaml"
    kit = Kit(
        table=read(load_table, data / "table.csv"),
        models=read(read_file, data / "models.yaml", Models),
        cases=read(read_file, data / "cases.yaml", Cases),
        sources=read(read_file, data / "sources.yaml", Sources),
        case_file=next(iter(each(read_file, files_like(data, "case_file.yaml"), CaseFileContent)), None),
        written=[path.stem for path in lessons],
        lessons=each(read_file, lessons, LessonContent),
        facts=each(read_facts, files_like(data, "facts/*.csv")),
        about_table=[one for form, files in about for one in each(read_file, files_like(data, files), form)],
        explorables=each(read_explorable, figures_of(data.parent)),
        figures=each(read_file, files_like(data, "figures/*.yaml"), FigureWords),
        notebooks=each(read_notebook, files_like(notebooks, "**/*.ipynb")),
        run_sheets=each(read_file, sheets, RunSheet),
        course=read(read_file, course, Course) if course.exists() else None,
    )
    return kit, [*dict.fromkeys(found), *copies_in(data, notebooks)]  # a figure asks for its file, too


def figures_of(root: Path) -> list[str]:
    """Return the names of the figures that a kit's folder has: those of this kit where it has no code of its own."""
    there = [module.name for module in iter_modules(explorables.__path__)]
    own = root / "kit" / "explorables"
    drawn = [name for name in there if (own / f"{name}.py").exists()] if own.is_dir() else there
    # of another folder, this code reads no facts
    told = files_like(root, "data/figures/*.yaml") if root == ROOT else []
    return [*drawn, *(path.stem for path in told if path.stem not in drawn)]


def copies_in(*folders: Path) -> Iterator[str]:
    """Yield a complaint for each copy that a program has made of a file, and that nobody reads."""
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in COPIED):
        if not path.name.startswith(".") and (of := copied_from(path)):
            yield f"{named(path)} looks like a copy of {named(of)}; nobody reads it: delete it, or move it away."


def read_file(path: Path, form: type) -> File:
    """Return a content file; raise ContentError when it breaks its form."""
    plain, lines = read_plain(path)
    content = read_figure(path, (plain, lines)) if form is FigureWords else hold(path, plain, lines, form)
    return File(path, content, places_in(plain, lines), named(path))


def read_facts(path: Path) -> Facts:
    """Return a table of facts; raise ContentError for one that no lesson can read, or in which a fact has no words."""
    facts.read_facts(path)
    columns, rows = facts.cells_of(path)
    for number, cells in rows:
        if "fact" in columns and not cells[columns.index("fact")]:
            where = f"{named(path)}, row {number}, column 'fact'"
            raise ContentError(f"{where}: no words here; write them or delete the row.")
    return Facts(path, columns, rows)


def read_explorable(name: str) -> Explorable:
    """Return an explorable; raise ContentError when it cannot be loaded, often because of its words or its facts."""
    try:
        if figure := explorables.load_explorable(name):
            return figure
        rule = f"it has no chart of a table of facts, and there is no kit/explorables/{name}.py to draw it"
        raise ContentError(f"figures/{name}.yaml: {rule}.")
    except ContentError:
        raise
    except Exception as error:  # whatever it is, the other checks have to go on
        raise ContentError(f"kit/explorables/{name}.py cannot be loaded: {type(error).__name__}: {error}") from None


def file_of(explorable: Explorable) -> str:
    """Return the file that draws a figure, as a person would look for it."""
    return f"kit/explorables/{explorable.id}.py"
