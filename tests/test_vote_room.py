"""A whole vote, pressed as a teacher presses it; and what the page may know of it at each moment."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import ipywidgets as widgets
import pytest
from ipywidgets.widgets.widget import _instances

from kit.answers.ballot_code import read_code
from kit.answers.hand_in import hand_in, write_hand_in
from kit.answers.journal import Journal
from kit.answers.keys import VOTE as STEP
from kit.answers.record import chapters
from kit.base.errors import VoteError
from kit.classroom.vote.ballot_box import open_box
from kit.classroom.vote.entry import from_codes, from_hand_ins, hand_ins_in
from kit.classroom.vote.movement import Round, changed, movement, tally
from kit.classroom.vote.page import all_motions, load_vote
from kit.content.run_sheet_form import load_course
from kit.content.table import load_table
from kit.learner.lesson.discuss import LOCKED
from kit.learner.lesson.page import load_lesson
from kit.widgets import parts
from kit.widgets.controls.control import Chart, Countdown, Summary
from kit.widgets.controls.fields import Answer, Choice
from tests.pressing import all_of, button, within, words, write
from tests.voting import CODE, a_class, ballot_of, cast, motion, open_second

NOT_SHOWN = r"<style>.*?</style>|<[^>]*>"
SECRET = (617, 403, 771, 505)  # hands, in numbers that stand nowhere else on the page


@pytest.fixture
def room():
    """The room with the vote on governance open."""
    step = load_vote().room()
    chosen(step, "Question").value = motion().place
    button(step, "Open the first vote").click()
    return step


@pytest.fixture(scope="module")
def voters(tmp_path_factory):
    return a_class(tmp_path_factory.mktemp("class"))


def chosen(step: widgets.Widget, label: str) -> widgets.Dropdown:
    return next(one for one in all_of(widgets.Dropdown, step) if one.description == label)


def count(step: widgets.Widget, hands: tuple[int, ...]) -> None:
    for field, number in zip(all_of(widgets.BoundedIntText, step), hands, strict=True):
        field.value = number
    button(step, "Put these hands in").click()


def take(step: widgets.Widget, codes: list[str]) -> None:
    chosen(step, "Votes come in as").value = "codes"
    all_of(widgets.Textarea, step)[0].value = "\n".join(codes)
    button(step, "Take these codes").click()


def read(step: widgets.Widget, folder) -> None:
    chosen(step, "Votes come in as").value = "folder"
    next(one for one in all_of(widgets.Text, step) if one.description == "Folder").value = str(folder)
    button(step, "Read this folder").click()


def shut(step: widgets.Widget, ordinal: str) -> None:
    button(step, f"Close the {ordinal} vote").click()
    button(step, "Yes, close it for good").click()


def sentences(step: widgets.Widget) -> str:
    """What stands under the pictures."""
    return " ".join(one.value for one in all_of(Summary, step))


def on_the_page() -> str:
    """All that the browser has been told and not told to forget: every synced trait of every open widget."""
    states = [one.get_state() for one in _instances.values()]
    told = json.dumps([{k: v for k, v in state.items() if k not in ("_esm", "_css")} for state in states], default=str)
    return re.sub(r"IPY_MODEL_|[0-9a-f]{32}", "", told)


@pytest.fixture(autouse=True)
def alone():
    """No widget of an earlier test is on the page."""
    widgets.Widget.close_all()
    parts.shared.cache_clear()
    parts._shared.clear()


# The learner's ballot


def test_a_vote_is_kept_with_its_reason_and_gets_a_code_without_a_name(journal):
    ballot = ballot_of(journal)
    code = read_code(cast(ballot, "leader", 1, "It can <b>bend</b>."))
    saved = journal.newest("governance", STEP, "rule_or_leader/1").value
    assert (code.tag, code.round, motion().ids[code.option]) == (motion().tag, 1, "leader")
    assert saved == {"option": "leader", "mark": code.mark}
    assert journal.newest("governance", STEP, "rule_or_leader/reason/1").value == "It can <b>bend</b>."


def test_both_rounds_have_one_mark_and_other_lessons_and_learners_have_others(journal, tmp_path):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    open_second(ballot)
    second = read_code(cast(ballot, "leader", 2))
    mark = journal.newest("governance", STEP, "rule_or_leader/1").value["mark"]
    assert second.mark == mark
    cast(ballot_of(journal, "critiques"), "persons", 1)
    cast(ballot_of(Journal(tmp_path / "other")), "rule", 1)
    assert journal.newest("critiques", STEP, "to_blame/1").value["mark"] != mark
    assert Journal(tmp_path / "other").newest("governance", STEP, "rule_or_leader/1").value["mark"] != mark


class Class(BaseHTTPRequestHandler):
    """A class's server with nobody else in it, which remembers what it was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"phase": "second", "reasons": {}, "group": [], "said": {}}')

    def log_message(self, *_) -> None: ...


