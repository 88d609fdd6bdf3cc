"""What `kit check` says of explorables, and that Plotly knows every other figure of the kit too."""

from datetime import UTC, datetime

import pandas as pd
import plotly.graph_objects as go
import pytest

from kit.adapt.check.all import check_explorables, refused, settings_of
from kit.answers.ballot import own_motion
from kit.classroom.vote import outcome as vote
from kit.classroom.vote.ballot_box import Record, Session
from kit.classroom.vote.movement import Round
from kit.content.columns import MARKS
from kit.content.table_critique import KINDS
from kit.learner.question_the_table.mark_words import bars as counts
from kit.views.contract import Choice, Explorable, Grid, Picture, Range
from kit.views.general_figures import figure_of_words
from kit.views.plot import axis, plain, to_page
from kit.views.triangle import pairs, path, stacked, ternary

THREE = ["A", "B", "C"], list(MARKS[:3])
TWO = ["A", "B"], list(MARKS[:2])
STOPS = [("1", [80, 10, 10]), ("2", [20, 20, 60])]
MOVES = [("1", [80, 10, 10], [20, 20, 60]), ("2", [0, 0, 100], [0, 100, 0])]
VOTE = Record(
    Session(
        "0" * 32, own_motion("Should we?", ["Yes", "No"], ordered=True), datetime(2026, 1, 2, tzinfo=UTC), "result"
    ),
    Round({"m1": "stance_1"}, {"stance_2": 3}),
    Round({"m1": "stance_2"}, {"stance_1": 1}),
    (),
)
CELLS = [("A", MARKS[0], "Land to all, land for ever"), ("B", MARKS[1], "Land to owners")]
FIGURES = {
    "ternary": ternary(*THREE, ("mine", [100, 0, 0]), STOPS),
    "stacked": stacked(*TWO, ("mine", [60, 40]), [("x", [10, 90])]),
    "path": path(*THREE, STOPS, 1),
    "path without a triangle": path(*TWO, [("1", [80, 20])], 0),
    "pairs": pairs(*THREE, ("first", "last"), MOVES),
    "pairs without a triangle": pairs(*TWO, ("first", "last"), [("1", [80, 20], [30, 70])]),
    "two rounds": vote.bars(VOTE),
    "flow": vote.flow(VOTE),
    "marked words": counts(pd.DataFrame([range(len(KINDS))], columns=list(KINDS), index=["A"])),
}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))
def test_plotly_knows_every_word_of_the_other_figures(figure):
    assert refused(figure) == ""


def test_plotly_knows_every_word_of_the_general_figure():
    general = figure_of_words(CELLS)
    assert [refused(general.picture(**controls).figure) for controls in settings_of(general).values()] == [""] * 6


def explorable(draw, kind="model", **controls) -> Explorable:
    return Explorable("wells", "Wells", kind, "Rain.", lambda **at: Picture(draw(**at), "", pd.DataFrame()), controls)


def bar(**looks) -> dict:
    return {"type": "bar", "y": [1, 2], **looks}


SHARE = Range("Share", 50, 0, 100)
WRONG = {
    "an unknown property": (
        lambda: plain(bar(marker={"colour": "red"})),
        "at its start Plotly refuses the figure: Invalid property specified for object of type "
        "plotly.graph_objs.bar.Marker: 'colour' Did you mean \"color\"?.",
    ),
    "an unknown value": (lambda: plain(bar(orientation="x")), "Received value: 'x'"),
    "an underscore": (lambda: plain(bar(marker_color="red")), "figure.data.0 has 'marker_color'; a page knows"),
    "a title in short": (
        lambda: plain(bar(), xaxis={"title": "Wells"}),
        "figure.layout.xaxis.title is 'Wells'; a page knows only the long form, {'text': 'Wells'}.",
    ),
    "no figure": (lambda: 1 / 0, "at its start there is no figure: ZeroDivisionError: division by zero."),
    "no JSON": (lambda: plain(bar(x=[datetime(2026, 1, 2, tzinfo=UTC)])), "there is no figure: TypeError: Object of"),
}


@pytest.mark.parametrize(("draw", "words"), WRONG.values(), ids=list(WRONG))
def test_an_explorable_that_does_not_draw_is_told_in_a_sentence(draw, words):
    (complaint,) = check_explorables([explorable(draw)])
    assert complaint.startswith("kit/explorables/wells.py: at its start ")
    assert words in complaint
    assert len(complaint) < 350 and "\n" not in complaint


def test_a_figure_that_breaks_at_the_end_of_a_control_is_found():
    (complaint,) = check_explorables([explorable(lambda share: plain(bar(y=[1 / (100 - share)])), share=SHARE)])
    assert complaint.startswith("kit/explorables/wells.py: with share at 100 there is no figure: ZeroDivisionError")


def test_every_control_is_moved_to_each_of_its_ends_while_the_others_stay():
    which, grid = Choice("Which", "a", {"a": "A", "b": "B"}), Grid("Who", {"r": "R"}, {"c": "C"}, {"x": "X"})
    moved = settings_of(explorable(plain, share=SHARE, which=which, grid=grid))
    assert [(one["share"], one["which"], one["grid"]) for one in moved.values()] == [
        (50, "a", {}), (0, "a", {}), (100, "a", {}), (50, "a", {}), (50, "b", {}),
        (50, "a", {}), (50, "a", {"r/c": "x"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "figure",
    [plain(go.Bar(y=pd.Series([1, 2])), xaxis=go.layout.XAxis(axis("Wells"))), go.Figure(go.Bar(y=(1, 2)))],
    ids=["a trace and an axis", "a whole figure"],
)
def test_what_plotly_makes_will_do_too(figure):
    assert check_explorables([explorable(lambda: figure)]) == []
    drawn = to_page(figure)
    assert drawn["data"] == [{"type": "bar", "y": [1, 2]}]
    assert "template" not in drawn["layout"]


def test_an_explorable_says_what_kind_of_claim_it_makes():
    (complaint,) = check_explorables([explorable(plain), explorable(plain, kind="proof")])
    assert complaint.startswith("kit/explorables/wells.py: KIND is 'proof'; allowed: model, evidence, ")
