"""The check questions as cards for Anki: a package with options behind a hint, and a text for what else reads cards.

Anki knows a card by its guid. Here that is made of the ids of lesson and question, which never change: a mended card
takes the place of the old one, and what a learner has learnt of it stays.
"""

import sqlite3
from contextlib import closing
from itertools import count
from zlib import crc32

from kit.answers.keys import CHECK
from kit.base.errors import KitError
from kit.base.for_others import as_csv, zipped
from kit.base.paths import beside
from kit.content.lesson import LETTERS
from kit.paper.questions import Bank, Chapter, Question
from kit.views.markup import Html

KIND = beside(__file__)


def asked(bank: Bank) -> dict[str, tuple[Chapter, Question]]:
    """Return each question at the end of a lesson, and its lesson, by the guid of its card."""
    every = [(chapter, one) for chapter in bank.chapters for one in chapter.questions if f".{CHECK}." in one.id]
    return {f"three-models-kit.{one.id}.{bank.language}": (chapter, one) for chapter, one in every}


def sides(one: Question) -> tuple[list[str], str, str]:
    """Return a question's options by letter, the right one among them, and the reply to that."""
    options = [f"{letter}) {choice.text}" for letter, choice in zip(LETTERS, one.choices, strict=False)]
    return next((options, words, it.feedback) for words, it in zip(options, one.choices, strict=False) if it.right)


def package(bank: Bank, now: float) -> bytes:
    """Return an .apkg with one deck, made at `now` in seconds: Anki takes from it what is newer than what it has.

    Raises KitError where genanki is missing.
    """
    try:
        import genanki
    except ImportError as error:
        raise KitError(KIND["needs"]) from error
    kind = genanki.Model(KIND["id"], KIND["name"], KIND["fields"], KIND["templates"], KIND["css"])
    deck = genanki.Deck(KIND["id"] + crc32(bank.title.encode()), bank.title)
    for guid, (chapter, one) in asked(bank).items():
        deck.add_note(genanki.Note(kind, fields(chapter, one), guid=guid, tags=[chapter.id]))
    with closing(sqlite3.connect(":memory:")) as held:
        genanki.Package(deck).write_to_db(held.cursor(), now, count(int(now * 1000)))
        held.commit()
        return zipped([("collection.anki2", held.serialize()), ("media", b"{}")])


def fields(chapter: Chapter, one: Question) -> list[str]:
    """Return a card's fields as HTML: whatever its words are, they are words."""
    options, right, reply = sides(one)
    answer = Html("<strong>{}</strong><br>{}").format(right, reply)
    parts = (one.stem, Html("<br>").join(options), answer, chapter.title, "")
    return [str(Html.escape(part)).replace("[", "&#91;") for part in parts]  # "[" could be a sound, or LaTeX


def text(bank: Bank) -> str:
    """Return the cards as a text for any kind of note with two sides: the options stand in front.

    A guid has an end of its own: no card of a package is changed into one of these.
    """
    rows = []
    for guid, (chapter, one) in asked(bank).items():
        options, *answer = sides(one)
        rows.append((f"{guid}.text", "\n".join([one.stem, *options]), "\n".join(answer), chapter.id))
    return KIND["header"] + as_csv(rows, "excel-tab")
