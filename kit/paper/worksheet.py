"""A lesson on paper: its six steps, to cut out, tick, mark and write on; no answer stands on it."""

from html import escape
from pathlib import Path

from kit.base.labels import known, said, say, say_html
from kit.content.lesson import ASK, LETTERS, Lesson
from kit.content.lesson_form import Prompt, Term
from kit.explorables import load_explorable
from kit.paper.document import drawn, page
from kit.paper.elements import across, blank, cut_out, field, lines, ticks
from kit.views import cards, markup
from kit.views.contract import Explorable, Grid, Picture, at_start
from kit.views.plot import to_page

CUT = said(
    "Cut along the dashed lines and lay each cell on its model, or write its letter into the small box. "
    "Which word gave it away?"
)
NAME, DATE, MY_CASE = said("Name"), said("Date"), said("My case")
PREDICT, COMPARE, CHECK, PLACE, DISCUSS = (
    said("Predict"),
    said("Compare"),
    said("Check"),
    said("Place"),
    said("Discuss"),
)
BET_FIRST, EXPLORE = said("Explore: a guess first"), said("Explore: {figure}")
TERMS, STRONGEST, HARD = said("Words in this lesson"), said("Its strongest case"), said("Its hard question")
AS_A_FRIEND = said(
    "Each model at its best and at its hardest. Answer each hard question in a line, as somebody who likes that model "
    "would."
)
IN_NUMBERS, MARK_IT, WHY_THERE = said("The picture in numbers"), said("Mark where it stands."), said("Why there?")
FOR_MINUTES = said("{form}, {minutes} minutes")
TURN = said("Tick one before you turn the page: the picture stands on the next one.")
SEEN = said("What do you see, what does it say to your guess, and what does it leave out?")
STILL = said("The picture on the screen moves; this one shows where it begins.")


def worksheet(lesson: Lesson) -> str:
    """Return the learners' sheet of a lesson as a whole HTML document."""
    explorable = load_explorable(lesson.id)
    parts = [_predict(lesson), _compare(lesson)]
    parts += [_bet(lesson), _explore(lesson, explorable)] if explorable else []
    body = "".join([*parts, _check(lesson), _place(lesson), _discuss(lesson)])
    return page(say("{lesson}: worksheet", lesson=lesson.title), body, handout_style())


def handout_style() -> str:
    """Return the looks that worksheets and the teacher's cards share."""
    return Path(__file__).with_name("worksheet.css").read_text(encoding="utf-8")


def _predict(lesson: Lesson) -> str:
    targets = (
        f'<div class="target"><p>{cards.name_of(column.mark, column.name)}</p><span class="letter"></span></div>'
        for column in lesson.columns
    )
    cells = (
        cut_out(f"<p><strong>{letter}.</strong> {escape(column.cell)}</p>")
        for letter, column in zip(LETTERS, lesson.asked, strict=False)
    )
    return (
        f'<p class="who">{say(NAME)} <span></span> {say(DATE)} <span></span></p>'
        f'<h1>{escape(lesson.title)}</h1><p class="question">{escape(lesson.content.big_question)}</p>'
        f"{markup.paragraph(lesson.content.why_it_matters)}"
        f"<h2>1. {say(PREDICT)}</h2><p>{say(ASK)} {say(CUT)}</p>{across(targets)}{across(cells)}"
        f"{_words(lesson.content.terms)}"
    )


def _words(terms: tuple[Term, ...]) -> str:
    """Return the lesson's words: on paper nobody can look them up."""
    entries = "".join(f"<div><dt>{escape(one.term)}</dt><dd>{escape(one.definition)}</dd></div>" for one in terms)
    return f'<h3>{say(TERMS)}</h3><dl class="words">{entries}</dl>' if terms else ""


def _compare(lesson: Lesson) -> str:
    unpacked = [(column, lesson.cell(column)) for column in lesson.columns]
    sides = (
        f"<h3>{cards.name_of(column.mark, column.name)}</h3>"
        f"<h4>{say(STRONGEST)}</h4>{markup.paragraph(cell.strongest_case)}"
        f"<h4>{say(HARD)}</h4>{markup.paragraph(cell.hard_question)}"
        for column, cell in unpacked
        if cell
    )
    return (
        f'<section class="new-page"><h2>2. {say(COMPARE)}</h2><p>{say(AS_A_FRIEND)}</p>'
        f"{across((f'<div>{side}{lines(4)}</div>' for side in sides), 'sides')}</section>"
    )


def _bet(lesson: Lesson) -> str:
    bet = lesson.content.bet
    return (
        f'<section class="whole"><h2>3. {say(BET_FIRST)}</h2><p>{escape(bet.stem)}</p>'
        f'{ticks(option.text for option in bet.options)}<p class="turn">{say(TURN)}</p></section>'
    )


def _explore(lesson: Lesson, explorable: Explorable) -> str:
    grids = [spec for spec in explorable.controls.values() if isinstance(spec, Grid) and spec.on_paper]
    # what shows only what the learner has judged shows nothing yet
    picture = None if explorable.kind.startswith("judgement") else at_start(explorable)
    return (
        f'<section class="new-page"><h2>3. {say_html(EXPLORE, figure=escape(known(explorable.title)))} '
        f'<span class="kit-badge">{known(explorable.kind)}</span></h2>{cards.guide(lesson.content.explore)}'
        f"{_shown(picture) if picture else ''}"
        f"{''.join(map(blank, grids))}"
        f'<div class="whole"><h3>{say(SEEN)}</h3>{lines(4)}</div>'
        f"{markup.numbers(picture.numbers, say(IN_NUMBERS)) if picture else ''}</section>"
    )


def _shown(picture: Picture) -> str:
    figure = drawn(to_page(picture.figure), picture.summary)
    return figure + markup.paragraph(picture.summary) + markup.paragraph(say(STILL), "kit-note")


def _check(lesson: Lesson) -> str:
    asked = (
        f'<div class="whole"><p><strong>{number}. {escape(question.stem)}</strong></p>'
        f"{ticks(option.text for option in question.options)}</div>"
        for number, question in enumerate(lesson.content.questions, 1)
    )
    return f"<section><h2>4. {say(CHECK)}</h2>{''.join(asked)}</section>"


def _place(lesson: Lesson) -> str:
    return (
        f'<section class="whole"><h2>5. {say(PLACE)}</h2><p class="who">{say(MY_CASE)} <span class="long"></span></p>'
        f"<p>{escape(lesson.content.place_question)} {say(MARK_IT)}</p>"
        f'<div class="place">{field(lesson.columns)}<div><h3>{say(WHY_THERE)}</h3>{lines(7)}</div></div></section>'
    )


def _discuss(lesson: Lesson) -> str:
    return f"<section><h2>6. {say(DISCUSS)}</h2>{''.join(map(_prompt, lesson.content.prompts))}</section>"


def _prompt(prompt: Prompt) -> str:
    lasts = say(FOR_MINUTES, form=prompt.form, minutes=prompt.minutes)
    return (
        f'<div class="whole"><h3>{escape(known(prompt.kind.capitalize()))} '
        f'<span class="kit-note">{escape(lasts)}</span></h3>'
        f"<p>{escape(prompt.prompt)}</p>{lines(3)}</div>"
    )
