"""Tests: what would have to be so for the table to be fair? Expect, run, look, judge; and the same put to the kit."""

import random
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import ipywidgets as widgets
import pandas as pd

from kit.answers.keeper import Keeper
from kit.answers.keys import TESTS
from kit.answers.own_table import Marking
from kit.base.labels import prose, said, say
from kit.content.columns import MARKS, Column
from kit.content.course import load_sources
from kit.content.lesson_form import Bet, Option
from kit.content.table import dimensions_of
from kit.content.table_critique import Observation, complete, load_critique
from kit.content.table_tests import PROBES, Finding, Material, same_marks, verdict
from kit.explorables import load_explorable
from kit.learner.question_the_table.state import TableState
from kit.views import contract
from kit.views.contract import Explorable
from kit.views.templates import Pieces
from kit.widgets.figure_panel import control, keep
from kit.widgets.parts import Step, box, button, dropdown, html, kept_up, replace, row
from kit.widgets.saved_answer import asked, kept_answer

PIECES, WORDS = Pieces(__file__), prose(__file__)
SETTINGS = 300  # of each figure: more would keep a class waiting
SEED = 13
NOBODY, UNRANKED = said("nobody"), said("ranks no column")


def tests(source: TableState) -> Step:
    """Return the step: the list of tests with what came of each, and the one that was chosen."""
    observations = load_critique().observations
    titles = [(f"{number}. {one.asked}", one.id) for number, one in enumerate(observations, 1)]
    chosen = dropdown(say("Test"), titles, titles[0][1])
    listed, room = html(), box([])

    def look() -> None:
        expected = [source.newest(TESTS, f"{one.id}/expect") is not None for one in observations]
        listed.value = PIECES.done(observations, [_status(source, one) for one in observations], sum(expected))

    def choose() -> None:
        replace(room, _room(source, next(one for one in observations if one.id == chosen.value), look))
        look()

    kept_up(choose, chosen)
    own = kept_answer(source, TESTS, "own", say("A test of your own that this table would pass"), rows=2)
    who = [html(PIECES.who_tests()), leaning(dimensions_of(source.table), source.columns())]
    return Step(PIECES.reading(observations), [row([chosen]), room, listed, *who, own])


def _room(source: TableState, observation: Observation, look: Callable[[], None]) -> list[widgets.Widget]:
    """Return one test: the rule, what the learner expects, and behind that the result and what others say of it."""
    outcome = widgets.VBox()

    def run(expected: str) -> None:
        replace(outcome, _outcome(source, observation, look))
        look()

    findings = run_probes(source, observation)
    options = tuple(Option(id, words, _reply(id, findings)) for id, words in WORDS["expect"].items())
    bet = Bet(observation.id, say("Before you run it: what do you expect?"), options)
    expected = asked(source.at(TESTS, f"{observation.id}/expect"), bet, say("Run the test"), run)
    return [html(PIECES.rule(observation)), expected, outcome]


def _reply(expected: str, findings: list[Finding]) -> str:
    """Return what the test says to an expectation."""
    found = verdict(findings)
    if found is None:
        return WORDS["undecided"]
    return by_this_rule(found) if expected == "unsure" else f"{WORDS['before']} {by_this_rule(found)}"


def by_this_rule(passed: bool | None) -> str:
    """Return in words whether a test is passed; None where the learner decides."""
    return WORDS["you_decide" if passed is None else "passed" if passed else "failed"]


def _outcome(source: TableState, observation: Observation, look: Callable[[], None]) -> list[widgets.Widget]:
    """Return what the machine found, the part that people do, the observation, and the learner's judgement of it."""
    found = html(PIECES.found(run_probes(source, observation)))
    by_hand = html(PIECES.by_hand(observation))
    notes = kept_answer(source, TESTS, f"{observation.id}/notes", say("What came out?"), rows=3)
    reader = html(PIECES.reader(observation, load_sources()))
    options = tuple(Option(id, one["says"], one["reply"]) for id, one in WORDS["convinced"].items())
    bet = Bet(f"{observation.id}_verdict", say("Does this observation convince you?"), options)
    judged = asked(source.at(TESTS, f"{observation.id}/verdict"), bet, say("This is my judgement"), lambda _: look())
    because = kept_answer(source, TESTS, f"{observation.id}/because", say("Because ..."), rows=2)
    marks = [_marks(source, observation)] if observation.marks else []
    return [found, by_hand, *marks, notes, reader, judged, because]


