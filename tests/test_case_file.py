"""The case file as a learner works it: nothing placed, one place, three, all; press, look, go away, come back."""

import json

import ipywidgets as widgets
import pytest

from kit.adapt.check.inventory import open_kit
from kit.answers.journal import Journal
from kit.answers.record import chapters
from kit.base.paths import data_path
from kit.content.course import Part, case_file_complaints, load_case_file_content
from kit.content.table import dimensions_of, load_table
from kit.learner.case_file.beside import apart
from kit.learner.case_file.page import load_case_file
from kit.learner.case_file.write_up import as_one_text
from kit.learner.lesson.page import load_lesson
from kit.widgets.controls.control import Chart, Player, Summary
from kit.widgets.controls.fields import Answer, Choice
from tests.pressing import all_of, button, press_everything, words, write

STEPS = ("profile", "heatmap", "changes", "beside", "write_up", "steelman")
DIMENSIONS = list(dimensions_of(load_table()))
HTML = "<b>servers</b> & 'friends'"


def weights(*shares: int) -> dict[str, int]:
    return dict(zip(("commons", "collectivism", "liberalism"), shares, strict=True))


def place(journal: Journal, count: int, case: str = "wikipedia", shares: tuple[int, ...] = (80, 5, 15)) -> None:
    for dimension in DIMENSIONS[:count]:
        journal.save(dimension, "place", case, weights(*shares))
        journal.save(dimension, "place", f"{case}/reason", HTML)


def bet(case_file, option: str = "corner"):
    """Bet in the step Profile, and return the step."""
    step = case_file.profile()
    all_of(Choice, step)[0].value = option
    button(step, "Commit my guess and open my profile").click()
    return step


def box(step, label: str) -> Answer:
    return next(one for one in all_of(Answer, step) if one.label.startswith(label))


def shown(step) -> str:
    return words(step).replace("&#x27;", "'")


@pytest.mark.parametrize("count", [0, 1, 3, 13])
@pytest.mark.parametrize("name", STEPS)
def test_every_step_works_however_much_is_placed(journal, name, count):
    place(journal, count)
    place(journal, count, "own:our school", (20, 60, 20))
    journal.save("start", "case", "choice", {"id": "own", "name": "Our school", "about": HTML})
    case_file = load_case_file()
    if count:
        bet(case_file)
    step = getattr(case_file, name)()
    assert press_everything(step) > 3
    assert "<b>servers</b>" not in words(step)
    assert "servers" not in step.reading
    assert "Our school" not in step.reading


@pytest.mark.parametrize("columns", [2, 4])
@pytest.mark.parametrize("name", STEPS)
def test_every_step_works_for_a_table_of_two_or_four_models(journal, name, columns):
    table = load_table()
    table = table.iloc[:, :2] if columns == 2 else table.assign(**{"Social Democracy": "Parliament <votes>"})
    models = ["commons", "collectivism", "liberalism", "social_democracy"][:columns]
    rest = dict.fromkeys(models[2:], 0)
    for dimension in DIMENSIONS[:3]:
        for share in (50, 40):
            journal.save(dimension, "place", "cern", {"commons": share, "collectivism": 100 - share, **rest})
        journal.save(dimension, "predict", "match", dict.fromkeys(models, "commons"))
    case_file = load_case_file(table)
    bet(case_file)
    assert press_everything(getattr(case_file, name)()) > 3


@pytest.mark.parametrize("name", STEPS)
def test_a_journal_that_cannot_be_read_stops_nothing(answers, name):
    answers.write_text("a file where the folder should be")
    assert press_everything(getattr(load_case_file(), name)()) > 2


def test_a_step_run_again_closes_the_old_one_and_only_the_new_one_follows(journal):
    place(journal, 3)
    case_file = load_case_file()
    first = case_file.write_up()
    second = case_file.write_up()
    assert first.comm is None
    place(journal, 1, "uber")
    case_file.take("uber")
    assert "<h3>Uber</h3>" in words(second)


def test_the_answers_are_said_in_words_in_the_report(journal):
    place(journal, 3)
    case_file = load_case_file()
    bet(case_file)
    write(box(case_file.write_up(), "Claim"), "It is a commons.")
    said = {one.key: one for chapter in chapters(journal, load_table()) for one in chapter.entries}
    assert said["case_file/write_up/wikipedia/claim"].asked == "Wikipedia: Claim"
    assert said["case_file/profile/wikipedia/bet"].answered.startswith("Near one corner.")


