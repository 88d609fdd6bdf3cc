"""A finished vote in words and numbers: how far apart the class stood, and what moved. Never who was right.

And as files: JSON for programs, CSV for spreadsheets. Neither holds a ballot's mark or a learner.
"""

import json
from pathlib import Path

import pandas as pd

import kit
from kit.answers.ballot import LETTERS, Motion
from kit.base.for_others import write_sheet
from kit.base.labels import prose, say_number
from kit.base.writing import write_whole
from kit.classroom.vote import movement as counted
from kit.classroom.vote.ballot_box import HEARD, Record
from kit.classroom.vote.movement import Movement, movement, spread, tally

SAME = 0.03  # a difference in spread that nobody in the room would notice
SECOND = "/2"  # behind whoever wrote beside the second vote
FORMAT = "three-models-kit vote"
VERSION = 1
WORDS = prose(__file__)


def letters(motion: Motion) -> dict[str, str]:
    """Return stance -> the letter that stands for it in pictures."""
    return dict(zip(motion.ids, LETTERS, strict=False))


def counts_in_words(record: Record) -> str:
    """Return both rounds in a sentence."""
    first, second = tally(record.first), tally(record.second)
    names = letters(record.session.motion)
    parts = (WORDS("part", letter=one, first=first[stance], second=second[stance]) for stance, one in names.items())
    return WORDS("counts", first=record.first.size, second=record.second.size, parts=", ".join(parts))


def right_in_words(record: Record) -> str:
    """Return how many chose the right option of a question with a key, before and after, and which one that is."""
    right, rounds = record.session.motion.right, (record.first, record.second)
    (first, all_first), (second, all_second) = ((tally(one)[right], one.size) for one in rounds)
    counts = {"first": first, "all_first": all_first, "second": second, "all_second": all_second}
    return WORDS("right", letter=letters(record.session.motion)[right], **counts)


def spread_in_words(record: Record) -> str:
    """Return how far apart the class stood, before and after."""
    first, second = spread(tally(record.first)), spread(tally(record.second))
    trend = "same" if abs(first - second) < SAME else "further" if second > first else "closer"
    return WORDS("spread", first=round(100 * first), second=round(100 * second), trend=WORDS[trend])


def shift_in_words(record: Record) -> str:
    """Return how many changed their stance, or between how many and how many, and to which side."""
    moved = movement(record.first, record.second)
    both, gone, new = (sum(votes.values()) for votes in (moved.known, moved.gone, moved.new))
    changed = counted.changed(moved)
    if not moved.certain:
        known = WORDS("followed", changed=changed, known=both)
        low, high = counted.fewest_changes(moved), counted.most_changes(moved)
        parts = [WORDS("bounds", low=low, high=high, followed=f" {known}" if both else "")]
    else:
        parts = [WORDS("known", both=both, changed=changed, stayed=both - changed) if both else WORDS["nobody_twice"]]
    parts += [WORDS("once", gone=gone, new=new)] if gone or new else []
    return " ".join([*parts, *(_along_in_words(record, moved) if record.session.motion.ordered else [])])


def _along_in_words(record: Record, moved: Movement) -> list[str]:
    """Return the move along the line: by heads where they can be followed, and on average."""
    motion = record.session.motion
    first, last = LETTERS[0], LETTERS[len(motion.stances) - 1]
    then, now = (counted.centre(tally(one), motion.ids) for one in (record.first, record.second))
    down, up = counted.steps_along(moved, motion.ids)
    towards = last if now > then else first
    by = say_number(abs(now - then), 1)
    distance = WORDS("step", by=by, towards=towards) if abs(now - then) >= 0.05 else WORDS["hardly"]
    said = ["heads", "line"] if moved.certain and counted.changed(moved) else ["line"]
    return [WORDS(one, first=first, last=last, down=down, up=up, distance=distance) for one in said]


def numbers(record: Record) -> pd.DataFrame:
    """Return a row a stance: its letter and text, both votes, and the difference."""
    first, second = tally(record.first), tally(record.second)
    rows = [
        [f"{letter} {one.text}", first[one.id], second[one.id], f"{second[one.id] - first[one.id]:+d}"]
        for letter, one in zip(LETTERS, record.session.motion.stances, strict=False)
    ]
    return pd.DataFrame(rows, columns=WORDS["table"].values())


def flow_numbers(record: Record) -> pd.DataFrame:
    """Return a row for each way that ballots are known to have gone, and one for each stance with unknown moves."""
    moved, names = movement(record.first, record.second), letters(record.session.motion)
    heads, first_only, second_only, unknown = WORDS["flow_table"].values(), *WORDS["ways"].values()
    rows = [(names[then], names[now], count) for (then, now), count in sorted(moved.known.items()) if count]
    rows += [(names[stance], first_only, count) for stance, count in moved.gone.items()]
    rows += [(second_only, names[stance], count) for stance, count in moved.new.items()]
    rows += [(names[stance], unknown, count) for stance, count in moved.before.items()]
    rows += [(unknown, names[stance], count) for stance, count in moved.after.items()]
    return pd.DataFrame(sorted(rows), columns=heads)


def thoughts_in_numbers(record: Record) -> pd.DataFrame:
    """Return a row for each reason that gave somebody most to think: how many, and where their votes went then."""
    names, found = letters(record.session.motion), {}
    for mark, (stance, words) in record.thoughts.items():
        then, now = (a_round.ballots.get(mark) for a_round in (record.first, record.second))
        if then in names and now in names and stance in names:
            went = 2 if now == then else 0 if now == stance else 1
            found.setdefault((names[stance], words or WORDS["no_words"]), [0, 0, 0])[went] += 1
    rows = [(*reason, sum(went), *went) for reason, went in found.items()]
    return pd.DataFrame(sorted(rows, key=lambda row: -row[2]), columns=WORDS["thought_table"].values())


def talk_in_words(record: Record) -> str:
    """Return what share of the lines between partners was found fair; nothing where no lines were sent."""
    return WORDS("talk", **record.talk) if record.talk.get("said") else ""


def reasons_by_stance(record: Record) -> dict[str, list[str]]:
    """Return stance -> the reasons given for it: those that were heard in class first, each once."""
    said = [one for one in sorted(record.reasons, key=lambda one: one.who != HEARD) if not one.who.endswith(SECOND)]
    return {
        stance: list(dict.fromkeys(one.words for one in said if one.stance == stance))
        for stance in record.session.motion.ids
    }


def what_moved(record: Record) -> list[str]:
    """Return what was written beside the second votes: what moved somebody, or what would have had to be said."""
    return list(dict.fromkeys(reason.words for reason in record.reasons if reason.who.endswith(SECOND)))


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
