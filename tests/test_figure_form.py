"""What a figure says stands in a file: it is held against its form, joined with its module, put in catalogues."""

from types import ModuleType

import pandas as pd
import pytest

from kit.adapt.check.all import check_explorables
from kit.adapt.check.inventory import open_kit
from kit.adapt.check.references import names_in, unwritten_in
from kit.adapt.make import label_catalogue
from kit.base.errors import ContentError
from kit.content.figure_form import Choice, Grid, Range, read_figure
from kit.explorables import explorable_of
from kit.views.contract import Picture
from kit.views.plot import plain

WELLS = """\
title: Who gets water?
kind: model and evidence
assumptions:
  - Every well has water.
sources:
  - baran_1964
leaves_out: Rain.
controls:
  depth:
    control: range
    label: How deep
    value: 6
    low: 2
    high: 10
    step: 2
    unit: " m"
  share:
    control: range
    label: Share
    value: 5
    low: 0
    high: 10
    unit: "%"
  use:
    control: choice
    label: Who may draw
    value: no
    options:
      no: Nobody
      yes: Everybody
  rights:
    control: grid
    label: Who may do what?
    rows:
      user: The user
    columns:
      draw: Draw water
    options:
      0: Never
    on_paper: false
says:
  told:
    no: "{count} wells for nobody."
"""


@pytest.fixture
def saved(tmp_path):
    def save(content: str = WELLS):
        path = tmp_path / "data" / "figures" / "wells.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return save


def module(**parts) -> ModuleType:
    made = ModuleType("kit.explorables.wells")
    made.picture = lambda depth, share, use, rights: Picture(plain(), "", pd.DataFrame())
    vars(made).update(parts)
    return made


def test_a_sound_file_comes_back_as_controls_and_words(saved):
    words = read_figure(saved())
    assert words.controls == {
        "depth": Range("How deep", 6, 2, 10, 2, " m"),
        "share": Range("Share", 5, 0, 10, unit="%"),
        "use": Choice("Who may draw", "no", {"no": "Nobody", "yes": "Everybody"}),
        "rights": Grid("Who may do what?", {"user": "The user"}, {"draw": "Draw water"}, {"0": "Never"}, {}, False),
    }
    assert (words.sources, words.says["told"]["no"]) == (("baran_1964",), "{count} wells for nobody.")


WRONG = {
    "a key": ("leaves_out:", "leave_out:", "line 7: unknown key 'leave_out'; did you mean 'leaves_out'?"),
    "a kind": ("model and evidence", "proof", "line 2, kind: 'proof' is not one of the words allowed here. Allowed: "),
    "a control": (
        "control: grid", "control: grit",
        "line 32, controls, rights, control: 'grit' is not one of the words allowed here; did you mean 'grid'? "
        "Allowed: choice, grid, range.",
    ),
    "no control": (
        "    control: choice\n", "",
        "controls, use: the key 'control' is missing. Needed or allowed here: control (range, choice, grid).",
    ),
    "a control that is a word": (
        "title:", "title: T\nkind: model\nleaves_out: L\ncontrols:\n  a: b\n#", "'b' came here, but keys with values",
    ),
    "a key of another control": (
        "    step: 2\n", "    options: 2\n", "controls, depth: unknown key 'options'. Allowed here: control, label, ",
    ),
    "words for a number": ("high: 10", "high: ten", "line 14, controls, depth, high: 'ten' came here, but a whole "),
    "no step": ("step: 2", "step: 0", "line 15, controls, depth, step: '0' came here, but a whole number >= 1 is"),
    "a start between two steps": (
        "value: 6", "value: 7",
        "line 12, controls, depth, value: 7 came here, but what can be chosen goes from 2 to 10 in steps of 2.",
    ),
    "a start that is no option": (
        "value: no", "value: nó", "line 27, controls, use, value: 'nó' came here, and there is no such choice. There ",
    ),
    "a judgement of no cell": (
        "    on_paper", "    value: {user/drink: 0}\n    on_paper",
        "line 40, controls, rights, value: 'user/drink' came here, and there is no such choice",
    ),
    "a judgement that is no option": (
        "    on_paper", "    value: {user/draw: 1}\n    on_paper", "'1' came here, and there is no such choice",
    ),
    "a list for sentences": ("    no: \"{", "    - \"{", "says, told: a list of 1 came here, but keys with values"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), WRONG.values(), ids=list(WRONG))
