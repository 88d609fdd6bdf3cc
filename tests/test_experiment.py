"""Three games that a class plays with cards: the arithmetic, what is kept, and the page as a teacher works it."""

import re

import ipywidgets as widgets
import pytest

from kit.answers.hand_in import hand_in
from kit.answers.opening import open_journal
from kit.base.errors import KitError
from kit.base.paths import notebooks_path
from kit.classroom.experiment import figures, games
from kit.classroom.experiment.games import HOURS, Round, completed, ponds, pot, read_cards, shared
from kit.classroom.experiment.page import load_experiment
from kit.content.course import load_sources
from kit.content.facts import load_facts
from kit.content.pages import read_notebook
from kit.explorables import load_explorable
from kit.widgets.controls.control import Chart, Summary
from tests.pressing import all_of, button, words

GAMES = ("pot", "pond", "hours")
SECRET = "17"  # a gift that nobody else makes, and no mean
TWELVE = {
    "pot": "10 8 20 5 0 12 15 10 7 9 17 1",
    "pond": "5 4 5 3 5 2 5 4 5 5 3 2",
    "hours": "50 20 20 10\n" * 11 + "17 28 28 27",
}


def cards(*numbers: int) -> list[tuple[int, ...]]:
    return [(number,) for number in numbers]


# The arithmetic, against examples worked by hand


def test_a_pot_of_four_grows_by_60_percent_and_is_shared_out_alike():
    one = pot(cards(20, 20, 0, 0))  # 40 become 64, 16 for each; the givers have 16, the others 36
    assert (one["given"], one["back"], one["earned"]) == (10, 16, 26)


def test_a_token_paid_takes_three_from_those_who_gave_four_less_than_the_mean():
    one = pot([(20, 2), (20, 0), (20, 1), (0, 5)])  # mean 15; 8 paid, so 24 to be taken from one: 20 at most
    assert (one["line"], one["fined"], one["paid"], one["loss"]) == (11, 1, 8, 20)
    assert pot([(20, 2), (20, 0), (0, 0), (0, 0)])["loss"] == 3  # 2 paid, 6 taken from two


def test_where_nobody_gave_so_little_nobody_pays():
    one = pot([(10, 5), (10, 0), (9, 0), (8, 0)])
    assert (one["paid"], one["fined"], one["loss"]) == (0, 0, 0)


@pytest.mark.parametrize("gifts", [[(20, 5)] * 10 + [(0, 0)] * 3, [(7, 1), (12, 0), (1, 2), (0, 0), (20, 3)]])
def test_no_token_of_the_pot_gets_lost_or_comes_from_nowhere(gifts):
    one, players = pot(gifts), len(gifts)
    kept, grown = 20 * players - sum(card[0] for card in gifts), 1.6 * sum(card[0] for card in gifts)
    assert one["earned"] * players == pytest.approx(kept + grown - one["paid"] - one["fined"] * one["loss"])


def test_a_pond_from_which_all_take_three_stays_full_and_one_from_which_all_take_five_is_empty_after_three_rounds():
    three, five = (ponds([Round(0, cards(*[take] * 10))] * 4) for take in (3, 5))
    assert [one["after"] for one in three] == [100] * 4
    assert [(one["caught"], one["after"]) for one in five] == [(50, 75), (50, 37), (37, 0), (0, 0)]


def test_every_stage_begins_with_a_full_pond_and_a_rule_gives_back_only_where_it_says_so():
    greedy = cards(5, 5, 5, 5)
    rounds = [Round(0, greedy), Round(1, greedy, limit=2), Round(1, greedy, limit=2, back=True)]
    told = [(one["before"], one["caught"], one["over"]) for one in ponds(rounds)]
    assert told == [(40, 20, 0), (40, 20, 4), (30, 8, 4)]


def test_shared_hours_sum_to_100_and_no_part_is_an_hour_off_its_mean():
    slips = [(33, 33, 34, 0), (1, 0, 99, 0), (50, 25, 25, 0), (20, 20, 20, 40), (13, 29, 29, 29)]
    means = [sum(part) / 5 for part in zip(*slips, strict=True)]
    assert sum(shared(slips)) == HOURS
    assert all(abs(whole - mean) < 1 for whole, mean in zip(shared(slips), means, strict=True))


def test_whoever_has_left_is_played_by_the_rounded_mean_of_the_others():
    assert completed(cards(1, 2, 3, 4), 6, "pot")[4:] == cards(3, 3)  # 2.5, rounded up
    assert completed([(10, 1), (20, 2), (10, 0), (20, 0)], 5, "pot")[4] == (15, 1)
    assert completed([(100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 100, 0), (0, 0, 0, 100)], 5, "hours")[4] == (25,) * 4