@pytest.mark.parametrize("opened", [False, True])
def test_a_ballot_that_shows_asks_the_class_once(journal, monkeypatch, opened):
    ballot = ballot_of(journal)
    cast(ballot, motion().ids[0], 1)
    if opened:
        open_second(ballot)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Class)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("KIT_CLASS", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "x")
    Class.asked.clear()
    ballot_of(journal)
    server.shutdown()
    server.server_close()
    assert [one.partition("?")[0] for one in Class.asked] == ["/mine/talk"]


def test_a_first_vote_may_be_changed_until_the_second_is_open_and_never_after(journal):
    other_window = ballot_of(journal)
    parts._open.clear()  # the other window has a kernel of its own, and its step stays open
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    cast(ballot, "leader", 1)
    open_second(ballot)
    cast(ballot_of(journal), "rule", 2)
    all_of(Choice, other_window)[0].value = "rule"
    button(other_window, "Give my first vote").click()
    assert LOCKED in words(other_window)
    assert journal.newest("governance", STEP, "rule_or_leader/1").value["option"] == "leader"


def test_the_reasons_of_the_other_sides_are_read_before_the_second_vote_and_not_before_the_first(journal):
    ballot = ballot_of(journal)
    reasons = {stance.id: stance.reason for stance in motion().stances}

    def read() -> list[str]:
        texts = str([choice.options for choice in all_of(Choice, ballot)]) + words(ballot)
        return [id_ for id_, reason in reasons.items() if reason in texts]

    cast(ballot, "rule", 1)
    assert read() == []
    open_second(ballot)
    assert read() == motion().ids[1:]


def test_both_votes_come_back_with_their_codes(journal):
    ballot = ballot_of(journal)
    first = cast(ballot, "rule", 1)
    open_second(ballot)
    second = cast(ballot, "leader", 2)
    assert CODE.findall(words(ballot_of(journal))) == [first, second]


def test_a_saved_vote_that_fits_no_option_any_more_is_as_good_as_none(journal):
    journal.save("governance", STEP, "rule_or_leader/1", {"option": "gone", "mark": "2222"})
    assert all_of(Choice, ballot_of(journal))[0].value == ""


def test_a_report_tells_both_votes_in_words_and_no_mark(journal):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1, "It can be read.")
    open_second(ballot)
    cast(ballot, "leader", 2)
    [chapter] = chapters(journal, load_table())
    assert {entry.asked.partition(":")[0]: entry.answered for entry in chapter.entries} == {
        "First vote": "Agree: the written rule, even a bad one.",
        "First vote, in my words": "It can be read.",
        "The reason that gave me most to think": motion().stances[1].reason,
        "Second vote": "Disagree: the good leader, even without a vote.",
    }


def test_nothing_of_a_vote_is_in_the_reading(journal):
    cast(ballot_of(journal), "leader", 1, "zebra")
    reading = load_lesson("governance").discuss().reading
    assert "Disagree: the good leader" in reading
    assert "A bad rule hurts people" not in reading
    assert "kit-code" not in reading


# What comes in


