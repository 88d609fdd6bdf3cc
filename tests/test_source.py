"""The table as a source, worked by a learner: mark, test, rewrite, add a column, go away, come back."""

import csv

import ipywidgets as widgets
import pandas as pd
import pytest

import kit.content.table_critique
from kit.answers.keys import SOURCE_STEPS
from kit.base.paths import work_folder
from kit.content.table import load_table
from kit.content.table_critique import load_critique
from kit.learner.lesson.page import load_lesson
from kit.learner.question_the_table.page import length_in_words, load_source
from kit.widgets.controls.control import Chart
from kit.widgets.controls.fields import Answer, Choice, Grid, Shares, Words
from tests.pressing import all_of, button, press_everything, within, words, write

HOSTILE = "<img src=x onerror=alert(1)>"


def choose(step, label: str, option: str) -> None:
    """Choose an option of a dropdown by its words."""
    dropdown = next(one for one in all_of(widgets.Dropdown, step) if one.description == label)
    dropdown.value = dict(dropdown.options)[option]


def offered(step, label: str) -> list[str]:
    return [
        words for words, _ in next(one for one in all_of(widgets.Dropdown, step) if one.description == label).options
    ]


def answer(step, label: str) -> Answer:
    return next(one for one in all_of(Answer, step) if one.label == label)


def commit(step, legend: str, option: str) -> Choice:
    """Choose and commit an answer to the question with this beginning."""
    room = next(one for one in within(step) if isinstance(one, widgets.VBox) and one.children
                and isinstance(one.children[0], Choice) and one.children[0].legend.startswith(legend))  # fmt: skip
    room.children[0].value = option
    room.children[1].click()
    return room.children[0]


@pytest.fixture
def source():
    return load_source()


@pytest.mark.parametrize("name", SOURCE_STEPS)
def test_every_control_can_be_moved_and_every_button_pressed_twice_over(name):
    for _ in range(2):
        assert press_everything(getattr(load_source(), name)()) > 8


@pytest.mark.parametrize("name", SOURCE_STEPS)
def test_a_step_reads_without_a_kernel_and_gives_no_answer_away(source, name):
    press_everything(getattr(source, name)())
    reading = getattr(source, name)().reading
    assert len(reading) > 200
    assert "zebra" not in reading and "Saved" not in reading


@pytest.mark.parametrize("name", SOURCE_STEPS)
@pytest.mark.parametrize("columns", [2, 4, 6])
def test_every_step_works_for_another_table(name, columns):
    rows = pd.Index(["Food <b>", "Faults"], name="Question")
    table = pd.DataFrame({f"Way {letter} (x / y)": ["eat", "& war"] for letter in "ABCDEF"[:columns]}, rows)
    step = getattr(load_source(table), name)()
    assert press_everything(step)
    assert "<b>" not in words(step)


def test_the_steps_work_when_nothing_can_be_saved(answers):
    answers.write_text("a file where the folder should be")
    source = load_source()
    for name in SOURCE_STEPS:
        press_everything(getattr(source, name)())


def test_running_a_step_again_closes_the_old_one(source):
    first = source.tests()
    source.tests()
    assert first.comm is None


# The label


def test_what_can_be_known_opens_after_ones_own_list_and_both_answers(source):
    step = source.label()
    opened = "What nobody can know from the page"
    write(answer(step, "What would you need to know before you trust this table? Name three things."), "The date")
    commit(step, "What does the line", "neutral_then")
    assert opened not in words(step)
    asked = commit(step, "A cell sounds right", "lateral")
    assert opened in words(step)
    assert list(asked.replies) == ["lateral"]
    assert opened in words(load_source().label())


# The words


def mark(step, marks: dict[str, list[str]]) -> None:
    board = all_of(Words, step)[0]
    board.value = {**board.value, **marks}


def test_marks_are_kept_cell_by_cell_and_come_back(source, journal):
    step = source.mark_words()
    mark(step, {"core_principle/liberalism": ["", "praising", "", "", ""]})
    mark(step, {"core_principle/liberalism": ["", "blaming", "", "", ""]})
    tries = journal.tries("question_the_table", "mark_words", "core_principle/liberalism")
    assert [one.value for one in tries] == [{"2 ownership": "blaming"}]
    back = all_of(Words, load_source().mark_words())[0]
    assert back.value["core_principle/liberalism"] == ["", "blaming", "", "", ""]


def test_a_row_and_a_column_show_the_same_marks(source):
    step = source.mark_words()
    mark(step, {"core_principle/liberalism": ["unclear"] * 5})
    choose(step, "Work on", "Column: Liberal Individualism")
    board = all_of(Words, step)[0]
    assert len(board.cells) == 13
    assert board.value["core_principle/liberalism"] == ["unclear"] * 5


