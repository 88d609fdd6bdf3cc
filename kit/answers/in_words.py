"""Readers: a saved answer -> what was asked and what was answered, in words; one for each kind of step."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kit.answers.case import as_case
from kit.answers.journal import Try
from kit.base.labels import known, said, say
from kit.content.course import load_case_file_content
from kit.content.lesson_form import LessonContent
from kit.content.table_critique import load_critique
from kit.explorables import load_explorable


class Topic(NamedTuple):
    """What is needed to say an answer in words: the lesson's content (None for other pages) and its names."""

    lesson: str
    content: LessonContent | None
    cells: dict[str, str]  # model -> its cell
    models: dict[str, str]  # model -> its short name
    cases: dict[str, str]  # case -> its name


MOST_WORDS = said("Which of the columns got the most words?")
VOTES = {"1": said("First vote: {statement}"), "2": said("Second vote: {statement}")}
REASONS = {
    "1": said("First vote, in my words: {statement}"),
    "2": said("Second vote, in my words: {statement}"),
}
# what was asked of a test, by the part of it
TESTED = {
    "expect": said("{test} (what I expected)"),
    "verdict": said("{test} (am I convinced?)"),
    "because": said("{test} (why)"),
    "notes": said("{test} (what came out)"),
}
SIGNED = (said("advocate"), said("critic"), said("describes"))  # what was ticked beside a cell of one's own
KINDS = (said("Warm up"), said("Interpret"), said("Apply"), said("Challenge"), said("Take a stand"))  # of prompts
Words = tuple[str, str] | None  # what was asked and what was answered; None for what is no answer


def in_words(one: Try, topic: Topic) -> Words:
    """Return what was asked and answered; an answer that this kit cannot explain is shown as it was saved."""
    try:
        reader = READERS.get(one.step)
        return reader(one.item, one.value, topic) if reader else _plainly(one)
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
        return _plainly(one)


def _plainly(one: Try) -> Words:
    value = one.value
    if isinstance(value, dict):
        value = "\n".join(f"{name}: {share}" for name, share in value.items())
    return f"{one.step}, {one.item}".replace("_", " "), str(value)


def _guessed(_: str, model: str, topic: Topic) -> Words:
    return say(MOST_WORDS), topic.models[model]


def _match(_: str, guesses: dict[str, str], topic: Topic) -> Words:
    pairs = [_given(topic.cells[model], model, guess, topic) for model, guess in guesses.items()]
    return say("Which cell belongs to which model?"), "\n".join(pairs)


def _given(cell: str, model: str, guess: str, topic: Topic) -> str:
    if guess == model:
        return say("'{cell}' to {model}", cell=cell, model=topic.models[guess])
    words = said("'{cell}' to {model} (the table puts it under {own})")
    return say(words, cell=cell, model=topic.models[guess], own=topic.models[model])


def _explored(item: str, value: Any, topic: Topic) -> Words:
    if item.startswith("figure/"):
        return _judged(item.removeprefix("figure/"), value, topic)
    bet = topic.content.bet
    return say("My guess: {question}", question=bet.stem), _option(bet.options, value).text


def _judged(name: str, marks: dict[str, str], topic: Topic) -> Words:
    grid = load_explorable(topic.lesson).CONTROLS[name]
    judged = [
        f"{known(grid.rows[row])} - {known(grid.columns[column])}: {known(grid.options[marks[f'{row}/{column}']])}"
        for row in grid.rows
        for column in grid.columns
        if f"{row}/{column}" in marks
    ]
    return known(grid.label), "\n".join(judged)


def _checked(item: str, chosen: str, topic: Topic) -> Words:
    question = next(one for one in topic.content.questions if one.id == item)
    option = _option(question.options, chosen)
    right = next(one for one in question.options if one.right)
    if option.right:
        return question.stem, f"{option.text} ✓"
    return question.stem, say("{answer} (the kit's answer: {right})", answer=option.text, right=right.text)


def _option(options: tuple, chosen: str) -> Any:
    return next(one for one in options if one.id == chosen)


def _placed(item: str, value: Any, topic: Topic) -> Words:
    case = item.removesuffix("/reason")
    name = topic.cases.get(case, case) if topic.content else say("With a fourth column ({cell})", cell=_cell(case))
    if item.endswith("/reason"):
        return _why(name, bool(topic.content)), value
    shares = ", ".join(f"{topic.models.get(model, model)} {share}" for model, share in value.items())
    return f"{name}: {topic.content.place_question}" if topic.content else name, shares


