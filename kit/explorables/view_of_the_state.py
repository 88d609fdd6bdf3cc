"""View of the State - build a state: who should do what? And do the labels of real states match what they do?

Twelve tasks go to the state, the market or the commons, and your state is held against the three models. How near it
is follows from a small table in its file, which is our own reading and there to be argued with. Beside it stands
evidence: what governments spend (IMF figures after Mauro et al. 2015; Heritage 2019) and what some of them own.
"""

import pandas as pd

from kit.base.labels import known, said, say, say_number
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, sources_of
from kit.explorables import Picture, in_short, laid_out, leader, words_of
from kit.views.plot import CLEAR, MUTED, Figure, bars, looks, lying, note, outlined, scatter, strokes

WORDS = words_of("view_of_the_state")
NAMES, DOES, TO = WORDS.says["models"], WORDS.controls["who"].rows, WORDS.says["to"]
BEFORE, AGREE = WORDS.says["before"], WORDS.says["agree"]  # by each reading, once something was given away and before
SPENDING = WORDS.says["summary"]["spending"]
Task = dict[str, str]  # to whom each model would give it: first whom its cell asks for, then whom friends accept
TASKS = {task: {model: WORDS.stands_for[model][task] for model in NAMES} for task in DOES}
DOERS = {"state": "S", "market": "M", "commons": "C"}
# whoever does a task looks like the model that asks for it most: a square, a diamond, a circle, in Plotly's numbers
SYMBOLS = {"C": 0, "S": 1, "M": 2}
COLOURS = {"C": MARKS[0].colour, "S": MARKS[1].colour, "M": MARKS[2].colour}
FACTS = facts_at_home("state_size")
SOURCES = sources_of(FACTS)
ONE_PARTY = ("China", "Cuba")
SHORT = {"United Kingdom": said("UK"), "United States": said("USA")}
SHADE = "rgba(128,128,128,.18)"


def accepted(task: Task, model: str, reading: str) -> str:
    """Return the letters of those to whom a model would give a task."""
    letters = task[model]
    return letters if reading == "friends" else letters[0]


def nearness(given: dict[str, str], model: str, reading: str) -> int:
    """Return for how many of the tasks that were given away a model would accept the answer."""
    return sum(letter in accepted(TASKS[task], model, reading) for task, letter in given.items())


def ahead(show: str, reading: str, who: dict[str, str]) -> str | None:
    """Return the column nearest to the learner's own answers, "" if two are as near, None for what real states do."""
    if show != "build":
        return None
    given = {cell.split("/")[0]: DOERS[doer] for cell, doer in who.items()}
    return leader(nearness(given, model, reading) for model in NAMES)


def picture(show: str, reading: str, who: dict[str, str]) -> Picture:
    """Return the learner's state beside the three models, or what real governments spend or own."""
    if show == "spend":
        return _spending()
    if show == "own":
        return _owning()
    given = {cell.split("/")[0]: DOERS[doer] for cell, doer in who.items()}
    words = {letter: doer for doer, letter in DOERS.items()}
    rows = [
        (DOES[name], words.get(given.get(name), "-"),
         *(say(" or ").join(map(say, map(words.get, accepted(task, one, reading)))) for one in NAMES),
         WORDS.says["why"][name])
        for name, task in TASKS.items()
    ]  # fmt: skip
    heads = [said("Task"), said("Yours"), *NAMES.values(), said("Why we read it so")]
    return Picture(_state(given, reading), _built(given, reading), pd.DataFrame(rows, columns=heads))


def _built(given: dict[str, str], reading: str) -> str:
    if not given:
        return say("You have not assigned any task yet.") + " " + say(BEFORE[reading])
    counts = [say(TO[letter], number=list(given.values()).count(letter)) for letter in DOERS.values()]
    near = {say(NAMES[model]): nearness(given, model, reading) for model in NAMES}
    same = [say("{model} with {number}", model=model, number=number) for model, number in near.items()]
    gave = say("You have assigned {given} of 12 tasks: {counts}.", given=len(given), counts=", ".join(counts))
    return f"{gave} {say(AGREE[reading], counts=', '.join(same))}"


def _state(given: dict[str, str], reading: str) -> Figure:
    near = [nearness(given, model, reading) for model in NAMES]
    heads = ("<b>" + say("Yours") + "</b>", say("Peer<br>prod."), say("Collec-<br>tivism"), say("Liberal<br>indiv."))
    return laid_out(
        __file__,
        _agreement(given, reading),
        *(_column(place, column) for place, column in enumerate(_answers(given, reading))),
        bars([1, 2, 3], near, yaxis="y2", width=0.4, marker={"color": [mark.colour for mark in MARKS[:3]]},
             text=[f"{count}/{len(given)}" if given else "" for count in near], textposition="outside",
             cliponaxis=False, constraintext="none"),
        view="state",
        yaxis={"ticktext": [say(name) for name in DOES.values()]},
        notes=[note(head, place, 0.75, xref="x", xanchor="auto", align="center") for place, head in enumerate(heads)],
    )  # fmt: skip


