import os
import re
from pathlib import Path

import pandas as pd
import pytest

from kit.answers.hand_in import Selection, load_selection, save_selection
from kit.answers.journal import Journal
from kit.answers.record import chapters
from kit.base.errors import KitError
from kit.base.paths import work_folder
from kit.content.table import load_table
from kit.paper.commands import report as main
from kit.paper.document import NEAR, together
from kit.paper.report import plain, quoted, report, to_html, to_markdown, write_report

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> & \ud83d ‮"
OWN = "own:our choir"


@pytest.fixture
def table() -> pd.DataFrame:
    return load_table()


@pytest.fixture
def ada(journal) -> Journal:
    """A learner who has done a little of everything in two lessons."""
    journal.save("start", "case", "choice", {"id": "own", "name": "Our choir", "about": "We sing."})
    journal.save("start", "case", "choice", {"id": "wikipedia", "name": "", "about": ""})
    swapped = {"commons": "collectivism", "collectivism": "commons", "liberalism": "liberalism"}
    journal.save("governance", "predict", "match", swapped)
    journal.save("governance", "predict", "match", {model: model for model in swapped})
    journal.save("governance", "compare", "worked", True)
    journal.save("governance", "explore", "bet", "mesh")
    journal.save("governance", "check", "fewest_messages", "a")
    journal.save("governance", "check", "fewest_messages", "c")
    journal.save("governance", "place", "wikipedia", {"commons": 80, "collectivism": 4, "liberalism": 16})
    journal.save("governance", "place", "wikipedia/reason", "Volunteers decide.")
    journal.save("governance", "place", OWN, {"commons": 10, "collectivism": 80, "liberalism": 10})
    journal.save("governance", "discuss", "who_decides", "The captain.\nAnd her friends.")
    journal.save("critiques", "explore", "figure/marks", {"cooptation/commons": "4"})
    journal.save("critiques", "place", "wikipedia", {"commons": 60, "collectivism": 20, "liberalism": 20})
    return journal


def said(journal: Journal, table: pd.DataFrame) -> dict[str, str]:
    return {entry.key: entry.answered for chapter in chapters(journal, table) for entry in chapter.entries}


# The record


def test_every_answer_is_said_in_words(ada, table):
    words = said(ada, table)
    assert words["start/case/choice"].startswith("Wikipedia. An encyclopedia")
    assert words["governance/explore/bet"] == "In the mesh, because nobody in it matters more than anyone else."
    assert words["governance/check/fewest_messages"].endswith("the same number. ✓")
    assert words["governance/place/wikipedia"] == "Peer Production 80, Collectivism 4, Liberal Individualism 16"
    assert words["governance/discuss/who_decides"] == "The captain.\nAnd her friends."
    assert words["critiques/explore/figure/marks"] == "'Risk of platform cooptation' - Peer Production: 4 to the core"
    assert "governance/compare/worked" not in words


def test_chapters_follow_the_table_and_steps_follow_the_lesson(ada, table):
    found = chapters(ada, table)
    assert [chapter.title for chapter in found] == ["My case", "Governance", "Critiques"]
    steps = [entry.step for entry in found[1].entries]
    assert list(dict.fromkeys(steps)) == ["predict", "explore", "check", "place", "discuss"]


def test_a_first_answer_that_was_another_is_told(ada, table):
    entries = {entry.key: entry for chapter in chapters(ada, table) for entry in chapter.entries}
    assert "(the table puts it under Peer Production)" in entries["governance/predict/match"].first
    assert entries["governance/check/fewest_messages"].first.startswith("The hierarchy needs")
    assert entries["governance/discuss/who_decides"].first == ""


@pytest.mark.parametrize("value", [None, 17, "x", [], {}, {"commons": None}, {"a": {"b": 1}}, True, [["x"]]])
@pytest.mark.parametrize("step", ["predict", "explore", "check", "place", "discuss", "case", "odd"])
def test_an_answer_that_the_kit_cannot_explain_stops_nothing(journal, table, step, value):
    for item in ("match", "figure/marks", "figure/none", "fewest_messages", "wikipedia", "choice"):
        journal.save("governance", step, item, value)
    one = report(journal, table)
    assert to_html(one)
    assert to_markdown(one)


