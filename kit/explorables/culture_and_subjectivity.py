"""Culture and Subjectivity - the public goods game: nine people, one pot, ten rounds; who gives, who fines, who earns?

A model of the game that Ernst Fehr and Simon Gächter made known in 2000. We have seen its rules and its result in
words, not its figures by round, so what the players do here is assumed. One class's single round stands beside it.
"""

from functools import cache
from random import Random

import pandas as pd

from kit.base.labels import said, say, say_number
from kit.content.columns import MARKS
from kit.content.facts import facts_at_home, sources_of
from kit.explorables import Picture, laid_out, nobody, words_of
from kit.views.plot import MUTED, Figure, bars, lying, note, rule, scatter

WORDS = words_of("culture_and_subjectivity")
SOURCES = sources_of(facts_at_home("public_goods_game"))
# the kinds of player, from the top of the figure to its bottom: how their rows are named, and what they earned
KINDS, EARNED = WORDS.says["kinds"], WORDS.says["earned"]
PLAYED = WORDS.says["summary"]["rounds"]
OTHERS, ROUNDS, TOKENS = 8, 10, 20
LOSS, PRICE, TOLERATED, RISE, FALL = 6, 2, 4, 5, 2
ahead = nobody  # the players are kinds of people whom all three models know, so no column can be ahead
COLOURS = (MUTED, MARKS[3].colour)  # the others, and you


def seats(nothing: int, everything: int, fining: int) -> tuple[str, ...]:
    """Return the kind of each of the nine players: you first, and as many who copy as there are places left."""
    copy = OTHERS - nothing - everything - fining
    return ("you", *("everything",) * everything, *("copy",) * copy, *("fining",) * fining, *("nothing",) * nothing)


def choices(mine: dict[str, str]) -> tuple[int | None, ...]:
    """Return your gift for each round up to the last that you chose; ten times None when you chose nothing."""
    chosen = {int(cell[1:].split("/")[0]): int(tokens) for cell, tokens in mine.items()}
    last = max(chosen) + 1 if chosen else ROUNDS
    return tuple(chosen.get(number - 1 + number % 2) for number in range(1, last + 1))