def _why(case: str, in_lesson: bool) -> str:
    return say("Why does {case} stand there?", case=case) if in_lesson else say("{case}: why there?", case=case)


def _discussed(item: str, answer: str, topic: Topic) -> Words:
    prompt = next(one for one in topic.content.prompts if one.id == item)
    return f"{known(prompt.kind.capitalize())}: {prompt.prompt}", answer


def _voted(item: str, value: Any, topic: Topic) -> Words:
    """Return a vote, or what was written beside it; that the second was opened is no answer."""
    vote = topic.content.vote
    place, a_round = item.rpartition("/")[::2]
    if a_round == "opened":
        return None
    if place.endswith("/reason"):
        return say(REASONS[a_round], statement=vote.statement), value
    return say(VOTES[a_round], statement=vote.statement), _option(vote.options, value["option"]).text


def _chosen(_: str, choice: dict[str, str], topic: Topic) -> Words:
    case = as_case(choice)
    return say("The case that I follow"), f"{case.name}. {case.about}"


def _bet_on_shape(item: str, shape: str, topic: Topic) -> Words:
    bet = load_case_file_content().bet
    case = item.removesuffix("/bet")
    return f"{topic.cases.get(case, case)}: {bet.stem}", _option(bet.options, shape).text


def _changed(item: str, answer: str, topic: Topic) -> Words:
    case, _, question = item.rpartition("/")
    asked = getattr(load_case_file_content().changes, question)
    return f"{topic.cases.get(case, case)}: {asked}" if case else asked, answer


def _wrote(item: str, answer: str, topic: Topic) -> Words:
    case, _, part = item.rpartition("/")
    label = next(one.label for one in load_case_file_content().write_up if one.id == part)
    return f"{topic.cases.get(case, case)}: {label}", answer


def _answered_the_label(item: str, answer: str, _: Topic) -> Words:
    questions = {one.id: one for one in load_critique().page.questions}
    if item not in questions:
        return say("What I need to know before I trust the table"), answer
    return questions[item].stem, _option(questions[item].options, answer).text


def _marked(item: str, marks: dict[str, str], _: Topic) -> Words:
    """Return the words that were marked, gathered by what they do: `praising: shared, mutual`."""
    by_kind: dict[str, list[str]] = {}
    for word, kind in marks.items():
        by_kind.setdefault(kind, []).append(word.partition(" ")[2])
    lines = [f"{known(kind)}: {', '.join(all_)}" for kind, all_ in by_kind.items()]
    return say("What the words do in {cell}", cell=_cell(item)), "\n".join(lines)


def _tested(item: str, answer: Any, topic: Topic) -> Words:
    id_, _, part = item.rpartition("/")
    if not id_:
        return say("A test of my own"), answer
    test = next(one for one in load_critique().observations if one.id == id_)
    if isinstance(answer, dict):
        answer = "\n".join(f"{_cell(cell)}: {test.marks.get(mark, mark)}" for cell, mark in answer.items())
    asked = say(TESTED[part], test=test.asked) if part in TESTED else f"{test.asked} ({part})"
    return asked, str(answer)


def _rewrote(item: str, answer: Any, _: Topic) -> Words:
    cell = _cell(item.removesuffix("/signed"))
    if item.endswith("/signed"):
        ticked = ", ".join(known(one.replace("_", " ")) for one in answer)
        return say("My words for {cell}: what holds", cell=cell), ticked
    return say("My words for {cell}", cell=cell), answer


def _added(item: str, answer: str, _: Topic) -> Words:
    column, _, part = item.partition("/")
    names = {"column": column.replace("_", " "), "part": part.replace("_", " ")}
    return say("A fourth column, {column}: {part}", **names), answer


def _cell(item: str) -> str:
    return item.replace("_", " ").replace("/", ", ")


READERS: dict[str, Callable[[str, Any, Topic], Words]] = {
    "guess": _guessed,
    "predict": _match,
    "explore": _explored,
    "check": _checked,
    "place": _placed,
    "discuss": _discussed,
    "vote": _voted,
    "case": _chosen,
    "profile": _bet_on_shape,
    "changes": _changed,
    "write_up": _wrote,
    "label": _answered_the_label,
    "mark_words": _marked,
    "tests": _tested,
    "rewrite": _rewrote,
    "fourth_column": _added,
}
