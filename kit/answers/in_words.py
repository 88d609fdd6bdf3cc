"""Readers: a saved answer -> what was asked and what was answered, in words; one for each kind of step."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

import msgspec

from kit.answers import keys
from kit.answers.ballot import motions_of
from kit.answers.case import as_case
from kit.answers.journal import Try
from kit.answers.keys import FIGURE, REASON, UNSEEN, ballot, is_one_of, marks, match, weights
from kit.answers.recall import questions_of
from kit.base.errors import ContentError, or_else
from kit.base.labels import known, prose, say
from kit.content.course import Steelman, load_before_and_after, load_case_file_content
from kit.content.lesson import Prediction
from kit.content.lesson_form import LessonContent, Question
from kit.content.table_critique import load_critique
from kit.explorables import load_explorable
from kit.views.contract import Grid


class Topic(NamedTuple):
    """What is needed to say an answer in words: the lesson's content (None for other pages) and its names."""

    lesson: str
    content: LessonContent | None
    asked: Prediction | None  # what the step Predict asks, where the table has this row
    models: dict[str, str]  # model -> its short name
    cases: dict[str, str]  # case -> its name


WORDS = prose(__file__)
TESTED = ("expect", "verdict", "because", "notes")  # parts of a test
Words = tuple[str, str]  # what was asked and what was answered; nothing for what is saved and no answer
NOTHING = ("", "")


def in_words(one: Try, topic: Topic) -> Words:
    """Return what was asked and answered; an answer that this kit cannot explain is shown as it was saved."""
    reader = READERS.get(one.step)
    found = reader(one.item, one.value, topic) if reader else None
    return found if found and isinstance(found[1], str) else _plainly(one)


def _plainly(one: Try) -> Words:
    value = one.value
    if isinstance(value, dict):
        value = "\n".join(f"{name}: {share}" for name, share in value.items())
    return f"{one.step}, {one.item}".replace("_", " "), str(value)


def _guessed(_: str, value: Any, topic: Topic) -> Words | None:
    return (WORDS["most_words"], topic.models[value]) if is_one_of(value, topic.models) else None


def _predicted(item: str, value: Any, topic: Topic) -> Words | None:
    asked = topic.asked
    if not asked or item not in (keys.MATCH, keys.CASES):
        return _chose(_named(asked.questions, item), value) if asked else None
    of_cells = item == keys.MATCH  # also where the lesson asked for a match once, and now for something else
    given = {one.id: one.cell for one in (asked.columns if of_cells else asked.asked)}
    guesses = match(value, given) if of_cells or asked.form == item else None
    if not guesses:
        return None
    names, elsewhere = topic.models, "mismatched" if of_cells else "misplaced"
    pairs = [
        WORDS("matched" if guess == model else elsewhere, cell=given[model], model=names[guess], own=names[model])
        for model, guess in guesses.items()
    ]
    return say("Which cell belongs to which model?") if of_cells else asked.lead, "\n".join(pairs)


def _explored(item: str, value: Any, topic: Topic) -> Words | None:
    if item.startswith(FIGURE):
        explorable = load_explorable(topic.lesson) if topic.asked else None
        grid = explorable.controls.get(item.removeprefix(FIGURE)) if explorable else None
        return _in_cells(grid, value) if isinstance(grid, Grid) and marks(value, grid) == value else None
    bet = topic.content.bet if topic.content else None
    if bet and item == bet.id + REASON:
        return WORDS("expected", question=bet.stem), value
    option = _named(bet.options, value) if bet else None
    return (say("My guess: {question}", question=bet.stem), option.text) if option else None


def _in_cells(grid: Grid, value: Any) -> Words | None:
    judged = marks(value, grid)
    if judged is None:
        return None
    lines = [
        f"{known(grid.rows[row])} - {known(grid.columns[column])}: {known(grid.options[judged[f'{row}/{column}']])}"
        for row in grid.rows
        for column in grid.columns
        if f"{row}/{column}" in judged
    ]
    return known(grid.label), "\n".join(lines)


def _checked(item: str, chosen: Any, topic: Topic) -> Words | None:
    return _chose(_named(topic.content.questions, item), chosen) if topic.content else None


def _recalled(item: str, value: Any, _: Topic) -> Words | None:
    """Return what was remembered, or chosen after that; which questions were asked is no answer."""
    if item == keys.ASKED:
        return NOTHING
    lesson, id_ = keys.recalled(item) or ("", "")
    question = _named(questions_of(lesson), id_) if lesson else None
    if question and item.endswith(keys.REMEMBERED):
        return WORDS("remembered", question=question.stem), value
    return _chose(question, value)


