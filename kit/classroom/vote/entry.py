"""The three ways in which votes come into an open round: hands that are counted, codes, a folder of hand-ins.

What codes and hand-ins hold is read here as well, without a page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import ipywidgets as widgets
from ipywidgets.widgets.widget_string import TextStyle

from kit.answers.ballot import LETTERS, Motion, Reason, reason_in, vote_in
from kit.answers.ballot_code import codes_in, read_code
from kit.answers.hand_in import HandIn
from kit.answers.keys import THOUGHT, VOTE, thought
from kit.base.errors import VoteError, cut
from kit.base.labels import prose, say_number
from kit.classroom.vote.ballot_box import BallotBox, Session
from kit.views import markup
from kit.widgets.parts import button, dropdown, html, kept_up, line, replace, row, shared, tried

MOST_HANDS = 999
SHOWN = 40  # of what was refused; longer is no code
WORDS = prose(__file__)


@dataclass
class Taken:
    """What came in by one way: ballots (mark -> stance), reasons that may be read out, and what to say about the rest.

    Of two ballots with one mark the later counts: somebody has thought again while the round was open.
    """

    ballots: dict[str, str] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    thoughts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, mark: str, stance: str, came_from: str) -> None:
        """Take one ballot; say so where it stands for an earlier one."""
        if mark in self.ballots:
            self.refused.append(WORDS("again" if self.ballots[mark] == stance else "other", what=came_from))
        self.ballots[mark] = stance


def from_codes(text: str, motion: Motion, a_round: int, others: Mapping[str, str]) -> Taken:
    """Return the ballots in pasted text; `others` names other questions by the tag of their codes."""
    taken = Taken()
    for written in codes_in(text):
        try:
            mark, stance = _ballot(written, motion, a_round, others)
            taken.take(mark, stance, cut(written, SHOWN))
        except VoteError as problem:
            taken.refused.append(f"{cut(written, SHOWN)}: {problem}.")
    return taken


def from_hand_ins(hand_ins: Iterable[HandIn], motion: Motion, a_round: int) -> Taken:
    """Return the ballots in hand-ins, one a learner: of several files the newest; and reasons marked to be read out."""
    newest = {one.learner: one for one in sorted(hand_ins, key=lambda one: one.made)}
    taken = Taken()
    for one in newest.values():
        said = {answer.item: answer for answer in one.answers if (answer.lesson, answer.step) == (motion.lesson, VOTE)}
        votes = {number: vote_in(said, motion, number) for number in range(1, a_round + 1)}
        file = WORDS("hand_in", id=one.learner[:8])
        if f"{motion.id}/{a_round}" not in said:
            taken.refused.append(WORDS(f"no_vote_{a_round}", file=file))
        elif not (ballot := votes[a_round]):
            taken.refused.append(WORDS("no_vote", file=file))
        else:
            taken.take(*ballot, file)
            taken.reasons += [one for number, vote in votes.items() for one in reason_in(said, motion, number, vote)]
            found = said.get(f"{motion.id}{THOUGHT}")
            if a_round == 2 and found and (choice := thought(found.value, motion.ids)):
                taken.thoughts[ballot[0]] = choice
    return taken


def hand_ins_in(path: Path) -> tuple[list[HandIn], list[str]]:
    """Return the hand-ins in a folder, the newest of each learner, and a sentence for each file that does not count.

    Raises VoteError when the folder cannot be looked into.
    """
    from kit.classroom.inbox.folder import read_folder

    folder = read_folder(path)
    if folder.trouble:
        raise VoteError(folder.trouble)
    return list(folder.hand_ins), [f"{one.name}: {one.why}" for one in folder.refused]


def _ballot(written: str, motion: Motion, a_round: int, others: Mapping[str, str]) -> tuple[str, str]:
    code = read_code(written)
    if code.tag != motion.tag:
        raise VoteError(WORDS("elsewhere", question=others.get(code.tag, WORDS["unknown"])))
    if code.round != a_round:
        raise VoteError(WORDS["early" if code.round == 2 else "late"])
    if code.option >= len(motion.stances):
        raise VoteError(WORDS["no_option"])
    return code.mark, motion.ids[code.option]


def ways(box: BallotBox, session: Session, a_round: int, others: Mapping[str, str], came: Callable) -> widgets.VBox:
    """Return a dropdown of the ways and the fields of the chosen one; `came` is called when votes have come in.

    `others` is the title of each question by the tag with which its codes begin.
    """
    panels = {"hands": _hands, "codes": _codes, "folder": _folder}
    if not session.motion.lesson:  # learners have no ballot for a teacher's own question
        panels = {"hands": _hands}
    way = dropdown(WORDS["way"], [(WORDS["ways"][name], name) for name in panels], "hands")
    panel = widgets.VBox(layout=shared())

    def chosen() -> None:
        replace(panel, panels[way.value](box, session, a_round, others, came))

    kept_up(chosen, way)
    return widgets.VBox([way, panel], layout=shared())


def _hands(box: BallotBox, session: Session, a_round: int, _: Mapping[str, str], came: Callable) -> list:
    """Return a masked number a stance, their total, and a button that puts them into the box and clears them."""
    fields = [_number(WORDS("hands_for", letter=letter)) for letter in LETTERS[: len(session.motion.stances)]]
    total, said = html(), html()

    def added() -> None:
        hands = sum(field.value for field in fields)
        total.value = f'<p role="status">{WORDS["together"]} <strong>{say_number(hands)}</strong></p>'
        put.disabled = not hands

    def put_in() -> None:
        hands = {stance: field.value for stance, field in zip(session.motion.ids, fields, strict=True)}
        if tried(said, lambda: box.count_hands(session.id, a_round, hands)):
            for one in fields:
                one.value = 0
            said.value = markup.notice(WORDS("hands_in", number=sum(hands.values())), "right")
            came()

    put = button(WORDS["put_in"], press=put_in)
    kept_up(added, *fields)
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


def sessions(box: BallotBox, said: widgets.HTML) -> list[Session]:
    """Return every session, the newest first; none, and why, where they cannot be read."""
    found: list[Session] = []
    tried(said, lambda: found.extend(box.sessions()))
    return found