def test_a_lesson_of_another_table_is_told_as_it_was_saved(journal, table):
    journal.save("theory_of_justice", "discuss", "fair", "The veil.")
    assert said(journal, table) == {"theory_of_justice/discuss/fair": "The veil."}


def test_a_table_of_two_models_has_a_report_without_a_triangle(ada, table):
    one = report(ada, table[table.columns[:2]])
    assert "<svg" not in to_html(one)
    assert "The captain." in to_html(one)


@pytest.mark.parametrize(
    ("step", "item", "value", "asked", "answered"),
    [
        ("label", "need", "The prompt.", "What I need to know before I trust the table", "The prompt."),
        (
            "mark_words",
            "core_principle/commons",
            {"1 shared": "praising", "2 value": "praising", "3 for": "describing"},
            "What the words do in core principle, commons",
            "praising: shared, value\ndescribing: for",
        ),
        ("tests", "own", "Ask a historian.", "A test of my own", "Ask a historian."),
        ("tests", "disclaimer/because", "It hedges.", "Does the closing note fit the table? (why)", "It hedges."),
        ("rewrite", "critiques/commons", "Hard to scale.", "My words for critiques, commons", "Hard to scale."),
        ("rewrite", "critiques/commons/signed", ["critic"], "My words for critiques, commons: what holds", "critic"),
        ("fourth_column", "own/title", "Ours", "A fourth column, own: title", "Ours"),
        (
            "place",
            "own-mine/critiques/wikipedia",
            {"commons": 40, "mine": 60},
            "With a fourth column (own-mine, critiques, wikipedia)",
            "Peer Production 40, mine 60",
        ),
    ],
)
def test_what_questioned_the_table_is_said_in_words(journal, table, step, item, value, asked, answered):
    journal.save("question_the_table", step, item, value)
    (chapter,) = chapters(journal, table)
    assert chapter.title == "Questioning the table"
    assert [(entry.asked, entry.answered) for entry in chapter.entries] == [(asked, answered)]


def test_a_vote_is_said_before_its_reason_and_that_the_second_was_opened_is_no_answer(journal, table):
    rule = "Better a bad rule that everyone can read than a good leader nobody can remove."
    journal.save("governance", "vote", "rule_or_leader/reason/1", "I want to know where I stand.")
    journal.save("governance", "vote", "rule_or_leader/1", {"option": "rule", "mark": "ACDE"})
    journal.save("governance", "vote", "rule_or_leader/opened", True)
    (chapter,) = chapters(journal, table)
    assert [(entry.asked, entry.answered) for entry in chapter.entries] == [
        (f"First vote: {rule}", "Agree: the written rule, even a bad one."),
        (f"First vote, in my words: {rule}", "I want to know where I stand."),
    ]


# The report


def test_the_page_shows_each_case_with_its_path_and_its_reasons(ada, table):
    html = to_html(report(ada, table, "Ada"))
    assert "<h2>My case: Wikipedia</h2>" in html
    assert "<h2>My case: Our choir</h2>" in html
    assert html.count("<svg") == 2
    assert "2 Governance" in html and "13 Critiques" in html
    assert "Volunteers decide." in html
    assert "Placed in 2 lessons. The mean is Peer Production 70, Collectivism 12, Liberal Individualism 18" in html


def test_the_page_asks_for_nothing_from_outside(ada, table):
    html = to_html(report(ada, table, "Ada"))
    assert not re.search(r"(?:src|href)=|url\(|@import", html)
    assert "<script" not in html
    assert "default-src 'none'" in html


