"""Each step as a learner works it: press, look, go away, come back."""

import re

import ipywidgets as widgets
import pytest

from kit.answers.keys import RECALL, STEPS
from kit.answers.opening import open_journal
from kit.base.errors import JournalError, TableError
from kit.base.paths import work_folder
from kit.content.table import load_table
from kit.learner.lesson.page import load_lesson
from kit.learner.start.page import Start, load_start
from kit.views import templates
from kit.views.markup import plain_text
from kit.widgets.controls.control import Ahead, Chart, Summary
from kit.widgets.controls.fields import Answer, Choice, Shares, Triangle
from kit.widgets.parts import RUN_ME, Step
from tests.pressing import all_of, button, press_everything, within, words, write

RIGHT = {"helpers_reports": "b", "fewest_messages": "c", "provinces": "b"}


@pytest.fixture
def lesson():
    return load_lesson("governance")


def guess(step, lesson, models):
    """Give each cell the model named for the cell that really is its own."""
    for dropdown, column in zip(all_of(widgets.Dropdown, step), lesson.lesson.prediction.asked, strict=True):
        dropdown.value = models.get(column.id, column.id)


def follow(**choice: str) -> None:
    open_journal().save("start", "case", "choice", choice)


def swapped() -> dict[str, str]:
    return {"commons": "collectivism", "collectivism": "commons"}


@pytest.mark.parametrize("name", [RECALL, *STEPS])
def test_every_control_of_a_step_can_be_moved_and_every_button_pressed(lesson, name):
    assert press_everything(getattr(lesson, name)()) > 3


@pytest.mark.parametrize("name", [RECALL, *STEPS])
def test_a_step_reads_without_a_kernel_and_gives_no_answer_away(lesson, name, capsys):
    press_everything(getattr(lesson, name)())
    again = getattr(lesson, name)()
    assert "zebra" not in again.reading
    assert "Saved" not in again.reading


def test_the_first_step_of_a_page_carries_the_stylesheet_also_when_it_is_run_again(lesson, monkeypatch):
    monkeypatch.setattr("kit.widgets.parts._open", {})
    steps = [lesson.predict(), lesson.compare(), lesson.predict()]
    assert [step.is_first for step in steps] == [True, False, True]


def test_the_looks_of_all_steps_come_once_a_page(lesson, monkeypatch):
    monkeypatch.setattr("kit.widgets.parts._open", {})
    monkeypatch.setattr("kit.widgets.parts.display", lambda bundle, raw: None)
    brought = []
    for make in (lesson.predict, lesson.compare, lesson.predict):
        step = make()
        step._ipython_display_()
        brought.append([one._css for one in within(step) if getattr(one, "_css", "")])
    assert brought == [[templates.working_looks()], [], [templates.working_looks()]]


def test_no_rule_names_all_that_lies_in_something_that_has_something():
    selectors = templates.working_looks().partition("@media print")[0]
    while (flat := re.sub(r"\([^()]*\)", "", selectors)) != selectors:
        selectors = flat
    # a browser keeps one list of what hangs on any :has; with such a rule in it, that is all of a notebook
    assert re.findall(r"[^{},]*:has[^{},]*[ >+~](?:\*|:not)[^{},]*", selectors) == []
    assert ":has" in selectors


def test_a_change_of_looks_changes_nothing_that_a_notebook_holds(monkeypatch):
    shown = []
    monkeypatch.setattr("kit.widgets.parts.display", lambda bundle, raw: shown.append(bundle.get("text/html")))
    text = templates._text
    for more in ("", "p { color: red; }"):
        monkeypatch.setattr(templates, "_text", lambda name, more=more: text(name) + more * (name != "reading"))
        templates.reading_looks.cache_clear(), templates.working_looks.cache_clear()
        assert templates.working_looks().endswith("p{color:red;}") == bool(more)
        Step("<p>Read me</p>", [])._ipython_display_()
    templates.working_looks.cache_clear()
    assert shown[0].startswith("<style>") and shown[0] == shown[2]