# Which case


def test_the_chosen_case_is_at_hand_and_every_placed_one_can_be_taken(journal):
    place(journal, 3)
    place(journal, 1, "uber")
    journal.save("start", "case", "choice", {"id": "uber"})
    case_file = load_case_file()
    chosen = all_of(widgets.Dropdown, case_file.profile())[0]
    assert chosen.value == "uber"
    assert [label for label, _ in chosen.options] == ["Uber: 1 of 13 placed", "Wikipedia: 3 of 13 placed"]


def test_where_the_chosen_case_has_no_place_the_one_with_most_is_at_hand(journal):
    place(journal, 3)
    journal.save("start", "case", "choice", {"id": "uber"})
    assert load_case_file().case.id == "wikipedia"


def test_the_other_steps_follow_the_case_that_is_taken(journal):
    place(journal, 3)
    place(journal, 2, "uber")
    case_file = load_case_file()
    heatmap, profile = case_file.heatmap(), case_file.profile()
    all_of(widgets.Dropdown, profile)[0].value = "uber"
    assert "<h3>Uber</h3>" in words(heatmap)
    assert "You have placed your case on 2 of 13 dimensions" in words(profile)


def test_with_nothing_placed_the_way_to_the_lessons_is_shown():
    step = load_case_file().profile()
    assert "You have not placed Wikipedia yet" in words(step)
    assert 'href="02_governance.ipynb#cell-id=governance-' in words(step)


# Profile


def test_the_profile_opens_only_after_a_bet(journal):
    place(journal, 3)
    case_file = load_case_file()
    step = case_file.profile()
    assert button(step, "Commit my guess and open my profile").disabled
    assert not all_of(Chart, step)
    assert len(all_of(Chart, bet(case_file))) == 1


def test_the_bet_is_answered_with_ones_own_numbers(journal):
    place(journal, 2)
    journal.save(DIMENSIONS[2], "place", "wikipedia", weights(50, 20, 30))
    case_file = load_case_file()
    right = all_of(Choice, bet(case_file, "corner"))[0].replies["corner"]["text"]
    assert right.startswith("Your own numbers say so too: your case stands near one corner, that of Peer Production.")
    assert "Taken together: Peer Production 70, Collectivism 10, Liberal Individualism 20." in right
    assert "On average, 13 of 100 points would have to change" in right  # 10, 10 and 20 points
    wrong = all_of(Choice, bet(case_file, "middle"))[0].replies["middle"]["text"]
    assert wrong.startswith("Your own numbers say something else: your case stands near one corner")


def test_the_bet_and_the_profile_come_back(journal):
    place(journal, 3)
    bet(load_case_file(), "scattered")
    again = load_case_file().profile()
    assert all_of(Choice, again)[0].value == "scattered"
    assert len(all_of(Player, again)) == 1


def test_each_case_has_a_bet_of_its_own(journal):
    place(journal, 3)
    place(journal, 2, "uber", (0, 0, 100))
    step = bet(load_case_file())
    all_of(widgets.Dropdown, step)[0].value = "uber"
    assert all_of(Choice, step)[0].value == ""


def test_the_film_has_a_stop_a_placement_and_says_why(journal):
    place(journal, 3)
    journal.save(DIMENSIONS[1], "place", "wikipedia/reason", "")
    [player] = all_of(Player, bet(load_case_file()))
    shares = "Peer Production 80, Collectivism 5, Liberal Individualism 15."
    assert [frame["words"] for frame in player.frames] == [
        f"1 Core Principle: {shares} '{HTML}'",
        f"2 Governance: {shares} You gave no reason.",
        f"3 View of the State: {shares} '{HTML}'",
    ]
    assert player.chart.figure == player.frames[-1]["figure"]
    assert player.summary.value == player.frames[-1]["words"]


def test_a_number_is_that_of_the_table_and_not_of_the_list(journal):
    journal.save("value_logic", "place", "wikipedia", weights(40, 10, 50))
    [player] = all_of(Player, bet(load_case_file()))
    assert [frame["name"] for frame in player.frames] == ["5 Value Logic"]


def test_of_two_models_nobody_can_bet_on_the_place_between(journal):
    journal.save("governance", "place", "cern", {"commons": 60, "collectivism": 40})
    step = load_case_file(load_table().iloc[:, :2]).profile()
    assert [option["id"] for option in all_of(Choice, step)[0].options] == ["corner", "middle", "scattered"]


