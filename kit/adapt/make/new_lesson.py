"""The lessons of the course: in which order they come, and how one is made for a row that the table has got.

`python -m kit order governance critiques` says which there are; without names, it is as it was. A lesson that is left
out goes to the folder `left_out` beside the notebooks, and comes back when it is named again.
`python -m kit new-lesson "Title of a dimension"` makes one that is to be written.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pandas as pd

from kit.adapt.make.bake import bake_all
from kit.adapt.make.label_catalogue import as_text
from kit.adapt.make.new_table import FEW, lesson_page, lesson_resource, link, text_of
from kit.base.catalogue import read_catalogue
from kit.base.errors import KitError, listed, shown
from kit.base.paths import PACKAGE, ROOT, START, data_path, notebooks_in, notebooks_path
from kit.base.writing import exchange, write_whole
from kit.content.columns import columns_of
from kit.content.lesson import lesson_file
from kit.content.page_translation import Pages, stored_page, texts_in, translations_in
from kit.content.pages import NUMBER, read_notebook
from kit.content.table import dimensions_of, find_dimension, load_table, slug

LEFT_OUT = "left_out"
NAMES_LESSONS = (START, "run_sheets.ipynb")  # pages that show where the lessons are
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?!\w+:)([^)#\s]+\.ipynb)([^)]*)\)")  # words, file, place in it
END = re.compile(r"\n  \]\n\}\s*$")  # of the list of data files, in datapackage.json

Course = dict[str, str]  # as it is to be: each page's file by its id, in order
Titles = dict[tuple[Path, str], str]  # of pages, by their folder and id


def lessons_in(root: Path) -> tuple[list[str], list[str]]:
    """Return the ids of the lessons in the course, in its order, and of those that are left out."""
    known = dimensions_of(load_table(root / "data" / "table.csv"))
    there, out = (pages_in(root / part) for part in ("notebooks", LEFT_OUT))
    return [id_ for id_ in there if id_ in known], [id_ for id_ in out if id_ in known and id_ not in there]


def pages_in(folder: Path) -> dict[str, str]:
    """Return the file of each numbered page by its id, in the order of the numbers."""
    return {NUMBER.sub("", path.stem): path.name for path in sorted(folder.glob("[0-9]*_*.ipynb")) if path.is_file()}


def put_in_order(names: list[str], root: Path = ROOT) -> list[str]:
    """Give the course these lessons in this order, mend the links between its pages, and return the lessons' ids.

    Raises TableError for a name that is no dimension, KitError for a lesson that is named twice or has no notebook.
    Everything is made beside the notebooks and then put in their place: what fails on the way changes nothing.
    """
    folder = root / "notebooks"
    wanted = _wanted(names, root)
    there = pages_in(folder)
    lessons, _ = lessons_in(root)
    start = NUMBER.sub("", Path(START).stem)
    ids = [*wanted, *(id_ for id_ in there if id_ not in (start, *lessons, *wanted))]
    width = max(2, len(str(len(ids))))
    files = {id_: f"{number:0{width}}_{id_}.ipynb" for number, id_ in enumerate(ids, 1)}
    course = ({start: START} if start in there else {}) | files
    try:
        _exchange(course, folder, root)
    except OSError as error:
        raise KitError(f"{folder} could not be put in order: {error.strerror or error}.") from None
    return wanted


def _wanted(names: list[str], root: Path) -> list[str]:
    table = load_table(root / "data" / "table.csv")
    titles = {title: id_ for id_, title in dimensions_of(table).items()}
    wanted = [titles[find_dimension(table, name)] for name in names]
    there, out = lessons_in(root)
    for id_ in wanted:
        if wanted.count(id_) > 1:
            raise KitError(f"The lesson {shown(id_)} is named twice; a course has each of its lessons once.")
        if id_ not in (*there, *out):
            have = listed([*there, *out])
            raise KitError(f"There is no notebook on {shown(id_)}; `python -m kit new-lesson` makes one. Have: {have}.")
    return wanted


def _exchange(course: Course, folder: Path, root: Path) -> None:
    """Make the course in a new folder, keep what is left out, and let the new folder take the place of the old."""
    out = root / LEFT_OUT
    with TemporaryDirectory(dir=root, prefix=".order-") as around:
        made, old = Path(around) / "made", Path(around) / "old"
        shutil.copytree(folder, made)
        back = _bring_back(course, out, made)
        aside = [path for path in _pages(made) if NUMBER.sub("", path.stem) not in course]
        for path in aside:
            write_whole(out / path.relative_to(made), path.read_bytes())
            path.unlink()
        catalogues = _mend(course, made, root / "data")
        exchange(root, {folder.name: made}, old)
    for path, text in catalogues.items():
        write_whole(path, text)
    for path in back:
        path.unlink()


def _bring_back(course: Course, out: Path, made: Path) -> list[Path]:
    """Copy the pages that were left out and are wanted again, and return where they were."""
    there = pages_in(made)
    back = [path for path in _pages(out) if (id_ := NUMBER.sub("", path.stem)) in course and id_ not in there]
    for path in back:
        write_whole(made / path.relative_to(out), path.read_bytes())
    return back


def _pages(folder: Path) -> list[Path]:
    """Return the numbered pages of a folder in every language."""
    found = (path for pattern in ("", "*/") for path in folder.glob(f"{pattern}[0-9]*_*.ipynb"))
    return sorted(path for path in found if path.is_file() and not path.parent.name.startswith("."))


def _mend(course: Course, made: Path, data: Path) -> dict[Path, str]:
    """Write every notebook under its new name, with links that lead where they should; return its catalogues, too."""
    spoken = {(path.parent, NUMBER.sub("", path.stem)): _title(path) for path in _pages(made)}
    texts = {path: mended(path, course, made, spoken) for path in notebooks_in(made)}
    catalogues = dict(_catalogues(course, made, spoken, data))
    for path in texts:
        path.unlink()
    for path, text in texts.items():
        (path.parent / course.get(NUMBER.sub("", path.stem), path.name)).write_text(text, encoding="utf-8")
    return catalogues


def _catalogues(course: Course, made: Path, spoken: Titles, data: Path) -> Iterator[tuple[Path, str]]:
    """Yield the catalogue of each page with the links of its paragraphs and of their translations mended like those."""
    for pages in (Pages(data, made, language) for language in translations_in(data)):
        for page in (page for page in pages.originals() if pages.catalogue(page).exists()):
            catalog, last = read_catalogue(pages.catalogue(page)), texts_in(stored_page(page))[-1].context
            for one in catalog:
                one.id = _led(one.id, one.context == last, page, course, made, spoken)
                one.string = _led(one.string, one.context == last, pages.built(page), course, made, spoken)
            yield pages.catalogue(page), as_text(catalog)


def _title(path: Path) -> str:
    """Return a page's name for a link: its title up to the colon, and of that no more than its first words."""
    found = re.search(r"^# (.+)$", "\n".join(cell.text for cell in read_notebook(path).prose), re.MULTILINE)
    words = found[1].split(":")[0].split() if found else [path.stem]
    return " ".join(words[:FEW]) + "..." * (len(words) > FEW)