def run_probes(source: TableState, observation: Observation) -> list[Finding]:
    """Return what the machine's part of a test finds in the table as it now is."""
    marking = Marking(source, source.columns(), source.table)
    own = {key: marking.mine[key] for key in complete(marking.mine, marking.cells)}
    readings = {WORDS["first"]: marking.others} if marking.others else {}
    names = {column.id: column.name for column in source.columns()}
    readings |= {WORDS["yours"]: own} if own else {}
    material = Material(source.table, names, load_critique().page, observation.words, readings)
    return [PROBES[name](material) for name in observation.probes if name in PROBES]


def machine_tests(source: TableState) -> str:
    """Return what every test that a program can run says of the source's table, as a list."""
    ran = [(one, run_probes(source, one)) for one in load_critique().observations if one.probes]
    return PIECES.machine([(one, verdict(findings), findings) for one, findings in ran])


def _marks(source: TableState, observation: Observation) -> widgets.VBox:
    """Return a grid in which the learner marks every cell of the table, and what the marks add up to."""
    rows = dimensions_of(source.table)
    columns = {column.id: column.name for column in source.columns()}
    asks = contract.Grid(say("Your mark for each cell"), rows, columns, observation.marks)
    grid, sum_ = keep(control(asks), asks, source.at(TESTS, f"{observation.id}/marks")), html()

    def look() -> None:
        sum_.value = PIECES.summed(same_marks(grid.value, rows, columns), by_this_rule)

    kept_up(look, grid)
    return widgets.VBox([html(PIECES.look_at(source.table, MARKS[: len(source.table.columns)])), grid, sum_])


def _status(source: Keeper, observation: Observation) -> str:
    expected = source.newest(TESTS, f"{observation.id}/expect")
    judged = source.newest(TESTS, f"{observation.id}/verdict")
    convinced = dict(WORDS["convinced"].items())
    if judged and judged.value in convinced:
        return convinced[judged.value]["says"]
    return WORDS["not_judged" if expected else "not_run"]


@cache
def ahead_over_settings(explorable: Explorable) -> dict[str, float]:
    """Return each column's share, 0 to 1, of the settings that rank, "" for nobody; empty for one that never ranks.

    The settings are drawn with a fixed seed; each value of a control is as likely as any other.
    """
    draw = random.Random(SEED)
    drawn = [{name: _any(control, draw) for name, control in explorable.controls.items()} for _ in range(SETTINGS)]
    found = {str(one): explorable.ahead(**one) for one in {str(one): one for one in drawn}.values()}
    counts = Counter(ahead for one in drawn if (ahead := found[str(one)]) is not None)
    return {column: count / counts.total() for column, count in counts.items()}


def _any(control: contract.Range | contract.Choice | contract.Grid, draw: random.Random) -> Any:
    """Return one value that a control can take; in a grid every cell is judged."""
    if isinstance(control, contract.Range):
        return draw.choice(range(control.low, control.high + 1, control.step))
    if isinstance(control, contract.Choice):
        return draw.choice(list(control.options))
    return {cell: draw.choice(list(control.options)) for cell in control.cells}


def leaning(dimensions: dict[str, str], columns: list[Column]) -> widgets.Widget:
    """Return the same test put to the kit: a button, for counting takes seconds, and then the counts as a table.

    `dimensions` are {id: title}; those whose figure does not say who of these columns is ahead are left out.
    """
    counts = html()

    def count() -> None:
        figures = [(name, figure) for id, name in dimensions.items() if (figure := load_explorable(id))]
        ids = {"", *(column.id for column in columns)}  # another table has others than those that a figure speaks of
        ranking = [one for one in figures if one[1].ahead is not None and ahead_over_settings(one[1]).keys() <= ids]
        counts.value = PIECES.counts(pd.DataFrame([_row(name, figure, columns) for name, figure in ranking]))

    pressed = button(say("Count it for all figures"), main=False, press=count)
    return box([html(PIECES.about(SETTINGS)), pressed, counts])


def _row(title: str, figure: Explorable, columns: list[Column]) -> dict[str, str]:
    names = {column.id: column.name for column in columns} | {"": say(NOBODY), None: say(UNRANKED)}
    shares = ahead_over_settings(figure)
    counted = {name: f"{shares.get(id, 0):.0%}" if shares else "" for id, name in names.items() if id is not None}
    return {say("Figure"): title, say("Ahead at the start"): names[figure.ahead(**figure.start)], **counted}