def test_the_warning_is_quoted_as_the_page_has_it():
    table = json.loads(data_path("datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    assert load_case_file_content().warning.quote in table["description"]


# Heatmap


def test_the_heatmap_waits_for_the_bet_and_opens_with_it(journal):
    place(journal, 3)
    case_file = load_case_file()
    step = case_file.heatmap()
    assert "Commit your guess in the step above first" in words(step)
    assert 'class="kit-points"' not in words(step)
    bet(case_file)
    assert words(step).count('class="kit-points"') == 4 * 3  # three placements and the mean


def test_the_numbers_stand_with_what_they_come_to(journal):
    place(journal, 2)
    journal.save(DIMENSIONS[2], "place", "wikipedia", weights(50, 20, 30))
    case_file = load_case_file()
    bet(case_file)
    step = shown(case_file.heatmap())
    assert "on average, 13 of 100 points would have to change" in step
    assert "<strong>Most mixed:</strong> 3 View of the State" in step
    assert "<strong>Most one-sided:</strong> 1 Core Principle" in step
    assert "in 3 of 3 dimensions. In 1 of 3 no model has more than half" in step


def test_what_is_not_placed_yet_leads_to_its_lesson(journal):
    place(journal, 12)
    case_file = load_case_file()
    bet(case_file)
    assert 'Not placed yet: <a href="13_critiques.ipynb#cell-id=critiques-' in words(case_file.heatmap())


# Changes


def test_the_point_that_moved_furthest_is_named_with_both_places(journal):
    place(journal, 2, shares=(34, 33, 33))
    journal.save(DIMENSIONS[0], "place", "wikipedia", weights(44, 23, 33))
    journal.save(DIMENSIONS[1], "place", "wikipedia", weights(90, 0, 10))
    step = load_case_file().changes()
    assert all_of(Summary, step)[0].value == (
        "You moved 2 of 2. The furthest: 2 Governance, by 56 points, from Peer Production 34, Collectivism 33, "
        "Liberal Individualism 33 to Peer Production 90, Collectivism 0, Liberal Individualism 10."
    )


def test_who_moved_nothing_is_asked_whether_they_would(journal):
    place(journal, 3)
    step = load_case_file().changes()
    assert "your last place is still your first" in words(step)
    assert not all_of(Chart, step)


def test_the_commonest_mix_up_of_real_tries_is_shown_with_its_cells(journal):
    lesson = load_lesson("governance")
    match = {"commons": "collectivism", "collectivism": "commons", "liberalism": "liberalism"}
    lesson.keep("predict", "match", match)
    lesson.keep("predict", "match", {model: model for model in match})
    step = load_case_file().changes()
    assert "In your first tries, 1 of 3 cells matched the table; in your last tries, 3." in words(step)
    assert "The commonest mix-up: the cell of Peer Production given to Collectivism, once." in words(step)
    assert lesson.columns[0].cell in words(step)
    assert box(step, "Which word misled you")


# Beside


def test_another_case_of_ones_own_comes_first_and_the_difference_is_in_points(journal):
    place(journal, 3)
    place(journal, 2, "uber", (0, 0, 100))
    step = load_case_file().beside()
    other = all_of(widgets.Dropdown, step)[0]
    assert other.options[1] == ("Mine: Uber (2 in common)", "uber")
    other.value = "uber"
    assert all_of(Summary, step)[0].value.startswith(
        "Both have a place on 2 dimensions; they are 85 points apart on average. "
        "Furthest apart: 1 Core Principle, 85 points."
    )


def test_the_kits_reading_says_that_it_is_one_and_why(journal):
    place(journal, 13)
    step = load_case_file().beside()
    other = all_of(widgets.Dropdown, step)[0]
    other.value = "kit:wikipedia"
    assert "a first reading by the authors of this kit, not a measurement" in words(step)
    assert "Why the kit reads it so" in words(step)
    assert "Source: " in words(step)
    other.value = ""
    assert not all_of(Chart, step)


def test_a_case_that_nobody_has_read_for_a_fourth_column_is_no_case_to_compare_with(journal):
    table = load_table().assign(Guilds="Masters decide.")
    for case in ("wikipedia", "uber"):
        journal.save("governance", "place", case, {**weights(10, 20, 30), "guilds": 40})
    step = load_case_file(table).beside()
    assert [name for name, _ in all_of(widgets.Dropdown, step)[0].options[1:]] == ["Mine: Wikipedia (1 in common)"]
    assert "cases are left out of this comparison: the kit has read them for other columns" in words(step)


def test_only_what_both_have_is_compared_the_furthest_first():
    one = {"a": weights(100, 0, 0), "b": weights(50, 50, 0), "c": weights(0, 0, 100)}
    other = {"b": weights(0, 100, 0), "a": weights(90, 10, 0), "d": weights(0, 0, 100)}
    assert [(pair.dimension, pair.distance) for pair in apart(one, other)] == [("b", 50), ("a", 10)]


# Write up


def test_each_part_saves_itself_and_comes_back(journal):
    place(journal, 3)
    write(box(load_case_file().write_up(), "Claim"), "It is a commons.")
    again = load_case_file().write_up()
    assert box(again, "Claim").value == "It is a commons."
    assert "4 words" in words(again)
    assert journal.newest("case_file", "write_up", "wikipedia/claim").value == "It is a commons."


def test_two_cases_have_two_write_ups(journal):
    place(journal, 3)
    place(journal, 2, "uber")
    case_file = load_case_file()
    step = case_file.write_up()
    write(box(step, "Claim"), "It is a commons.")
    case_file.take("uber")
    assert box(step, "Claim").value == ""
    case_file.take("wikipedia")
    assert box(step, "Claim").value == "It is a commons."


def test_what_one_has_said_lies_beside_it(journal):
    place(journal, 2)
    journal.save("governance", "discuss", "who_decides", "The captain <i>decides</i>.")
    step = words(load_case_file().write_up())
    assert "What you said where you placed it (2)" in step
    assert "Governance, warm up: The captain &lt;i&gt;decides&lt;/i&gt;." in step
    assert "What the kit knows about the case" in step


def test_the_whole_text_follows_what_is_written(journal):
    step = load_case_file().write_up()
    write(box(step, "Claim"), "It is <b>one</b>.")
    button(step, "Read it as one text").click()
    assert "It is &lt;b&gt;one&lt;/b&gt;." in words(step)
    assert "Still empty: Title, Evidence, Counter-argument, What would change my mind." in words(step)
    write(box(step, "Title"), "Half a club")
    assert "Half a club" in words(step)


def test_a_text_keeps_its_paragraphs_and_leaves_out_what_is_empty():
    parts = tuple(Part(id=name, label=name.upper(), guidance="g", starter="s") for name in ("a", "b"))
    text = as_one_text(parts, {"a": "One.\n\nTwo.", "b": " "})
    assert "<h4>A</h4><p>One.</p><p>Two.</p>" in text
    assert "<h4>B</h4>" not in text
    assert as_one_text(parts, {"a": "", "b": ""}) == '<p class="kit-note">Still empty: A, B.</p>'


# What an adapter can break


def test_a_part_that_stands_twice_is_a_complaint():
    content = load_case_file_content()
    twice = load_case_file_content().write_up[0]
    broken = type(content)(content.bet, content.changes, (twice, twice))
    assert case_file_complaints(content) == []
    [(place, said)] = case_file_complaints(broken)
    assert place == ("write_up",) and said.startswith("the write-up: the id 'title' stands twice; each must be its own")


def test_a_misspelt_key_is_found_with_its_line(tmp_path):
    sound = data_path("case_file.yaml").read_text(encoding="utf-8")
    (tmp_path / "case_file.yaml").write_text(sound.replace("  starter:", "  startre:", 1), encoding="utf-8")
    _, found = open_kit(tmp_path, tmp_path)
    line = sound[: sound.index("  starter:")].count("\n") + 1
    [complaint] = [one for one in found if one.startswith("case_file.yaml")]
    assert f"line {line}, write_up 1 (id 'title'): unknown key 'startre'; did you mean 'starter'?" in complaint


# Guesses


def test_a_guess_stands_beside_the_line_on_what_came(journal):
    journal.save("governance", "explore", "bet", "mesh")
    journal.save("governance", "explore", "bet/reason", "I expected <one>, two came.")
    journal.save("value_logic", "explore", "figure/odd", {})
    journal.save("economic_model", "explore", "bet", "gone")
    shown = words(load_case_file().changes())
    assert "In the mesh, because nobody in it matters more than anyone else." in shown
    assert "I expected &lt;one&gt;, two came." in shown


def test_without_a_guess_the_step_says_where_one_is_made():
    assert "You have not guessed yet." in words(load_case_file().changes())
