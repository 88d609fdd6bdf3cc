"""What a class has played: among the teacher's own answers, which nobody hands in; each closed round is one more."""

from dataclasses import asdict, replace
from datetime import datetime

from kit.answers.keys import BOARD
from kit.answers.opening import open_journal
from kit.base.errors import KitError
from kit.base.labels import prose
from kit.classroom.experiment.games import FEWEST, Round, completed

WORDS = prose(__file__)
STEP = "experiment"


def begin(game: str, players: int) -> str:
    """Return the name of a new game; raise KitError for fewer than four players."""
    if players < FEWEST:
        raise KitError(WORDS("few", fewest=FEWEST))
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
    whole = replace(one, cards=cards, copied=len(cards) - len(one.cards))
    open_journal().save(BOARD, STEP, name, asdict(whole))
