"""Two learners and a teacher on a real hub: they talk in the lesson's ballot, and the board says what came of it."""

import ipywidgets as widgets
import pytest

from kit.answers.keys import VOTE
from kit.classroom.vote.account import talk_in_words
from kit.classroom.vote.ballot_box import BallotBox
from kit.classroom.vote.outcome import outcome
from kit.classroom.vote.served_box import ServedBox
from kit.content.lesson import lesson_on
from kit.content.table import load_table
from kit.learner.lesson.page import LessonPage
from kit.widgets import parts
from kit.widgets.controls.control import Ticker
from kit.widgets.controls.fields import Choice
from tests.hub.servers import free_port
from tests.hub.test_live import MOTION, Working, ada, ben, clean, teacher  # noqa: F401 (fixtures)
from tests.pressing import all_of, button, words
from tests.voting import cast, open_second


class Learner:
    """Somebody at their lesson: who they are for the class is in the environment, as on their own server."""

    def __init__(self, working: Working, monkeypatch) -> None:
        self.working, self._set = working, monkeypatch.setenv
        self.be()
        monkeypatch.setattr(parts, "_open", {})  # a kernel of one's own has no step of anybody else's
        step = LessonPage(lesson_on("governance", load_table()), working.journal).discuss()
        self.ballot = next(part for part in step.children if all_of(Choice, part))

    def be(self) -> None:
        self._set("KIT_CLASS", self.working.sender._link.place)
        self._set("JUPYTERHUB_API_TOKEN", self.working.sender._link.token)

    def votes(self, stance: str, a_round: int = 1, reason: str = "") -> None:
        self.be()
        cast(self.ballot, stance, a_round, reason)
        self.working.sender.send_all()

    def looks(self) -> str:
        self.be()
        all_of(Ticker, self.ballot)[0].ticks += 1
        return words(self.ballot)

    def types(self, label: str, text: str, press: str) -> None:
        self.be()
        field = next(one for one in all_of(widgets.Text, self.ballot) if label in one.description)
        field.value = text
        self.press(press)

    def press(self, label: str) -> None:
        self.be()
        button(self.ballot, label).click()
        self.working.sender.send_all()

    def labels(self) -> list[str]:
        return [one.description for one in all_of(widgets.Button, self.ballot)]


@pytest.fixture
def box(teacher, tmp_path):  # noqa: F811
    return ServedBox(BallotBox(tmp_path / "teacher"), teacher)


@pytest.fixture
def two(box, ada, ben, monkeypatch):  # noqa: F811
    """Ada and Ben, who stand as far apart as one can and have been brought together; and the vote."""
    session = box.begin(MOTION)
    one, other = Learner(ada, monkeypatch), Learner(ben, monkeypatch)
    one.votes(MOTION.ids[0], reason="Rules last.")
    other.votes(MOTION.ids[-1], reason="People mend.")
    box.close_first(session.id)
    assert box.pair(session.id).people == 2
    one.looks(), other.looks()
    return one, other, session


def test_two_who_differ_talk_send_back_once_and_find_it_fair(two, box):
    one, other, session = two
    assert "stands here: Disagree: the good leader" in words(one.ballot)
    one.types("The reason of", "x" * 10_000, "Send this line")
    assert "A line may have 300 letters, and this has 10,000." in words(one.ballot)
    one.types("The reason of", "You trust nobody.", "Send this line")
    assert "You trust nobody." in other.looks()
    other.types("what is missing", "mending", "Not yet")
    assert "not yet. What is missing: mending" in one.looks()
    one.types("The reason of", "A leader can mend what a rule breaks.", "Send this line")
    assert "Send this line" not in one.labels()
    assert "A leader can mend" in other.looks()
    other.press("Fair")
    assert "says: fair." in one.looks()
    box.open_second(session.id)
    for who in two[:2]:
        who.be()
        open_second(who.ballot)
        choice = next(each for each in all_of(Choice, who.ballot) if each.legend.startswith("Which of these"))
        assert any(option["id"].startswith("partner/") for option in choice.options)
        choice.value = choice.options[-1]["id"]
    one.votes(MOTION.ids[-1], 2)
    other.votes(MOTION.ids[-1], 2)
    box.close_second(session.id)
    record = box.record(session.id)
    assert record.talk == {"people": 2, "said": 1, "fair": 1}
    assert talk_in_words(record).endswith("whoever had given the reason: 1.")
    page = "".join(words(part) for part in outcome(record))
    assert "Found fair" in page and "What gave most to think" in page
    assert not [mark for mark in record.first.ballots if mark in page]


def test_who_types_is_not_disturbed_by_a_look_that_brings_nothing_new(two):
    one, _, _ = two
    field = next(each for each in all_of(widgets.Text, one.ballot) if "The reason of" in each.description)
    field.value = "half a li"
    one.looks()
    assert field in all_of(widgets.Text, one.ballot) and field.value == "half a li"


def test_a_partner_who_goes_holds_nobody_up(two, box, monkeypatch):
    one, other, session = two
    other.be()
    other.working.sender.forget()
    assert "You need not wait" in one.looks()
    box.open_second(session.id)
    open_second(one.ballot)
    one.votes(MOTION.ids[1], 2)
    assert box.size(session.id, 2) == 1
    monkeypatch.setenv("KIT_CLASS", f"http://127.0.0.1:{free_port()}/")
    all_of(Ticker, one.ballot)[0].ticks += 1
    assert "The class cannot be reached just now" in words(one.ballot)


def test_alone_with_a_partner_who_is_gone_one_may_ask_for_others(two):
    one, _, _ = two
    one.press("My partner is gone")
    assert "stands here" in words(one.ballot), "with nobody else there is nobody to join"


def test_a_teacher_sees_reasons_first_hides_one_and_lets_the_class_read_the_rest(two, box):
    one, _, session = two
    assert box.screened(session.id) == {MOTION.ids[0]: "Rules last.", MOTION.ids[-1]: "People mend."}
    box.hide(session.id, MOTION.ids[0], "Rules last.")
    box.show(session.id)
    one.be()
    open_second(one.ballot)
    assert "People mend. (from your class)" in str([each.options for each in all_of(Choice, one.ballot)])
    box.open_second(session.id)
    one.votes(MOTION.ids[0], 2)
    box.close_second(session.id)
    assert "Rules last." not in str(box.record(session.id))


def test_what_was_said_in_a_talk_is_the_learners_own_and_goes_with_it(two):
    one, _, _ = two
    one.types("The reason of", "You trust nobody.", "Send this line")
    journal = one.working.journal
    assert [each.value for each in journal.all_tries() if each.step == VOTE and "restated" in each.item] == [
        "You trust nobody."
    ]
    journal.on_forget = one.working.sender.forget
    one.be()
    journal.forget()
    assert journal.all_tries() == []


def test_what_is_hidden_in_the_teachers_own_box_shows_in_no_record_of_the_class(two, box):
    _, _, session = two
    BallotBox.hide(box, session.id, MOTION.ids[0], "Rules last.")
    box.open_second(session.id)
    two[0].be()
    open_second(two[0].ballot)
    two[0].votes(MOTION.ids[0], 2)
    box.close_second(session.id)
    assert "Rules last." not in str(box.record(session.id)) and "People mend." in str(box.record(session.id))
