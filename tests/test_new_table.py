"""A kit for another table: everything is there, everything works, and nothing of this kit's own table."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.adapt import commands
from kit.adapt.make.new_table import models_of, new_table
from kit.base.errors import KitError, TableError
from kit.base.paths import ROOT
from kit.content.lesson import MARK, drafted, is_to_write, without_drafts
from kit.content.table import load_table
from kit.learner.lesson.page import load_lesson
from tests.pressing import press_everything

JUSTICE = """\
Dimension,Utilitarianism (Bentham / Mill),Justice as Fairness (Rawls),Entitlement Theory (Nozick)
Core Question,What makes the sum of well-being largest?,What would equals choose behind a veil?,How was it acquired?
Equality,Each counts for one in the sum,Equal liberties and fair chances for all,Equal rights to what is held
Property,Right where it serves well-being,Bound by what is fair to all,"A right from acquisition, transfer and repair"
Limits,May ask one to suffer for many,Says little about merit,Says little about need
"""
TWO = "Side;Left;Right\nSpeed;fast;slow\n2nd side;<b>bold</b>;plain\n"
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"
SIX = f"""\
,<script>alert(1)</script>,Freedom (a),Freedom (b),الحرية,自由,critical
"<img src=x onerror=alert(1)> *stars* [link](http://x) `code` $x$ {{braces}} {{0}}",a,b,c,d,e,f
"{LONG}
on two lines",a b,b c,c d,d e,e f,f a
العدالة والمساواة,أ,ب,ج,د,ز,و
"Colon: ""quoted"" # & % '",same,same,same,same,same,same
"""
PRESS = """
import json, sys
sys.path.append(sys.argv[1])  # for the tests alone
import kit
from kit.adapt.make.bake import notebooks
from tests.pressing import press_everything
from tests.test_notebooks import code_of, run
for path in notebooks():
    names = {}
    for code in code_of(json.loads(path.read_text(encoding="utf-8"))):
        shown = run(code, names)
        assert shown is None or press_everything(shown) > 1, code
print(kit.__file__)
"""

ADAPT = """
import sys
sys.path.append(sys.argv[1])  # for the tests alone
from kit import load_adapt
from tests.pressing import all_of, words
import ipywidgets as widgets
adapt = load_adapt()
adapt.make(sys.argv[2])
for name in ("words", "order", "column", "table", "lesson", "language"):
    step = getattr(adapt, name)()
    all_of(widgets.Button, step)[0].click()
    print(name, "checked" if "python -m kit check:" in words(step) else words(step))
"""


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.csv"
    path.write_text(text, encoding="utf-8")
    return path


def run_in(folder: Path, code: str, *arguments: str) -> str:
    """Run Python with the new kit's code and data, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def check(folder: Path) -> str:
    return run_in(folder, "import sys; from kit.adapt.commands import check; sys.exit(check([]))")


def markup(page: Path) -> str:
    """All that a notebook shows as Markdown or HTML."""
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    outputs = [output["data"].get("text/html", "") for cell in cells for output in cell.get("outputs", [])]
    return "\n".join("".join(part) for part in (*(cell["source"] for cell in cells), *outputs))


