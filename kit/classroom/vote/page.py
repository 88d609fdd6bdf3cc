"""Vote, talk, vote again: what a teacher opens on the projector."""

import ipywidgets as widgets
import pandas as pd

from kit.answers.ballot import Motion, motions_of
from kit.base.labels import prose
from kit.base.language import speak
from kit.base.paths import data_path
from kit.classroom.vote.ballot_box import BallotBox, open_box
from kit.classroom.vote.entry import sessions
from kit.classroom.vote.outcome import VoteLooks, outcome
from kit.classroom.vote.room import Room, begun
from kit.classroom.vote.served_box import served
from kit.content.lesson import without_drafts
from kit.content.lesson_form import load_content
from kit.content.table import dimensions_of, load_table
from kit.views import markup
from kit.widgets.parts import Page, Step, dropdown, html, kept_up, replace, shared, shows

WORDS = prose(__file__)


def earlier(vote: "Vote") -> Step:
    """Return the step: a dropdown of the finished votes, and the chosen one."""
    words = html()
    finished = [one for one in sessions(vote.box, words) if one.phase == "result"]
    chosen = dropdown(WORDS["vote"], [(WORDS["choose"], ""), *((begun(one), one.id) for one in finished)])
    shown = widgets.VBox(layout=shared())
    kept_up(lambda: replace(shown, outcome(vote.box.record(chosen.value)) if chosen.value else []), chosen)
    words.value += markup.paragraph(("" if finished else f"{WORDS['none']} ") + WORDS["later"], "kit-note")
    return Step(markup.paragraph(WORDS["later"]), [VoteLooks(), chosen, words, shown]).add_class("kit-room")


class Vote(Page):
    """Votes of a class. Each method returns one widget; what it shows is kept in the ballot box."""

    def __init__(self, motions: list[Motion], box: BallotBox) -> None:
        self._motions = motions
        self.box = box

    def room(self) -> Step:
        """Hold a vote: question, first vote, talk, second vote, result."""
        return self.show("room", Room(self.box, self._motions).step())

    earlier = shows(earlier, "Look at finished votes again.")


def load_vote(table: pd.DataFrame | None = None, language: str | None = None) -> Vote:
    """Return the votes of the table's lessons, and the ballot box of whoever runs this kernel."""
    speak(language)
    return Vote(all_motions(load_table() if table is None else table), served(open_box()))


def all_motions(table: pd.DataFrame) -> list[Motion]:
    """Return the votes of all lessons on the table's dimensions, in its order, each before the lesson's checks."""
    there = {id_: title for id_, title in dimensions_of(table).items() if data_path("lessons", f"{id_}.yaml").exists()}
    return [one for lesson in there.items() for one in motions_of(*lesson, without_drafts(load_content(lesson[0])))]