def test_a_step_shows_its_text_first_and_then_itself(lesson, monkeypatch):
    shown = []
    monkeypatch.setattr("kit.widgets.parts.display", lambda bundle, raw: shown.append(bundle))
    step = lesson.predict()
    step._ipython_display_()
    assert list(shown[0]) == ["text/html", "text/plain"]
    assert "kit-static" in shown[0]["text/html"]
    assert "<" not in shown[0]["text/plain"]
    assert shown[1]["text/plain"] == RUN_ME
    assert shown[1]["application/vnd.jupyter.widget-view+json"]["model_id"] == step.model_id


def test_running_a_step_again_closes_the_old_one(lesson):
    first = lesson.check()
    before = len(list(within(first)))
    second = lesson.check()
    assert first.comm is None
    assert before == len(list(within(second)))


def test_a_lesson_is_found_by_id_or_title_and_a_misspelt_one_is_named():
    assert load_lesson("Governance").id == load_lesson("governance").id == "governance"
    with pytest.raises(TableError, match="did you mean 'governance'"):
        load_lesson("governence")


# Predict


def test_the_cells_are_never_in_the_order_of_the_table(lesson):
    assert lesson.lesson.prediction.asked != lesson.columns
    assert lesson.lesson.prediction.asked == load_lesson("governance").lesson.prediction.asked


def test_a_match_is_checked_only_when_every_cell_has_a_model(lesson):
    step = lesson.predict()
    assert button(step, "Check my match").disabled
    guess(step, lesson, {})
    assert not button(step, "Check my match").disabled


def test_the_row_is_shown_only_after_a_try(lesson):
    step = lesson.predict()
    assert button(step, "Show the row").disabled
    guess(step, lesson, swapped())
    button(step, "Check my match").click()
    assert "1 of 3 as in the table" in words(step)
    assert "Which word gave each cell away?" not in words(step)
    button(step, "Show the row").click()
    assert "You gave Peer Production&#x27;s cell to Collectivism and" in words(step)


def test_the_first_try_and_the_last_are_kept(lesson, journal):
    step = lesson.predict()
    for models in (swapped(), {}):
        guess(step, lesson, models)
        button(step, "Check my match").click()
    tries = journal.tries("governance", "predict", "match")
    assert [one.value["commons"] for one in tries] == ["collectivism", "commons"]
    assert "In your first try, 1 of 3 matched the table" in words(step)


def test_a_match_comes_back_after_a_restart(lesson):
    step = lesson.predict()
    guess(step, lesson, {})
    button(step, "Check my match").click()
    again = load_lesson("governance").predict()
    assert "3 of 3 as in the table. Saved " in words(again)


# Compare


def test_nobody_is_shown_twice(lesson):
    seats = all_of(widgets.Dropdown, lesson.compare())
    seats[0].value = "liberalism"
    assert [seat.value for seat in seats] == ["liberalism", "collectivism", "commons"]


def test_the_third_seat_may_stay_empty(lesson):
    step = lesson.compare()
    seats = all_of(widgets.Dropdown, step)
    seats[2].value = ""
    assert words(step).count('<article class="kit-card"') == 2
    seats[2].value = "commons"
    assert len({seat.value for seat in seats}) == 3


def test_the_page_holds_each_card_before_it_is_chosen(lesson):
    step = lesson.compare()
    (ahead,), seats = all_of(Ahead, step), all_of(widgets.Dropdown, step)
    assert list(ahead.seats) == seats
    for seat in seats:
        for place in range(len(seat.options)):
            seat.index = place
            chosen = [ahead.cards[one.index] for one in seats if one.index < len(ahead.cards)]
            assert ahead.shown.value == f'<div class="kit-cards">{"".join(chosen)}</div>'


def test_every_card_has_the_same_parts(lesson):
    step = words(lesson.compare())
    for part in ("What it means", "Its strongest case", "Its hard question", "A case that does not fit", "Source: "):
        assert step.count(part) == 3


# Explore


