"""The Governance lesson done the usual way, and done well: ipywidgets as they come, cards as HTML, Plotly as it comes.

Same words, same questions and same figures' data as in the kit; only the way to the page differs. A chart comes in two
usual ways: `interact` with `show`, and one `FigureWidget` a chart.
"""

from html import escape
from types import SimpleNamespace

import ipywidgets as widgets
import plotly.graph_objects as go
from IPython.display import HTML, display

from kit.base.paths import PACKAGE
from kit.content.columns import MARKS
from kit.content.course import load_cases, load_models, load_sources
from kit.content.lesson_form import load_content
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.views import markup
from kit.views.contract import Range
from kit.views.templates import CARDS, Pieces
from kit.views.triangle import ternary

STYLE = "<style>.kit-cards {display: flex; gap: 12px} .kit-card {flex: 1; border-top: 4px solid; padding: 8px}</style>"
CASE = "wikipedia"
NOBODY = ("Nobody", "")
RECALL = Pieces(str(PACKAGE / "learner" / "lesson" / "recall_and_check.py"))

governance = load_explorable("governance")
content, sources, row = load_content("governance"), load_sources(), load_table().loc["Governance"]
columns = [
    SimpleNamespace(id=model.id, name=model.name, mark=mark, cell=row[model.title])
    for model, mark in zip(load_models(), MARKS, strict=False)
]
models = [(column.name, column.id) for column in columns]


def recall() -> None:
    display(HTML(RECALL.lead()), widgets.Button(description="Begin: two questions, one minute"))


def predict() -> None:
    guesses = [widgets.Dropdown(description=f"Cell {letter}", options=[("?", ""), *models]) for letter in "ABC"]
    checked, verdict = widgets.Button(description="Check my match"), widgets.HTML()

    def check(_: widgets.Button) -> None:
        fits = sum(guess.value == column.id for guess, column in zip(guesses, reversed(columns), strict=True))
        verdict.value = markup.notice(f"{fits} of {len(columns)} as in the table.")

    checked.on_click(check)
    for guess, column in zip(guesses, reversed(columns), strict=True):
        display(HTML(f"<p>{escape(column.cell)}</p>"), guess)
    display(checked, verdict)


def compare() -> None:
    def side_by_side(**seats: str) -> None:
        shown = [column for seat in seats.values() for column in columns if column.id == seat]
        display(HTML(markup.side_by_side([CARDS.unfolded(one, content.cells[one.id], sources) for one in shown])))

    seats = {
        f"seat_{place}": widgets.Dropdown(description=f"Model {place}", options=[*models, NOBODY], value=column.id)
        for place, column in enumerate(columns, 1)
    }
    display(HTML(STYLE))
    widgets.interact(side_by_side, **seats)
    names = {column.id: f"For {column.name}" for column in columns}
    display(
        HTML(
            markup.details("Words in this lesson", CARDS.terms(content.terms))
            + markup.details("Often misread", CARDS.misreadings(content.misreadings))
            + markup.details("Who would object to these cells?", CARDS.contested(content.contested, columns))
            + markup.details("To read", CARDS.readings(content.readings, sources, names))
        )
    )


def explore_interact() -> None:
    def show(**values: object) -> None:
        picture = governance.picture(**values)
        _usual(go.Figure(picture.figure)).show()
        display(HTML(_words(picture)))

    _bet()
    widgets.interact(show, **_controls())
    display(HTML(_basis()))


def explore_figure_widget() -> None:
    def draw(**values: object) -> None:
        picture = governance.picture(**values)
        _redraw(chart, go.Figure(picture.figure))
        words.value = _words(picture)

    controls = _controls()
    picture = governance.picture(**{name: control.value for name, control in controls.items()})
    chart, words = go.FigureWidget(_usual(go.Figure(picture.figure))), widgets.HTML(_words(picture))
    _bet()
    widgets.interactive_output(draw, controls)
    display(widgets.VBox([*controls.values(), chart, words]), HTML(_basis()))


def check() -> None:
    for question in content.questions:
        _asked(question.stem, question.options, "Check my answer")


def place_interact() -> None:
    def show(**weights: int) -> None:
        _usual(_triangle(list(weights.values()))).show()

    widgets.interact(show, **_weights())
    _reason()


def place_figure_widget() -> None:
    def draw(**weights: int) -> None:
        _redraw(chart, _triangle(list(weights.values())))

    controls = _weights()
    chart = go.FigureWidget(_usual(_triangle([control.value for control in controls.values()])))
    widgets.interactive_output(draw, controls)
    display(widgets.VBox([*controls.values(), chart]))
    _reason()


def discuss() -> None:
    for prompt in content.prompts:
        answer, looked, second = widgets.Textarea(), widgets.Button(description="Take a second look"), widgets.HTML()
        looked.on_click(lambda _, prompt=prompt, second=second: setattr(second, "value", prompt.second_look))
        display(HTML(f"<h4>{escape(prompt.kind)}</h4><p>{escape(prompt.prompt)}</p>"), answer, looked, second)


def _bet() -> None:
    _asked(content.bet.stem, content.bet.options, "Place my bet")


def _asked(stem: str, options: tuple, label: str) -> None:
    choice = widgets.RadioButtons(options=[(option.text, option.id) for option in options], value=None)
    committed, feedback = widgets.Button(description=label), widgets.HTML()

    def commit(_: widgets.Button) -> None:
        said = {option.id: option.feedback for option in options}
        feedback.value = markup.notice(said.get(choice.value, "Choose first."))

    committed.on_click(commit)
    display(HTML(f"<p><b>{escape(stem)}</b></p>"), choice, committed, feedback)


def _controls() -> dict[str, widgets.Widget]:
    def slider(spec: object) -> widgets.IntSlider:
        return widgets.IntSlider(description=spec.label, value=spec.value, min=spec.low, max=spec.high, step=spec.step)

    def dropdown(spec: object) -> widgets.Dropdown:
        return widgets.Dropdown(description=spec.label, options=[(words, name) for name, words in spec.options.items()])

    return {
        name: slider(spec) if isinstance(spec, Range) else dropdown(spec) for name, spec in governance.controls.items()
    }


def _weights() -> dict[str, widgets.IntSlider]:
    return {
        column.id: widgets.IntSlider(description=column.name, value=share)
        for column, share in zip(columns, (70, 10, 20), strict=True)
    }


def _triangle(weights: list[int]) -> go.Figure:
    names = {case.id: case.name for case in load_cases()}
    known = [(names[one.case], [one.weights[column.id] for column in columns]) for one in content.known_cases]
    own, others = (names[CASE], weights), [point for point in known if point[0] != names[CASE]]
    return go.Figure(ternary([column.name for column in columns], [column.mark for column in columns], own, others))


def _reason() -> None:
    display(widgets.Textarea(description="Why there?"))


def _usual(figure: go.Figure) -> go.Figure:
    return figure.update_layout(template="plotly")


def _redraw(chart: go.FigureWidget, figure: go.Figure) -> None:
    with chart.batch_update():
        for trace, drawn in zip(chart.data, figure.data, strict=True):
            trace.update(drawn.to_plotly_json())
        chart.layout.shapes = figure.layout.shapes


def _words(picture: object) -> str:
    return markup.paragraph(picture.summary) + markup.details(
        "The numbers in this picture", markup.numbers(picture.numbers, "What the picture shows, in numbers")
    )


def _basis() -> str:
    assumed = "".join(f"<li>{escape(line)}</li>" for line in governance.assumptions)
    return markup.details("What this model assumes", f"<ul>{assumed}</ul>") + markup.paragraph(governance.leaves_out)