def _chose(question: Question | None, chosen: Any) -> Words | None:
    option = _named(question.options, chosen) if question else None
    if not option:
        return None
    if option.right:
        return question.stem, f"{option.text} ✓"
    right = next(one for one in question.options if one.right)
    return question.stem, say("{answer} (the kit's answer: {right})", answer=option.text, right=right.text)


def _named(all_: Iterable[Any], id_: Any) -> Any:
    """Return the one with an id, whatever was saved for it, or None."""
    return next((one for one in all_ if one.id == id_), None)


def _placed(item: str, value: Any, topic: Topic) -> Words | None:
    case = item.removesuffix(REASON)
    unseen = topic.content.unseen if topic.content else None
    if unseen and case == UNSEEN + unseen.id:
        case = unseen.name
    name = topic.cases.get(case, case) if topic.content else say("With a fourth column ({cell})", cell=_cell(case))
    if item.endswith(REASON):
        asked = say("Why does {case} stand there?") if topic.content else say("{case}: why there?")
        return asked.format(case=name), value
    # with a fourth column the models are those of a table that nobody has any more
    models = topic.models if topic.content else value if isinstance(value, dict) else ()
    shares = weights(value, models)
    if not shares:
        return None
    words = ", ".join(f"{topic.models.get(model, model)} {share}" for model, share in shares.items())
    return f"{name}: {topic.content.place_question}" if topic.content else name, words


def _discussed(item: str, answer: Any, topic: Topic) -> Words | None:
    prompt = _named(topic.content.prompts, item) if topic.content else None
    return (f"{known(prompt.kind.capitalize())}: {prompt.prompt}", answer) if prompt else None


def _voted(item: str, value: Any, topic: Topic) -> Words | None:
    """Return a vote, or what was written beside it; that the second was opened is no answer."""
    motions = motions_of("", "", topic.content) if topic.content else ()
    vote = next((one for one in motions if item.startswith(f"{one.id}/")), None)
    place, _, a_round = item.rpartition("/")
    if a_round in ("opened", keys.CLASS_REASONS[1:]):
        return NOTHING
    for kind in (keys.RESTATED, keys.VERDICT, keys.THOUGHT):  # a seat in a talk is nobody's name
        if vote and f"{item}/".startswith(f"{vote.id}{kind}/"):
            return WORDS(f"talk_{kind[1:]}", statement=vote.statement), _in_talk(value, kind)
    if not vote or a_round not in ("1", "2"):
        return None
    if place.endswith(REASON):
        return WORDS(f"reason_{a_round}", statement=vote.statement), value
    stances = {one.id: one.text for one in vote.stances}
    given = ballot(value, stances)
    return (WORDS(f"vote_{a_round}", statement=vote.statement), stances[given[1]]) if given else None


def _in_talk(value: Any, kind: str) -> Any:
    """Return what was said in a talk between two votes, or the reason that gave most to think."""
    if kind == keys.VERDICT and (found := keys.verdict(value)):
        judged = say("fair") if found["fair"] else say("not yet")
        return f"{found['of']}: {judged} {found['word']}".strip()
    return value.get("words") if kind == keys.THOUGHT and isinstance(value, dict) else value


def _replied(item: str, value: Any, topic: Topic) -> Words | None:
    """Return the answer to a teacher's line, which is asked as what the line was about."""
    step, _, about = item.partition("/")
    found = READERS[step](about, value, topic) if step in keys.WRITTEN else None
    return (WORDS("reply", question=found[0] if found else about), value)


def _chosen(_: str, choice: Any, topic: Topic) -> Words | None:
    case = as_case(choice)
    return (say("The case that I follow"), f"{case.name}. {case.about}") if case else None


def _bet_on_shape(item: str, shape: Any, topic: Topic) -> Words | None:
    bet = load_case_file_content().bet
    case, option = item.removesuffix("/bet"), _named(bet.options, shape)
    return (f"{topic.cases.get(case, case)}: {bet.stem}", option.text) if option else None


def _changed(item: str, answer: Any, topic: Topic) -> Words | None:
    case, _, question = item.rpartition("/")
    asked = msgspec.structs.asdict(load_case_file_content().changes).get(question)
    return (f"{topic.cases.get(case, case)}: {asked}" if case else asked, answer) if asked else None


