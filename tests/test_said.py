"""Every label stands where a catalogue finds it."""

import ast
from collections.abc import Iterator

import pytest

from kit.explorables import Choice, Grid, Range, load_explorable
from kit.facts import load_facts
from kit.paths import PACKAGE
from kit.translate import SPOKEN_BY, labels

CODE = sorted(PACKAGE.rglob("*.py"))
FIGURES = sorted(path.stem for path in (PACKAGE / "explorables").glob("[a-z]*.py"))


def spoken_within(tree: ast.AST) -> Iterator[str]:
    """The labels that are given as they stand to one of the functions that say them."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SPOKEN_BY:
            yield from (one.value for one in call.args[:1] if isinstance(one, ast.Constant))


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_label_stands_within_an_f_string_where_no_catalogue_would_find_it(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [one for part in ast.walk(tree) if isinstance(part, ast.JoinedStr) for one in spoken_within(part)] == []


@pytest.fixture(scope="module")
def catalogued() -> set[str]:
    ids = [message.id for message in labels() if message.id]
    return {words for one in ids for words in ([one] if isinstance(one, str) else one)}


@pytest.mark.parametrize("name", FIGURES)
def test_the_catalogue_has_all_that_a_figure_and_its_controls_say_of_themselves(name, catalogued):
    figure = load_explorable(name)
    said = {figure.TITLE, figure.KIND, figure.LEAVES_OUT, *figure.ASSUMPTIONS}
    for control in figure.CONTROLS.values():
        said |= {control.label, *of_control(control)}
    assert {words for words in said if any(map(str.isalpha, words))} - set(
        load_facts("institutions")["name"]
    ) <= catalogued


def of_control(control: Range | Choice | Grid) -> list[str]:
    if isinstance(control, Range):
        return [control.unit]
    rows = [*control.rows.values(), *control.columns.values()] if isinstance(control, Grid) else []
    return [*rows, *control.options.values()]