# What is typed


@pytest.mark.parametrize("typed", ["5 10 0 20", "5,10, 0\n20", "5\n10\n\n0;20\n"])
def test_cards_with_one_number_may_be_typed_in_a_line_or_under_each_other(typed):
    assert read_cards(typed, "pot", 0) == cards(5, 10, 0, 20)


def test_cards_with_more_numbers_stand_on_a_line_each():
    assert read_cards("12 3\n10\n0/5", "pot", 1) == [(12, 3), (10, 0), (0, 5)]
    assert read_cards("50 20 20 10; 25,25,25,25", "hours", 0) == [(50, 20, 20, 10), (25, 25, 25, 25)]


@pytest.mark.parametrize(
    ("typed", "game", "stage", "told"),
    [
        ("3 21", "pot", 0, "Card 2 has a number that is too high; the most is 20."),
        ("3 six", "pot", 0, "Card 2 has something on it that is no whole number."),
        ("-3", "pond", 0, "Card 1 has something on it that is no whole number."),
        ("12 3 4", "pot", 1, "Card 1 has 3 numbers, and 2 are needed. Write each card on a line of its own."),
        ("50 50", "hours", 0, "Card 1 has 2 numbers, and 4 are needed. Write each card on a line of its own."),
        ("50 20 20 11", "hours", 2, "The numbers on card 1 do not sum to 100."),
    ],
)
def test_what_is_no_card_is_named_by_its_place_and_not_by_its_number(typed, game, stage, told):
    with pytest.raises(KitError) as problem:
        read_cards(typed, game, stage)
    assert str(problem.value) == told


def test_a_round_needs_four_cards_and_takes_no_more_than_there_are_players():
    with pytest.raises(KitError, match="3 cards are in"):
        completed(cards(1, 2, 3), 10, "pot")
    with pytest.raises(KitError, match="5 cards came for 4 players"):
        completed(cards(1, 2, 3, 4, 5), 4, "pot")


def test_fewer_than_four_players_cannot_be_chosen():
    step = load_experiment().pot()
    assert min(value for _, value in all_of(widgets.Dropdown, step)[0].options) == 4


# What is kept


def test_a_closed_round_stays_as_it_is_and_two_windows_cannot_close_it_twice():
    name = games.begin("pond", 5)
    games.close(name, 0, Round(0, cards(3, 3, 3, 5)))
    with pytest.raises(KitError, match="closed already, perhaps in another window"):
        games.close(name, 0, Round(0, cards(0, 0, 0, 0)))
    players, rounds = games.read(name)
    assert players == 5
    assert rounds == [Round(0, cards(3, 3, 3, 5, 4), copied=1)]
    assert games.games_of("pond")[0] == name and name not in games.games_of("pot")


def test_what_a_class_has_played_is_never_handed_in():
    games.close(games.begin("pot", 4), 0, Round(0, cards(1, 2, 3, 4)))
    assert "experiment" not in str(hand_in(open_journal(), "Ada"))


# What stands beside the class's curve


def test_the_models_curves_are_those_of_the_lessons_figures():
    found = load_explorable("culture_and_subjectivity")
    drawn = figures.parts("pot", [Round(0, cards(1, 2, 3, 4))], True)
    for (_, lines), fining in zip(drawn.items(), (0, 2), strict=True):
        picture = found.picture(**found.start | {"fining": fining})
        first = (picture.numbers["How many"] * picture.numbers["First gift, tokens"]).sum() / 9
        assert len(lines[1][1]) == 10 and lines[1][1][0] == pytest.approx(first, abs=0.1)


def test_the_hours_of_each_logic_sum_to_100():
    drawn = figures.parts("hours", [Round(0, [(25, 25, 25, 25)] * 4)], True)
    for logic in ("contribution", "plan", "exchange"):
        assert sum(values[0] for lines in drawn.values() for who, values, _ in lines if who == logic) == HOURS


def test_the_published_curves_are_those_of_the_table_of_facts():
    facts = load_facts("class_experiments")
    drawn = figures.parts("pot", [Round(0, cards(1, 2, 3, 4))], True)
    for stage, lines in enumerate(drawn.values(), 1):
        rows = facts[(facts["game"] == "pot") & (facts["stage"] == stage)]
        assert lines[2][:2] == (rows["study"].iat[0], rows["value"].tolist())
    assert set(facts["game"]) == set(GAMES)
    assert set(";".join(facts["source"]).split(";")) <= load_sources().keys()


