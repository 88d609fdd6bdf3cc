"""The cells of a row: matched with the models before they are seen side by side, then two or three models put so."""

from ipywidgets import VBox, Widget

from kit.answers.keys import COMPARE, PREDICT, Guesses, match
from kit.answers.placements import hits
from kit.answers.recall import is_right
from kit.base.labels import said, say
from kit.content.lesson import CASES, LETTERS, Asked, Prediction
from kit.learner.lesson.recall_and_check import answering
from kit.learner.lesson.state import LessonState
from kit.views import markup
from kit.views.templates import CARDS, Pieces
from kit.widgets.controls.control import Ahead
from kit.widgets.parts import Step, box, button, dropdown, finished, html, kept_up, replace, row, shared, told
from kit.widgets.saved_answer import Then

PIECES = Pieces(__file__)
NOBODY = said("Nobody")
CELL, CASE = said("Cell {letter} belongs to"), said("Case {letter} belongs to")


def predict(lesson: LessonState) -> Step:
    """Return the step in the form that the lesson's file asks for: something to match, or something to choose."""
    asked = lesson.lesson.prediction
    parts = _chosen(lesson, asked.questions) if asked.questions else Matching(lesson, asked).parts
    return Step(PIECES.reading(asked, LETTERS), [html(PIECES.lead(asked)), *parts])


def _chosen(lesson: LessonState, questions: tuple[Asked, ...]) -> list[Widget]:
    """Return questions, each behind the right answer to the one before it, which it would give away; and the row."""
    first, *rest = questions
    answer, more = html(), VBox(layout=shared())

    def reveal() -> None:
        answer.value, shown.disabled = PIECES.row(lesson, None, 0, ""), True

    def ask(question: Asked, *then: Then) -> VBox:
        legend = say("Choose one") if question is first else question.stem  # what is asked first stands above the row
        return box(answering(lesson.at(PREDICT, question.id), legend, question, *then))

    def last(question: Asked) -> Then:
        return lambda option: reveal() if is_right(question, option) else None

    def answered(option: str) -> None:
        shown.disabled = bool(answer.value)
        found = is_right(first, option) or any(lesson.newest(PREDICT, one.id) for one in rest)
        if found and not more.children:
            replace(more, [ask(one, last(one)) for one in rest])

    shown = button(say("Show the row"), False, reveal)
    shown.disabled = True
    begun = VBox([ask(first, answered, *([] if rest else [last(first)]))], layout=shared())  # as wide as what follows
    return [begun, more, row([shown]), answer]


class Matching:
    """Cells, or cases, without their headings, to be given to models; `parts` are its widgets."""

    def __init__(self, lesson: LessonState, asked: Prediction) -> None:
        self._lesson, self._order, self._item = lesson, asked.asked, asked.form
        options = [(say("Choose a model"), ""), *((column.name, column.id) for column in lesson.columns)]
        letters = LETTERS[: len(self._order)]
        label = CASE if asked.form == CASES else CELL
        self._guesses = [dropdown(say(label, letter=letter), options) for letter in letters]
        self._verdicts = [html() for _ in letters]
        self._checked = button(say("Check my match"), press=self._check)
        show = say("Show where the kit puts them") if asked.form == CASES else say("Show the row")
        self._shown = button(show, False, self._reveal)
        self._status, self._answer = told(), html()
        self._shown.disabled = True
        kept_up(self._guessed, *self._guesses)
        self._restore()
        cells = zip(letters, self._order, self._guesses, self._verdicts, strict=True)
        boxes = [box([html(PIECES.cell(letter, column)), guess, verdict]) for letter, column, guess, verdict in cells]
        self.parts = [*boxes, row([self._checked, self._shown]), self._status, self._answer]

    def _restore(self) -> None:
        saved = self._lesson.newest(PREDICT, self._item)
        before = match(saved.value, self._lesson.models) if saved else None
        if before:
            for guess, column in zip(self._guesses, self._order, strict=True):
                guess.value = before[column.id]
            self._judge(before, saved.saved)

    def _guessed(self) -> None:
        self._checked.disabled = any(not guess.value for guess in self._guesses)
        finished(self._checked, done=False)

    def _check(self) -> None:
        guesses = {column.id: guess.value for guess, column in zip(self._guesses, self._order, strict=True)}
        self._judge(guesses, self._lesson.keep(PREDICT, self._item, guesses)[1])

    def _judge(self, guesses: Guesses, words: str) -> None:
        options = self._lesson.content.predict.options if self._item == CASES else ()
        replies = {option.id: option.feedback for option in options}
        for verdict, column in zip(self._verdicts, self._order, strict=True):
            verdict.value = PIECES.verdict(guesses[column.id] == column.id, replies.get(column.id))
        self._status.value = PIECES.status(hits(guesses), guesses, words, self._item)
        self._shown.disabled = False
        finished(self._checked)
        if hits(guesses) == len(guesses):
            self._reveal()

    def _reveal(self) -> None:
        first = self._lesson.first(PREDICT, self._item)
        before = match(first.value, self._lesson.models) if first else None
        self._answer.value = PIECES.row(self._lesson, before, hits(before or {}), self._item)


def compare(lesson: LessonState) -> Step:
    """Return the step: dropdowns that choose the models, their cards, and what may be read beside them."""
    seats, shown, status = _seats(lesson), html(), told()
    cards = {one.id: CARDS.unfolded(one, lesson.cell(one), lesson.sources) for one in lesson.columns}

    def show() -> None:
        shown.value = markup.side_by_side([cards[seat.value] for seat in seats if seat.value])

    def changed(change: dict) -> None:
        # whoever sat there already takes the seat that has become free, so nobody is shown twice
        for seat in seats:
            if seat is not change["owner"] and change["new"] and seat.value == change["new"]:
                taken = {one.value for one in seats}
                seat.value = change["old"] or next(one.id for one in lesson.columns if one.id not in taken)
        lesson.keep(COMPARE, "worked", True, lesson.newest(COMPARE, "worked"))

    def read() -> None:
        status.value = markup.paragraph(lesson.keep(COMPARE, "worked", True, lesson.newest(COMPARE, "worked"))[1])
        finished(compared)

    compared = button(say("I have compared them"), press=read)
    finished(compared, done=bool(lesson.newest(COMPARE, "worked")))
    for seat in seats:
        seat.observe(changed, "value")
    kept_up(show, *seats)
    ahead, beside = Ahead(seats=seats, cards=list(cards.values()), shown=shown), PIECES.beside(lesson)
    return Step(shown.value + beside, [row(seats), shown, html(beside), compared, status, ahead])


def _seats(lesson: LessonState) -> list:
    """Return two or three dropdowns; the third, which the table's last column takes first, may stay empty."""
    models = [(column.name, column.id) for column in lesson.columns]
    seats = [(models, 0), (models, 1), ([*models, (say(NOBODY), "")], -1)][: len(models)]
    return [
        dropdown(say("Model {place}", place=place), options, models[first][1])
        for place, (options, first) in enumerate(seats, 1)
    ]
