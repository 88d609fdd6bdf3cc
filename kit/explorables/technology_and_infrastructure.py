"""Technology and Infrastructure - repair or replace: how many replacements does a thing need that may not be opened?

A model of a thousand homes that keep one machine each for thirty years, once sealed and once open to repair; beside it
what is known, and how surely, of the lamp makers' cartel of 1925 and of scores for how easily a device is repaired.
"""

from functools import cache
from itertools import pairwise
from math import exp, gamma

import pandas as pd

from kit.base.labels import said, say, say_number
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, sources_of
from kit.explorables import Picture, in_short, laid_out, nobody, words_of
from kit.views.plot import MUTED, Figure, bars, looks, note, outlined, scatter

WORDS = words_of("technology_and_infrastructure")
FACTS = facts_at_home("obsolescence")
SOURCES = sources_of(FACTS)
HEADINGS = WORDS.says["headings"]
THIRTY_YEARS, LAMPS, SCORES = (WORDS.says["summary"][view] for view in ("machines", "lamps", "scores"))

ahead = nobody  # open and sealed machines have been made under all three models
YEARS, HOMES, SHAPE = 30, 1000, 3
# open and sealed wear the colours of none of the three models, because makers of every kind have made both
LOOKS = {said("Open"): MARKS[3], said("Sealed"): MARKS[4]}
SURE = {"seen in two sources": "circle", "seen": "circle-open"}
LEGEND = said("● two sources   ○ one source")


def unbroken(age: float, life: float) -> float:
    """Return the share of machines that have not broken at an age, when `life` is their mean (a Weibull curve)."""
    return exp(-((age * gamma(1 + 1 / SHAPE) / life) ** SHAPE))


def breaks(age: int, life: float) -> float:
    """Return the odds that a machine of this age breaks within the next year."""
    return 1 - unbroken(age + 1, life) / unbroken(age, life) if unbroken(age, life) > 1e-9 else 1.0


@cache
def one_machine(life: float, odds: float, bored: float) -> tuple[list[float], list[float]]:
    """Return, for years 0 to 30, the share of machines of one age still in use, and the repairs made in that year."""
    fresh, mended = {0: 1.0}, {}
    alive, repairs = [1.0], [0.0]
    for _ in range(YEARS):
        broken = sum(n * breaks(age, life) for age, n in fresh.items())
        broken += sum(n * breaks(age, life / 2) for age, n in mended.items())
        kept = 1 - bored
        fresh = {age + 1: n * (1 - breaks(age, life)) * kept for age, n in fresh.items()}
        mended = {age + 1: n * (1 - breaks(age, life / 2)) * kept for age, n in mended.items()}
        mended[0] = broken * odds * kept
        alive.append(sum(fresh.values()) + sum(mended.values()))
        repairs.append(broken * odds)
    return alive, repairs


def replacements(alive: list[float]) -> list[float]:
    """Return how many replacements each home needs in each year, when every lost machine is replaced at once."""
    lost = [0.0] + [before - after for before, after in pairwise(alive)]
    made = [1.0]
    for year in range(1, len(alive)):
        made.append(sum(made[born] * lost[year - born] for born in range(year)))
    return [0.0, *made[1:]]


def thirty_years(name: str, odds: int, life: int, bonus: int, bored: int) -> dict[str, object]:
    """Return what a thousand homes go through with open or with sealed machines."""
    share, years = (odds / 100, life) if name == "Open" else (0.0, life * (1 + bonus / 100))
    alive, repairs = one_machine(years, share, bored / 100)
    made = replacements(alive)
    born = [1.0, *made[1:]]
    ages = [sum(born[year - age] * alive[age] * age for age in range(year + 1)) for year in range(YEARS + 1)]
    mended = sum(born[year - age] * repairs[age] for year in range(YEARS + 1) for age in range(year + 1))
    return {
        "alive": [round(HOMES * one) for one in alive],
        "made": [round(HOMES * one) for one in made],
        "total": round(HOMES * sum(made)),
        "repairs": round(HOMES * mended),
        "age": round(sum(ages) / len(ages), 1),
    }


def picture(show: str, odds: int, life: int, bonus: int, bored: int) -> Picture:
    """Return the machines of a thousand homes over thirty years, or what is known of lamps and of scores."""
    if show == "lamps":
        return _lamps()
    if show == "scores":
        return _scores()
    runs = {name: thirty_years(name, odds, life, bonus, bored) for name in LOOKS}
    rows = [(name, run["alive"][10], run["total"], run["repairs"], run["age"]) for name, run in runs.items()]
    numbers = pd.DataFrame(rows, columns=[*WORDS.says["numbers"].values()])
    open_, sealed = runs.values()
    summary = say(
        THIRTY_YEARS,
        made_open=say_number(open_["total"]), made_sealed=say_number(sealed["total"]),
        repairs=say_number(open_["repairs"]), age_open=say_number(open_["age"]), age_sealed=say_number(sealed["age"]),
    )  # fmt: skip
    return Picture(_machines(runs), summary, numbers)


