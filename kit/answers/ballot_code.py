"""The short code that holds one vote and no name, such as `7KB-4XPQ-9M`: to read out, to paste, to count.

Two characters say which question, one holds round and option, four are the ballot's mark, two check the rest. The
mark is random and the same in both rounds, so that a move can be counted and nobody known by it. Round and option are
shifted by the mark: a neighbour cannot read them off, though whoever has this file can.
"""

import re
import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from kit.base.errors import VoteError
from kit.base.labels import say

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as another: no 0 and O, no 1, I and L
PRIME = len(ALPHABET)  # 31 is prime, so that the two sums below miss no one or two wrong characters
LENGTH = 9
MOST_OPTIONS = 15  # twice that is less than 31
MARK = re.compile(f"[{ALPHABET}]{{4}}")
PARTED = re.compile(r"\b\w{3}[ -]?\w{4}[ -]?\w{2}\b")  # a code among other words


class Code(NamedTuple):
    """What a code holds: the question's tag, round 1 or 2, the option's place from 0, the ballot's mark."""

    tag: str
    round: int
    option: int
    mark: str


def new_mark() -> str:
    """Return a random mark for one ballot; in a class of 30, two are the same once in 2,000 votes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(4))


def tag(question: str) -> str:
    """Return the two characters that stand for a question, whatever text its identity is."""
    number = int(sha256(question.encode()).hexdigest(), 16)
    return ALPHABET[number % PRIME] + ALPHABET[number // PRIME % PRIME]


def write_code(code: Code) -> str:
    """Return the code in three groups, ready to be read out."""
    choice = ((code.round - 1) * MOST_OPTIONS + code.option + _shift(code.mark)) % PRIME
    body = code.tag + ALPHABET[choice] + code.mark
    plain_sum, by_place = _sums([ALPHABET.index(sign) for sign in body])
    last = ((LENGTH - 1) * plain_sum - by_place) % PRIME
    signs = f"{body}{ALPHABET[(-plain_sum - last) % PRIME]}{ALPHABET[last]}"
    return f"{signs[:3]}-{signs[3:7]}-{signs[7:]}"


def read_code(written: str) -> Code:
    """Return what a code holds, whatever its capitals, spaces and dashes; raise VoteError: what is wrong with it."""
    signs = plain(written)
    if len(signs) != LENGTH:
        raise VoteError(say("a code has {most} characters, and this has {there}", most=LENGTH, there=len(signs)))
    if strange := next((sign for sign in signs if sign not in ALPHABET), None):
        raise VoteError(say("no code has the character {sign}", sign=repr(strange)))
    numbers = [ALPHABET.index(sign) for sign in signs]
    choice = (numbers[2] - _shift(signs[3:7])) % PRIME
    if any(_sums(numbers)) or choice == 2 * MOST_OPTIONS:
        raise VoteError(say("a character is wrong, or two are swapped; ask for it again"))
    return Code(signs[:2], choice // MOST_OPTIONS + 1, choice % MOST_OPTIONS, signs[3:7])


def plain(written: str) -> str:
    """Return a code's characters alone, in capitals."""
    return re.sub(r"[\W_]", "", written).upper()


def codes_in(text: str) -> list[str]:
    """Return all that looks like a code in pasted text: one a line, or several, or lines out of a chat."""
    pieces = [piece.strip() for piece in re.split(r"[\n,;]", text) if plain(piece)]
    found = [[piece] if len(plain(piece)) == LENGTH else PARTED.findall(piece) or [piece] for piece in pieces]
    return [code for codes in found for code in codes]


def _shift(mark: str) -> int:
    return sum(ALPHABET.index(sign) for sign in mark)


def _sums(numbers: Sequence[int]) -> tuple[int, int]:
    """Return the two sums that are 0 in a code, the second weighted by place: a swap leaves the first as it is."""
    return sum(numbers) % PRIME, sum(place * number for place, number in enumerate(numbers, 1)) % PRIME