def test_the_figure_opens_only_after_a_bet_and_answers_it(lesson):
    step = lesson.explore()
    assert not all_of(Chart, step)
    bet = all_of(Choice, step)[0]
    bet.value = "hubs"
    button(step, "Commit my guess and open the figure").click()
    assert len(all_of(Chart, step)) == 1
    assert "87% in touch" in bet.replies["hubs"]["text"]


def test_a_bet_comes_back_with_its_figure(lesson):
    step = lesson.explore()
    all_of(Choice, step)[0].value = "mesh"
    button(step, "Commit my guess and open the figure").click()
    again = load_lesson("governance").explore()
    assert all_of(Choice, again)[0].value == "mesh"
    assert len(all_of(Chart, again)) == 1


# Check


@pytest.mark.parametrize("option", ["a", "b", "c", "d"])
def test_every_option_answers_back_after_it_was_committed(lesson, option):
    step = lesson.check()
    for asked in all_of(Choice, step):
        asked.value = option
        assert asked.replies == {}
    for commit in all_of(widgets.Button, step):
        if commit.description != "My class votes on this":  # which keeps the replies back
            commit.click()
    for asked, question in zip(all_of(Choice, step), lesson.content.questions, strict=True):
        kind = "right" if RIGHT[question.id] == option else "wrong"
        said = next(one.feedback for one in question.options if one.id == option)
        assert asked.replies == {option: {"kind": kind, "text": said}}


def test_the_other_options_are_explained_once_the_right_one_is_found(lesson):
    step = lesson.check()
    all_of(Choice, step)[0].value = "b"
    all_of(widgets.Button, step)[0].click()
    assert words(step).count("What is wrong with the others?") == 1


def test_every_answer_is_kept_and_the_newest_comes_back(lesson, journal):
    step = lesson.check()
    for option in ("a", "b"):
        all_of(Choice, step)[0].value = option
        all_of(widgets.Button, step)[0].click()
    assert [one.value for one in journal.tries("governance", "check", "helpers_reports")] == ["a", "b"]
    assert all_of(Choice, load_lesson("governance").check())[0].value == "b"


# Place


def test_a_place_is_saved_with_each_move_as_one_try(lesson, journal):
    triangle = all_of(Triangle, lesson.place())[0]
    for weights in ([50, 25, 25], [60, 20, 20]):
        triangle.weights, triangle.placed = weights, True
    tries = journal.tries("governance", "place", "wikipedia")
    assert [one.value for one in tries] == [{"commons": 60, "collectivism": 20, "liberalism": 20}]


def test_other_cases_show_only_after_ones_own(lesson):
    step = lesson.place()
    assert button(step, "Compare with other cases").disabled
    all_of(Triangle, step)[0].weights = [60, 20, 20]
    button(step, "Compare with other cases").click()
    assert "You placed Wikipedia at Peer Production 60" in all_of(Summary, step)[0].value
    assert all_of(Chart, step)[0].figure["data"][1]["a"] == [60]


def test_a_case_that_nobody_has_read_for_a_fourth_column_is_left_out_and_not_at_nought(journal):
    table = load_table().assign(Guilds="Masters decide.")
    step = load_lesson("governance", table).place()
    all_of(Shares, step)[0].weights = [10, 20, 30, 40]
    button(step, "Compare with other cases").click()
    assert all(len(bar["x"]) == 1 for bar in all_of(Chart, step)[0].figure["data"])
    assert "Nearest" not in all_of(Summary, step)[0].value
    assert "5 cases are left out of this comparison: the kit has read them for other columns" in words(step)
    assert "a first reading by the authors" not in words(step)


def test_a_place_and_its_reason_come_back(lesson):
    step = lesson.place()
    all_of(Triangle, step)[0].weights = [10, 80, 10]
    write(all_of(Answer, step)[0], "Parliament pays.")
    again = load_lesson("governance").place()
    assert all_of(Triangle, again)[0].weights == [10, 80, 10]
    assert all_of(Triangle, again)[0].placed
    assert all_of(Answer, again)[0].value == "Parliament pays."


