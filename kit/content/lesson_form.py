"""The form of a lesson: the shapes below are all that `data/lessons/<dimension>.yaml` may hold."""

from typing import Annotated, Literal

from msgspec import Meta

from kit.content.yaml_form import Form, Id, Text

Percent = Annotated[int, Meta(ge=0, le=100)]


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


class Question(Form):
    """A question with one right option; `misreading` says which of the lesson's it speaks against, 1 for the first."""

    id: Id
    stem: Text
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]
    misreading: Annotated[int, Meta(ge=1)] | None = None


class Bet(Form):
    """What the learner is asked before the figure opens; each option is answered by name once it is open."""

    id: Id
    stem: Text
    options: Annotated[tuple[Option, ...], Meta(min_length=2, max_length=6)]


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
    explore: Explore | None = None
    vote: Vote | None = None
    known_cases: tuple[KnownCase, ...] = ()
    terms: tuple[Term, ...] = ()
    misreadings: tuple[Misreading, ...] = ()
    contested: tuple[Contested, ...] = ()
    readings: tuple[Reading, ...] = ()