def test_codes_are_checked_one_by_one_and_each_refusal_has_its_reason(voters):
    sound, wrong_round = voters[0].codes[1], voters[1].codes[2]
    foreign = motion("critiques")
    text = f"{sound}\n{sound}\n{wrong_round}\nhello\n{sound[:-1]}{'3' if sound[-1] == '2' else '2'}"
    taken = from_codes(text, motion(), 1, {})
    assert taken.ballots == {read_code(sound).mark: voters[0].votes[1]}
    assert [problem.split(": ", 1)[1] for problem in taken.refused] == [
        "came twice and counts once.",
        "it is for the second vote, and this is the first.",
        "a code has 9 characters, and this has 5.",
        "a character is wrong, or two are swapped; ask for it again.",
    ]
    assert from_codes(sound, foreign, 1, {motion().tag: "Governance"}).refused == [
        f"{sound}: it is for another question (Governance)."
    ]


def test_of_two_ballots_with_one_mark_the_later_counts(journal):
    ballot = ballot_of(journal)
    codes = [cast(ballot, "rule", 1), cast(ballot, "leader", 1)]
    taken = from_codes("\n".join(codes), motion(), 1, {})
    assert list(taken.ballots.values()) == ["leader"]
    assert taken.refused == [f"{codes[1]}: this ballot came twice."]


def test_of_a_learners_hand_ins_the_newest_counts(journal):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    early = hand_in(journal)
    cast(ballot, "leader", 1)
    for files in ([early, hand_in(journal)], [hand_in(journal), early]):
        assert list(from_hand_ins(files, motion(), 1).ballots.values()) == ["leader"]


def test_a_reason_that_is_not_to_be_read_out_is_not_taken(journal):
    cast(ballot_of(journal), "rule", 1, "my secret")
    held_back = hand_in(journal, not_aloud={"governance/vote/rule_or_leader/reason/1"})
    assert [one.words for one in from_hand_ins([hand_in(journal)], motion(), 1).reasons] == ["my secret"]
    taken = from_hand_ins([held_back], motion(), 1)
    assert (taken.reasons, len(taken.ballots)) == ([], 1)


@pytest.mark.parametrize(
    "value", ["rule", None, 3, [], {"option": "rule"}, {"option": "rule", "mark": "22"}, {"option": 1, "mark": "2222"},
              {"option": "gone", "mark": "2222"}, {"option": "rule", "mark": "<b>!"}]
)  # fmt: skip
def test_a_hand_in_with_something_else_for_a_vote_is_refused(journal, value):
    journal.save("governance", STEP, "rule_or_leader/1", value)
    taken = from_hand_ins([hand_in(journal)], motion(), 1)
    assert not taken.ballots
    assert "no vote on this question" in taken.refused[0] or "no first vote on this question" in taken.refused[0]


def test_a_folder_is_read_and_what_is_no_hand_in_is_named(voters, tmp_path):
    write_hand_in(voters[0].hand_in, tmp_path)
    (tmp_path / "notes.json").write_text("[1")
    (tmp_path / "notes.txt").write_text("words")
    found, refused = hand_ins_in(tmp_path)
    assert len(found) == 1
    assert [sentence.partition(":")[0] for sentence in refused] == ["notes.json", "notes.txt"]
    with pytest.raises(VoteError, match="There is no folder"):
        hand_ins_in(tmp_path / "nowhere")


# A class of thirty


@pytest.mark.parametrize(("way_1", "way_2"), [("codes", "folder"), ("folder", "codes"), ("codes", "codes")])
def test_thirty_learners_vote_twice_and_every_move_is_counted(room, voters, tmp_path, way_1, way_2):
    for voter in voters:
        write_hand_in(voter.hand_in, tmp_path / "hand-ins")
    for a_round, way in ((1, way_1), (2, way_2)):
        if way == "codes":
            take(room, [voter.codes[a_round] for voter in voters])
        else:
            read(room, tmp_path / "hand-ins")
        assert "<strong>30</strong> votes are in" in words(room)
        shut(room, "first" if a_round == 1 else "second")
        if a_round == 1:
            button(room, "Open the second vote").click()
    record = open_box().record(open_box().sessions()[0].id)
    assert tally(record.first) == tally(Round({str(n): voter.votes[1] for n, voter in enumerate(voters)}))
    moves = sum(voter.votes[1] != voter.votes[2] for voter in voters)
    assert changed(movement(record.first, record.second)) == moves
    assert f"{moves} changed their stance" in sentences(room)