def test_what_a_learner_wrote_is_text_in_both_files(ada, table):
    for key in (("governance", "discuss", "who_decides"), ("governance", "place", "wikipedia/reason")):
        ada.save(*key, HOSTILE)
    ada.save("start", "case", "choice", {"id": "own", "name": HOSTILE, "about": HOSTILE})
    one = report(ada, table, HOSTILE)
    assert "<script" not in to_html(one)
    assert "<img" not in to_html(one)
    assert not re.search(r"(?<!\\)<(?:script|img)", to_markdown(one))


def test_markdown_in_an_answer_is_no_markup():
    assert plain("# a *b* [c](d) | `e`") == r"\# a \*b\* \[c\](d) \| \`e\`"
    assert quoted("1. one\n- two\n=three").splitlines() == [r"> 1\. one  ", r"> \- two  ", r"> \=three  "]


def test_what_is_left_out_is_in_neither_file_nor_in_the_profile(ada, table):
    left_out = {"governance/place/wikipedia", "governance/discuss/who_decides", f"governance/place/{OWN}"}
    one = report(ada, table, left_out=left_out)
    for text in (to_html(one), to_markdown(one)):
        assert "captain" not in text
        assert "Peer Production 80" not in text
        assert "My case: Our choir" not in text
        assert "Placed in one lesson, Critiques" in text.replace("\\", "")


def test_a_reason_can_stay_out_while_its_place_goes_in(ada, table):
    html = to_html(report(ada, table, left_out={"governance/place/wikipedia/reason"}))
    assert "Volunteers decide" not in html
    assert "Peer Production 80" in html


def test_without_answers_the_report_says_so(journal, table):
    assert "no answers in this report yet" in to_html(report(journal, table))


def test_a_very_long_answer_is_there_whole(ada, table, tmp_path):
    ada.save("governance", "discuss", "who_decides", "long " * 20_000)
    html, markdown = write_report(report(ada, table), tmp_path)
    assert "long " * 19_999 in html.read_text(encoding="utf-8")
    assert "long " * 19_999 in markdown.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "../../x", "a/b:c", "é" * 300, HOSTILE])
def test_whatever_the_name_both_files_lie_in_the_folder(ada, table, tmp_path, name):
    for path in write_report(report(ada, table, name), tmp_path / "my_work"):
        assert path.parent == tmp_path / "my_work"
        assert path.is_file()


def test_a_full_disk_gets_one_sentence_and_nothing_half_written_stays(ada, table, tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KitError, match="the disk is full"):
        write_report(report(ada, table), tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".md", ".writing")] == []


# The command


def test_the_command_writes_both_files_beside_the_answers(ada, capsys):
    main(["--name", "Ada"])
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.suffix for path in written] == [".html", ".md"]
    assert {path.parent for path in written} == {work_folder()}
    assert "Ada, " in written[0].read_text(encoding="utf-8")


def test_the_command_keeps_to_what_the_learner_selected(ada, tmp_path, capsys):
    save_selection(ada, Selection("Bo", frozenset({"governance/discuss/who_decides"})))
    main(["--to", str(tmp_path / "out")])
    page = next((tmp_path / "out").glob("report-bo-*.html")).read_text(encoding="utf-8")
    assert "captain" not in page
    assert "Left out, as you chose" in capsys.readouterr().out


def test_a_selection_comes_back(journal):
    chosen = Selection("Ada", frozenset({"a/b/c"}), frozenset({"d/e/f"}))
    save_selection(journal, chosen)
    save_selection(journal, chosen)
    assert load_selection(journal) == chosen
    assert len(journal.all_tries()) == 3


def test_labels_of_spots_that_lie_close_are_joined_at_the_first_and_others_stand_by_themselves():
    spots = [("A", (0.0, 0.0)), ("B", (NEAR - 1.0, 0.0)), ("C", (NEAR + 1.0, 0.0)), ("D", (0.0, NEAR + 1.0))]
    assert together(spots) == [("A, B", (0.0, 0.0)), ("C", (NEAR + 1.0, 0.0)), ("D", (0.0, NEAR + 1.0))]
    assert together([]) == []