def test_what_breaks_the_form_is_said_in_one_sentence_with_its_place(saved, old, new, told):
    with pytest.raises(ContentError) as caught:
        read_figure(saved(WELLS.replace(old, new, 1) if old != "title:" else new.removesuffix("#")))
    assert told in str(caught.value) and str(caught.value).startswith("wells.yaml, line ")
    assert "\n" not in str(caught.value)


def test_a_sentence_that_the_file_lacks_is_told_with_those_that_it_has(saved):
    says = read_figure(saved()).says
    with pytest.raises(ContentError, match=r"^wells\.yaml, says, told: the key 'yes' is missing\. There are: no\.$"):
        says["told"]["yes"]
    with pytest.raises(ContentError, match=r"^wells\.yaml, says: the key 'asked' is missing\. There are: told\.$"):
        says["asked"]


def test_what_a_module_says_in_capitals_goes_before_its_file(saved):
    use = Choice("Who", "a", {"a": "All"})
    figure = explorable_of(module(CONTROLS={"use": use}, SOURCES=("a", "b")), read_figure(saved()))
    assert (figure.id, figure.title, figure.sources) == ("wells", "Who gets water?", ("a", "b"))
    assert list(figure.controls) == ["depth", "share", "use", "rights"] and figure.controls["use"] == use
    assert figure.start == {"depth": 6, "share": 5, "use": "a", "rights": {}}


def test_a_figure_of_an_earlier_version_says_everything_itself():
    capitals = {"TITLE": "Wells", "KIND": "model", "ASSUMPTIONS": ("All wells have water.",), "SOURCES": ()}
    old = module(**capitals, LEAVES_OUT="Rain.", CONTROLS={}, picture=lambda: Picture(plain(), "", pd.DataFrame()))
    figure = explorable_of(old)
    assert (figure.title, figure.assumptions, figure.ahead) == ("Wells", ("All wells have water.",), None)
    assert check_explorables([figure]) == []


def test_what_neither_module_nor_file_says_is_named():
    with pytest.raises(ContentError, match=r"^kit/explorables/wells\.py: LEAVES_OUT is missing; write it there, or "):
        explorable_of(module(TITLE="Wells", KIND="model", ASSUMPTIONS=(), SOURCES=(), CONTROLS={}))


def test_controls_that_the_figure_does_not_take_are_named(saved):
    words = read_figure(saved(WELLS.replace("  depth:", "  dept:")))
    with pytest.raises(ContentError, match=r"^wells\.yaml, controls: 'dept', .* but the figure takes 'depth', 'share'"):
        explorable_of(module(), words)


def test_a_catalogue_takes_all_that_a_figure_says_but_signs(saved, monkeypatch):
    folder = saved().parent
    monkeypatch.setattr(label_catalogue, "data_path", lambda *parts: folder)
    found = {message.id: message.locations for message in label_catalogue.labels(folder) if message.id}
    assert set(found) == {
        "Who gets water?", "Every well has water.", "Rain.", "How deep", " m", "Share", "Who may draw", "Nobody",
        "Everybody", "Who may do what?", "The user", "Draw water", "Never", "{count} wells for nobody.",
    }  # fmt: skip
    assert set(map(tuple, found.values())) == {(("data/figures/wells.yaml", 0),)}


def test_check_reads_the_file_names_its_sources_and_what_is_to_be_written(saved, tmp_path):
    (tmp_path / "notebooks").mkdir()
    saved(WELLS.replace("Rain.", "'TO WRITE: what it leaves out'"))
    kit, _ = open_kit(tmp_path / "data", tmp_path / "notebooks")
    assert ("wells.yaml, line 6", "source", "baran_1964") in [tuple(one) for one in names_in(kit)]
    assert list(unwritten_in(kit)) == [("wells", "wells.yaml, line 7")]
    saved(WELLS.replace("value: 6", "value: 7"))
    assert any(one.startswith("wells.yaml, line 12") for one in open_kit(tmp_path / "data", tmp_path / "notebooks")[1])
