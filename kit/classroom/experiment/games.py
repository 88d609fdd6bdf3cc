"""Three games: what is on the cards of a round, what it comes to for all together, and what a class has played.

Rounds are kept among the teacher's own answers, which nobody hands in; each closed round is one more.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from statistics import fmean

from kit.answers.keys import BOARD
from kit.answers.opening import open_journal
from kit.base.errors import KitError
from kit.base.labels import prose

WORDS, STEP = prose(__file__), "experiment"
FEWEST = 4  # players of a game, and cards of a round: with fewer, everybody would know whose number it is
TOKENS, GROWS, MOST_PAID, HURTS, TOLERATED = 20, 1.6, 5, 3, 4
FISH, CATCH, HOURS = 10, 5, 100  # FISH: in the pond for each player; CATCH: the most that one may take
# game -> stage -> the most that each number on a card may be
FIELDS = {"pot": ((TOKENS,), (TOKENS, MOST_PAID)), "pond": ((CATCH,), (CATCH,)), "hours": ((HOURS,) * 4,) * 3}
Card = tuple[int, ...]


@dataclass(frozen=True)
class Round:
    """A closed round: its stage, a card for each player, how many were missing and copied; at the pond, a rule.

    `limit` is the most that one may take by the rule; where it says `back`, what is taken beyond swims again.
    """

    stage: int
    cards: list[Card]
    copied: int = 0
    rule: str = ""
    limit: int = CATCH
    back: bool = False


def read_cards(text: str, game: str, stage: int) -> list[Card]:
    """Return the cards in a text, one a line; those with one number may share a line. Raises KitError."""
    fields = FIELDS[game][stage]
    lines = re.split(r"[\n;]" if len(fields) > 1 else r"[\s,;]", text)
    typed = [numbers for line in lines if (numbers := re.findall(r"[^\s,/+]+", line))]
    return [_card(place, numbers, game, fields) for place, numbers in enumerate(typed, 1)]


def _card(place: int, numbers: list[str], game: str, fields: Sequence[int]) -> Card:
    """Return a card; whoever pays for no fine need not write a 0. What is wrong is said without the number itself."""
    if not all(re.fullmatch("[0-9]{1,4}", number) for number in numbers):
        raise KitError(WORDS("no_number", place=place))
    card = tuple(map(int, numbers)) + (0,) * (len(fields) - len(numbers) if game == "pot" else 0)
    if len(card) != len(fields):
        raise KitError(WORDS("how_many", place=place, number=len(numbers), fields=len(fields)))
    if any(number > most for number, most in zip(card, fields, strict=True)):
        raise KitError(WORDS("too_much", place=place, most=" / ".join(map(str, fields))))
    if game == "hours" and sum(card) != HOURS:
        raise KitError(WORDS("sum", place=place, all=HOURS))
    return card


def completed(cards: list[Card], players: int, game: str) -> list[Card]:
    """Return a card for each player: one that is missing is the mean of the others, rounded. Raises KitError."""
    if len(cards) > players:
        raise KitError(WORDS("many", number=len(cards), players=players))
    if len(cards) < FEWEST:
        raise KitError(WORDS("few", number=len(cards), fewest=FEWEST))
    copy = shared(cards) if game == "hours" else tuple(int(fmean(one) + 0.5) for one in zip(*cards, strict=True))
    return cards + [copy] * (players - len(cards))


def pot(cards: Sequence[Card]) -> dict[str, float]:
    """Return a round of the pot: the mean gift, what each gets back, who is fined how much, the mean of what all have.

    Whoever gave `line` or less loses `loss`; where nobody did, nobody pays.
    """
    gifts = [card[0] for card in cards]
    given, back = fmean(gifts), sum(gifts) * GROWS / len(gifts)
    line, paid = given - TOLERATED, sum(sum(card[1:]) for card in cards)
    fined = sum(gift <= line for gift in gifts)
    paid, loss = (paid, min(TOKENS, HURTS * paid / fined)) if fined else (0, 0.0)
    earned = TOKENS - given + back - (paid + loss * fined) / len(gifts)
    return {"given": given, "back": back, "line": line, "paid": paid, "fined": fined, "loss": loss, "earned": earned}


def ponds(rounds: Sequence[Round]) -> list[dict[str, int]]:
    """Return each round at the pond: fish before, caught and after, and how many cards say more than the rule allows.

    What is left grows by half, up to a full pond; every stage begins with one.
    """
    found: list[dict[str, int]] = []
    for last, one in zip([None, *rounds], rounds, strict=False):
        asked, full = [card[0] for card in one.cards], FISH * len(one.cards)
        before = found[-1]["after"] if last and last.stage == one.stage else full
        caught = min(before, sum(min(take, one.limit) if one.back else take for take in asked))
        after, over = min(full, (before - caught) * 3 // 2), sum(take > one.limit for take in asked)
        found.append({"before": before, "caught": caught, "after": after, "over": over})
    return found


def shared(cards: Sequence[Card]) -> Card:
    """Return the mean of how cards share out 100 hours, in whole hours that sum to 100."""
    means = [fmean(hours) for hours in zip(*cards, strict=True)]
    up = sorted(range(len(means)), key=lambda place: int(means[place]) - means[place])[: HOURS - sum(map(int, means))]
    return tuple(int(mean) + (place in up) for place, mean in enumerate(means))


def begin(game: str, players: int) -> str:
    """Return the name of a new game for so many players, FEWEST or more."""
    name = f"{game}/{datetime.now():%Y-%m-%d %H:%M:%S.%f}"
    open_journal().save(BOARD, STEP, name, players)
    return name


def games_of(game: str) -> list[str]:
    """Return the names of a game that was played before, the newest first."""
    found = [name for page, step, name in open_journal().answered() if (page, step) == (BOARD, STEP)]
    return sorted((name for name in found if name.startswith(f"{game}/")), reverse=True)


def read(name: str) -> tuple[int, list[Round]]:
    """Return how many play a game, and its closed rounds; raise KitError."""
    players, *rounds = (one.value for one in open_journal().tries(BOARD, STEP, name))
    return players, [Round(**{**one, "cards": [tuple(card) for card in one["cards"]]}) for one in rounds]


def close(name: str, after: int, one: Round) -> None:
    """Close a round for good behind so many others; missing cards are copied. Raises KitError."""
    players, rounds = read(name)
    if len(rounds) != after:  # in another window
        raise KitError(WORDS("elsewhere"))
    cards = completed(one.cards, players, name.partition("/")[0])
    open_journal().save(BOARD, STEP, name, asdict(replace(one, cards=cards, copied=len(cards) - len(one.cards))))
