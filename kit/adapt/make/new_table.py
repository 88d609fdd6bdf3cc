"""`python -m kit new-table my.csv FOLDER`: a kit for another table, with every page there and its words to be written.

It takes this kit's code, and of its content nothing that is about this kit's own table.
"""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pandas as pd

from kit.adapt.make.bake import as_file
from kit.adapt.make.label_catalogue import as_text
from kit.base.catalogue import read_catalogue
from kit.base.errors import KitError
from kit.base.labels import prose
from kit.base.paths import ROOT, START, files_in
from kit.base.writing import new_folder, write_whole
from kit.content.lesson import MARK, as_yaml, lesson_file, to_write
from kit.content.schema import schema_text
from kit.content.table import dimensions_of, load_table, slug
from kit.content.yaml_reader import read_plain

WORDS = prose(__file__)
CODE = ("LICENSE", "pyproject.toml", "requirements.txt", "runtime.txt", ".gitignore", "kit", "data/labels")
ABOUT_THIS_TABLE = re.compile(r"kit/explorables/[^_].*\.(py|toml)|data/figures/.*")
FOR_TEACHERS = tuple(f"notebooks/teacher/{name}.ipynb" for name in ("class_board", "vote", "adapt"))
STAYS = "](run_sheets.ipynb)"  # a link to the plans for the lessons of this kit
SCHEMA = "# yaml-language-server: $schema=schemas/{}.schema.json\n"  # so that an editor helps to type the file
SCHEMAS = ("lesson", "figure", "models", "cases", "sources", "case_file")
BAKE = "from kit.adapt.commands import bake; bake([])"
CALLS_KIT = re.compile(r"(from kit|(lesson|start|case_file)\.\w+\(\)$)")
BETWEEN = "\n\n+++\n\n"  # cells
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
FEW = 6  # words of a title that a link has room for
NEW_KIT = Path(__file__).with_name("new_kit")


def new_table(path: Path, folder: Path, root: Path = ROOT, bake: bool = True, language: str = "en") -> pd.DataFrame:
    """Make the kit for the table in a CSV file, and return the table; `bake` runs its pages, some seconds each.

    The kit's labels speak the table's language, as far as there is a catalogue of them.

    Raises TableError for what is no table, KitError for a folder that is not empty, lies in the kit or cannot be
    written. The folder is put in place once all is there: what fails on the way leaves nothing.
    """
    table = load_table(path)
    check_folder(folder, root)
    with new_folder(folder) as making:
        for name, content in files_of(table, root, language):
            write_whole(making / name, content)
        if bake:
            bake_in(making)
    return table


def check_folder(folder: Path, root: Path) -> None:
    """Raise KitError when no kit can be made here."""
    if not (root / "notebooks").is_dir():
        raise KitError(WORDS("no_notebooks", folder=root))
    if folder == root or root in folder.parents or folder in root.parents:
        raise KitError(WORDS("inside", folder=folder))
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise KitError(WORDS("not_empty", folder=folder))


def files_of(table: pd.DataFrame, root: Path, language: str = "en") -> Iterator[tuple[str, str | bytes]]:
    """Yield each file of the new kit: its path in it, and what is in it."""
    models = models_of(list(table.columns))
    # the course is called by the names of its models; what stands after a colon would be lost
    title = ", ".join(" ".join(model["name"].replace(":", " ").split()) for model in models)
    yield from code_of(root)
    yield from ((f"data/schemas/{name}.schema.json", schema_text(name)) for name in SCHEMAS)
    words = {"title": as_markdown(title), "models": len(models), "dimensions": len(table), "mark": MARK}
    yield "README.md", text_of("README.md").format(**words)
    yield "data/table.csv", table.to_csv(lineterminator="\n")
    yield "data/models.yaml", SCHEMA.format("models") + as_yaml({"models": models})
    yield from ((f"data/{name}", text_of(name)) for name in ("cases.yaml", "sources.yaml"))
    # the case file's words without the warning of this kit's table, and without what is said to it
    plain, _ = read_plain(root / "data" / "case_file.yaml")
    options = [{**option, "so": WORDS[option["id"]]} for option in plain["bet"]["options"]]
    case_file = {**plain, "bet": {**plain["bet"], "options": options}}
    for own in ("warning", "placed"):  # what it says is about its table
        case_file.pop(own, None)
    yield "data/case_file.yaml", SCHEMA.format("case_file") + as_yaml(case_file)
    for dimension, heading in dimensions_of(table).items():
        yield f"data/lessons/{dimension}.yaml", lesson_file(heading, [model["id"] for model in models])
    yield "data/datapackage.json", package(title, table, language)
    yield from _pages(title, dimensions_of(table))
    yield from ((name, _for_teachers(root / name)) for name in FOR_TEACHERS if (root / name).exists())


def models_of(titles: list[str]) -> list[dict[str, str]]:
    """Return the columns as `data/models.yaml` has them: an id in plain letters, the title, a short name."""
    short = [title.split("(")[0].strip() or title for title in titles]
    names = [name if short.count(name) == 1 else title for name, title in zip(short, titles, strict=True)]
    ids: list[str] = []
    for number, name in enumerate(names, 1):
        plain = re.sub(r"[^a-z0-9_]", "", unicodedata.normalize("NFKD", slug(name)))[:40].strip("_")
        ids.append(f"model_{number}" if plain in {"", "critical", *ids} else plain)
    return [{"id": id_, "title": title, "name": name} for id_, title, name in zip(ids, titles, names, strict=True)]


