"""Value Logic - where does the value go? 100 hours of work, sent on by a price, by a plan or by contributions.

A model. Counting everything in hours of work is the oldest ruler for value, and one of the three logics brought it
along; the page says so, because liberal economists since Menger (1871) measure by what buyers judge a thing is worth.
"""

from itertools import accumulate
from typing import Any, NamedTuple

import pandas as pd

from kit.base.labels import said, say
from kit.content.columns import MARKS
from kit.explorables import COLUMNS, Picture, laid_out, words_of
from kit.views.plot import MUTED, Figure, lying, note

WORDS = words_of("value_logic")
LINES, IDLE = WORDS.says["lines"], WORDS.says["idle"]  # names in two lines; what cannot move anything under a logic
SENT = WORDS.says["summary"]["sent"]

# the logic -> its model's name and the position of the model's mark
LOGICS = {
    said("contribution"): (said("Peer Production"), 0),
    said("plan"): (said("Collectivism"), 1),
    said("exchange"): (said("Liberal Individualism"), 2),
}
# who receives -> (colour, sign); the models' own colours are left to the models
RECEIVERS = {
    said("those who worked"): (MARKS[3].colour, MARKS[3].sign),
    said("owners"): (MARKS[5].colour, MARKS[5].sign),
    said("tools for later"): (MUTED, "○"),
    said("everybody"): (MARKS[4].colour, MARKS[4].sign),
    said("nobody"): ("#94876f", "✕"),
}
HEIGHT, HOUR, NARROW = 320, 1.7, 40  # the flows' height, an hour's height, the gap between two deciders; in pixels
TOTAL = HEIGHT + 226  # the height inside the margins
SPLIT = 1 - HEIGHT / TOTAL
WIDTH = 0.53  # the part of the width that the flows take; the receivers' names stand to the right


class Flow(NamedTuple):
    """Some of the 100 hours: who decided where they go, who receives them, in what form."""

    decider: str
    receiver: str
    hours: int
    form: str


def flows(logic: str, pay: int, planned: int, tools: int, rivals: int, back: int, unwanted: int) -> list[Flow]:
    """Return where 100 hours of work go under a logic, in whole hours that sum to 100."""
    sent = _sent(logic, planned if logic == "plan" else pay, tools, rivals, back, unwanted)
    deciders, forms = WORDS.says[f"{logic}, who decides"], WORDS.says[f"{logic}, as what"]
    return [Flow(deciders[receiver], receiver, hours, forms[receiver]) for receiver, hours in sent.items()]


def _sent(logic: str, wages: int, tools: int, rivals: int, back: int, unwanted: int) -> dict[str, int]:
    """Return the hours that each receives, from the top of the picture to its bottom."""
    wanted = 100 - unwanted
    if logic == "contribution":
        given = round(wanted * back / 100)
        kept = round(given * tools / 100)
        own, free = given - kept, wanted - given
        return {"those who worked": own, "tools for later": kept, "everybody": free, "nobody": unwanted}
    paid = min(wages, wanted)
    left = wanted - paid
    cheaper = round(left * rivals / 100) if logic == "exchange" else 0
    kept = round((left - cheaper) * tools / 100)
    rest = left - cheaper - kept
    if logic == "plan":
        return {"those who worked": paid, "tools for later": kept, "everybody": rest, "nobody": unwanted}
    return {"those who worked": paid, "owners": rest, "tools for later": kept, "everybody": cheaper, "nobody": unwanted}


def ahead(logic: str, pay: int, planned: int, tools: int, rivals: int, back: int, unwanted: int) -> str:
    """Return the column that gives most, or as much, both to those who worked and to everybody; "" where none does."""
    sent = [flows(name, pay, planned, tools, rivals, back, unwanted) for name in LOGICS]
    shares = [(_hours(one, "those who worked"), _hours(one, "everybody")) for one in sent]
    best = max(one[0] for one in shares), max(one[1] for one in shares)
    return COLUMNS[shares.index(best)] if shares.count(best) == 1 else ""


def picture(logic: str, pay: int, planned: int, tools: int, rivals: int, back: int, unwanted: int) -> Picture:
    """Return the chosen logic as flows from work to receivers, and all three logics side by side as bars."""
    sent = {name: flows(name, pay, planned, tools, rivals, back, unwanted) for name in LOGICS}
    rows = [(name, *flow[1:], flow.decider) for name, all_flows in sent.items() for flow in all_flows]
    numbers = pd.DataFrame(rows, columns=[*WORDS.says["numbers"].values()])
    return Picture(_figure(sent, logic), _summary(sent, logic), numbers)


def _summary(sent: dict[str, list[Flow]], logic: str) -> str:
    by = said("{form} {hours} (by {decider})")
    drawn = [say(by, form=say(one.form), hours=one.hours, decider=say(one.decider)) for one in sent[logic]]
    others = [
        say("{worked} and {everybody} under {logic}", worked=_hours(sent[name], "those who worked"),
            everybody=_hours(sent[name], "everybody"), logic=say(name))
        for name in LOGICS if name != logic
    ]  # fmt: skip
    others = say(" and ").join(others)
    return say(SENT, logic=say(logic), drawn=", ".join(drawn), idle=say(IDLE[logic]), others=others)


def _hours(all_flows: list[Flow], receiver: str) -> int:
    return sum(flow.hours for flow in all_flows if flow.receiver == receiver)