@pytest.fixture(scope="module")
def justice(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("justice")
    new_table(table(place, JUSTICE), place / "new" / "kit")
    return place / "new" / "kit"


def test_it_is_sound_and_counts_what_is_to_be_written(justice):
    said = check(justice)
    assert "Sound: 4 dimensions, 3 models, 4 lessons, 1 case, 0 sources" in said
    assert f"Note: still to be written ({MARK}): " in said
    assert "Ready to be taught: no lesson yet." in said
    assert "Note: core_question: " in said and "places, first in core_question.yaml, line 5." in said


def test_whoever_checks_it_from_this_kit_reads_what_its_own_people_read(justice, capsys):
    assert commands.check([str(justice)]) == 0
    assert capsys.readouterr().out == check(justice)


def test_the_count_goes_down_by_one_with_each_text_that_is_written(justice):
    lesson = justice / "data" / "lessons" / "equality.yaml"
    before = lesson.read_text(encoding="utf-8")
    many = int(check(justice).partition(f"({MARK}): ")[2].split()[0])
    lesson.write_text(
        before.replace(f"big_question: '{MARK}: the question", "big_question: 'Who is equal, and"), "utf-8"
    )
    few = int(check(justice).partition(f"({MARK}): ")[2].split()[0])
    lesson.write_text(before, encoding="utf-8")
    assert few == many - 1


def test_what_is_not_written_yet_is_not_shown_to_learners(justice):
    shown = run_in(
        justice,
        """
from kit import load_lesson
from kit.content.lesson import MARK
lesson = load_lesson("equality")
for step in ("predict", "compare", "explore", "check", "place", "discuss"):
    reading = getattr(lesson, step)().reading
    assert reading and MARK not in reading, (step, reading)
print(lesson.check().reading)
""",
    )
    assert "This step is not written yet. Go on with the next one." in shown


def test_every_control_of_every_page_can_be_pressed(justice):
    assert run_in(justice, PRESS, str(ROOT)).strip() == str(justice / "kit" / "__init__.py")


def test_it_holds_nothing_of_this_kits_own_table(justice):
    names = {path.relative_to(justice).as_posix() for path in justice.rglob("*") if path.is_file()}
    assert {name for name in names if name.startswith("kit/explorables/")} == {"kit/explorables/__init__.py"}
    assert not any(
        name.startswith(("data/facts", "data/figures", "data/teaching", "data/columns", "tests")) for name in names
    )
    pages = "".join(path.read_text("utf-8") for part in ("data", "notebooks") for path in (justice / part).rglob("*.*"))
    for word in ("Wikipedia", "Bauwens", "ChatGPT", "Peer Production", "critiques", "Three ways"):
        assert word not in pages


def test_its_page_on_adapting_takes_a_change_of_each_kind(justice, tmp_path):
    assert (justice / "notebooks/teacher/adapt.ipynb").exists()
    said = run_in(justice, ADAPT, str(ROOT), str(tmp_path / "copy")).splitlines()
    assert said == [f"{name} checked" for name in ("words", "order", "column", "table", "lesson", "language")]


def test_its_pages_are_baked_and_stay_as_they_are(justice):
    pages = ["notebooks/00_start_here.ipynb", "notebooks/02_equality.ipynb"]
    assert run_in(justice, f"from kit.adapt.commands import bake; bake({pages})").split()[2::3] == ["unchanged"] * 2
    assert all('"text/html"' in page.read_text(encoding="utf-8") for page in justice.rglob("*.ipynb"))


def test_a_new_lesson_that_cannot_be_run_leaves_nothing_behind(justice):
    path, step = justice / "data" / "table.csv", justice / "kit" / "learner" / "lesson" / "place.py"
    before, code = path.read_text(encoding="utf-8"), step.read_text(encoding="utf-8")
    path.write_text(f"{before}Merit,no,no,no\n", encoding="utf-8")
    step.write_text(code.replace("    poles = [", "    poles = nothing + ["), encoding="utf-8")
    files = {one for one in justice.rglob("*") if one.is_file()}
    make = "from kit.base.errors import KitError\nfrom kit.adapt.commands import new_lesson as main\n"
    make += "try: main(['Merit', '--figure'])\nexcept KitError as error: print(error)"
    assert "a cell stopped with NameError" in run_in(justice, make)
    assert {one for one in justice.rglob("*") if one.is_file()} == files
    path.write_text(before, encoding="utf-8")
    step.write_text(code, encoding="utf-8")


def test_a_lesson_for_a_new_row_joins_it(justice):
    path = justice / "data" / "table.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}Desert & <b>Merit</b>,no,no,no\n", encoding="utf-8")
    make = "from kit.adapt.commands import new_lesson; new_lesson(['Desert & <b>Merit</b>', '--figure'])"
    assert "06_desert_b_merit_b.ipynb" in run_in(justice, make)
    assert "5 lessons" in check(justice)
    assert run_in(justice, PRESS, str(ROOT))
    package = json.loads((justice / "data" / "datapackage.json").read_text("utf-8"))
    new = [one["path"] for one in package["resources"][-2:]]
    assert new == ["lessons/desert_b_merit_b.yaml", "figures/desert_b_merit_b.yaml"]
    assert all((justice / "data" / path).exists() for path in new)


