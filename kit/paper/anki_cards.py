"""The check questions as cards for Anki: a package with options behind a hint, and a text for what else reads cards.

Anki knows a card by its guid. Here that is made of the ids of lesson and question, which never change: a mended card
takes the place of the old one, and what a learner has learnt of it stays.
"""

import csv
import sqlite3
from contextlib import closing
from io import StringIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zlib import crc32

from kit.base.errors import KitError
from kit.base.for_others import zipped
from kit.base.paths import beside
from kit.content.lesson import LETTERS
from kit.paper.questions import Bank
from kit.views.markup import Html, joined

KIND = beside(__file__)
HEADER = "#separator:tab\n#html:false\n#guid column:1\n#tags column:4\n"  # Anki understands no blank after the colon


class Card(NamedTuple):
    """A question with its options by letter, the right one among them, and the reply to that."""

    guid: str
    lesson: str
    tag: str
    question: str
    options: tuple[str, ...]
    right: str
    reply: str


def cards(bank: Bank) -> list[Card]:
    """Return a card for each question that has a right option, in the order of the lessons."""
    return [
        Card(
            f"three-models-kit.{one.id}.{bank.language}", chapter.title, chapter.id, one.stem,
            tuple(f"{letter}) {choice.text}" for letter, choice in zip(LETTERS, one.choices, strict=False)),
            *next((f"{at}) {it.text}", it.feedback) for at, it in zip(LETTERS, one.choices, strict=False) if it.right),
        )
        for chapter in bank.chapters
        for one in chapter.questions
        if one.choices and one.has_key
    ]  # fmt: skip


def package(made: list[Card], title: str, now: float) -> bytes:
    """Return an .apkg with one deck; Anki takes from it what is new, and what is older than `now`, in seconds.

    Raises KitError where genanki is missing.
    """
    try:
        import genanki
    except ImportError as error:
        raise KitError(KIND["needs"]) from error
    template = {"name": "Card", "qfmt": KIND["front"], "afmt": KIND["back"]}
    names = [{"name": name} for name in KIND["fields"]]
    kind = genanki.Model(KIND["id"], KIND["name"], names, [template], KIND["css"])
    deck = genanki.Deck(KIND["id"] + crc32(title.encode()), title)
    for card in made:
        deck.add_note(genanki.Note(kind, fields(card), guid=card.guid, tags=[card.tag]))
    with TemporaryDirectory() as folder:
        path = Path(folder, "collection.anki2")
        with closing(sqlite3.connect(path)) as held:
            genanki.Package(deck).write_to_db(held.cursor(), now, count(int(now * 1000)))
            held.commit()
        return zipped([(path.name, path.read_bytes()), ("media", b"{}")])


def fields(card: Card) -> list[str]:
    """Return a card's fields as HTML: whatever its words are, they are words."""
    answer = Html("<strong>{}</strong><br>{}").format(card.right, card.reply)
    parts = (Html.escape(card.question), joined(map(Html.escape, card.options), Html("<br>")), answer)
    # in a bracket Anki would look for a sound or for LaTeX
    return [str(part).replace("[", "&#91;") for part in (*parts, Html.escape(card.lesson), "")]


def text(made: list[Card]) -> str:
    """Return the cards as a text for any kind of note with two sides, a card a line: the options stand in front.

    A guid has an end of its own: no card of a package is changed into one of these.
    """
    lines = StringIO()
    write = csv.writer(lines, "excel-tab", lineterminator="\n").writerow
    for card in made:
        sides = "\n".join([card.question, *card.options]), f"{card.right}\n{card.reply}"
        write([f"{card.guid}.text", *sides, card.tag])
    return HEADER + lines.getvalue()
