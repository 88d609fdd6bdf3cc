"""Reasons of others before a second vote, and unlike pairs by codes and by counting off: learner's ballot and room."""

import json
import re
from base64 import b64decode
from datetime import UTC, datetime
from html import unescape

import pytest

from kit.answers.ballot import MOST_BYTES, read_reasons, reasons_file
from kit.answers.hand_in import hand_in
from kit.answers.keys import VOTE, line, thought, verdict
from kit.answers.record import chapters
from kit.base.errors import JournalError, VoteError
from kit.classroom.vote.account import as_json, thoughts_in_numbers
from kit.classroom.vote.ballot_box import open_box
from kit.classroom.vote.entry import from_hand_ins
from kit.classroom.vote.outcome import outcome
from kit.content.table import load_table
from kit.widgets.controls.fields import Choice
from tests.pressing import all_of, button, words
from tests.test_vote_room import chosen, count, room, shut, take, voters  # noqa: F401 (fixtures)
from tests.voting import ballot_of, cast, motion, open_second, think

FILE, NOW = "reasons-governance.json", datetime(2026, 3, 2, tzinfo=UTC)


def upload(ballot, raw: bytes, name: str = FILE) -> None:
    from ipywidgets import FileUpload

    field = all_of(FileUpload, ballot)[0]
    field.value = ({"name": name, "type": "application/json", "size": len(raw), "last_modified": NOW, "content": raw},)


def texts(ballot) -> list[str]:
    return [option["text"] for one in all_of(Choice, ballot) for option in one.options]


def second_vote(ballot) -> bool:
    return any(one.legend.startswith("Second vote") for one in all_of(Choice, ballot))


def test_the_second_vote_waits_for_the_choice_of_one_reason_of_another_stance(journal):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    open_second(ballot)
    assert not second_vote(ballot)
    think(ballot, 1)
    assert second_vote(ballot)
    saved = journal.newest("governance", VOTE, "rule_or_leader/thought").value
    assert saved == {"option": motion().ids[2], "from": "kit", "words": motion().stances[2].reason}
    again = ballot_of(journal)
    assert second_vote(again) and f"kit/{motion().ids[2]}" in [one.value for one in all_of(Choice, again)]


def test_who_was_absent_reads_the_class_out_of_a_file(journal):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    open_second(ballot)
    given = {"leader": ["The <b>class's</b> reason"], "rule": ["My own side", "Another"]}
    upload(ballot, reasons_file(motion(), given).encode())
    assert "Disagree: the good leader, even without a vote. The <b>class's</b> reason (from your class)" in texts(
        ballot
    )
    assert "My own side" not in str(texts(ballot))
    think(ballot, 3)
    assert journal.newest("governance", VOTE, "rule_or_leader/thought").value["words"] == "The <b>class's</b> reason"
    assert "class's</b> reason (from your class)" in str(texts(ballot_of(journal))), "it is there in the next kernel"


