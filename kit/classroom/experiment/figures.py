"""Pictures of a game, by round: the class's curve, and beside it the model's and what was published."""

from collections.abc import Iterable, Iterator
from statistics import fmean
from typing import Any

from kit.base.labels import known
from kit.base.paths import beside
from kit.classroom.experiment.games import CATCH, FISH, TOKENS, WORDS, Round, ponds, pot, shared
from kit.content.columns import MARKS
from kit.content.facts import load_facts
from kit.explorables import load_explorable
from kit.views.plot import MUTED, Figure, axis, note, plain, scatter

PICTURES, LOOKS = WORDS["pictures"], beside(__file__)
ROUNDS, STAGES, FULL = 10, 3, 100
RECEIVERS = ("those who worked", "owners", "tools for later", "everybody")  # as the lesson's figure names them

Line = tuple[str, list[float], dict[str, Any]]  # whose curve it is, a value a round, how it looks
Parts = dict[str, list[Line]]  # what a part of the picture shows -> its curves


def parts(game: str, rounds: list[Round], beside: bool) -> Parts:
    """Return the parts of a game's picture, two in a row; `beside` adds what the model and others did."""
    curves = {"pot": _pot, "pond": _pond, "hours": _hours}[game](rounds)
    titled = zip(PICTURES[game].values(), curves, strict=True)
    who, look = PICTURES["class"], LOOKS["class"]
    return {title: [(who, own, look), *(others if beside else [])] for title, (own, others) in titled}


def _pot(rounds: list[Round]) -> Iterator[tuple[list[float], list[Line]]]:
    for stage, fining in enumerate((0, 2)):
        found = load_explorable("culture_and_subjectivity")  # its last curve is the mean gift
        model = found.picture(**found.start | {"fining": fining}).figure["data"][-1]["y"] if found else []
        given = [pot(one.cards)["given"] for one in rounds if one.stage == stage]
        yield given, [_dashed(PICTURES["model"], model, MUTED, "dash"), *_studies("pot", stage)]


def _pond(rounds: list[Round]) -> Iterator[tuple[list[float], list[Line]]]:
    model = []
    for take, dash in ((3, "dash"), (CATCH, "dot")):  # how full a pond of ten players is if all take so many
        fish = [one["after"] for one in ponds([Round(0, [(take,)] * (FULL // FISH))] * ROUNDS)]
        model.append(_dashed(PICTURES("all_take", fish=take), fish, MUTED, dash))
    played = list(zip(rounds, ponds(rounds), strict=True))
    for stage in (0, 1):
        yield [FULL * now["after"] / FISH / len(one.cards) for one, now in played if one.stage == stage], model
    for stage in (0, 1):
        takes = [fmean(card[0] for card in one.cards) for one in rounds if one.stage == stage]
        yield [FULL - FULL * take / CATCH for take in takes], _studies("pond", stage)


def _hours(rounds: list[Round]) -> Iterator[tuple[list[float], list[Line]]]:
    last = dict(sorted((one.stage, shared(one.cards)) for one in rounds))  # a stage counts as it ended
    found = load_explorable("value_logic")
    numbers = found.picture(**found.start | {"unwanted": 0}).numbers if found else None
    for place, receiver in enumerate(RECEIVERS):
        got = {} if numbers is None else numbers[numbers["Who receives"] == receiver].set_index("Logic")["Hours of 100"]
        looks = zip([] if numbers is None else numbers["Logic"].unique(), MARKS, strict=False)
        model = [_dashed(known(one), [float(got.get(one, 0))] * STAGES, look.colour, look.dash) for one, look in looks]
        yield [float(hours[place]) for hours in last.values()], model + _studies("hours", place)


def _studies(game: str, stage: int) -> list[Line]:
    """Return what was published on a stage of a game: a study with a value a round, or with one for all of them."""
    facts = load_facts("class_experiments").query("game == @game and stage == @stage + 1")
    told = {study: rows["value"].tolist() for study, rows in facts.groupby("study", sort=False)}
    return [(study, values * (STAGES if len(values) == 1 else 1), LOOKS["study"]) for study, values in told.items()]


def _dashed(who: str, values: Iterable[float], colour: str, dash: str) -> Line:
    return who, list(values), {"mode": "lines", "line": {"color": colour, "width": 3, "dash": dash}}


def figure(game: str, drawn: Parts) -> Figure:
    """Return the parts of a picture as curves, with one key for all."""
    longest = max(len(values) for lines in drawn.values() for _, values, _ in lines)
    reach, top = max(longest, STAGES if game == "hours" else ROUNDS), TOKENS if game == "pot" else FULL
    axes, notes, traces, rows = {}, [], {}, len(drawn) // 2
    across = PICTURES["stage" if game == "hours" else "round"]
    for at, (title, lines) in enumerate(drawn.items(), 1):
        axes[f"xaxis{at}"] = axis(across, range=[0.6, reach + 0.4], dtick=1)
        axes[f"yaxis{at}"] = axis(range=[-0.05 * top, 1.06 * top], nticks=6)
        two_lines = title.replace(", ", "<br>", 1)
        notes.append(note(f"<b>{two_lines}</b>", 0, 1.02, xref=f"x{at} domain", yref=f"y{at} domain"))
        for who, values, look in (line for line in lines if line[1]):
            keyed = {"name": who, "legendgroup": who, "showlegend": who not in {name for _, name in traces}}
            spots = scatter(range(1, len(values) + 1), values, **look, **keyed, cliponaxis=False)
            traces[at, who] = spots | {"xaxis": f"x{at}", "yaxis": f"y{at}"}
    laid = {**LOOKS["layout"], "height": 110 + 290 * rows, "grid": {**LOOKS["grid"], "rows": rows}}
    return plain(*traces.values(), annotations=notes, **laid, **axes)
