"""A lesson's file `data/lessons/<dimension>.yaml`: the shapes that are all it may hold, and the file read.

What is read is held against its form, and asked what a form cannot tell.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from kit.base.errors import cut, listed, shown
from kit.base.language import each_language
from kit.base.paths import beside, data_path
from kit.content.translation import read_spoken
from kit.content.yaml_reader import Complaint, Form, Id, Place, Text, refuse

Percent = Annotated[int, Meta(ge=0, le=100)]
PARTS = ("cells", "cell", "other", "options")  # of a prediction; and those that each form needs
NEEDED = beside(__file__)


class Counterexample(Form):
    """A real case that does not fit a cell, with the id of its source."""

    case: Text
    why: Text
    source: Text


class Cell(Form):
    """One cell of the table unpacked: what it means, at its best, at its hardest, and where it breaks."""

    meaning: Text
    strongest_case: Text
    hard_question: Text
    counterexample: Counterexample


class Misreading(Form):
    """A sentence that learners often say, and an answer to it."""

    misreading: Text
    answer: Text


class Contested(Form):
    """Words of one cell, quoted exactly, that somebody would object to."""

    model: Id
    quote: Text
    issue: Text
    who_objects: Text


class Term(Form):
    """A word and what it means."""

    term: Text
    definition: Text


class Option(Form):
    """One answer to choose, and what it answers back.

    `right` marks the right one in a question, and in a bet the one that the figure bears out, where there is one.
    """

    id: Id
    text: Text
    feedback: Text
    right: bool = False


class MultipleChoice(Form):
    """What is asked, with options to choose from."""

    id: Id
    stem: Text
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]


class Bet(MultipleChoice):
    """What the learner is asked before the figure opens; each option is answered by name once it is open."""


class Question(MultipleChoice):
    """A question with one right option; `misreading` says which of the lesson's it speaks against, 1 for the first."""

    misreading: Annotated[int, Meta(ge=1)] | None = None


class Predict(Form):
    """How a lesson asks before its row is seen; `match` needs nothing, the other forms say something of each model.

    `cells` is what stands there instead of the table's words, by model; `cell` the one of them that is false or breaks
    off, or is swapped with `other`. `options` are what should stand there, the endings, or a case a model, by its id.
    """

    form: Literal["match", "cases", "swapped", "false", "finish"] = "match"
    cells: dict[str, Text] = field(default_factory=dict)
    cell: Id | None = None
    other: Id | None = None
    options: Annotated[tuple[Option, ...], Meta(max_length=6)] = ()
    sources: tuple[Text, ...] = ()

    @property
    def about(self) -> set[str]:
        """Return the models that something is said of."""
        return {option.id for option in self.options} if self.form == "cases" else set(self.cells)


class Explore(Form):
    """What helps with the figure once the guess is made: paragraphs on how to read it, and things to try with it."""

    how_to_read: Text
    things_to_try: tuple[Text, ...] = ()


class Prompt(Form):
    """A prompt to discuss: form and minutes, a second look to open after one's own answer, notes for the teacher."""

    id: Id
    kind: Literal["warm up", "interpret", "apply", "challenge", "take a stand"]
    prompt: Text
    form: Text
    minutes: Annotated[int, Meta(ge=1, le=180)]
    second_look: Text
    notes: tuple[Text, ...] = ()


class Stance(Form):
    """One place to stand in a vote, with the strongest reason for it; no stance is the right one."""

    id: Id
    text: Text
    reason: Text


class Vote(Form):
    """A question without a right answer, to vote on twice; `ordered` when the stances lie along one line."""

    id: Id
    statement: Text
    options: Annotated[tuple[Stance, ...], Meta(min_length=3, max_length=5)]
    ordered: bool = False


class KnownCase(Form):
    """A case that the kit places for this dimension, as a first reading to disagree with. Weights sum to 100."""

    case: Id
    weights: dict[str, Percent]
    why: Text
    source: Text


class Unseen(Form):
    """A case that stands nowhere else in the course, to place; the kit's weights and reason show after one's own."""

    id: Id
    name: Text
    about: Text
    weights: dict[str, Percent]
    why: Text
    sources: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Reading(Form):
    """A source worth reading, the model it argues for (or `critical`), and why to read it."""

    source: Text
    model: Id
    why: Text