@pytest.mark.parametrize(("text", "models", "dimensions"), [(TWO, 2, 2), (SIX, 6, 4)], ids=["two", "six and hostile"])
def test_other_tables_work_too(tmp_path, text, models, dimensions):
    path, folder = table(tmp_path, text), tmp_path / "kit"
    made = new_table(path, folder, bake=text == SIX)  # pages that hold hostile words
    assert made.shape == (dimensions, models)
    assert load_table(folder / "data" / "table.csv").equals(load_table(path))
    if text == SIX:  # the pages of the other show nothing yet, and that would be said of each
        assert "\nSound: " in check(folder)
    assert run_in(folder, PRESS, str(ROOT))
    for page in folder.rglob("*.ipynb"):
        assert "<script>alert" not in markup(page) and "<img src=x" not in markup(page)


def test_models_get_ids_of_their_own():
    ids = [one["id"] for one in models_of(["Freedom (a)", "Freedom (b)", "自由", "critical", "Équité", "(x)"])]
    assert ids == ["freedom_a", "freedom_b", "model_3", "model_4", "equite", "x"]


def test_many_dimensions_keep_their_order(tmp_path):
    rows = "".join(f"Row {number},a,b\n" for number in range(1, 121))
    folder = tmp_path / "kit"
    new_table(table(tmp_path, f"D,A,B\n{rows}"), folder, bake=False)
    order = (
        "import kit; from kit.content.pages import lessons_of as of; print([one.name for one in of(kit.load_table())])"
    )
    assert run_in(folder, order).strip() == str([f"Row {number}" for number in range(1, 121)])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "my.csv: this file is empty"),
        ("D,A\nx,y\n", "my.csv: row 1: a table compares 2 to 6 models"),
        ('D,A,B\nx,"y,z\n', "my.csv: row 2: .*a quotation mark is left open"),
        ("D,A,B\nx,y,\n", "my.csv: row 2, column 'B': no text here"),
    ],
)
def test_a_broken_table_gives_its_sentence_and_no_folder(tmp_path, text, sentence):
    with pytest.raises(TableError, match=sentence):
        new_table(table(tmp_path, text), tmp_path / "kit")
    assert [path.name for path in tmp_path.iterdir()] == ["my.csv"]


def test_a_name_that_is_too_long_leaves_nothing_behind(tmp_path):
    with pytest.raises(KitError, match="the name is too long"):
        new_table(table(tmp_path, f"D,A,B\n{'x' * 300},a,b\n"), tmp_path / "kit", bake=False)
    assert [path.name for path in tmp_path.iterdir()] == ["my.csv"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, capsys):
    mine = tmp_path / "kit" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    with pytest.raises(KitError, match="is not an empty folder"):
        new_table(table(tmp_path, JUSTICE), mine.parent)
    assert [path.read_text() for path in mine.parent.iterdir()] == ["mine"]


@pytest.mark.parametrize("folder", [ROOT, ROOT / "new", ROOT.parent])
def test_it_never_mixes_with_the_kit_itself(tmp_path, folder):
    with pytest.raises(KitError, match="lies in the kit itself"):
        new_table(table(tmp_path, JUSTICE), folder)


def test_an_empty_folder_may_be_there(tmp_path):
    (tmp_path / "kit").mkdir()
    new_table(table(tmp_path, TWO), tmp_path / "kit", bake=False)
    assert (tmp_path / "kit" / "notebooks" / "03_case_file.ipynb").exists()


def test_a_lesson_without_a_file_can_be_worked_as_far_as_its_table_goes(tmp_path):
    lesson = load_lesson("Speed", load_table(table(tmp_path, TWO)))
    assert lesson.content == without_drafts(drafted())
    for step in (lesson.predict, lesson.compare, lesson.explore, lesson.place):
        assert press_everything(step()) > 1
    for step in (lesson.check, lesson.discuss):
        assert "not written yet" in step().reading


def test_a_mark_is_known_in_a_heading_and_in_a_list():
    assert all(map(is_to_write, ["TO WRITE: a", "## TO WRITE", "* TO WRITE: a"]))
    assert not any(map(is_to_write, ["I have TO WRITE", "", None, 3]))


def test_a_table_in_another_language_says_so_and_its_labels_speak_it(tmp_path):
    path = tmp_path / "justicia.csv"
    path.write_text("Dimensión,Utilitarismo,Contrato\nPrincipio,felicidad,acuerdo\n", encoding="utf-8")
    new_table(path, tmp_path / "kit", bake=False, language="es")
    package = json.loads((tmp_path / "kit/data/datapackage.json").read_text(encoding="utf-8"))
    assert package["language"] == "es"
