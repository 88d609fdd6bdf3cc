"""What version 0.3.0 has written is read today: each file under tests/fixtures/version_0_3_0 was made by its code."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from kit.answers.journal import Journal
from kit.answers.placements import placements
from kit.answers.record import chapters
from kit.base.paths import votes_file
from kit.classroom.inbox.folder import read_folder
from kit.classroom.vote.ballot_box import open_box
from kit.classroom.vote.entry import from_codes, from_hand_ins
from kit.content.table import dimensions_of, load_table
from tests.voting import motion

OLD = Path(__file__).parent / "fixtures" / "version_0_3_0"
MODELS = ["commons", "collectivism", "liberalism"]
RULE, EXCEPTIONS = motion().ids[:2]


@pytest.fixture
def journal(answers) -> Journal:
    """The journal of a learner who began with version 0.3.0."""
    answers.mkdir()
    shutil.copy(OLD / "answers.sqlite3", answers)
    return Journal(answers)


def test_a_journal_gives_every_answer_back(journal):
    table = load_table()
    (placed,) = placements(journal, "wikipedia", dimensions_of(table), MODELS)
    assert placed.weights == {"commons": 70, "collectivism": 10, "liberalism": 20}
    assert placed.first == {"commons": 34, "collectivism": 33, "liberalism": 33}
    assert placed.reason == "Volunteers <b>write</b> it; =1+1 & more."
    assert len(journal.tries("governance", "predict", "match")) == 2
    said = "\n".join(entry.answered for chapter in chapters(journal, table) for entry in chapter.entries)
    assert "La junta decide, y nadie objeta. 自由" in said and "It can be read." in said


def test_a_journal_takes_new_answers_and_keeps_its_learner(journal):
    before = journal.learner()
    journal.save("governance", "discuss", "who_decides", "Nobody.")
    assert journal.newest("governance", "discuss", "who_decides").value == "Nobody."
    assert len(journal.tries("governance", "discuss", "who_decides")) == 2
    assert journal.learner() == before


def test_a_hand_in_counts_in_a_class(journal):
    folder = read_folder(OLD)
    (one,) = folder.hand_ins
    assert (one.kit, one.name, len(one.answers)) == ("0.3.0", "Ada", 12)
    assert one.learner == journal.learner()
    assert [refused.name for refused in folder.refused if refused.name.endswith(".json")] == []


def test_votes_in_a_hand_in_and_their_codes_say_the_same():
    for a_round, stance, code in zip((1, 2), (RULE, EXCEPTIONS), (OLD / "codes.txt").read_text().split(), strict=True):
        from_file = from_hand_ins(read_folder(OLD).hand_ins, motion(), a_round)
        assert from_file.refused == []
        assert from_file.ballots == from_codes(code, motion(), a_round, {}).ballots
        assert list(from_file.ballots.values()) == [stance]


def test_a_ballot_box_shows_the_vote_that_is_over_and_goes_on_with_the_other(answers):
    votes_file().parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(OLD / "votes.sqlite3", votes_file())
    box = open_box()
    phases = {session.motion.title: session for session in box.sessions()}
    over = next(one for one in box.sessions() if one.phase == "result")
    open_ = next(one for one in box.sessions() if one.phase == "first")
    assert len(phases) == 2
    record = box.record(over.id)
    assert Counter(record.first.ballots.values()) == {RULE: 2, EXCEPTIONS: 1}
    assert dict(record.first.hands) == {RULE: 2, EXCEPTIONS: 1}
    assert record.second.ballots == {"2222": EXCEPTIONS, "3333": RULE}
    assert [reason.words for reason in record.reasons] == ["It can be read."]
    box.put(open_.id, 1, {"6666": "stance_2"})
    box.close_first(open_.id)
    assert box.size(open_.id, 1) == 2