def test_another_case_has_a_place_of_its_own(lesson):
    all_of(Triangle, lesson.place())[0].weights = [10, 80, 10]
    follow(id="valve")
    assert not all_of(Triangle, lesson.place())[0].placed
    follow(id="wikipedia")
    assert all_of(Triangle, lesson.place())[0].weights == [10, 80, 10]


def test_a_learners_own_case_is_shown_as_text(lesson):
    follow(id="own", name="<script>x</script>", about="a & b")
    step = lesson.place()
    assert "&lt;script&gt;x&lt;/script&gt;" in words(step)
    assert "<script>" not in words(step)


def test_what_is_known_about_the_case_is_told_before_it_is_placed_with_its_source(lesson):
    follow(id="ussr")
    said = words(lesson.place())
    assert "Known about USSR" in said
    assert "The party decided; the office Gosplan planned for ministries" in said
    assert "Source: Encyclopedia.com" in said
    assert "known" not in lesson.place().reading.casefold()


@pytest.mark.parametrize(
    ("lesson", "choice"),
    [
        ("governance", {"id": "own", "name": "A <b>club", "about": "Chess"}),
        ("culture_and_subjectivity", {"id": "uber"}),
    ],
)
def test_where_nothing_is_known_the_learner_is_asked_to_find_a_fact(lesson, choice):
    follow(**choice)
    said = words(load_lesson(lesson).place())
    assert "Find one yourself, and note where" in said
    assert "Known about" not in said
    assert "<b>club" not in said


def test_the_place_step_shows_where_the_case_stands_in_the_other_lessons(journal):
    follow(id="uber")
    for lesson, shares in [("governance", (10, 0, 90)), ("value_logic", (0, 20, 80)), ("ownership_model", (1, 1, 98))]:
        journal.save(lesson, "place", "uber", dict(zip(("commons", "collectivism", "liberalism"), shares, strict=True)))
    journal.save("value_logic", "place", "uber/reason", "Fees <b>")
    said = words(load_lesson("governance").place())
    assert "in 2 of the 12 other lessons" in said
    assert "On average: Peer Production 1, Collectivism 10, Liberal Individualism 89." in said
    assert "<strong>Value Logic:</strong> Peer Production 0, Collectivism 20, Liberal Individualism 80." in said
    assert "<q>Fees &lt;b&gt;</q>" in said
    assert "<strong>Governance:</strong>" not in said
    assert said.index("Ownership Model") < said.index("Value Logic")


def test_what_was_placed_of_another_case_is_not_shown(journal):
    journal.save("value_logic", "place", "wikipedia", {"commons": 90, "collectivism": 5, "liberalism": 5})
    follow(id="uber")
    assert "so far" not in words(load_lesson("governance").place())


# Discuss


def test_an_answer_saves_itself_and_comes_back(lesson):
    answer = all_of(Answer, lesson.discuss())[0]
    write(answer, "The captain")
    assert answer.heard == answer.typed == 1
    assert answer.status.startswith("Saved ")
    back = all_of(Answer, load_lesson("governance").discuss())[0]
    assert (back.value, back.status[:6]) == ("The captain", "Saved ")


def test_a_second_look_opens_after_ones_own_answer(lesson):
    step = lesson.discuss()
    look = button(step, "Take a second look")
    assert look.disabled
    write(all_of(Answer, step)[0], "The captain")
    assert not look.disabled
    look.click()
    assert lesson.content.prompts[0].second_look in words(step).replace("&#x27;", "'")


def test_a_lesson_is_printed_alone_as_the_reports_page_of_it(lesson, journal):
    step = lesson.discuss()
    button(step, "Print this lesson").click()
    assert "nothing in this lesson yet" in words(step)
    write(all_of(Answer, step)[0], "The captain")
    journal.save("value_logic", "discuss", "warm_up", "Not on this page")
    button(step, "Print this lesson").click()
    (page,) = work_folder().glob("report-*.html")
    assert page.name in words(step)
    assert "The captain" in page.read_text(encoding="utf-8")
    assert "Not on this page" not in page.read_text(encoding="utf-8")


