"""Core Principle - one product, three principles: an encyclopedia made by peers, by a state and by a firm.

Evidence: how many articles each had and when, four counts of one of them of which one was four years old, and who
wrote, decided, paid, might reuse and corrected. Where no source that we read answers, the picture says so.
"""

import pandas as pd

from kit.base.labels import known, say, say_number
from kit.base.language import each_language
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, load_facts, sources_of
from kit.explorables import Picture, laid_out, layouts, words_of
from kit.views.plot import MUTED, Figure, looks, note, scatter, strokes

WORDS = words_of("core_principle")
QUESTIONS, MAKERS, HEADINGS = WORDS.controls["question"].options, WORDS.says["makers"], WORDS.says["headings"]
SOVIET = WORDS.says["summary"]["soviet"]
SOURCES = (*sources_of(load_facts("encyclopedia_answers"), load_facts("encyclopedias")), "NUP1")
MARK = dict(zip(MAKERS, MARKS, strict=False))


@each_language
def counts() -> pd.DataFrame:
    """Return every count of articles with its `year`, a decimal number, its `age` in years, and if it is of Encarta."""
    facts = load_facts("encyclopedias")
    days = pd.to_datetime(facts["date"], format="ISO8601")
    year = (days.dt.year + (days.dt.day_of_year - 1) / 365).round(1)
    encarta = facts_at_home("encyclopedias")["name"] == "Encarta"  # whatever a language calls it
    return facts.assign(year=year, age=(year - facts["begun"]).round(1), encarta=encarta)


def chosen(count: str) -> pd.DataFrame:
    """Return the counts that the picture shows: of the four for Encarta all, or the one that was chosen."""
    facts = counts()
    return facts[~facts["encarta"] | (count == "all") | (facts["articles"].astype(str) == count)]


def ratios(count: str) -> list[int]:
    """Return, from low to high, how many articles Wikipedia had in March 2009 for each one of Encarta's.

    Of all four counts only those of the same year are compared.
    """
    facts = chosen(count)
    facts = facts[(count != "all") | (facts["year"] >= 2009)]
    wikipedia = facts.loc[facts["date"] == "2009-03-31", "articles"].item()
    return sorted(round(wikipedia / articles) for articles in facts.loc[facts["encarta"], "articles"])


def ahead(question: str, scale: str, clock: str, count: str) -> str:
    """Return the column whose encyclopedia has the most articles in the picture."""
    facts = chosen(count)
    return str(facts.loc[facts["articles"].idxmax(), "model"])


def answers(question: str) -> pd.DataFrame:
    """Return, by model, its encyclopedia and what the sources answer to a question about it, in full and in `short`."""
    facts = load_facts("encyclopedia_answers")
    return facts[facts["question"] == question].set_index("model").loc[list(MAKERS)]


def picture(question: str, scale: str, clock: str, count: str) -> Picture:
    """Return the articles over the years, Encarta's four counts, and three answers to one question."""
    told = ". ".join(f"{one.name}: {one.answer}" for one in answers(question).itertuples(index=False))
    summary = f"{say(SOVIET)} {' '.join(_compared(count))} {say(QUESTIONS[question])} {told}."
    facts = chosen(count)
    facts = facts[(facts["model"] != "commons") | facts["date"].isin(["2001-02-12", "2009-03-31", "2021-01-01"])]
    numbers = facts[list(HEADINGS)].assign(model=facts["model"].map(MAKERS)).rename(columns=HEADINGS)
    return Picture(_figure(question, scale, clock, count), summary, numbers.reset_index(drop=True))


def _span(numbers: list[int]) -> str:
    low, high = say_number(numbers[0]), say_number(numbers[-1])
    return low if low == high else say("{low} to {high}", low=low, high=high)