def test_hands_by_the_first_way_and_codes_by_the_second_give_bounds(room, voters):
    count(room, (9, 12, 6, 3))
    shut(room, "first")
    button(room, "Open the second vote").click()
    take(room, [voter.codes[2] for voter in voters])
    shut(room, "second")
    assert "it is not known who moved" in sentences(room)


def test_a_code_and_a_hand_in_of_one_learner_are_one_vote(room, voters, tmp_path):
    write_hand_in(voters[0].hand_in, tmp_path)
    take(room, [voters[0].codes[1]])
    read(room, tmp_path)
    assert "<strong>1</strong> vote is in" in words(room)


# What the page may know


def test_nothing_of_the_first_vote_is_on_the_page_before_the_second_is_closed(alone, voters):
    step = load_vote().room()
    chosen(step, "Question").value = motion().place
    button(step, "Open the first vote").click()
    take(step, [voter.codes[1] for voter in voters])
    chosen(step, "Votes come in as").value = "hands"
    count(step, SECRET)
    secrets = [voter.codes[1] for voter in voters] + [read_code(voter.codes[1]).mark for voter in voters]
    totals = tally(Round({str(n): voter.votes[1] for n, voter in enumerate(voters)}))
    sums = [totals[stance] + hands for stance, hands in zip(motion().ids, SECRET, strict=True)]

    def silent() -> None:
        page = on_the_page()
        assert not [secret for secret in secrets if secret in page]
        numbers = set(_numbers(json.loads(page)))
        assert not numbers & {*SECRET, *sums}
        assert not all_of(Chart, step)
        assert "First vote 1" not in page

    silent()
    shut(step, "first")
    silent()
    button(step, "Open the second vote").click()
    silent()
    count(step, (1, 1, 1, 1))
    button(step, "Close the second vote").click()
    silent()
    button(step, "Yes, close it for good").click()
    assert f"A {sums[0]} then 1" in on_the_page()


