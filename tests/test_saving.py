"""What of a page is saved: what somebody wrote; and not what working with it left."""

import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kit.base.jupyter.saving import VIEW, as_baked, is_page, own_cells, set_up_of, stored_in
from kit.base.paths import notebooks_in, notebooks_path

LESSON = notebooks_path("02_governance.ipynb")
TYPED = "what a learner typed"


def used(stored: dict) -> dict:
    """A page after an hour of work: run, typed into, folded, with a cell that Shift+Enter added."""
    page = deepcopy(stored)
    for number, cell in enumerate(page["cells"]):
        cell["source"] = "".join(cell["source"])  # as it comes from a browser
        cell["metadata"] |= {"collapsed": True, "trusted": True, "jp-MarkdownHeadingCollapsed": True}
        if cell["cell_type"] == "code":
            view = {VIEW: {"model_id": "1"}, "text/plain": f"Textarea(value='{TYPED}')"}
            cell |= {"execution_count": 40 + number, "outputs": [{"output_type": "display_data", "data": view}]}
            cell["metadata"] |= {"execution": {"iopub.status.idle": "now"}, "scrolled": True}
    page["metadata"] |= {"widgets": {"state": TYPED}, "kernelspec": {"name": "other"}}
    page["metadata"]["language_info"] = {"name": "python", "version": "3.99"}
    empty = {"id": "new", "cell_type": "code", "source": "", "metadata": {}, "outputs": [], "execution_count": None}
    page["cells"] += [empty, {**empty, "id": "newer", "source": " \n"}]
    return page


def same_page(one: dict, other: dict) -> bool:
    def bare(page: dict) -> dict:
        for cell in (page := deepcopy(page))["cells"]:
            cell["source"] = "".join(cell["source"])
            cell["metadata"].pop("trusted", None)  # Jupyter takes it out itself
        return page

    return bare(one) == bare(other)


@pytest.mark.parametrize("file", notebooks_in(notebooks_path()), ids=lambda file: file.stem)
def test_a_page_that_was_worked_with_is_saved_as_it_was(file):
    stored = stored_in(file)
    assert is_page(file) and own_cells(stored).keys() == {
        cell["id"] for cell in stored["cells"] if cell["cell_type"] == "code"
    }
    saved = as_baked(used(stored), stored)
    assert same_page(saved, stored) and TYPED not in json.dumps(saved)


def test_what_an_author_wrote_is_saved():
    stored = stored_in(LESSON)
    page = used(stored)
    page["cells"][0]["source"] = "# Another title"
    page["cells"][0]["metadata"]["slideshow"] = {"slide_type": "skip"}
    page["cells"][4]["source"] = "lesson.compare()"
    own = {"id": "mine", "cell_type": "code", "source": "1 + 1", "metadata": {}, "execution_count": 3}
    shown = [{"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": 3}]
    page["cells"].insert(1, own | {"outputs": shown})
    saved = as_baked(page, stored)
    assert saved["cells"][0]["source"] == "# Another title"
    assert saved["cells"][0]["metadata"]["slideshow"] == {"slide_type": "skip"}
    assert saved["cells"][1] == own | {"outputs": shown}
    assert saved["cells"][5]["source"] == "lesson.compare()"
    assert len(saved["cells"]) == len(stored["cells"]) + 1


def test_views_that_an_earlier_version_saved_are_taken_out():
    stored = stored_in(LESSON)
    step = next(cell for cell in stored["cells"] if cell["cell_type"] == "code" and cell["outputs"])
    sound = deepcopy(step["outputs"])
    step["outputs"][1]["data"][VIEW] = {"model_id": "of yesterday"}
    saved = as_baked(used(stored), stored)
    assert next(cell for cell in saved["cells"] if cell["id"] == step["id"])["outputs"] == sound


def test_a_notebook_that_is_no_page_keeps_its_outputs_and_no_widget():
    plain = {"output_type": "stream", "name": "stdout", "text": "Hello"}
    view = {"output_type": "display_data", "data": {VIEW: {}, "text/plain": TYPED}, "metadata": {}}
    cell = {"id": "a", "cell_type": "code", "source": "print('Hello')", "metadata": {}, "outputs": [plain, view]}
    saved = as_baked({"cells": [cell], "metadata": {"widgets": TYPED, "mine": 1}, "nbformat": 4}, {})
    assert saved["cells"][0]["outputs"] == [plain] and saved["metadata"] == {"mine": 1}


SET_UP = 'from kit import load_start\n\nstart = load_start(language="es")'
FORM = {
    "id": some.sampled_from("abcdef"),
    "source": some.sampled_from(["", " ", SET_UP, "start.lessons()", "print(1)"]),
    "metadata": some.dictionaries(some.sampled_from(["scrolled", "execution", "tags"]), some.booleans()),
}
SHOWN = {"data": some.dictionaries(some.sampled_from([VIEW, "text/html", "image/png"]), some.just("shown"))}
outputs = some.lists(some.fixed_dictionaries({"output_type": some.just("display_data")}, optional=SHOWN), max_size=3)
prose = some.fixed_dictionaries(FORM | {"cell_type": some.just("markdown")})
code = some.fixed_dictionaries(
    FORM | {"cell_type": some.just("code")},
    optional={"execution_count": some.none() | some.integers(1, 9), "outputs": outputs},
)
notebooks = some.fixed_dictionaries(
    {
        "cells": some.lists(prose | code, max_size=5, unique_by=lambda cell: cell["id"]),
        "metadata": some.dictionaries(some.sampled_from(["widgets", "kernelspec", "title"]), some.integers()),
    }
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # what is slow is the machine, not the inputs
@given(notebooks, notebooks)
def test_saving_twice_is_saving_once_and_changes_nothing_that_it_is_given(notebook, stored):
    given_before = deepcopy((notebook, stored))
    once = as_baked(notebook, stored)
    assert as_baked(once, stored) == once
    assert (notebook, stored) == given_before
    assert VIEW not in json.dumps(once) and "widgets" not in once["metadata"]
    written = [cell["source"] for cell in notebook["cells"] if cell["source"].strip()]
    assert [cell["source"] for cell in once["cells"] if cell["source"].strip()] == written


@pytest.mark.parametrize(
    "code",
    [
        "lesson.predict(); print(1)",
        "lesson.predict(print(1))",
        "lesson.predict()\nprint(1)",
        "lesson._open()",
        "other.predict()",
        "lesson.predict",
        "!lesson.predict()",
        "lesson.journal.close()",
        'from kit import load_lesson\n\nlesson = load_lesson("governance"); print(1)',
        'from kit import load_lesson\n\nlesson = load_lesson("a" + print("b"))',
        'from kit import load_lesson\n\nlesson = load_lesson("../../elsewhere")',
        'from kit import load_table\n\ntable = load_table("governance")',
        "from kit import load_lesson, load_start",
        "import kit",
    ],
)
def test_code_that_does_more_than_call_the_kit_is_not_its_own(code):
    page = stored_in(LESSON)
    page["cells"][4] |= {"source": code, "id": "strange"}
    assert own_cells(page) and "strange" not in own_cells(page)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"cells": 1, "metadata": {}}', "[" * 100_000])
def test_a_file_that_holds_no_notebook_is_read_as_an_empty_one(tmp_path, text):
    (tmp_path / "page.ipynb").write_text(text)
    assert stored_in(tmp_path / "page.ipynb") == {} == stored_in(tmp_path / "none.ipynb")


def test_a_notebook_beside_no_start_page_is_no_page(tmp_path):
    assert not is_page(tmp_path / "02_governance.ipynb")
    assert set_up_of({}) == ("", "")