def mended(path: Path, course: Course, made: Path, spoken: Titles) -> str:
    """Return a notebook's text with its links mended.

    At the end of a page, the links to its neighbours lead to those that it has now. Elsewhere a link follows its page
    to the new name, and where that is left out, its words stay.
    """
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    prose = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    changed = False
    for cell in prose:
        before, last = "".join(cell["source"]), cell is prose[-1]
        after = _led(before, last, path, course, made, spoken)
        changed |= after != before
        cell["source"] = after.splitlines(keepends=True) if isinstance(cell["source"], list) else after
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n" if changed else text


def _led(words: str, last: bool, path: Path, course: Course, made: Path, spoken: Titles) -> str:
    return LINK.sub(lambda link: _link(link, last, path, course, made, spoken), words)


def _link(link: re.Match[str], last: bool, path: Path, course: Course, made: Path, spoken: Titles) -> str:
    """Return a link as it is to be: to the page that is the neighbour now, to the same page, or its words alone."""
    words, to = link[1], Path(unquote(link[2]))
    id_, neighbour = NUMBER.sub("", to.stem), _neighbour(course, path, to) if last else None
    if neighbour not in (None, id_):
        folder = path.parent if (path.parent, neighbour) in spoken else made
        up = "" if folder == path.parent else "../"
        return f"[{spoken[folder, neighbour]}]({up}{course[neighbour]})"
    if id_ in course:
        return f"[{words}]({to.with_name(course[id_]).as_posix()}{link[3]})"
    return link[0] if (path.parent / to).exists() else words