def test_the_mark_of_a_word_that_has_been_changed_is_left(source):
    mark(source.mark_words(), {"core_principle/liberalism": ["unclear"] * 5})
    table = load_table()
    table.iloc[0, 2] = "Private owners and market exchange"
    board = all_of(Words, load_source(table).mark_words())[0]
    assert board.value["core_principle/liberalism"] == ["unclear", "", "unclear", "unclear", "unclear"]


def test_a_mark_that_arrives_after_another_row_was_chosen_goes_where_it_belongs(source, journal):
    step = source.mark_words()
    board = all_of(Words, step)[0]
    late = {**board.value, "core_principle/liberalism": ["blaming", "", "", "", ""]}
    choose(step, "Work on", "Row: Governance")
    board.value = late
    assert all(id.startswith("governance/") for id in board.value)
    button(step, "The rest describes").click()
    assert "22 of 22 words marked" in words(step)
    kept = journal.newest("question_the_table", "mark_words", "core_principle/liberalism")
    assert kept.value == {"1 Private": "blaming"}


def test_the_first_coding_opens_only_when_every_word_of_the_part_is_marked(source):
    step = source.mark_words()
    shown = button(step, "Show the first coding")
    assert shown.disabled
    mark(
        step,
        {"core_principle/commons": ["describing", "praising", "describing", "describing", "unclear", "describing"]},
    )
    assert shown.disabled
    assert "first coding describing" not in words(step)
    button(step, "The rest describes").click()
    assert not shown.disabled
    shown.click()
    said = words(step)
    assert "You and the first coding agree on 13 of 17 words (76%)" in said
    assert "you agree on 1 of 5 (20%)" in said
    assert "<q>value</q> (Core Principle, Peer Production): you unclear, the first coding describing" in said
    assert "one reader, among the authors of this kit" in said


def test_the_counts_follow_the_marks_and_stand_beside_the_first_coding(source):
    step = source.mark_words()
    assert not all_of(Chart, step)
    button(step, "The rest describes").click()
    figure = all_of(Chart, step)[0].figure
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "Peer Production", "Collectivism", "Liberal Individualism",
    ]  # fmt: skip
    assert figure["data"][0]["x"] == [6, 6, 5]
    button(step, "Show the first coding").click()
    figure = all_of(Chart, step)[0].figure
    assert figure["data"][0]["x"] == [6, 4, 6, 4, 5, 5]
    mark(step, {"core_principle/commons": [""] * 6, "core_principle/collectivism": [""] * 6})
    assert all_of(Chart, step)[0].figure["data"][0]["x"] == [5, 5]
    mark(step, {"core_principle/liberalism": ["", "", "", "", "praising"]})
    assert all_of(Chart, step)[0].figure["data"][1]["x"] == [1]


def test_nobody_has_coded_the_last_row_and_it_says_so(source):
    step = source.mark_words()
    choose(step, "Work on", "Row: Critiques")
    button(step, "The rest describes").click()
    assert button(step, "Show the first coding").disabled
    assert "Nobody has coded this part of the table yet" in words(step)


# The tests


def test_a_test_is_run_only_after_an_expectation_and_answers_it(source):
    step = source.tests()
    assert "One column is named after its advocate" not in words(step)
    asked = commit(step, "Before you run it", "passes")
    assert asked.replies["passes"]["text"] == "You said so before the test was run. By this rule, it fails."
    assert "One column is named after its advocate" in words(step)
    assert "How would a defender of the table answer?" in words(step)


def test_an_expectation_and_a_judgement_come_back_and_stand_in_the_list(source):
    step = source.tests()
    commit(step, "Before you run it", "fails")
    commit(step, "Does this observation", "no")
    write(answer(step, "Because ..."), "A name is honest.")
    back = load_source().tests()
    assert "All tests: 1 of 12 run" in words(back)
    assert "<em>Not convinced.</em>" in words(back)
    assert answer(back, "Because ...").value == "A name is honest."


def test_the_learners_own_coding_is_counted_in_the_test_of_tone(source):
    step = source.mark_words()
    mark(step, {"core_principle/commons": ["blaming"] * 6})
    step = source.tests()
    choose(step, "Test", "3. Are praise and blame shared out, outside the last row?")
    commit(step, "Before you run it", "unsure")
    assert '<tr><th scope="row">yours</th><td>Peer Production</td><td>0</td><td>6</td></tr>' in words(step)


