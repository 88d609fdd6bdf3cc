"""A finished vote as files: JSON for programs, CSV for spreadsheets. Neither holds a ballot's mark or a learner."""

import json
from pathlib import Path

import kit
from kit.base.for_others import write_sheet
from kit.base.writing import write_whole
from kit.classroom.vote.ballot_box import Record
from kit.classroom.vote.in_words import reasons_by_stance, thoughts_in_numbers, what_moved
from kit.classroom.vote.movement import movement, spread, tally

FORMAT = "three-models-kit vote"
VERSION = 1


def file_name(record: Record, kind: str) -> str:
    """Return a name that no other vote has: the lesson, the day, the session."""
    session = record.session
    return f"vote-{session.motion.lesson or 'own'}-{session.began:%Y-%m-%d}-{session.id[:8]}.{kind}"


def write_vote(record: Record, folder: Path) -> list[Path]:
    """Write both files and return their paths; raise KitError where that fails."""
    paths = [folder / file_name(record, kind) for kind in ("json", "csv")]
    write_whole(paths[0], as_json(record))
    write_sheet(paths[1], as_rows(record))
    return paths


def as_json(record: Record) -> str:
    """Return the vote as JSON: the question, both rounds, what moved, the reasons."""
    motion, moved = record.session.motion, movement(record.first, record.second)
    first, second = tally(record.first), tally(record.second)
    reasons = reasons_by_stance(record)
    whole = {
        "format": FORMAT, "version": VERSION, "kit": kit.__version__,
        "lesson": motion.lesson, "question": motion.id, "statement": motion.statement, "ordered": motion.ordered,
        **({"right": motion.right} if motion.right else {}),
        "began": record.session.began.isoformat(),
        "stances": [
            {"id": one.id, "text": one.text, "first": first[one.id], "second": second[one.id],
             "reasons": reasons[one.id]}
            for one in motion.stances
        ],
        "flow": [{"from": then, "to": now, "votes": votes} for (then, now), votes in sorted(moved.known.items())],
        "what_moved": what_moved(record),
        "only_first": dict(moved.gone), "only_second": dict(moved.new),
        "not_followed": {"first": dict(moved.before), "second": dict(moved.after)},
        "talk": dict(record.talk), "thoughts": thoughts_in_numbers(record).to_numpy().tolist(),
        "spread": {"first": round(spread(first), 3), "second": round(spread(second), 3)},
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_rows(record: Record) -> list[tuple]:
    """Return the vote as rows of a table, the first with the names of the columns."""
    motion, moved = record.session.motion, movement(record.first, record.second)
    texts = {one.id: one.text for one in motion.stances}
    rows = [("what", "stance", "more", "votes"), ("question", motion.statement, record.session.began.isoformat(), "")]
    for name, a_round in (("first vote", record.first), ("second vote", record.second)):
        votes = tally(a_round)
        rows += [(name, text, "", votes[stance]) for stance, text in texts.items()]
    rows += [("moved or stayed", texts[then], texts[now], votes) for (then, now), votes in sorted(moved.known.items())]
    rows += [("only in the first vote", texts[stance], "", votes) for stance, votes in moved.gone.items()]
    rows += [("only in the second vote", texts[stance], "", votes) for stance, votes in moved.new.items()]
    rows += [("reason", texts[stance], said, "") for stance, all_ in reasons_by_stance(record).items() for said in all_]
    return [*rows, *(("what moved somebody, or would have", "", said, "") for said in what_moved(record))]