def _neighbour(course: Course, path: Path, to: Path) -> str | None:
    """Return the page that is now where `to` was, by their numbers before or after a page; None where that is none."""
    numbers = [int(found[0].strip("_")) for one in (path, to) if (found := NUMBER.match(one.name))]
    ids, here = list(course), NUMBER.sub("", path.stem)
    if here not in ids or len(numbers) < 2 or abs(numbers[1] - numbers[0]) != 1:
        return None
    place = ids.index(here) + numbers[1] - numbers[0]
    return ids[place] if 0 <= place < len(ids) else None


def new_lesson(title: str, figure: bool = False, root: Path | None = None) -> list[Path]:
    """Make a lesson's content, its notebook and, if wanted, its figure; return their files, all or none are made.

    In another `root` than the kit's, where this kit's code cannot run them, the pages are left to be baked.
    Raises TableError when the table has no such dimension, KitError when one of the files is there already.
    """
    data, notebooks = (root / "data", root / "notebooks") if root else (data_path(), notebooks_path())
    table = load_table(data / "table.csv")
    heading = find_dimension(table, title)
    files = files_of(table, heading, figure, data, notebooks)
    described = data / "datapackage.json"
    before = described.read_text(encoding="utf-8")
    try:
        for path, content in files.items():
            write_whole(path, content)
        write_whole(described, with_lesson(before, table, heading, figure))
        if not root:
            list(bake_all([path for path in files if path.suffix == ".ipynb"]))
    except BaseException:
        for path in files:
            path.unlink(missing_ok=True)
        write_whole(described, before)
        raise
    return list(files)


def files_of(table: pd.DataFrame, heading: str, figure: bool, data: Path, notebooks: Path) -> dict[Path, str]:
    """Return what is to be written where; raise KitError when one of the files is there already."""
    if not any(notebooks.glob("*.ipynb")):
        raise KitError("There are no notebooks here; a new lesson is made in the whole kit, not in a package.")
    dimension, models = slug(heading), [column.id for column in columns_of(table, heading)]
    there, before = pages_in(notebooks), link("Start here", START)
    # the notebook that is there, or else the next number's; renaming it moves the lesson
    following = max((int(file.partition("_")[0]) for file in there.values()), default=0) + 1
    page = lesson_page(heading, dimension, before, link("Your case file", there.get("case_file", START)))
    files = {
        data / "lessons" / f"{dimension}.yaml": lesson_file(heading, models),
        notebooks / there.get(dimension, f"{following:02}_{dimension}.ipynb"): page,
    }
    if figure:
        files[PACKAGE / "explorables" / f"{dimension}.py"] = text_of("figure.py.txt")
        files[data / "figures" / f"{dimension}.yaml"] = text_of("figure.yaml")
    if one := next(filter(Path.exists, files), None):
        raise KitError(f"{one} is there already; nothing was written. Change it, or delete it first.")
    return files


def with_lesson(package: str, table: pd.DataFrame, heading: str, figure: bool = False) -> str:
    """Return the description of the data with one more lesson; as it was, if that is described or its form is new."""
    known = json.loads(package)["resources"]
    made = [lesson_resource(len(known) + 1, heading)]
    if not END.search(package) or made[0]["path"] in [each["path"] for each in known]:
        return package
    if figure:
        words = {"title": made[0]["title"].replace("Lesson", "Figure", 1), "path": f"figures/{slug(heading)}.yaml"}
        made.append({**made[0], **words, "name": f"figure_{len(known) + 2}"})
    added = "".join(f",\n    {json.dumps(one, ensure_ascii=False)}" for one in made)
    return END.sub(lambda _: f"{added}\n  ]\n}}\n", package)
