"""Words that somebody else wrote, made safe to show: what breaks a page or turns its letters round is taken out."""

import re

MOST = 4000  # characters: a projector shows no more, and a page must not choke on one answer

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(words: str, most: int = MOST) -> str:
    r"""Return words without control characters and broken letters, cut where they are longer than `most`.

    >>> clean("one\x00\ntwo\ud83d")
    'one\ntwo?'
    """
    cut = f"{words[:most]} …" if len(words) > most else words
    return _UNSEEN.sub("", cut.replace("\r\n", "\n")).encode("utf-8", "replace").decode("utf-8").strip()


def one_line(words: str, most: int = 300) -> str:
    r"""Return clean words on one line.

    >>> one_line("=A1\n\t+B2")
    '=A1 +B2'
    """
    return " ".join(clean(words, most).split())
