"""Every label stands where a catalogue finds it."""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from kit.adapt.make.label_catalogue import SPOKEN_BY, labels
from kit.base.paths import PACKAGE
from kit.content.facts import load_facts
from kit.explorables import load_explorable
from kit.views.contract import Choice, Grid, Range

FIGURES = sorted(path.stem for path in (PACKAGE / "explorables").glob("[a-z]*.py"))


@cache
def trees() -> dict[str, ast.Module]:
    """The kit's modules by their names, parsed for who asks first and not for whoever only collects the tests."""
    files = ((path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    return {name: ast.parse(text) for name, text in files}


def arguments_in(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given to the functions that say labels, in the places where they take a label."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SPOKEN_BY:
            yield from call.args[: len(SPOKEN_BY[call.func.id] or (1,))]


def put_together(label: ast.expr) -> bool:
    """Whether words are joined, filled in or changed on the spot: no catalogue has what comes of that."""
    return any(
        isinstance(part, ast.JoinedStr | ast.BinOp)
        or (isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr != "get")
        for part in ast.walk(label)
    )


def spoken_within(tree: ast.AST) -> Iterator[str]:
    """The labels that are given as they stand to one of the functions that say them."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SPOKEN_BY:
            yield from (one.value for one in call.args[:1] if isinstance(one, ast.Constant))


def test_no_label_stands_within_an_f_string_where_no_catalogue_would_find_it():
    strings = [
        (name, part) for name, tree in trees().items() for part in ast.walk(tree) if isinstance(part, ast.JoinedStr)
    ]
    assert [(name, one) for name, part in strings for one in spoken_within(part)] == []


def test_a_label_is_said_as_it_stands_in_the_catalogue():
    labels_said = [(name, label) for name, tree in trees().items() for label in arguments_in(tree)]
    assert [(name, ast.unparse(label)) for name, label in labels_said if put_together(label)] == []


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ('say(f"Cell {letter}")', 1), ('say("Cell " + letter)', 1), ('said("Cell {}".format(letter))', 1),
        ('say_many("{number} cell", f"{number} cells", 2)', 1), ("say(NONE.lower())", 1),
        ('say("Cell {letter}", letter=f"{letter}.")', 0), ("say(spec.label)", 0), ("say(NAMES[step])", 0),
    ],
)  # fmt: skip
def test_words_that_are_put_together_on_the_spot_are_told_from_labels(code, wrong):
    assert sum(map(put_together, arguments_in(ast.parse(code)))) == wrong


@pytest.fixture(scope="module")
def catalogued() -> set[str]:
    ids = [message.id for message in labels() if message.id]
    return {words for one in ids for words in ([one] if isinstance(one, str) else one)}


@pytest.mark.parametrize("name", FIGURES)
def test_the_catalogue_has_all_that_a_figure_and_its_controls_say_of_themselves(name, catalogued):
    figure = load_explorable(name)
    said = {figure.title, figure.kind, figure.leaves_out, *figure.assumptions}
    for control in figure.controls.values():
        said |= {control.label, *of_control(control)}
    assert {words for words in said if any(map(str.isalpha, words))} - set(
        load_facts("institutions")["name"]
    ) <= catalogued


def of_control(control: Range | Choice | Grid) -> list[str]:
    if isinstance(control, Range):
        return [control.unit]
    rows = [*control.rows.values(), *control.columns.values()] if isinstance(control, Grid) else []
    return [*rows, *control.options.values()]