def _decided(all_flows: list[Flow]) -> dict[str, int]:
    """Return how many hours each one decides on, in the order of the flows."""
    return {one: sum(flow.hours for flow in all_flows if flow.decider == one) for one, *_ in all_flows}


def _figure(sent: dict[str, list[Flow]], logic: str) -> Figure:
    spots, bold = _spots(sent[logic]), f"<b>{say(LOGICS[logic][0])}</b>"
    above = say("{model} (above)", model=bold)
    captions = [  # the name above each bar
        note(f"{MARKS[mark].sign} {above if key == logic else say(name)}", 0, 2 - number + 0.3, yref="y")
        for number, (key, (name, mark)) in enumerate(LOGICS.items())
    ]
    notes, below = [*_labels(sent[logic], spots), *captions], {"domain": [0, SPLIT - 0.06]}
    return laid_out(__file__, _sankey(sent[logic], spots), *_bars(sent), yaxis=below, notes=notes)


def _spots(all_flows: list[Flow]) -> dict[str, tuple[float, float, float]]:
    """Return for each node its place from the left (0 to 1), and its top and its height in pixels."""
    deciders = _decided(all_flows)
    receivers = {flow.receiver: flow.hours for flow in all_flows}
    top = HEIGHT - 100 * HOUR - NARROW * (len(deciders) - 1)
    wide = (HEIGHT - 38 - 100 * HOUR) / (len(receivers) - 1)
    return {
        "work": (0.001, (HEIGHT - 100 * HOUR) / 2 + 12, 100 * HOUR),
        **_column(0.56, deciders, top / 2 + 18, NARROW),
        **_column(0.999, receivers, 38, wide),
    }


def _column(place: float, hours: dict[str, int], top: float, gap: float) -> dict[str, tuple[float, float, float]]:
    tops = accumulate((amount * HOUR + gap for amount in hours.values()), initial=top)
    return {name: (place, at, hours[name] * HOUR) for name, at in zip(hours, tops, strict=False)}


def _sankey(all_flows: list[Flow], spots: dict[str, tuple[float, float, float]]) -> dict[str, Any]:
    at, whole = {name: number for number, name in enumerate(spots)}, say("100 hours of work")
    links = [*(("work", one, hours) for one, hours in _decided(all_flows).items()), *(flow[:3] for flow in all_flows)]
    return {
        "type": "sankey", "arrangement": "fixed", "domain": {"x": [0, WIDTH], "y": [SPLIT, 1]}, "hoverinfo": "skip",
        "node": {
            "label": [""] * len(spots), "thickness": 14, "pad": (HEIGHT - 100 * HOUR) / (len(all_flows) - 1),
            "hoverinfo": "skip", "line": {"width": 0}, "customdata": [whole, *map(say, [*spots][1:])],
            "x": [place for place, _, _ in spots.values()],
            "y": [round((top + tall / 2) / HEIGHT, 3) for _, top, tall in spots.values()],
            "color": [RECEIVERS.get(name, (MUTED,))[0] for name in spots],
        },
        "name": whole, "link": {
            "source": [at[one] for one, _, _ in links], "target": [at[one] for _, one, _ in links],
            "value": [max(hours, 0.01) for _, _, hours in links], "color": "rgba(128,128,128,.32)", "hoverinfo": "skip",
        },
    }  # fmt: skip


def _labels(all_flows: list[Flow], spots: dict[str, tuple[float, float, float]]) -> list[dict[str, Any]]:
    """Return the words at every node: above those who decide, beside those who receive."""
    work, deciders = spots["work"], _decided(all_flows)
    labels = [
        _words("<i>" + say("who decides") + "</i>", spots[next(iter(deciders))][0] * WIDTH, 0, "center", "top"),
        _words("<i>" + say("who receives") + "</i>", WIDTH, 0, "left", "top", 10),
        {**_words(say("100 hours of work"), 0, work[1] + work[2] / 2, "left", "middle", 8), "textangle": -90},
    ]
    for name, hours in deciders.items():
        labels.append(_words(f"{say(name)}: {hours}", spots[name][0] * WIDTH, spots[name][1], "center", "bottom"))
    for flow in all_flows:
        _, top, tall = spots[flow.receiver]
        receiver = say(LINES.get(flow.receiver, flow.receiver))
        words = f"{RECEIVERS[flow.receiver][1]} <b>{flow.hours}</b> {receiver}"
        labels.append(_words(words, WIDTH, top + tall / 2, "left", "middle", 10))
    return labels


def _words(text: str, x: float, top: float, across: str, along: str, shift: int = 0) -> dict[str, Any]:
    return note(text, x, round(1 - top / TOTAL, 4), xanchor=across, yanchor=along, xshift=shift)


def _bars(sent: dict[str, list[Flow]]) -> list[dict[str, Any]]:
    """Return one stacked bar a logic, a trace a receiver; pale, so that the page's own text colour reads on it."""
    return [
        lying(
            [_hours(all_flows, receiver) for all_flows in sent.values()], [2, 1, 0],
            text=[_inside(_hours(all_flows, receiver), sign) for all_flows in sent.values()], textangle=0,
            textposition="inside", insidetextanchor="middle", constraintext="none",
            marker={"color": f"{colour}55", "line": {"color": colour, "width": 1.5}},
        )
        for receiver, (colour, sign) in RECEIVERS.items()
    ]  # fmt: skip


def _inside(hours: int, sign: str) -> str:
    return f"{sign} {hours}" if hours >= 15 else f"{sign}<br>{hours}" if hours >= 8 else sign if hours >= 5 else ""