def _numbers(value: object) -> list[int]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in _numbers(one)]
    if isinstance(value, list):
        return [number for one in value for number in _numbers(one)]
    if isinstance(value, str):
        shown = re.sub(NOT_SHOWN, "", value, flags=re.DOTALL)
        return [int(number) for number in re.findall(r"(?<![\w.#-])\d{1,3}(?![\w.%])", shown)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else []


def test_what_was_typed_for_a_round_is_gone_from_the_page_once_it_is_in(room, voters):
    count(room, SECRET)
    assert [field.value for field in all_of(widgets.BoundedIntText, room)] == [0, 0, 0, 0]
    take(room, [voters[0].codes[1]])
    assert all_of(widgets.Textarea, room)[0].value == ""


def test_the_reading_is_the_same_for_every_vote(room):
    before = room.reading
    count(room, SECRET)
    shut(room, "first")
    assert load_vote().room().reading == before
    assert load_vote().earlier().reading == load_vote().earlier().reading


def test_a_vote_that_is_not_finished_is_not_among_the_earlier_ones(room):
    count(room, SECRET)
    shut(room, "first")
    step = load_vote().earlier()
    assert len(chosen(step, "Vote").options) == 1
    assert "Both votes" not in words(step)


# The teacher's way through it


def test_a_round_closes_only_after_asking_and_not_without_votes(room):
    assert button(room, "Close the first vote").disabled
    count(room, (1, 0, 0, 0))
    button(room, "Close the first vote").click()
    button(room, "Not yet").click()
    assert open_box().sessions()[0].phase == "first"
    shut(room, "first")
    assert open_box().sessions()[0].phase == "discuss"
    assert all_of(Countdown, room)


def test_the_clock_of_a_talk_counts_what_the_plan_for_it_gives_each_way(room):
    count(room, (1, 1, 0, 0))
    shut(room, "first")
    (plan,) = (one for one in load_course() if one.id == "two_who_differ")
    (talk,) = (block for block in plan.units[0].blocks if "each way, by the clock" in block.do)
    assert talk.minutes == 2 * all_of(Countdown, room)[0].minutes


def test_a_restart_in_the_middle_loses_nothing(room):
    count(room, (2, 1, 0, 0))
    again = load_vote().room()
    assert "<strong>3</strong> votes are in" in words(again)
    shut(again, "first")
    write(all_of(Answer, again)[0], "Rules can be read.")
    talk = load_vote().room()
    assert all_of(Answer, talk)[0].value == "Rules can be read."
    button(talk, "Open the second vote").click()
    second = load_vote().room()
    count(second, (1, 2, 0, 0))
    shut(second, "second")
    assert "Rules can be read." in words(second)
    assert "What would have moved the others?" in words(second)


def test_a_second_window_that_lags_behind_changes_nothing_and_catches_up(room):
    parts._open.clear()  # the second window has a kernel of its own
    other = load_vote().room()
    count(room, (2, 1, 0, 0))
    shut(room, "first")
    count(other, (0, 0, 9, 9))
    assert "This round is closed" in words(other)
    button(other, "Close the first vote").disabled = False
    shut(other, "first")
    assert "done already" in words(other)
    assert button(other, "Open the second vote")
    assert open_box().size(open_box().sessions()[0].id, 1) == 3


def test_a_vote_may_be_left_and_gone_on_with(room):
    count(room, (2, 1, 0, 0))
    button(room, "Leave this vote as it is").click()
    button(room, "Go on").click()
    assert "<strong>3</strong> votes are in" in words(room)


def test_a_question_of_ones_own_is_asked_with_two_to_five_stances():
    step = load_vote().room()
    chosen(step, "Question").value = "own"
    assert button(step, "Open the first vote").disabled
    fields = {one.description: one for one in all_of(widgets.Text, step)}
    fields["Your question"].value = "Uniforms <b>at school</b>?"
    fields["Stance A"].value, fields["Stance C"].value = "For", "Against"
    assert "&lt;b&gt;at school" in words(step)
    button(step, "Open the first vote").click()
    assert [name for _, name in chosen(step, "Votes come in as").options] == ["hands"]
    count(step, (2, 1))
    shut(step, "first")
    button(step, "Open the second vote").click()
    count(step, (0, 3))
    shut(step, "second")
    assert "at least 2 and at most 2" in sentences(step)


def test_a_finished_vote_is_looked_at_again_and_saved_as_files(room, answers):
    for ordinal in ("first", "second"):
        count(room, (3, 2, 1, 0))
        shut(room, ordinal)
        if ordinal == "first":
            button(room, "Open the second vote").click()
    step = load_vote().earlier()
    chosen(step, "Vote").value = open_box().sessions()[0].id
    assert len(all_of(Chart, step)) == 2
    button(step, "Save as files").click()
    files = sorted(path.suffix for path in (answers / "my_work").iterdir())
    assert files == [".csv", ".json"]
    assert "Saved: " in words(step)


def test_markup_in_a_reason_is_shown_as_text(room, tmp_path, voters):
    write_hand_in(voters[0].hand_in, tmp_path)
    for ordinal in ("first", "second"):
        read(room, tmp_path)
        shut(room, ordinal)
        if ordinal == "first":
            button(room, "Open the second vote").click()
    assert "reason 0 &lt;b&gt;bold&lt;/b&gt;" in words(room)
    assert "<b>bold</b>" not in words(room)


def test_every_lesson_of_the_table_has_a_vote_and_three_checks_and_their_codes_differ():
    motions = all_motions(load_table())
    assert [len([one for one in motions if bool(one.right) is key]) for key in (False, True)] == [13, 39]
    assert all(one.right in one.ids and all(each.reply for each in one.stances) for one in motions if one.right)
    assert len({one.tag for one in motions}) == len(motions)


def test_a_box_that_cannot_be_read_is_told_in_the_room(answers):
    answers.mkdir()
    (answers / "votes.sqlite3").write_bytes(b"broken" * 500)
    assert "cannot be used" in words(load_vote().room())
    assert "cannot be used" in words(load_vote().earlier())
    assert list(within(load_vote().room()))