GOOD = json.loads(reasons_file(motion(), {"rule": ["Because"]}))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "no file of a class's reasons"),
        (b"\x00\xff", "no file of a class's reasons"),
        (b"[" * 50_000, "no file of a class's reasons"),
        (b" " * (MOST_BYTES + 1), "too large"),
        (json.dumps({**GOOD, "version": 2}).encode(), "no file of a class's reasons"),
        (json.dumps({**GOOD, "more": 1}).encode(), "no file of a class's reasons"),
        (json.dumps({**GOOD, "reasons": {"rule": 7}}).encode(), "no file of a class's reasons"),
        (json.dumps({**GOOD, "reasons": {"rule": "x" * 10_000}}).encode(), "no file of a class's reasons"),
        (json.dumps({**GOOD, "question": "value_logic/other"}).encode(), "another question"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence_and_changes_nothing(journal, raw, says):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    open_second(ballot)
    before = texts(ballot)
    upload(ballot, raw, "<i>x</i>.json")
    assert says in unescape(words(ballot)) and "<i>x" not in words(ballot)
    assert texts(ballot) == before


def test_a_stance_that_the_question_does_not_have_is_left_out_of_a_file():
    raw = reasons_file(motion(), {"rule": ["Because"], "other": ["No"], "leader": []}).encode()
    assert read_reasons(raw, FILE, motion()) == {"rule": "Because"}
    raw = json.dumps({**GOOD, "reasons": {"other": "No"}}).encode()
    assert read_reasons(raw, FILE, motion()) == {}
    with pytest.raises(VoteError):
        read_reasons(raw, FILE, motion("value_logic"))


@pytest.mark.parametrize(
    "value", [None, 7, [], "x", {}, {"option": 7, "words": ""}, {"option": "rule"}, {"option": []}]
)
def test_what_is_no_thought_no_line_and_no_verdict_is_taken_for_none(value):
    assert thought(value, motion().ids) is None
    assert verdict(value) is None
    assert line(value) is None or value == "x"
    assert verdict({"fair": True, "of": "x" * 10_000}) is None
    assert verdict({"fair": False, "word": "y" * 10_000, "of": "x"}) == {"fair": False, "word": "", "of": "x"}


def voted_once(learners):
    """A ballot box whose first vote is closed, its question, the vote, and what was taken from the hand-ins."""
    box, asked = open_box(), motion()
    session = box.begin(asked)
    taken = from_hand_ins([one.hand_in for one in learners], asked, 1)
    box.put(session.id, 1, taken.ballots, taken.reasons)
    box.close_first(session.id)
    return box, asked, session, taken


def test_the_board_says_who_moved_after_which_reason_and_names_no_ballot(voters):  # noqa: F811
    box, asked, session, _ = voted_once(voters)
    box.open_second(session.id)
    second = from_hand_ins([voter.hand_in for voter in voters], asked, 2)
    assert len(second.thoughts) == 30
    box.put(session.id, 2, second.ballots, second.reasons, second.thoughts)
    box.close_second(session.id)
    record = box.record(session.id)
    table = thoughts_in_numbers(record)
    numbers = table.iloc[:, 2:].sum()
    assert numbers.iloc[0] == 30 == numbers.iloc[1:].sum()
    exported = json.loads(as_json(record))
    assert sum(row[2] for row in exported["thoughts"]) == 30 and exported["talk"] == {}
    moved = sum(voter.votes[1] != voter.votes[2] for voter in voters)
    assert numbers.iloc[1] + numbers.iloc[2] == moved
    page = "".join(words(part) for part in outcome(record))
    assert "What gave most to think" in page and "Save the reasons for those who were absent" in page
    assert not [mark for mark in record.first.ballots if mark in page]


def test_a_hidden_reason_is_in_no_result_and_in_no_file(voters):  # noqa: F811
    box, _, session, taken = voted_once(voters)
    stance, reason = next(iter(box.screened(session.id).items()))
    box.hide(session.id, stance, reason)
    box.hide(session.id, stance, reason)
    assert box.screened(session.id).get(stance) != reason
    box.open_second(session.id)
    mark = next(iter(taken.ballots))
    box.put(session.id, 2, {mark: stance}, (), {mark: (stance, reason)})
    box.close_second(session.id)
    record = box.record(session.id)
    assert reason not in as_json(record) + str(record.thoughts) + "".join(words(part) for part in outcome(record))


def test_the_room_brings_people_together_by_codes_and_by_counting_off_and_shows_no_stance(room, voters):  # noqa: F811
    take(room, [voter.codes[1] for voter in voters])
    chosen(room, "Votes come in as").value = "hands"
    count(room, (3, 2, 0, 2))
    shut(room, "first")
    button(room, "Bring people together who differ").click()
    page = words(room)
    session = open_box().sessions()[0]
    pairs = open_box().pair(session.id)
    assert sorted(mark for group in pairs.groups for mark in group) == sorted(
        code[4:8] for code in (voter.codes[1] for voter in voters)
    )
    assert all(mark in page for group in pairs.groups for mark in group)
    assert "1 + 4 + 7, 2 + 5, 3 + 6" in page
    assert 'download="slips.html"' in page
    assert pairs == open_box().pair(session.id), "a second look brings nobody together with others"


def test_each_pair_has_a_slip_to_cut_out_with_lines_for_both_reasons_and_no_stance(room, voters):  # noqa: F811
    take(room, [voter.codes[1] for voter in voters[:29]])
    shut(room, "first")
    button(room, "Bring people together who differ").click()
    (link,) = re.findall(r'download="slips.html" href="data:text/html;charset=utf-8;base64,([^"]+)"', words(room))
    sheet = unescape(b64decode(link).decode())
    slips = re.findall(r'<div class="cut">.*?</ul>', sheet, re.DOTALL)
    pairs = open_box().pair(open_box().sessions()[0].id)
    assert len(slips) == len(pairs.groups) == 14
    for slip, group in zip(slips, pairs.groups, strict=True):
        puts = re.findall(r"(\w{4}) puts the reason of (\w{4}):", slip)
        assert puts == list(zip(group, (*group[1:], group[0]), strict=True))
        assert slip.count("Fair? If not yet, what is missing?") == len(group)
    assert not [one.text for one in motion().stances if one.text in sheet]


def test_before_the_first_vote_is_closed_nobody_is_brought_together(room, voters):  # noqa: F811
    take(room, [voters[0].codes[1]])
    with pytest.raises(VoteError, match="when the first vote is closed"):
        open_box().pair(open_box().sessions()[0].id)


def test_the_reasons_show_to_the_teacher_only_when_asked_for(room, voters, tmp_path):  # noqa: F811
    from kit.answers.hand_in import write_hand_in
    from tests.test_vote_room import read

    for number, voter in enumerate(voters[:6]):
        folder = tmp_path / "in" / str(number)
        folder.mkdir(parents=True)
        write_hand_in(voter.hand_in, folder)
    read(room, tmp_path / "in")
    shut(room, "first")
    assert "reason 0" not in words(room)
    button(room, "Look at the class's reasons (turn the projector away)").click()
    shown = open_box().screened(open_box().sessions()[0].id)
    assert shown and all("&lt;b&gt;bold" in words(room) for _ in shown)
    button(room, "Hide it").click()
    assert len(open_box().screened(open_box().sessions()[0].id)) <= len(shown)
    assert not set(shown.values()) <= set(open_box().screened(open_box().sessions()[0].id).values())


def test_a_report_tells_the_talk_in_words(journal):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    for item, value in (
        ("restated/heron 231", "You fear the leader."),
        ("verdict/heron 231", {"fair": False, "word": "rules", "of": "You like order."}),
        ("thought", {"option": "leader", "from": "kit", "words": "A bad rule hurts."}),
        ("thought", "broken"),
    ):
        journal.save("governance", VOTE, f"rule_or_leader/{item}", value)
    told = str(chapters(journal, load_table()))
    assert "You fear the leader." in told and "You like order.: not yet rules" in told
    assert "My partner's reason, in my words" in told and "How my partner put my reason" in told
    assert len(hand_in(journal).answers) >= 4


def test_no_reason_shows_before_the_first_vote_is_closed(voters):  # noqa: F811
    box, asked = open_box(), motion()
    session = box.begin(asked)
    taken = from_hand_ins([voter.hand_in for voter in voters], asked, 1)
    box.put(session.id, 1, taken.ballots, taken.reasons)
    with pytest.raises(VoteError, match="when the first vote is closed"):
        box.screened(session.id)


def test_reasons_out_of_a_file_are_no_answer_of_the_learners_own(journal):
    journal.save("governance", VOTE, "rule_or_leader/class_reasons", {"rule": "Somebody else's words"})
    assert "Somebody else" not in str(chapters(journal, load_table()))
    assert "Somebody else" not in str(hand_in(journal).answers)


def test_a_file_that_cannot_be_kept_is_said_and_shows_nothing(journal, monkeypatch):
    ballot = ballot_of(journal)
    cast(ballot, "rule", 1)
    open_second(ballot)
    before = texts(ballot)
    monkeypatch.setattr(type(journal), "save", refused)
    upload(ballot, reasons_file(motion(), {"leader": ["Because"]}).encode())
    assert "The disk is full." in words(ballot) and texts(ballot) == before


def refused(*_, **__):
    raise JournalError("The disk is full.")