def test_notes_for_the_teacher_are_not_shown_to_learners(lesson):
    said = lesson.discuss().reading + words(lesson.discuss())
    assert all(note not in said for prompt in lesson.content.prompts for note in prompt.notes)


def test_when_an_answer_cannot_be_saved_the_words_stay_and_the_reason_shows(lesson, monkeypatch):
    step = lesson.discuss()
    answer = all_of(Answer, step)[0]

    def full(*_, **__):
        raise JournalError("Not saved in answers.sqlite3: the disk is full.")

    monkeypatch.setattr(lesson.journal, "save", full)
    write(answer, "my words")
    assert (answer.value, answer.trouble) == ("my words", "Not saved in answers.sqlite3: the disk is full.")
    assert answer.heard < answer.typed
    monkeypatch.undo()
    write(answer, "my words!")
    assert (answer.trouble, answer.heard) == ("", answer.typed)


def test_a_lesson_works_when_nothing_can_be_saved(answers):
    answers.write_text("a file where the folder should be")
    lesson = load_lesson("governance")
    for name in (RECALL, *STEPS):
        press_everything(getattr(lesson, name)())


# Other tables


@pytest.mark.parametrize("columns", [2, 4])
def test_a_lesson_works_for_a_table_of_two_or_four_models(columns):
    table = load_table()
    table = table.iloc[:, :2] if columns == 2 else table.assign(**{"Social Democracy": "Parliament <votes>"})
    lesson = load_lesson("governance", table)
    for name in (RECALL, *STEPS):
        step = getattr(lesson, name)()
        press_everything(step)
        assert "<votes>" not in step.reading
    assert all_of(Shares, lesson.place())


# The start page


@pytest.mark.parametrize("name", ["overview", "lessons", "choose_case"])
def test_everything_on_the_start_page_can_be_moved(name):
    assert press_everything(getattr(load_start(), name)()) > 1


def test_the_search_marks_and_counts_words():
    step = load_start().overview()
    all_of(widgets.Text, step)[0].value = "MARKET"
    assert "<mark>market</mark>" in words(step)
    assert (
        "Cells with it: Commons-Based Peer Production 0, Traditional Collectivism 0, Liberal Individualism 5"
        in words(step)
    )


def test_a_word_that_stands_nowhere_is_said_so():
    step = load_start().overview()
    all_of(widgets.Text, step)[0].value = "<b>"
    assert "'&lt;b&gt;' is nowhere in this table." in words(step)


def test_one_dimension_and_one_model_can_be_chosen():
    step = load_start().overview()
    dimension, model = all_of(widgets.Dropdown, step)
    dimension.value, model.value = "Governance", "Liberal Individualism (Lockean / Neoliberal)"
    assert words(step).count("<td>") == 1


def test_the_lessons_show_what_has_been_begun_and_what_comes_next(journal):
    for step in ("predict", "check"):
        journal.save("core_principle", step, "match", "b")
    step = load_start().lessons()
    assert words(step).count(">✓ begun</a>") == 2
    assert "Compare in Core Principle." in plain_text(words(step)).partition("Next: ")[2]
    assert "begun</a>" not in step.reading


def test_a_case_is_chosen_and_comes_back():
    step = load_start().choose_case()
    case = all_of(widgets.Dropdown, step)[0]
    assert button(step, "Follow this case").disabled
    case.value = "mondragon"
    button(step, "Follow this case").click()
    assert "You follow Mondragon." in words(load_start().choose_case())


def test_a_case_of_ones_own_needs_a_name():
    step = load_start().choose_case()
    all_of(widgets.Dropdown, step)[0].value = "own"
    assert button(step, "Follow this case").disabled
    all_of(widgets.Text, step)[0].value = "Our school"
    button(step, "Follow this case").click()
    assert "You follow Our school." in words(load_start().choose_case())
    assert load_lesson("governance").place() is not None


