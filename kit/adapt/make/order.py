"""`python -m kit order governance critiques`: which lessons the course has and in which order; without names, as it is.

A lesson that is left out goes to the folder `left_out` beside the notebooks, and comes back when it is named again.
"""

import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from kit.adapt.make.notebook_template import FEW
from kit.base.errors import KitError, listed, shown
from kit.base.paths import ROOT, START, notebooks_in
from kit.base.writing import write_whole
from kit.content.notebooks import NUMBER, read_notebook
from kit.content.table import dimensions_of, find_dimension, load_table

LEFT_OUT = "left_out"
NAMES_LESSONS = (START, "teacher/run_sheets.ipynb")  # pages that show where the lessons are
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?!\w+:)([^)#\s]+\.ipynb)([^)]*)\)")  # words, file, place in it


Course = dict[str, str]  # as it is to be: each page's file by its id, in order


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
        _mend(course, made)
        folder.rename(old)
        try:
            made.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    for path in back:
        path.unlink()


def _bring_back(course: Course, out: Path, made: Path) -> list[Path]:
    """Copy the pages that were left out and are wanted again, and return where they were."""
    there = pages_in(made)
    ids = {path: NUMBER.sub("", path.stem) for path in _pages(out)}
    back = [path for path, id_ in ids.items() if id_ in course and id_ not in there]
    for path in back:
        (made / path.relative_to(out)).parent.mkdir(exist_ok=True)
        shutil.copy(path, made / path.relative_to(out))
    return back


def _pages(folder: Path) -> list[Path]:
    """Return the numbered pages of a folder in every language."""
    found = (path for pattern in ("", "*/") for path in folder.glob(f"{pattern}[0-9]*_*.ipynb"))
    return sorted(path for path in found if path.is_file() and not path.parent.name.startswith("."))


def _mend(course: Course, made: Path) -> None:
    """Write every notebook under its new name, with links that lead where they should."""
    pages = notebooks_in(made)
    spoken = {(path.parent, NUMBER.sub("", path.stem)): _title(path) for path in _pages(made)}
    texts = {path: mended(path, course, made, spoken) for path in pages}
    for path in pages:
        path.unlink()
    for path, text in texts.items():
        (path.parent / course.get(NUMBER.sub("", path.stem), path.name)).write_text(text, encoding="utf-8")


def _title(path: Path) -> str:
    """Return a page's name for a link: its title up to the colon, and of that no more than its first words."""
    found = re.search(r"^# (.+)$", "\n".join(cell.text for cell in read_notebook(path).prose), re.MULTILINE)
    words = found[1].split(":")[0].split() if found else [path.stem]
    return " ".join(words[:FEW]) + "..." * (len(words) > FEW)


def mended(path: Path, course: Course, made: Path, spoken: dict[tuple[Path, str], str]) -> str:
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
        after = LINK.sub(lambda link, last=last: _link(link, last, path, course, made, spoken), before)
        changed |= after != before
        cell["source"] = after.splitlines(keepends=True) if isinstance(cell["source"], list) else after
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n" if changed else text


def _link(
    link: re.Match[str], last: bool, path: Path, course: Course, made: Path, spoken: dict[tuple[Path, str], str]
) -> str:
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
