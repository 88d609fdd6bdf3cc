"""`python -m kit new-lesson "Title of a dimension"`: a lesson to be written, for a row that the table has got."""

import json
import re
from pathlib import Path

import pandas as pd

from kit.adapt.make import figure_template
from kit.adapt.make.bake import bake
from kit.adapt.make.new_table import lesson_resource
from kit.adapt.make.notebook_template import lesson_page, link
from kit.adapt.make.order import pages_in
from kit.base.errors import KitError
from kit.base.paths import PACKAGE, START, data_path, notebooks_path
from kit.base.writing import write_whole
from kit.content.columns import columns_of
from kit.content.table import find_dimension, load_table, slug
from kit.content.template import lesson_file

END = re.compile(r"\n  \]\n\}\s*$")  # of the list of data files, in datapackage.json


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
            bake(next(path for path in files if path.suffix == ".ipynb"))
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
        template = Path(figure_template.__file__)
        files[PACKAGE / "explorables" / f"{dimension}.py"] = template.read_text(encoding="utf-8")
        files[data / "figures" / f"{dimension}.yaml"] = template.with_suffix(".yaml").read_text(encoding="utf-8")
    for path in files:
        if path.exists():
            raise KitError(f"{path} is there already; nothing was written. Change it, or delete it first.")
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
