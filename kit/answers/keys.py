"""The protocol of answers: what an answer is called, what its value may say, and which answers are nobody else's.

Pages write answers; journal, report, board, hand-in, sender and a class's server read them. All of them read with the
functions here, so that a value which is sound for one is sound for all. Each returns None for a value that is not.
How much an answer may hold stands here too, so that whoever reads it later can.
"""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from kit.answers.ballot_code import MARK
from kit.views.contract import Grid

Weights = dict[str, int]  # model -> its share of 100 points
Guesses = dict[str, str]  # model -> the model that its cell was given to

STEPS = PREDICT, COMPARE, EXPLORE, CHECK, PLACE, DISCUSS = "predict", "compare", "explore", "check", "place", "discuss"
RECALL = "recall"  # stands before them: questions of earlier lessons, under the lesson in which they came back
VOTE = "vote"  # stands in the step Discuss, and its answers under a name of their own
CASE = "case"
GUESS = "guess"  # the start page's own
PROFILE, CHANGES, WRITE_UP = "profile", "changes", "write_up"
SOURCE_STEPS = LABEL, MARK_WORDS, TESTS, REWRITE, FOURTH_COLUMN = (
    "label", "mark_words", "tests", "rewrite", "fourth_column",
)  # fmt: skip
WRITTEN = (PLACE, DISCUSS, WRITE_UP, REWRITE)  # the steps in which sentences are written
# pages that keep answers as lessons do; a lesson is called after its dimension
START, CASE_FILE, SOURCE, REPORT, BOARD = "start", "case_file", "question_the_table", "report", "class_board"
MEASURE = "before_and_after"  # asks the same things at two times, which stand where other pages have a step
TIMES = BEFORE, AFTER = "before", "after"
LEAST, BEST_CASE, ATTITUDES = "least", "best_case", "attitudes"  # the column that is liked least, and the case for it
STEELMAN, ON_IT, LEVELS = "steelman/", "line", "levels"  # in the step Write up: before items; a line; a rubric

MATCH, CASES = "match", "cases"  # items of the step Predict; where something is chosen, the id of the question
FIGURE = "figure/"  # stands before the name of a figure's control
UNSEEN = "unseen/"  # stands before a case that a lesson brings along, placed beside one's own
REASON = "/reason"  # stands behind a case, for why it stands there
# behind a question's id, and before a partner's seat: how a reason was put in other words, and what its owner says of
# that; without a seat: the reason that gave most to think, and what a file brought, which is no answer
RESTATED, VERDICT, THOUGHT, CLASS_REASONS = "/restated", "/verdict", "/thought", "/class_reasons"
CHECKED = "ask/"  # stands before the id of a question with a key that a class votes on; so no two codes are alike
LINE, MOST = 300, 2000  # letters of a line to a partner, and of a reason that is chosen
# steps of their own, each with `step/item` of an answer as its item: a line of the teacher, and the one answer to it
BACK, REPLY = "words_back", "reply"
ASKED = "asked"  # the item of the step Recall that says which questions came back, and is no answer
REMEMBERED = "/remembered"  # stands behind such a question, for what was remembered before its options showed
CHOICE = "choice"  # the step under which REPORT keeps whose name is on it and what stays out
LEFT_OUT, NOT_ALOUD = "left_out", "not_aloud"

PRIVATE_PAGES, PRIVATE_STEPS = (REPORT, BOARD), (COMPARE, BACK)
MOST_LETTERS = 100_000  # of one answer as JSON; letters as people count them, whatever their bytes
HOLDERS = (dict, list)
DEEPEST = 30  # lists in lists, which every reader of an answer still takes, wherever it is read


class Key(NamedTuple):
    """What an answer is kept under; as text `lesson/step/item`, and an item may have a slash of its own."""

    lesson: str
    step: str
    item: str

    @classmethod
    def of(cls, one: Any) -> "Key":
        """Return the key of a try or of an answer."""
        return cls(one.lesson, one.step, one.item)

    def __str__(self) -> str:
        """Return `lesson/step/item`."""
        return "/".join(self)


def is_private(key: Key) -> bool:
    """Return whether what is kept there is no answer: a name, what stays out, which cards opened, what is hidden."""
    others = key.step == VOTE and key.item.endswith(CLASS_REASONS)
    return key.lesson in PRIVATE_PAGES or key.step in PRIVATE_STEPS or others