def test_the_test_by_hand_is_kept_and_counted(source):
    step = source.tests()
    choose(step, "Test", "5. Are ideals compared with ideals, and records with records?")
    commit(step, "Before you run it", "fails")
    all_of(Grid, step)[0].value = {
        f"governance/{model}": "ideal" for model in ("commons", "collectivism", "liberalism")
    }
    assert "In 1 of the 1 rows that you have marked completely" in words(step)
    back = load_source().tests()
    choose(back, "Test", "5. Are ideals compared with ideals, and records with records?")
    assert len(all_of(Grid, back)[0].value) == 3


@pytest.mark.parametrize("number", range(12))
def test_every_test_can_be_run_and_judged(source, number):
    observation = load_critique().observations[number]
    step = source.tests()
    choose(step, "Test", f"{number + 1}. {observation.asked}")
    commit(step, "Before you run it", "unsure")
    assert commit(step, "Does this observation", "partly").replies
    assert "Words it rests on" in words(step)


# The rewriting


def test_contested_words_are_marked_in_the_cell(source):
    step = source.rewrite()
    choose(step, "Row", "Autonomy and Freedom")
    choose(step, "Column", "Liberal Individualism")
    assert "<mark>often leads to alienation</mark>" in words(step)
    assert "Who objects:" in words(step)


def test_a_rewritten_cell_stands_beside_the_published_one_as_text(source):
    step = source.rewrite()
    write(answer(step, "Your words for this cell"), HOSTILE)
    assert HOSTILE not in words(step)
    assert "<td>&lt;img src=x onerror=alert(1)&gt;</td>" in words(step)
    assert "<td>&lt;img src=x onerror=alert(1)&gt;</td>" in words(load_source().rewrite())


def test_every_version_is_kept(source, journal):
    step = source.rewrite()
    write(answer(step, "Your words for this cell"), "People work as equals")
    button(step, "Begin another version").click()
    write(answer(step, "Your words for this cell"), "People work side by side")
    tries = journal.tries("question_the_table", "rewrite", "core_principle/commons")
    assert [one.value for one in tries] == ["People work as equals", "People work side by side"]
    button(step, "Begin another version").click()
    assert "Your versions so far: 2" in words(step)


def test_a_tick_is_kept_with_its_cell(source):
    step = source.rewrite()
    all_of(widgets.Checkbox, step)[1].value = True
    step = load_source().rewrite()
    assert [one.value for one in all_of(widgets.Checkbox, step)] == [False, True, False]
    choose(step, "Row", "Governance")
    assert not any(one.value for one in all_of(widgets.Checkbox, step))


@pytest.mark.parametrize(("count", "says"), [(4, "✓"), (8, "Longer"), (1, "Shorter")])
def test_a_cell_is_held_against_the_length_of_its_neighbours(count, says):
    assert says in length_in_words("word " * count, [5, 4])


# The fourth column


def write_cell(step, text: str) -> None:
    write(answer(step, "Your cell, in a few words"), text)


def test_the_draft_opens_after_a_cell_of_ones_own(source):
    step = source.fourth_column()
    draft = kit.content.table_critique.load_drafts()["social_democracy"].cells["core_principle"]
    assert draft not in words(step)
    assert offered(step, "Whose cells") == ["mine"]
    assert button(step, "Add the column").disabled
    write_cell(step, "Share what the market makes")
    assert draft in words(step)
    assert offered(step, "Whose cells") == ["mine", "those of the draft"]
    choose(step, "Write the cell for", "Governance")
    assert kit.content.table_critique.load_drafts()["social_democracy"].cells["governance"] not in words(step)


def add(step, view: str, whose: str = "mine", row: str = "Core Principle") -> None:
    choose(step, "Whose cells", whose)
    choose(step, "Show it in", view)
    choose(step, "Row", row)
    button(step, "Add the column").click()


def test_a_column_half_written_says_so_and_shows_as_text(source):
    step = source.fourth_column()
    write_cell(step, HOSTILE)
    add(step, "the whole table")
    assert HOSTILE not in words(step)
    assert "&lt;img src=x onerror=alert(1)&gt;" in words(step)
    assert "My Social Democracy" in words(step)
    assert words(step).count("<td>not written yet</td>") == 12


def test_every_view_takes_the_draft_in(source):
    step = source.fourth_column()
    write_cell(step, "Share what the market makes")
    add(step, "the whole table", "those of the draft")
    assert words(step).count('<th scope="col">') == 5
    add(step, "its words, to mark and count", "those of the draft")
    assert len(all_of(Words, step)[0].cells) == 13
    assert "Nobody has coded this part" in words(step)
    add(step, "the tests that a program can run", "those of the draft")
    assert "3 of 4 headings join positions with a slash." in words(step)
    add(step, "Compare: cards side by side", "those of the draft")
    assert words(step).count('<article class="kit-card"') == 3
    assert "Private enterprise within a democratic frame" in words(step)
    add(step, "Predict: match the cells", "those of the draft")
    assert len([one for one in all_of(widgets.Dropdown, step) if one.description.startswith("Cell ")]) == 4
    add(step, "Place: your case between the poles", "those of the draft")
    assert len(all_of(Shares, step)) == 1