@pytest.mark.parametrize("game", GAMES)
def test_nothing_stands_beside_the_class_before_it_is_asked_for(game):
    one = Round(0, read_cards(TWELVE[game], game, 0))
    alone, compared = (figures.parts(game, [one], beside) for beside in (False, True))
    assert {len(lines) for lines in alone.values()} == {1} and min(map(len, compared.values())) > 1
    keys = [trace["name"] for trace in figures.figure(game, compared)["data"] if trace["showlegend"]]
    assert sorted(keys) == sorted({who for lines in compared.values() for who, _, _ in lines})


def test_the_class_is_in_the_key_also_when_it_began_with_the_second_stage():
    drawn = figures.parts("pond", [Round(1, cards(1, 2, 3, 4))], True)
    keys = [trace["name"] for trace in figures.figure("pond", drawn)["data"] if trace["showlegend"] and trace["x"]]
    assert "this class" in keys


# The page


def begun(game: str, players: int = 12) -> widgets.Widget:
    step = getattr(load_experiment(), game)()
    all_of(widgets.Dropdown, step)[0].value = players
    button(step, "Begin").click()
    return step


def close(step: widgets.Widget, typed: str) -> None:
    all_of(widgets.Textarea, step)[0].value = typed
    button(step, "Close this round for good").click()


@pytest.mark.parametrize("game", GAMES)
def test_nothing_of_a_round_shows_before_it_is_closed_and_then_only_what_all_did_together(game):
    step = begun(game)
    typed = all_of(widgets.Textarea, step)[0]
    typed.value = TWELVE[game]
    assert "kit-masked" in typed._dom_classes
    assert not all_of(Chart, step)
    assert "12 cards of 12 are in." in words(step)
    assert not re.search(rf"\b{SECRET}\b", words(step))
    button(step, "Close this round for good").click()
    assert len(all_of(Chart, step)) == 1
    assert all_of(widgets.Textarea, step)[0].value == ""
    assert not re.search(rf"\b{SECRET}\b", words(step) + all_of(Summary, step)[0].value)


def test_four_rounds_with_a_change_of_stage_and_a_restart():
    step = begun("pot")
    close(step, "10 8 20 5 0 12 15 10 7 9 3")
    assert "1 card was missing and was played by copying the others" in words(step)
    close(step, TWELVE["pot"])
    button(step, "With fines").click()
    close(step, "12 2\n10\n20 3\n8\n2\n14 1\n15\n12 2\n9\n11\n6\n10")
    assert "8 tokens were paid for fines. Whoever gave 6.8 or less loses 12 tokens: 2 of 12 players." in words(step)
    again = load_experiment().pot()
    button(again, "Go on").click()
    assert "With fines: round 2" in words(again)
    close(again, "14\n15\n20\n12\n10\n16\n15\n14\n12\n15\n11\n13")
    button(again, "Put the model and the published figures beside it").click()
    told = all_of(Summary, again)[0].value
    assert "this class 9, 9.5; the lesson's figure from 9.3 to 5.6; Fehr & Gächter 2000 from 6.5 to 2." in told


def test_the_class_makes_a_rule_and_its_words_stay_words():
    step = begun("pond")
    button(step, "With the class's rule").click()
    all_of(widgets.Text, step)[0].value = "At most <b>3</b>"
    all_of(widgets.Dropdown, step)[0].value = 3
    close(step, TWELVE["pond"])
    assert "At most &lt;b&gt;3&lt;/b&gt;" in words(step)
    assert "8 cards say more than 3." in words(step)
    assert all_of(widgets.Text, step)[0].value == "At most <b>3</b>" and all_of(widgets.Dropdown, step)[0].value == 3


@pytest.mark.parametrize("typed", ["5 99", "1 2 3", "zebra"])
def test_a_round_that_cannot_be_closed_says_why_and_keeps_what_was_typed(typed):
    step = begun("pot")
    close(step, typed)
    assert "kit-trouble" in words(step)
    assert all_of(widgets.Textarea, step)[0].value == typed


@pytest.mark.parametrize("game", GAMES)
def test_the_sheet_to_print_has_the_rules_and_slips_without_a_name(game):
    step = getattr(load_experiment(), game)()
    button(step, "Make the sheet to print").click()
    assert f'download="{game}.html"' in words(step)


def test_each_column_says_as_much_after_each_game_as_the_others():
    said = [
        cell.text
        for cell in read_notebook(notebooks_path("teacher/experiment.ipynb")).cells
        if "would say" in cell.text
    ]
    assert len(said) == len(GAMES)
    for text in said:
        columns = [len(line.split()) for line in text.splitlines() if line.startswith("* **")]
        assert len(columns) == 3 and max(columns) - min(columns) <= 4
        assert "**What it leaves out.**" in text