def is_for_class(key: Key) -> bool:
    """Return whether a class's server gets it: answers, and what it must know to keep some of them back."""
    return not is_private(key) or ((key.lesson, key.step) == (REPORT, CHOICE) and key.item in (LEFT_OUT, NOT_ALOUD))


def recalled(item: str) -> tuple[str, str] | None:
    """Return which question of which lesson an item of the step Recall is about, or None for an item about none."""
    lesson, _, question = item.removesuffix(REMEMBERED).partition("/")
    return (lesson, question) if lesson and question else None


def weights(value: Any, models: Collection[str]) -> Weights | None:
    """Return how 100 points are shared out among exactly these models, in their order."""
    if not isinstance(value, dict) or value.keys() != set(models):
        return None
    shares = {model: value[model] for model in models}
    sound = all(type(share) is int and share >= 0 for share in shares.values()) and sum(shares.values()) == 100
    return shares if sound else None


def match(value: Any, models: Collection[str]) -> Guesses | None:
    """Return to which of these models each one's cell was given, in their order; two may have gone to the same."""
    if not isinstance(value, dict) or value.keys() != set(models):
        return None
    sound = all(is_one_of(guess, models) for guess in value.values())
    return {model: value[model] for model in models} if sound else None


def ballot(value: Any, stances: Collection[str] | None = None) -> tuple[str, str] | None:
    """Return (mark, stance) of a vote; without `stances`, of a vote on any question."""
    mark, stance = (value.get("mark"), value.get("option")) if isinstance(value, dict) else (None, None)
    sound = isinstance(mark, str) and MARK.fullmatch(mark) and isinstance(stance, str)
    return (mark, stance) if sound and (stances is None or stance in stances) else None


def plain(words: Any) -> str:
    """Return a reason as every database takes it: no half of a character, and no end of a text in its midst."""
    return words.replace("\0", "").encode(errors="replace").decode().strip() if isinstance(words, str) else ""


def line(value: Any) -> str | None:
    """Return a line that a partner gets; None for one that is empty or too long for a line."""
    return words if 0 < len(words := plain(value)) <= LINE else None


def verdict(value: Any) -> dict[str, Any] | None:
    """Return whether a restatement is `fair`, the `word` that sends it back, and the words that it is said `of`."""
    sound = isinstance(value, dict) and isinstance(value.get("fair"), bool) and line(value.get("of"))
    return {"fair": value["fair"], "word": line(value.get("word")) or "", "of": sound} if sound else None


def thought(value: Any, stances: Collection[str]) -> tuple[str, str] | None:
    """Return the stance of the reason that gave most to think, and the reason; said by a partner it has no words."""
    stance, words = map(value.get, ("option", "words")) if isinstance(value, dict) else (None, None)
    return (stance, plain(words)[:MOST]) if is_one_of(stance, stances) and isinstance(words, str) else None


def marks(value: Any, grid: Grid) -> dict[str, str] | None:
    """Return the judgements, `row/column` -> option, for which this grid has a cell and an option; others are left."""
    if not isinstance(value, dict):
        return None
    cells = set(grid.cells)
    return {cell: option for cell, option in value.items() if cell in cells and is_one_of(option, grid.options)}


def is_one_of(value: Any, options: Collection[str]) -> bool:
    """Return whether a value, of whatever type, is the id of one of these."""
    return isinstance(value, str) and value in options


def too_long(value: Any) -> bool:
    """Return whether an answer has more letters than a class takes; of one that is too deep, ask that first."""
    return len(as_json(value).decode()) > MOST_LETTERS


def too_deep(value: Any, most: int = DEEPEST) -> bool:
    """Return whether a value is inside itself more often than a class takes."""
    if not isinstance(value, HOLDERS):  # a class has a hundred thousand of these
        return False
    inside = value.values() if isinstance(value, dict) else value
    return most < 1 or any(too_deep(one, most - 1) for one in inside if isinstance(one, HOLDERS))


def as_json(body: Any) -> bytes:
    """Return JSON that every reader takes: half a character becomes a question mark, what is no number null."""
    try:
        return json.dumps(body, ensure_ascii=False, allow_nan=False).encode(errors="replace")
    except ValueError:
        plain = json.loads(json.dumps(body), parse_constant=lambda _: None)
        return json.dumps(plain, ensure_ascii=False).encode(errors="replace")