def code_of(root: Path) -> Iterator[tuple[str, str | bytes]]:
    """Yield each file that every kit has, whatever its table: its path, and what is in it."""
    for path in sorted(path for part in CODE for path in files_in(root / part)):
        name = path.relative_to(root).as_posix()
        if name == "pyproject.toml":
            told = 'description = "A Jupyter teaching kit for one table"'
            yield name, re.sub(r'^description = ".*"$', told, path.read_text(encoding="utf-8"), flags=re.M)
        elif path.suffix == ".po":
            yield name, _labels(path)
        elif not ABOUT_THIS_TABLE.fullmatch(name):
            yield name, path.read_bytes()


def _labels(path: Path) -> str:
    """Return a catalogue without the labels of what is about this kit's table."""
    catalogue = read_catalogue(path)
    for message in list(catalogue):
        kept = [place for place in message.locations if not ABOUT_THIS_TABLE.fullmatch(place[0])]
        if message.locations and not kept:
            catalogue.delete(message.id)
        message.locations, message.auto_comments = kept, []  # its pages are other ones
    catalogue.obsolete.clear()
    return as_text(catalogue)


def package(title: str, table: pd.DataFrame, language: str) -> str:
    """Return `datapackage.json`: what each data file is."""
    whole = json.loads(text_of("datapackage.json")) | {"language": language, "title": f"{title}: the data of this kit"}
    fields = [{"name": name, "type": "string"} for name in (table.index.name, *table.columns)]
    schema = {"fields": fields, "primaryKey": [table.index.name]}
    whole["resources"][0] |= {"title": to_write("what the table is."), "schema": schema}
    whole["resources"] += [lesson_resource(number, heading) for number, heading in enumerate(table.index, 1)]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def lesson_resource(number: int, heading: str) -> dict[str, str]:
    """Return what describes a lesson's file."""
    title, path = f"Lesson: {' '.join(heading.split())}", f"lessons/{slug(heading)}.yaml"
    form = {"format": "yaml", "mediatype": "application/yaml", "encoding": "utf-8"}
    return {"name": f"lesson_{number}", "title": title, "path": path, **form}


def _pages(title: str, dimensions: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the notebooks: the start, a lesson a dimension, the case file; each linked to its neighbours."""
    width = max(2, len(str(len(dimensions) + 1)))
    numbered = (f"{number:0{width}}_{name}.ipynb" for number, name in enumerate([*dimensions, "case_file"], 1))
    files = [START, *numbered]  # JupyterLab opens the start page by this name, however many lessons there are
    links = list(map(link, ["Start here", *dimensions.values(), "Your case file"], files))
    yield f"notebooks/{files[0]}", page("start_here", title=as_markdown(title), first=links[1])
    for place, (dimension, heading) in enumerate(dimensions.items(), 1):
        yield f"notebooks/{files[place]}", lesson_page(heading, dimension, links[place - 1], links[place + 1])
    yield f"notebooks/{files[-1]}", page("case_file", last=links[-2])


def _for_teachers(path: Path) -> str:
    """Return a teacher's page without what is about a row of this kit's table, or leads to a page that stays here."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = notebook["cells"]
    about = next((place for place, cell in enumerate(cells) if "board.critiques()" in "".join(cell["source"])), None)
    if about is not None:
        del cells[about - 1 : about + 1]
    for cell in cells:
        cell["source"] = "\n\n".join(one for one in "".join(cell["source"]).split("\n\n") if STAYS not in one)
    return as_file(notebook)


def bake_in(folder: Path) -> None:
    """Write into the new kit's notebooks what they show, with its own code and not with that of this kit."""
    environment = {**os.environ, "PYTHONPATH": os.fspath(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", BAKE]  # what it says of each page is seen while it works
    done = subprocess.run(command, cwd=folder, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise KitError(f"The pages of the new kit could not be written: {last}")


def page(name: str, **words: str) -> str:
    """Return a notebook as a file; its cells stand in `new_kit`, with names in braces for the `words`."""
    cells = [text.format(**words) for text in text_of(f"{name}.md").strip().split(BETWEEN)]
    code = {"cell_type": "code", "execution_count": None, "outputs": []}
    kinds = [code if CALLS_KIT.match(text) else {"cell_type": "markdown"} for text in cells]
    known = [{"id": f"{name.replace('_', '-')}-{number:02}", "metadata": {}} for number in range(1, len(cells) + 1)]
    made = [{**kind, **one, "source": text} for kind, one, text in zip(kinds, known, cells, strict=True)]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return as_file({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def text_of(name: str) -> str:
    """Return what a new kit begins with in one of its files."""
    return (NEW_KIT / name).read_text(encoding="utf-8")


def lesson_page(title: str, dimension: str, before: str, after: str) -> str:
    """Return the notebook of a lesson; `before` and `after` are links to its neighbours."""
    id_ = json.dumps(dimension, ensure_ascii=False)
    return page("lesson", title=as_markdown(title), dimension=id_, before=before, after=after)


def link(title: str, file: str) -> str:
    """Return a link to a neighbour, by the first words of its title."""
    words = title.split()
    return f"[{as_markdown(' '.join(words[:FEW]))}{'...' * (len(words) > FEW)}]({file})"


def as_markdown(text: str) -> str:
    """Return a text on one line, in which nothing is markup."""
    return re.sub(r"([\\`*_\[\]$~|#])", r"\\\1", escape(" ".join(text.split()), quote=False))
