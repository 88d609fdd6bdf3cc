"""Where the parts of a step stand on a wide screen: what is asked twice looks alike, a button begins a line."""

from playwright.sync_api import Locator, expect

from tests.classroom import write_class

ROOM = "window.jupyterapp.shell.collapseLeft()"  # without the list of files


def left(part: Locator) -> float:
    return round(part.bounding_box()["x"])


def test_what_is_asked_twice_stands_in_the_same_places_both_times(learner):
    learner.open("16_before_and_after")
    learner.run_all()
    learner.page.evaluate(ROOM)
    learner.step("after").get_by_role("button", name="Begin the second time").click()
    learner.step("after").get_by_role("textbox", name="Answer 14").wait_for()
    learner.settle()
    before, after = (
        [left(one) for one in learner.step(time).get_by_role("textbox").all()] for time in ("before", "after")
    )
    assert before == after and len(set(before)) == 2, "two beside each other"
    grids = [learner.step(time).get_by_role("combobox").first for time in ("before", "after")]
    assert left(grids[0]) == left(grids[1])


def test_the_way_to_a_new_case_begins_where_the_case_begins(learner):
    learner.open("08_autonomy_and_freedom")
    learner.run_all()
    learner.page.evaluate(ROOM)
    step = learner.step("place")
    begun = step.get_by_role("button", name="One more, if there is time")
    begun.click()
    new = step.get_by_text("The councils of the Zapatistas", exact=False).first
    expect(new).to_be_visible()
    learner.settle()
    assert abs(left(begun) - left(new)) < 6


def test_on_a_narrow_screen_the_boards_tables_break_between_words_and_not_after_each_letter(learner, tmp_path):
    write_class(tmp_path / "class", 3)
    learner.open("teacher/class_board")
    learner.run_all()
    learner.page.evaluate(ROOM)
    folder = learner.step("folder")
    folder.get_by_label("Folder").fill(str(tmp_path / "class"))
    folder.get_by_role("button", name="Watch this folder").click()
    folder.get_by_text("3 learners in.").wait_for()
    learner.step("bets").get_by_role("button", name="Show all guesses beside what came").click()
    learner.step("bets").get_by_role("table").wait_for()
    learner.page.set_viewport_size({"width": 390, "height": 1000})
    learner.settle()
    heads = learner.step("bets").locator("tbody th").all()
    assert len(heads) == 13 and min(one.bounding_box()["width"] for one in heads) > 150