def test_the_drafted_columns_have_short_names(source):
    table = load_table().assign(**{"Anarchism (Bakunin / Kropotkin)": "x"})
    column = source.on(table).columns()[-1]
    assert (column.id, column.name, column.mark.sign) == ("anarchism", "Anarchism", "▲")


def test_what_is_said_of_four_columns_leaves_what_was_said_of_three(source, journal):
    lesson = load_lesson("core_principle")
    journal.save("core_principle", "place", "wikipedia", {"commons": 80, "collectivism": 10, "liberalism": 10})
    step = source.fourth_column()
    write_cell(step, "Share what the market makes")
    add(step, "Place: your case between the poles", "those of the draft")
    all_of(Shares, step)[0].weights = [10, 20, 30, 40]
    assert lesson.newest("place", "wikipedia").value == {"commons": 80, "collectivism": 10, "liberalism": 10}
    apart = journal.newest("question_the_table", "place", "social_democracy-draft/core_principle/wikipedia")
    assert apart.value == {
        "commons": 10, "collectivism": 20, "liberalism": 30, "social_democracy": 40,
    }  # fmt: skip
    back = load_source().fourth_column()
    add(back, "Place: your case between the poles", "those of the draft")
    assert all_of(Shares, back)[0].weights == [10, 20, 30, 40]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Our school", "Our school"),
        ("", "My own column"),
        ("Liberal Individualism", "My Liberal Individualism"),
        ("liberalism", "My liberalism"),
        ("Anarchism (Bakunin / Kropotkin)", "My Anarchism (Bakunin / Kropotkin)"),
        ("Peer Production (ours)", "My Peer Production (ours)"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_a_column_of_ones_own_has_a_heading_like_no_other(source, title, heading):
    step = source.fourth_column()
    choose(step, "What is missing", "Another one, of my own")
    write(answer(step, "Its heading"), title)
    write_cell(step, "We share")
    add(step, "the whole table")
    assert f"▲</span> {heading}</th>" in words(step)
    add(step, "Predict: match the cells")
    button(step, "Write my_table.csv").click()
    assert len(load_table(work_folder() / "my_table.csv").columns) == 4


def test_own_cells_come_back_for_each_tradition(source):
    step = source.fourth_column()
    write_cell(step, "Share what the market makes")
    choose(step, "What is missing", "Anarchism (there is a draft)")
    assert "0 of 13 cells written" in words(step)
    back = load_source().fourth_column()
    assert answer(back, "Your cell, in a few words").value == "Share what the market makes"
    assert "1 of 13 cells written" in words(back)


def test_the_table_is_written_to_be_read_again(source):
    step = source.fourth_column()
    write_cell(step, ' a "quoted",\n line\x07; of mine ')
    button(step, "Write my_table.csv").click()
    path = work_folder() / "my_table.csv"
    table = load_table(path)
    assert table.iloc[0, 3] == 'a "quoted", line ; of mine'
    assert table.iloc[:, :3].equals(load_table())
    assert [one.name for one in path.parent.iterdir() if "writing" in one.name] == []
    with path.open(newline="") as file:
        assert next(csv.reader(file))[0] == "Dimension"


def test_a_table_that_cannot_be_written_is_told(source):
    step = source.fourth_column()
    write_cell(step, "Share")
    (work_folder() / "my_table.csv").mkdir(parents=True)
    button(step, "Write my_table.csv").click()
    assert "my_table.csv could not be written" in words(step)
    assert [one.name for one in work_folder().iterdir() if "writing" in one.name] == []


def test_a_full_table_takes_no_more_columns():
    table = load_table()
    for letter in "XYZ":
        table = table.assign(**{f"Way {letter}": "x"})
    assert "as many columns as a table can have" in words(load_source(table).fourth_column())


def test_a_row_without_a_lesson_says_so():
    table = pd.DataFrame({"A": ["x"], "B": ["y"]}, pd.Index(["Food"], name="Dimension"))
    step = load_source(table).fourth_column()
    write_cell(step, "Bread")
    choose(step, "Show it in", "Place: your case between the poles")
    button(step, "Add the column").click()
    assert "There is no file" in words(step)