def _machines(runs: dict[str, dict]) -> Figure:
    drawn = list(zip(map(say, LOOKS), LOOKS.values(), runs.values(), (1, -1), strict=True))
    totals = [
        say("{sign} {machines}: {total} in 30 years", sign=mark.sign, machines=name, total=say_number(run["total"]))
        for name, mark, run, _ in drawn
    ]
    used, made = say("Still in use, of the first 1,000"), say("Replacements, each year")
    return laid_out(
        __file__,
        *(scatter(range(YEARS + 1), run["alive"], "lines+markers", line={"color": mark.colour, "width": 2},
                  marker=looks(mark, 7), name=f"{name}. {used}") for name, mark, run, _ in drawn),
        *(bars(range(1, YEARS + 1), [way * one for one in run["made"][1:]], xaxis="x2", yaxis="y2",
               marker={"color": mark.colour}, name=f"{name}. {made}") for name, mark, run, way in drawn),
         view="machines",
         notes=[note(words, 1, height, xanchor="right") for words, height in zip(totals, (0.46, 0.005), strict=True)],
    )  # fmt: skip


def _lamps() -> Picture:
    """Return the hours that a lamp burned and the cartel's years, each marked for how surely we know it."""
    known = FACTS[FACTS["topic"] == "Phoebus cartel"]
    hours = known[known["unit"] == "hours"]
    below = {"xaxis": "x2", "yaxis": "y2"}
    periods = {"solid": [1925, 1939], "dash": [1939, 1942], "dot": [1942, 1955]}
    figure = laid_out(
        __file__,
        *(_sure(row.confidence, float(row.value), place,
                say("{number} hours, {measure}", number=say_number(float(row.value), 0), measure=row.measure))
          for place, row in enumerate(hours.itertuples())),
        *(scatter(years, [0, 0], "lines", line={"color": MUTED, "dash": dash, "width": 6}, **below)
          for dash, years in periods.items()),
        _sure("seen in two sources", 1931, 1, say("1931: a co-operative sells for less"), **below),
        _sure("seen in two sources", 1929, 2, say("1929: a table of fines for lamps that last longer"), **below),
        view="lamps",
        notes=[note(say("How many hours a lamp should burn") + f"<br>{say(LEGEND)}", 0, 1.02)],
    )  # fmt: skip
    return Picture(figure, say(LAMPS), known[list(HEADINGS)].fillna("-").rename(columns=HEADINGS))


def _sure(confidence: str, x: float, y: float, words: str, **place: str) -> dict[str, object]:
    """Return a mark whose form says how many sources stand behind it, with words beside it."""
    marker = outlined(SURE[confidence], 12, MARKS[3].colour, 2.5)
    told = {"text": [words.replace(", ", "<br>", 1)], "textposition": "middle right", "cliponaxis": False}
    return scatter([x], [y], "markers+text", marker=marker, **told, **place)


def _scores() -> Picture:
    """Return scores for repair: a repair site's for single devices, and the median of the makers' own."""
    scored = FACTS[FACTS["unit"] == "0-10"].astype({"value": float})
    scored = scored.sort_values(["topic", "value"], ascending=[False, True])
    names = [_short(row) for row in scored.itertuples()]
    points = scored["value"].tolist()
    words = list(map(in_short, points))
    own = scored["topic"] == "French repairability index"
    figure = laid_out(
        __file__,
        scatter(points, range(len(points)), "markers+text", cliponaxis=False, text=words, textposition="middle right",
                marker={"size": 11, "symbol": ["square" if one else "circle" for one in own],
                        "color": [MARKS[4 if one else 3].colour for one in own]}),
        view="scores",
        yaxis={"range": [-0.7, len(points) - 0.3], "tickvals": list(range(len(names))), "ticktext": names},
    )  # fmt: skip
    scores = ", ".join(map(" ".join, zip(names, words, strict=True)))
    numbers = pd.DataFrame({said("What"): names, said("Score, 10 = easy"): points, "Note": scored["note"]})
    return Picture(figure, say(SCORES, scores=scores), numbers)


def _short(row) -> str:
    """Return a device's name as it fits beside a narrow picture."""
    if row.topic == "French repairability index":
        return say("{maker}, phones", maker=row.item.replace(" smartphones", ""))
    return row.item.removeprefix("Microsoft ").removeprefix("Samsung ").replace(" Unibody", "")