class LessonContent(Form):
    """All that code draws in one lesson."""

    big_question: Text
    why_it_matters: Text
    place_question: Text
    cells: dict[str, Cell]
    bet: Bet
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)]
    prompts: Annotated[tuple[Prompt, ...], Meta(min_length=1)]
    predict: Predict = Predict()
    explore: Explore | None = None
    vote: Vote | None = None
    known_cases: tuple[KnownCase, ...] = ()
    unseen: Unseen | None = None
    terms: tuple[Term, ...] = ()
    misreadings: tuple[Misreading, ...] = ()
    contested: tuple[Contested, ...] = ()
    readings: tuple[Reading, ...] = ()


@each_language
def load_content(lesson: str) -> LessonContent:
    """Return the checked content of a lesson, by its dimension's id; raise ContentError when it breaks its form."""
    return read_content(data_path("lessons", f"{lesson}.yaml"))


def read_content(path: Path) -> LessonContent:
    """Return the lesson content of one file, its questions and ids checked; raise ContentError otherwise."""
    content = read_spoken(path, LessonContent)
    refuse(path, complaints(content))
    return content


def complaints(content: LessonContent) -> list[Complaint]:
    """Return what is wrong in a lesson's content that its form alone cannot tell: the place, and a sentence."""
    bet, votes = content.bet, [content.vote] if content.vote else []
    asked = [(("questions", at), question) for at, question in enumerate(content.questions)]
    found = twice([
        (("questions",), "the questions and the guess", (*content.questions, bet)),
        (("prompts",), "the prompts", content.prompts),
        (("predict",), "the prediction", content.predict.options),
        *((place, cut(choice.id), choice.options) for place, choice in [*asked, (("bet",), bet)]),
        *((("vote",), f"the vote {cut(vote.id)}", vote.options) for vote in votes),
    ])  # fmt: skip
    for number, (place, question) in enumerate(asked, 1):
        which, right = f"question {number} ({cut(question.id)})", sum(option.right for option in question.options)
        if right != 1:
            found.append((place, f"{which} has {right} right options; exactly one must be right."))
        if (question.misreading or 0) > (all_ := len(content.misreadings)):
            found.append((place, f"{which} names misreading {question.misreading}; this lesson has {all_}."))
    if (right := sum(option.right for option in bet.options)) > 1:
        found.append((("bet",), f"the bet has {right} right options; the figure bears out one of them, or none."))
    found += [(("predict",), f"the prediction ({content.predict.form}) {slip}") for slip in _slips(content.predict)]
    placed = [(("known_cases", at), f"known case {at + 1} ({cut(one.case)})", one)
              for at, one in enumerate(content.known_cases)]  # fmt: skip
    placed += [(("unseen",), f"the unseen case ({cut(one.id)})", one) for one in [content.unseen] if one]
    sums = [(place, f"{which} has weights that sum to", sum(one.weights.values())) for place, which, one in placed]
    return found + [(place, f"{words} {total}; they must sum to 100.") for place, words, total in sums if total != 100]


def _slips(predict: Predict) -> list[str]:
    """Return what keeps a prediction from being asked in its form, each as the end of a sentence."""
    needed, given = NEEDED[predict.form], [key for key in PARTS if getattr(predict, key)]
    if lacking := [key for key in needed if key not in given]:
        return [f"needs the keys {listed(needed)}; it lacks {listed(lacking)}."]
    if useless := [key for key in given if key not in needed]:
        return [f"takes no {listed(useless)}; delete that, or name the form that it is for."]
    about, right = [cell for cell in (predict.cell, predict.other) if cell], sum(one.right for one in predict.options)
    found = []
    if len(set(about) & set(predict.cells)) < len(about):
        found.append(f"has the cell {listed(about)}; it must be a model's, with words under `cells`.")
    if {"cell", "options"} <= set(needed) and (right != 1 or len(predict.options) < 2):
        found.append(f"has {right} right of {len(predict.options)} options; one must be right, of two or more.")
    return found


def twice(parts: Iterable[tuple[Place, str, tuple]]) -> list[Complaint]:
    """Return a complaint for each id that stands twice in a part of a file: its place, and what it is called."""
    return [
        (place, f"{part}: the id {shown(id_)} stands twice; each must be its own, because saved answers hang on it.")
        for place, part, items in parts
        for id_ in doubles([item.id for item in items])
    ]


def doubles(ids: list[str]) -> list[str]:
    """Return what stands in a list more than once."""
    return sorted({one for one in ids if ids.count(one) > 1})