def _wrote(item: str, answer: Any, topic: Topic) -> Words | None:
    case, _, id_ = item.rpartition("/")
    content = load_case_file_content()
    if f"{case}/" == keys.STEELMAN and content.steelman:
        return _argued(id_, answer, content.steelman, topic)
    if id_ == keys.LEVELS and content.rubric:
        return _in_cells(content.rubric, answer)
    part = _named(content.write_up, id_)
    return (f"{topic.cases.get(case, case)}: {part.label}", answer) if part else None


def _argued(item: str, answer: Any, asks: Steelman, topic: Topic) -> Words | None:
    bet = _named((asks.signed, asks.level), item)
    option = _named(bet.options, answer) if bet else None
    words = {keys.LEAST: asks.least, keys.BEST_CASE: asks.ask, keys.ON_IT: asks.line}.get(item)
    return (bet.stem, option.text) if option else (words, _model(answer, topic)) if words else None


def _model(answer: Any, topic: Topic) -> Any:
    return topic.models.get(answer, answer) if isinstance(answer, str) else None


@or_else(lambda _: None, ContentError)  # a kit that asks nothing twice
def _asked_twice(item: str, answer: Any, topic: Topic, when: str) -> Words | None:
    content = load_before_and_after()
    if item == keys.ATTITUDES:
        told = _in_cells(content.attitudes, answer)
    else:
        one = _named(content.items, keys.BEST_CASE if item == keys.LEAST else item)
        told = one and (one.case if item == keys.LEAST else one.question, _model(answer, topic))
    return (WORDS(when, question=told[0]), told[1]) if told else None


def _answered_the_label(item: str, answer: Any, _: Topic) -> Words | None:
    question = _named(load_critique().page.questions, item)
    if not question:
        return say("What I need to know before I trust the table"), answer
    option = _named(question.options, answer)
    return (question.stem, option.text) if option else None


def _marked(item: str, value: Any, _: Topic) -> Words | None:
    """Return the words that were marked, gathered by what they do: `praising: shared, mutual`."""
    if not _is_of_words(value):
        return None
    by_kind: dict[str, list[str]] = {}
    for word, kind in value.items():
        by_kind.setdefault(kind, []).append(word.partition(" ")[2])
    lines = [f"{known(kind)}: {', '.join(all_)}" for kind, all_ in by_kind.items()]
    return say("What the words do in {cell}", cell=_cell(item)), "\n".join(lines)


def _is_of_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def _tested(item: str, answer: Any, topic: Topic) -> Words | None:
    id_, _, part = item.rpartition("/")
    test = _named(load_critique().observations, id_)
    if not id_:
        return say("A test of my own"), answer
    if not test:
        return None
    if _is_of_words(answer):
        answer = "\n".join(f"{_cell(cell)}: {test.marks.get(mark, mark)}" for cell, mark in answer.items())
    return WORDS(part, test=test.asked) if part in TESTED else f"{test.asked} ({part})", answer


def _rewrote(item: str, answer: Any, _: Topic) -> Words | None:
    cell = _cell(item.removesuffix("/signed"))
    if not item.endswith("/signed"):
        return say("My words for {cell}", cell=cell), answer
    if not isinstance(answer, list):
        return None
    ticked = ", ".join(known(str(one).replace("_", " ")) for one in answer)
    return say("My words for {cell}: what holds", cell=cell), ticked


def _added(item: str, answer: Any, _: Topic) -> Words | None:
    column, _, part = item.partition("/")
    names = {"column": column.replace("_", " "), "part": part.replace("_", " ")}
    return say("A fourth column, {column}: {part}", **names), answer


def _cell(item: str) -> str:
    return item.replace("_", " ").replace("/", ", ")


READERS: dict[str, Callable[[str, Any, Topic], Words | None]] = {
    keys.GUESS: _guessed, keys.RECALL: _recalled, keys.PREDICT: _predicted, keys.EXPLORE: _explored,
    keys.CHECK: _checked, keys.PLACE: _placed, keys.DISCUSS: _discussed, keys.VOTE: _voted, keys.REPLY: _replied,
    keys.CASE: _chosen, keys.PROFILE: _bet_on_shape, keys.CHANGES: _changed, keys.WRITE_UP: _wrote,
    keys.LABEL: _answered_the_label, keys.MARK_WORDS: _marked, keys.TESTS: _tested, keys.REWRITE: _rewrote,
    keys.FOURTH_COLUMN: _added, **{time: partial(_asked_twice, when=time) for time in keys.TIMES},
}  # fmt: skip
