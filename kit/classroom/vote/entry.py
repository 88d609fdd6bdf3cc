"""The three ways in which votes come into an open round: hands that are counted, codes, a folder of hand-ins."""

from collections.abc import Callable, Mapping
from pathlib import Path

import ipywidgets as widgets
from ipywidgets.widgets.widget_string import TextStyle

from kit.answers.ballot import LETTERS
from kit.base.errors import KitError
from kit.base.labels import say_number
from kit.base.prose import prose
from kit.classroom.vote.ballot_box import BallotBox, Session
from kit.classroom.vote.intake import Taken, from_codes, from_hand_ins, hand_ins_in
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, line, replace, row, shared

MOST_HANDS = 999
WORDS = prose(__file__)


def ways(
    box: BallotBox, session: Session, a_round: int, others: Mapping[str, str], came: Callable[[], None]
) -> widgets.VBox:
    """Return a dropdown of the ways and the fields of the chosen one; `came` is called when votes have come in.

    `others` is the title of each question by the tag with which its codes begin.
    """
    panels = {"hands": _hands, "codes": _codes, "folder": _folder}
    if not session.motion.lesson:  # learners have no ballot for a teacher's own question
        panels = {"hands": _hands}
    way = dropdown(WORDS["way"], [(WORDS["ways"][name], name) for name in panels], "hands")
    panel = widgets.VBox(layout=shared())

    def chosen(_: dict | None = None) -> None:
        replace(panel, panels[way.value](box, session, a_round, others, came))

    chosen()
    way.observe(chosen, "value")
    return widgets.VBox([way, panel], layout=shared())


def _hands(box: BallotBox, session: Session, a_round: int, _: Mapping[str, str], came: Callable) -> list:
    """Return a masked number a stance, their total, and a button that puts them into the box and clears them."""
    fields = [_number(WORDS("hands_for", letter=letter)) for letter in LETTERS[: len(session.motion.stances)]]
    total, said = html(), html()

    def added(_: dict | None = None) -> None:
        hands = sum(field.value for field in fields)
        total.value = f'<p role="status">{WORDS["together"]} <strong>{say_number(hands)}</strong></p>'
        put.disabled = not hands

    def put_in() -> None:
        hands = {stance: field.value for stance, field in zip(session.motion.ids, fields, strict=True)}
        if tried(said, lambda: box.count_hands(session.id, a_round, hands)):
            for field in fields:
                field.value = 0
            said.value = markup.notice(WORDS("hands_in", number=sum(hands.values())), "right")
            came()

    put = button(WORDS["put_in"], press=put_in)
    added()
    for field in fields:
        field.observe(added, "value")
    return [row(fields), total, html(markup.paragraph(WORDS["dots"], "kit-note")), put, said]


def _number(label: str) -> widgets.BoundedIntText:
    field = widgets.BoundedIntText(description=label, min=0, max=MOST_HANDS, layout=shared())
    field.style.description_width = "auto"
    field.add_class("kit-masked")
    return field


def _codes(box: BallotBox, session: Session, a_round: int, others: Mapping[str, str], came: Callable) -> list:
    style = shared(TextStyle, description_width="auto")
    pasted = widgets.Textarea(description=WORDS["pasted"], rows=3, layout=shared(), style=style)

    def take() -> Taken:
        taken = from_codes(pasted.value, session.motion, a_round, others)
        box.put(session.id, a_round, taken.ballots)
        pasted.value = ""
        return taken

    return _taking(pasted, "codes", take, came)


def _folder(box: BallotBox, session: Session, a_round: int, _: Mapping[str, str], came: Callable) -> list:
    place = line(WORDS["folder"])

    def take() -> Taken:
        hand_ins, refused = hand_ins_in(Path(place.value.strip() or ".").expanduser())
        taken = from_hand_ins(hand_ins, session.motion, a_round)
        taken.refused[:0] = refused
        box.put(session.id, a_round, taken.ballots, taken.reasons, taken.thoughts)
        return taken

    return _taking(place, "hand_ins", take, came)


def _taking(field: widgets.DOMWidget, name: str, take: Callable[[], Taken], came: Callable) -> list:
    """Return a field, its note, a button that takes what is in it, and what was taken; never a vote."""
    said = html()

    def work() -> None:
        taken = take()
        told = markup.notice(WORDS[name]("taken", number=len(taken.ballots)), "right" if taken.ballots else "trouble")
        said.value = told + (markup.listed(taken.refused) if taken.refused else "")

    put = button(WORDS[name]["press"], press=lambda: came() if tried(said, work) else None)
    return [field, html(markup.paragraph(WORDS[name]["note"], "kit-note")), put, said]


def tried(said: widgets.HTML, work: Callable[[], object]) -> bool:
    """Return whether it could be done; say why not where it could not."""
    try:
        work()
    except KitError as problem:
        said.value = markup.notice(str(problem), "trouble")
        return False
    return True


def sessions(box: BallotBox, said: widgets.HTML) -> list[Session]:
    """Return every session, the newest first; none, and why, where they cannot be read."""
    found: list[Session] = []
    tried(said, lambda: found.extend(box.sessions()))
    return found
