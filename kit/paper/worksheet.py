"""A lesson on paper: its six steps, to cut out, tick, mark and write on; no answer stands on it."""

from kit.base.labels import said, say
from kit.content.lesson import ASK, LETTERS, Lesson
from kit.explorables import load_explorable
from kit.paper.document import drawn, page, text_of
from kit.paper.triangle_svg import triangle
from kit.views import markup
from kit.views.contract import Grid, at_start
from kit.views.plot import to_page
from kit.views.templates import render

TURN = said("Tick one before you turn the page: the picture stands on the next one.")
STILL = said("The picture on the screen moves; this one shows where it begins.")
WORDS = {
    "name": said("Name"),
    "date": said("Date"),
    "predict": said("Predict"),
    "ask": ASK,
    "cut": said(
        "Cut along the dashed lines and lay each cell on its model, or write its letter into the small box. "
        "Which word gave it away?"
    ),
    "terms": said("Words in this lesson"),
    "compare": said("Compare"),
    "as_a_friend": said(
        "Each model at its best and at its hardest. Answer each hard question in a line, as somebody who likes that "
        "model would."
    ),
    "strongest": said("Its strongest case"),
    "hard": said("Its hard question"),
    "bet_first": said("Explore: a guess first"),
    "turn": TURN,
    "explore": said("Explore: {figure}"),
    "still": STILL,
    "write": said("Write: {options}."),
    "seen": said("What do you see, what does it say to your guess, and what does it leave out?"),
    "check": said("Check"),
    "place": said("Place"),
    "my_case": said("My case"),
    "mark_it": said("Mark where it stands."),
    "ten_squares": said("Ten squares in all: shade more for the models that your case is made of."),
    "why_there": said("Why there?"),
    "discuss": said("Discuss"),
    "lasts": said("{form}, {minutes} minutes"),
}


def worksheet(lesson: Lesson) -> str:
    """Return the learners' sheet of a lesson as a whole HTML document."""
    explorable = load_explorable(lesson.id)
    controls = explorable.controls.values() if explorable else ()
    # what shows only what the learner has judged shows nothing yet
    picture = at_start(explorable) if explorable and not explorable.kind.startswith("judgement") else None
    body = render(
        "paper/templates/worksheet.html",
        lesson=lesson,
        words=WORDS,
        letters=LETTERS,
        explorable=explorable,
        grids=[spec for spec in controls if isinstance(spec, Grid) and spec.on_paper],
        picture=picture,
        drawn=drawn(to_page(picture.figure), picture.summary) if picture else "",
        numbers=markup.numbers(picture.numbers, say("The picture in numbers")) if picture else "",
        triangle=_triangle(lesson) if len(lesson.columns) == 3 else "",
    )
    return page(say("{lesson}: worksheet", lesson=lesson.title), body, text_of("worksheet.css"))


def _triangle(lesson: Lesson) -> str:
    names = [column.name for column in lesson.columns]
    words = say("A triangle to mark: {models} at its corners", models=", ".join(names))
    return triangle(names, [column.mark for column in lesson.columns], [], words)