def test_a_broken_journal_is_told_on_the_start_page(answers):
    answers.mkdir()
    (answers / "answers.sqlite3").write_bytes(b"not a database" * 500)
    assert "was broken. It is kept as answers-broken-" in words(load_start().lessons())


def test_the_case_of_before_keeps_its_places_and_is_one_press_away(journal):
    follow(id="wikipedia")
    place = load_lesson("governance").place()
    all_of(Triangle, place)[0].weights = [60, 20, 20]
    step = load_start().choose_case()
    assert not any(one.description.startswith("Back to") for one in all_of(widgets.Button, step))
    all_of(widgets.Dropdown, step)[0].value = "uber"
    button(step, "Follow this case").click()
    assert "You follow Uber." in words(step)
    assert "Every case keeps what you said about it" in words(step)
    assert button(step, "✓ You follow Uber (0 of 13 placed)")
    button(step, "Back to Wikipedia (1 of 13 placed)").click()
    assert "You follow Wikipedia." in words(step)
    assert button(step, "Back to Uber (0 of 13 placed)")
    assert all_of(widgets.Dropdown, step)[0].value == "wikipedia"
    assert all_of(Triangle, load_lesson("governance").place())[0].weights == [60, 20, 20]


def test_a_button_stays_itself_so_that_the_keyboard_keeps_its_place():
    for case in ("wikipedia", "uber"):
        follow(id=case)
    step = load_start().choose_case()
    back = button(step, "Back to Wikipedia (0 of 13 placed)")
    back.click()
    assert button(step, "✓ You follow Wikipedia (0 of 13 placed)") is back


def test_earlier_cases_of_ones_own_can_be_chosen_again():
    for name, about in (("Our school", "400 pupils"), ("A club", "Chess"), ("Our school", "500 pupils")):
        follow(id="own", name=name, about=about)
    step = load_start().choose_case()
    options = [label for label, _ in all_of(widgets.Dropdown, step)[0].options]
    assert options[:3] == ["Choose a case", "My own: Our school", "My own: A club"]
    button(step, "Back to A club (0 of 13 placed)").click()
    button(step, "Back to Our school (0 of 13 placed)").click()
    assert "You follow Our school. 500 pupils" in words(step)


def test_the_fields_for_a_case_of_ones_own_are_empty_for_the_next_one():
    step = load_start().choose_case()
    case = all_of(widgets.Dropdown, step)[0]
    case.value = "own"
    for field, text in zip(all_of(widgets.Text, step), ("A club", "Chess"), strict=True):
        field.value = text
    button(step, "Follow this case").click()
    assert case.value == "own:a club"
    case.value = "own"
    assert [field.value for field in all_of(widgets.Text, step)] == ["", ""]


def test_when_a_choice_cannot_be_saved_the_case_stays_and_the_reason_shows(answers):
    follow(id="uber")
    start = load_start()
    step = start.choose_case()
    start.journal.close()
    for part in answers.iterdir():
        part.unlink()
    answers.rmdir()
    answers.write_text("a file where the folder should be")
    all_of(widgets.Dropdown, step)[0].value = "cern"
    button(step, "Follow this case").click()
    assert "Not saved in" in words(step)
    assert "You follow CERN" not in words(step)


def test_the_start_page_follows_a_table_of_other_dimensions_and_models(journal):
    table = load_table().iloc[[1, 4], :2]
    follow(id="uber")
    journal.save("governance", "place", "uber", {"commons": 30, "collectivism": 70})
    journal.save("critiques", "place", "uber", {"commons": 30, "collectivism": 70})
    start = Start(table, journal)
    lessons = words(start.lessons())
    assert "You have begun 1 of 12 steps" in lessons
    assert ("Governance" in lessons, "Critiques" in lessons) == (True, False)
    assert "Placed so far in 1 of 2 lessons." in words(start.choose_case())


def test_a_case_that_is_no_longer_in_the_list_is_no_case(journal):
    journal.save("start", "case", "choice", {"id": "long_gone"})
    assert "You have not chosen a case yet" in words(load_lesson("governance").place())
