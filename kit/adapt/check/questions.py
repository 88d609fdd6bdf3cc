"""Could a learner pass the questions without the lesson? Two numbers, and a complaint when one is too high.

Whoever writes a question takes care with the right option, so it grows longer; and a wrong one is easily made wrong by
a word such as `always`. Learners find both out. Chance is one in four where a question has four options.
"""

import re
from collections.abc import Callable, Collection, Iterable

from kit.content.lesson_form import Option, Question
from kit.content.template import is_written

ABSOLUTE = re.compile(
    r"\b(always|never|only|all|nobody|no one|prove[sdn]?|every|everybody|everyone|everything|none|nothing)\b", re.I
)
MOST_BY_LENGTH, MOST_BY_WORDS = 0.30, 0.32  # of all questions; above this a trick pays
DROP = "'drop options with an absolute word, then take the longest'"
ENOUGH = 12  # questions, from which on the two shares say something


def by_length(options: Iterable[Option]) -> float:
    """Return how likely the longest option is right: 1 or 0, or a part of 1 when several are equally long."""
    offered = tuple(options)
    longest = max(len(option.text) for option in offered)
    taken = [option for option in offered if len(option.text) == longest]
    return sum(option.right for option in taken) / len(taken)


def by_words(options: Iterable[Option]) -> float:
    """Return how likely the longest option without an absolute word is right; if each has one, the longest of all."""
    offered = tuple(options)
    return by_length([option for option in offered if not ABSOLUTE.search(option.text)] or offered)


def scores(questions: Iterable[Question]) -> tuple[float, float]:
    """Return the share of questions, 0 to 1, that each trick gets right; 0 and 0 when there is no question."""
    asked = tuple(questions)
    return _share(by_length, asked), _share(by_words, asked)


def _share(trick: Callable[[Iterable[Option]], float], asked: Collection[Question]) -> float:
    return sum(trick(question.options) for question in asked) / max(1, len(asked))


def note_on_questions(questions: Iterable[Question]) -> str:
    """Return a sentence with the two shares, or `` when there is no question."""
    asked = list(filter(is_written, questions))
    length, words = scores(asked)
    shares = f"'take the longest' gets {length:.0%} right, 'drop absolute words, then take the longest' {words:.0%}"
    return f"{len(asked)} questions: {shares}." if asked else ""


def check_questions(questions: Iterable[Question]) -> list[str]:
    """Return a complaint for each trick that gets more questions right than it may, naming where to begin.

    Of a few questions chance alone gets more right: none is judged below `ENOUGH`.
    """
    asked = list(filter(is_written, questions))
    tricks = {"'take the longest option'": (by_length, MOST_BY_LENGTH), DROP: (by_words, MOST_BY_WORDS)}
    return [
        f"The questions: {name} gets {share:.0%} right; at most {most:.0%} may be. Begin with "
        f"{', '.join([question.id for question in asked if trick(question.options) == 1][:5])}."
        for name, (trick, most) in tricks.items()
        if len(asked) >= ENOUGH and (share := _share(trick, asked)) > most
    ]