def _answers(given: dict[str, str], reading: str) -> list[list[str]]:
    """Return the letters for the twelve tasks, column by column: the learner's, then each model's."""
    models = [[accepted(task, model, reading) for task in TASKS.values()] for model in NAMES]
    return [[given.get(name, "") for name in TASKS], *models]


def _column(place: int, answers: list[str]) -> dict[str, object]:
    """Return one column's marks: the first answer of a task filled, what milder friends accept open, side by side."""
    spots = [(row, nth, len(answer), letter) for row, answer in enumerate(answers) for nth, letter in enumerate(answer)]
    colours = [COLOURS[letter] for *_, letter in spots]
    symbols = [SYMBOLS[letter] + 100 * (nth > 0) for _, nth, _, letter in spots]
    x = [round(place + 0.28 * nth - 0.14 * (many - 1), 2) for _, nth, many, _ in spots]
    return scatter(x, [row for row, *_ in spots], marker=outlined(symbols, 12 if place else 17, colours, 1.5))


def _agreement(given: dict[str, str], reading: str) -> dict[str, object]:
    """Return a box round every answer of a model that is the same as the learner's."""
    own, *models = _answers(given, reading)
    boxes = [
        [(place + x, row + y) for x, y in ((-0.45, -0.4), (0.45, -0.4), (0.45, 0.4), (-0.45, 0.4), (-0.45, -0.4))]
        for place, answers in enumerate(models, 1)
        for row, letter in enumerate(own)
        if letter and letter in answers[row]
    ]
    return strokes(boxes, fill="toself", fillcolor=SHADE, line={"color": MUTED, "width": 1})


def _spending() -> Picture:
    """Return what governments spent, in two panels, because the two sources count differently."""
    spent = FACTS[FACTS["unit"] == "% of GDP"]
    series, other = (spent[spent["source"] == source] for source in ("OWID1", "HER19"))
    numbers = series.pivot(index="entity", columns="year", values="value")[[1960, 1980, 2011]]
    numbers = numbers.join(other.set_index("entity")["value"].rename(said("2019 (other source)")), how="outer")
    numbers = numbers.rename(columns=lambda year: say("{year}, % of GDP", year=known(str(year))))
    numbers = numbers.rename_axis(said("Country")).reset_index()
    latest = series[series["year"] == 2011].sort_values("value")
    spenders = ", ".join(f"{row.entity} {say_number(row.value, 0)}%" for row in latest.itertuples())
    summary = say(SPENDING, countries=spenders, cuba=say_number(other.set_index("entity")["value"]["Cuba"], 0))
    early, late = series[series["year"] <= 1980], series[series["year"] >= 1980]
    figure = laid_out(
        __file__,
        *(_points(rows, "lines+markers", dash="dot") for _, rows in early.groupby("entity")),
        *(_points(rows, "lines+markers+text") for _, rows in late.groupby("entity")),
        *(_points(rows.assign(year=0), "markers+text", "x2") for _, rows in other.groupby("entity")),
        view="spending",
    )
    return Picture(figure, summary, numbers)


def _points(rows: pd.DataFrame, mode: str, xaxis: str = "x", dash: str = "solid") -> dict[str, object]:
    """Return one country: its name at the end of its line, or what the other source says beside its point."""
    country, one_party = rows["entity"].iloc[0], rows["entity"].iloc[0] in ONE_PARTY
    mark, value = MARKS[1 if one_party else 2], rows["value"].iloc[0]
    beside = ("Cuba<br>" if country == "Cuba" else "") + say_number(value, 0)
    words = beside if xaxis == "x2" else known(SHORT.get(country, country))
    return scatter(
        rows["year"], rows["value"], mode, xaxis=xaxis, text=[""] * (len(rows) - 1) + [words], cliponaxis=False,
        textposition="bottom right" if xaxis == "x2" and country == "China" else "middle right",
        line={"color": mark.colour, "dash": dash, "width": 2}, marker=looks(mark, 8),
    )  # fmt: skip


def _owning() -> Picture:
    """Return who holds what: each bar has its own whole, so they must not be added or ranked."""
    held = FACTS[FACTS["unit"] != "% of GDP"]
    words = [f"{row.entity} {row.year}: {row.measure}" for row in held.itertuples()]
    shares = [say("over {share}%", share=in_short(row.value)) if row.note == "more than" else f"{in_short(row.value)}%"
              for row in held.itertuples()]  # fmt: skip
    private = held["measure"].str.contains("private")
    figure = laid_out(
        __file__,
        lying(held["value"], range(len(held)), width=0.26, text=shares, textposition="outside", constraintext="none",
              marker={"color": [MARKS[2 if one else 1].colour for one in private],
                      "pattern": {"shape": ["/" if one else "" for one in private], "bgcolor": CLEAR}}),
        view="owning",
        yaxis={"range": [len(held) - 0.75, -0.85]},
        notes=[note(line.replace(": ", "<br>"), 0, row - 0.14, xref="x", yref="y") for row, line in enumerate(words)],
    )  # fmt: skip
    listed = "; ".join(map(" ".join, zip(words, shares, strict=True)))
    notes = held["note"].fillna("-")
    numbers = pd.DataFrame({said("What"): words, said("Share, %"): held["value"], said("Note"): notes})
    return Picture(figure, say("Each share is of a different whole. {shares}.", shares=listed), numbers)