def _compared(count: str) -> tuple[str, ...]:
    encarta = chosen(count).query("encarta").sort_values("articles")
    had = [
        say("Encarta in {year}: {articles} articles.", year=str(int(year)), articles=_span(list(rows["articles"])))
        for year, rows in encarta.groupby(encarta["year"] // 1)
    ]
    return (*reversed(had), say("Wikipedia in March 2009: {times} times as many.", times=_span(ratios(count))))


def _figure(question: str, scale: str, clock: str, count: str) -> Figure:
    still, above = layouts(__file__), "<b>" + say(QUESTIONS[question]) + "</b><br>" + say("Articles")
    return laid_out(
        __file__, *_growth(clock, count), _labels(question, scale, clock, count), _four_counts(count),
        xaxis=still["clocks"][clock], yaxis=still["scales"][scale],
        xaxis2={"ticktext": [say_number(0), say_number(80_000)]},
        notes=[note(above, 0, 1.005, xshift=-64), note("<br>".join(_compared(count)), 0, 0.12, xshift=-64)],
    )  # fmt: skip


def _growth(clock: str, count: str) -> list[dict[str, object]]:
    """Return a line for each Soviet edition from first volume to last, Wikipedia's curve, and the firms' counts."""
    facts = chosen(count)
    when = "year" if clock == "calendar" else "age"
    wikipedia, encarta = facts[facts["model"] == "commons"], facts[facts["encarta"]]
    soviet = facts[facts["model"] == "collectivism"].assign(start=0 if clock == "own" else facts["begun"])
    firms = [encarta] if clock == "own" else [encarta, facts[facts["name"].str.contains("Britannica")]]
    editions = ([(one.start, one.articles), (getattr(one, when), one.articles)] for one in soviet.itertuples())
    peers, state, firm = (_look(model) for model in MAKERS)
    guessed = _look("commons", dash="dot", width=1.5)
    return [
        strokes(editions, "lines+markers", **state),
        scatter(wikipedia[when][:2], wikipedia["articles"][:2], "lines+markers", **guessed),
        scatter(wikipedia[when][1:], wikipedia["articles"][1:], "lines+markers", **peers),
        *(scatter(counted[when], counted["articles"], **firm) for counted in firms),
    ]


def _look(model: str, dash: str = "solid", width: float = 2.5) -> dict[str, object]:
    line = {"color": MARK[model].colour, "dash": dash, "width": width}
    return {"name": known(MAKERS[model]), "marker": looks(MARK[model], 8), "line": line, "cliponaxis": False}


def _labels(question: str, scale: str, clock: str, count: str) -> dict[str, object]:
    """Return the names in the chart with their short answers, at places where they do not meet."""
    peers, state, firm = (f"<b>{one.label}</b><br>{one.short}" for one in answers(question).itertuples())
    encarta = chosen(count).query("encarta")["articles"]
    places = {
        "calendar": [(2009, 3.1e6, peers, "top left"), (1923, 1.1e5, state, "top right"),
                     (2001, encarta.min(), firm, "bottom left")],
        "own": [(9, 3.1e6, peers, "top left"), (9, 6.5e4, state, "bottom center"),
                (16, encarta.max(), firm, "top center")],
    }[clock]  # fmt: skip
    if (clock, scale) == ("calendar", "times"):
        places.append((2004.9, 1.2e5, "Britannica", "bottom left"))
    x, y, text, sides = zip(*places, strict=True)
    hidden = {"size": 14, "opacity": 0}
    return scatter(x, y, "markers+text", text=text, textposition=sides, marker=hidden, cliponaxis=False)


def _four_counts(count: str) -> dict[str, object]:
    four = sorted(counts().query("encarta")["articles"])
    taken = [count in ("all", str(articles)) for articles in four]
    return scatter(
        four, [0] * 4, "markers+text", text=list(map(say_number, four)), xaxis="x2", yaxis="y2", cliponaxis=False,
        textposition=["top left", "bottom left", "top center", "bottom right"],
        marker={"symbol": ["diamond" if one else "diamond-open" for one in taken], "size": 11,
                "color": [MARK["liberalism"].colour if one else MUTED for one in taken]},
    )  # fmt: skip
