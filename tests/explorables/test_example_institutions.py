import pytest

from kit.content.course import load_cases
from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_run_sheet
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.explorables.example_institutions import KINDS_OF, NAMES, ahead, cases, in_words, picture

EXPLORABLE = load_explorable("example_institutions")
CONTROLS = EXPLORABLE.controls
START = EXPLORABLE.start


def summary(**controls) -> str:
    return picture(**{**START, **controls}).summary


def case(name: str) -> str:
    return next(number for number, known in NAMES.items() if known == name)


def test_every_name_in_the_row_has_a_line_and_no_other_has():
    row = " ".join(load_table().loc["Example Institutions"])
    thirteen = cases("table")
    assert len(thirteen) == 13
    assert all(name in row for name in thirteen["name"])
    assert len(cases("all")) == 13 + len(cases("between"))
    assert len(cases("between")) == len(load_cases()) - 13


def test_the_guess_its_replies_and_the_board_say_what_the_data_say():
    counted = cases("table").dropna(subset=["people"])
    times = in_words(round(counted["people"].max() / counted["people"].min()))
    said = f"from 300 (Enspiral) to 695 million (Maoist China), {times} times"
    assert f"For {len(counted)} there is a count of people: {said}" in summary(view="people")
    bet = load_content("example_institutions").bet
    assert (len(counted), times) == (9, "2.32 million") and "For nine of the 13" in bet.stem
    assert all(times in option.feedback for option in bet.options)
    assert f"{times} times" in " ".join(load_run_sheet("example_institutions").board)


@pytest.mark.parametrize("name", ["Maoist China", "Cuba", "Meta", "USSR"])
def test_every_state_and_firm_of_the_table_has_a_number_of_people(name):
    assert cases("table").set_index("name").loc[name, ["people", "size_year"]].notna().all()


def test_no_two_columns_count_the_same_kind_of_people():
    counted = cases("table").dropna(subset=["people"]).groupby("column")["counted"].agg(set)
    assert not counted["collectivism"] & counted["liberalism"] and not counted["commons"] & counted["liberalism"]


def test_age_and_size_put_nobody_ahead():
    assert ahead(**START) is None


def test_enspiral_against_uber_is_20_000_times():
    people = cases("table").set_index("name")["people"]
    assert people["Uber"] / people["Enspiral"] == 20_000


def test_within_one_cell_the_difference_is_far_smaller():
    assert "129 times" in summary(view="people", group="liberalism")


@pytest.mark.parametrize("kind", ["public", "cooperative"])
def test_the_table_has_no_public_body_and_no_co_operative(kind):
    assert f"({KINDS_OF[kind]}): 0." in summary(kind=kind)
    assert f"({KINDS_OF[kind]}): 0." not in summary(kind=kind, group="all")


def test_all_five_firms_are_in_the_usa():
    assert set(cases("liberalism")["place"]) == {"USA"}


def test_the_first_cell_has_had_the_least_time():
    founded = cases("table").groupby("column")["founded"].median()
    assert founded.idxmax() == "commons"


@pytest.mark.parametrize("name", cases("table")["name"])
def test_each_of_the_thirteen_has_a_fact_that_does_not_fit_its_column(name):
    assert "Does not fit the cell of" in summary(case=case(name))
    assert len(summary(case=case(name)).split("Does not fit")[1]) > 60


def test_a_case_without_a_count_stands_nowhere_on_the_axis_and_says_so():
    drawn = picture(**{**START, "view": "people", "group": "commons"}).figure["data"]
    assert [len(trace["x"]) for trace in drawn[:-1]] == [1, 0, 0, 0, 0]
    assert sum("no number in our data" in words for words in drawn[-1]["text"]) == 2


@pytest.mark.parametrize(
    ("number", "words"), [(300, "300"), (46_500, "46,500"), (183_323, "183,000"), (6e6, "6 million")]
)
def test_counts_are_told_in_few_digits(number, words):
    assert in_words(number) == words
