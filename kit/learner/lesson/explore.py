"""The step Explore: a guess, then the figure that this dimension was given, or else the words of its cells."""

from kit.answers.keys import EXPLORE, FIGURE, REASON
from kit.base.labels import said, say
from kit.explorables import load_explorable
from kit.learner.lesson.state import LessonState
from kit.views.contract import at_start
from kit.views.general_figures import figure_of_words
from kit.views.templates import CARDS, Pieces
from kit.widgets.figure_panel import live
from kit.widgets.parts import Step, box, html
from kit.widgets.saved_answer import bet_on, kept_answer

PIECES = Pieces(__file__)
EXPLAINED = said("In one line: I expected ..., it came ..., because ...")


def explore(lesson: LessonState) -> Step:
    """Return the step: the bet, and behind it the figure with its controls and what it says to the bet."""
    words = [(column.name, column.mark, column.cell) for column in lesson.columns]
    explorable = load_explorable(lesson.dimension) or figure_of_words(words)
    bet, figure, title = lesson.content.bet, box([]), html(PIECES.title(explorable))
    static = PIECES.reading(lesson, explorable, at_start(explorable))

    def opened(_: str) -> None:
        if not figure.children:
            panel = live(explorable, lesson.sources, lambda name: lesson.at(EXPLORE, FIGURE + name))
            why = [kept_answer(lesson, EXPLORE, bet.id + REASON, say(EXPLAINED), rows=2)] if bet.options else []
            figure.children = [html(CARDS.guide(lesson.content.explore)), panel, *why]

    if not bet.options:  # nobody has written what to guess
        opened("")
        return Step(static, [title, figure])
    stakes = bet_on(lesson.at(EXPLORE, bet.id), bet, say("Commit my guess and open the figure"), opened)
    return Step(static, [title, *stakes, figure])