@cache
def play(kinds: tuple[str, ...], pot: int, mine: tuple[int | None, ...]) -> pd.DataFrame:
    """Return the game, a row a player and round; `mine` is your gift in each round, None where you did not choose."""
    rounds: list[list[tuple[int, int, float]]] = []
    for number, choice in enumerate(mine):
        you, *others = (_gift(player, kind, number, rounds) for player, kind in enumerate(kinds))
        rounds.append(settled(kinds, [you if choice is None else choice, *others], pot))
    game = pd.DataFrame([row for players in rounds for row in players], columns=["gift", "fine", "earned"])
    return game.assign(kind=kinds * len(rounds), round=[row // len(kinds) + 1 for row in range(len(game))])


def _gift(player: int, kind: str, number: int, rounds: list[list[tuple[int, int, float]]]) -> int:
    """Return what a player gives, by the rule of its kind and by what happened in the last round."""
    waver = Random(f"{player}/{number}").randint(-1, 1)
    if not rounds:
        return {"everything": TOKENS, "nothing": 0, "you": 10}.get(kind, 10 + 2 * waver)
    before, fine, _ = rounds[-1][player]
    others = (sum(gift for gift, *_ in rounds[-1]) - before) / OTHERS
    wish = {
        "everything": TOKENS, "nothing": before + (RISE if fine else -FALL), "fining": others + 2, "you": others,
        "copy": 0.9 * others + waver + (RISE if fine else 0),
    }[kind]  # fmt: skip
    return max(0, min(TOKENS, round(wish)))


def settled(kinds: tuple[str, ...], gifts: list[int], pot: int) -> list[tuple[int, int, float]]:
    """Return each player's gift, fine, and earnings: tokens kept and a part of the pot, less fines and fining."""
    judges = [gift if kind == "fining" else 0 for kind, gift in zip(kinds, gifts, strict=True)]
    fines = [LOSS * sum(gift <= judge - TOLERATED for judge in judges) for gift in gifts]
    prices = [PRICE * sum(gift <= judge - TOLERATED for gift in gifts) for judge in judges]
    part = sum(gifts) * pot / 10 / len(gifts)
    players = zip(gifts, fines, prices, strict=True)
    return [(gift, fine, TOKENS - gift + part - fine - price) for gift, fine, price in players]


def picture(nothing: int, everything: int, fining: int, pot: int, mine: dict[str, str]) -> Picture:
    """Return what each kind of player gave in each round and earned, and the average gift beside one class's."""
    kinds = seats(nothing, everything, fining)
    game = play(kinds, pot, choices(mine))
    numbers, gifts = _numbers(game, kinds), game.groupby("round")["gift"].mean().round(1)
    earned = [say(EARNED[kind], earned=say_number(each)) for kind, each in numbers["Earned per round"].items()]
    summary = say(
        PLAYED,
        rounds=len(gifts), all=ROUNDS, first=say_number(gifts.iat[0]), last=say_number(gifts.iat[-1]),
        average=say_number(game["earned"].mean(), 1), earned=", ".join(earned),
    )  # fmt: skip
    return Picture(_figure(game, numbers, kinds), summary, numbers)


def _numbers(game: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Return a row a kind that is there, in the order of the figure."""
    gifts = game.pivot_table("gift", "kind", "round")
    means = game.groupby("kind")[["fine", "earned"]].mean()
    numbers = pd.DataFrame({
        said("Players"): pd.Series(KINDS), said("How many"): pd.Series(kinds).value_counts(),
        said("First gift, tokens"): gifts.iloc[:, 0], said("Last gift, tokens"): gifts.iloc[:, -1],
        said("Lost in fines per round"): means["fine"], said("Earned per round"): means["earned"],
    })  # fmt: skip
    return numbers.reindex(KINDS).dropna().round(1).astype({"How many": int})


def _figure(game: pd.DataFrame, numbers: pd.DataFrame, kinds: tuple[str, ...]) -> Figure:
    facts = facts_at_home("public_goods_game").query("item == 'mean investment'").set_index("condition")
    measured = float(facts.at["punishment" if "fining" in kinds else "no punishment", "value"])
    you, *others = KINDS
    called = [say("{players}: {number}", players=say(KINDS[kind]), number=kinds.count(kind)) for kind in others]
    return laid_out(
        __file__, *_gifts(game), _earnings(numbers), *_average_gift(game, measured),
        notes=[
            note(say("◇ a real class, one round: {gift}", gift=say_number(measured)), 10.5, 20.5,
                   yref="y2", xref="x", xanchor="right", yanchor="top"),
            *(note(words, 0.5, 4.22 - row, yref="y", xref="x") for row, words in enumerate([say(KINDS[you]), *called])),
        ],
        shapes=[rule((20, 20), (-0.55, 4.65), dash="dot", xref="x2", yref="y")],
    )  # fmt: skip


def _gifts(game: pd.DataFrame) -> list[dict[str, object]]:
    """Return a column a kind and round, and a cross under those who were fined."""
    spots = game.groupby(["kind", "round"])[["gift", "fine"]].mean().reset_index()
    floors = 3.72 - spots["kind"].map([*KINDS].index)
    fined = spots["fine"] > 0
    colours = [COLOURS[kind == "you"] for kind in spots["kind"]]
    heights = (0.46 * spots["gift"] / TOKENS + 0.02).round(2)
    cross = {"symbol": "x", "size": 8, "color": MARKS[4].colour}
    return [
        bars(spots["round"], heights, width=0.75, base=floors, marker={"color": colours}),
        scatter(spots["round"][fined], (floors[fined] - 0.12).round(2), marker=cross),
    ]


def _earnings(numbers: pd.DataFrame) -> dict[str, object]:
    earned = numbers["Earned per round"]
    heights = [4 - [*KINDS].index(kind) for kind in numbers.index]
    look = {"marker": {"color": [COLOURS[each == 4] for each in heights]}, "textposition": "outside", "width": 0.3}
    text = [str(round(each)) for each in earned]
    return lying(earned, heights, xaxis="x2", yaxis="y", text=text, cliponaxis=False, **look)


def _average_gift(game: pd.DataFrame, measured: float) -> list[dict[str, object]]:
    gifts = game.groupby("round")["gift"].mean().round(1)
    look = {"line": {"color": MUTED, "width": 3}, "marker": {"size": 7}}
    diamond = {"symbol": "diamond-open", "size": 12, "color": MARKS[4].colour, "line": {"width": 2}}
    return [
        scatter([1], [measured], yaxis="y2", marker=diamond),
        scatter(gifts.index, gifts, "lines+markers", yaxis="y2", name=say("Average gift, in tokens"), **look),
    ]
