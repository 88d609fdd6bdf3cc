"""The room: one vote on the projector, from its question to its result, one thing at a time.

What a round holds is not read before the second is closed: until then the page knows how many have voted and no more.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import ipywidgets as widgets

from kit.answers.ballot import LETTERS, OWN, Motion, own_motion
from kit.base.errors import KitError
from kit.base.labels import prose, say, say_day, say_number, say_time
from kit.classroom.vote.ballot_box import BallotBox, Phase, Session
from kit.classroom.vote.entry import sessions, ways
from kit.classroom.vote.movement import band, halves
from kit.classroom.vote.outcome import HERE, VoteLooks, outcome, statement
from kit.paper.document import page, text_of
from kit.views import markup
from kit.views.templates import render
from kit.widgets.controls.control import Countdown, Ticker
from kit.widgets.controls.fields import Answer
from kit.widgets.parts import Step, button, dropdown, html, kept_up, line, replace, row, shared, tried

WORDS = prose(__file__)
OFTEN = 750  # milliseconds: a vote is to show within two seconds
MINUTES, CHECK_MINUTES = 7, 3  # one way of what data/teaching/course.yaml gives to a talk
MOST_OWN = 5
COUNT = markup.Html('<p class="kit-count" role="status"><strong>{}</strong> {}</p>')
TODAY = timedelta(hours=12)  # a vote that was begun longer ago belongs to another lesson


class Room:
    """One vote as it goes through its phases; what is kept lies in the ballot box, so a restart loses nothing."""

    def __init__(self, box: BallotBox, motions: list[Motion]) -> None:
        self._box = box
        self._motions = {motion.place: motion for motion in motions}
        self._parts = widgets.VBox(layout=shared())
        self._said = html()

    def step(self) -> Step:
        """Return the room, where the vote of this lesson stands; it can be gone on with in any kernel."""
        step = Step(reading(), [VoteLooks(), self._parts, self._said])
        step.add_class("kit-room")
        newest = next(iter(sessions(self._box, self._said)), None)
        fresh = newest and datetime.now(UTC) - newest.began < TODAY
        self._show(newest if fresh and newest.phase != "result" else None)
        return step

    def _show(self, session: Session | None) -> None:
        """Show a session in its phase, or the questions to choose from."""
        phase: Phase | str = session.phase if session else "choose"
        draw = {"choose": self._choose, "discuss": self._discuss, "result": self._result}.get(phase, self._vote)
        where = html(render(f"{HERE}/phases.html", phases=dict(WORDS["phases"].items()), now=phase))
        replace(self._parts, [where, *(draw(session) if session else draw())])

    def _go(self, work: Callable[[str], object], session: Session) -> Callable[[], None]:
        """Return what a button does: the work, then the phase that the session has come to, in whichever window."""

        def go() -> None:
            self._said.value = ""
            tried(self._said, lambda: work(session.id))
            tried(self._said, lambda: self._show(self._box.session(session.id)))

        return go

    def _begin(self, motion: Motion | None) -> None:
        self._said.value = ""
        if motion:
            tried(self._said, lambda: self._show(self._box.begin(motion)))

    def _leave(self) -> widgets.Button:
        return button(WORDS["leave"], False, lambda: self._show(None))

    def _choose(self) -> list[widgets.Widget]:
        """Return the questions, and the fields for one of one's own."""
        options = [(motion.title, place) for place, motion in self._motions.items()] + [(WORDS["own"], OWN)]
        chosen, shown = dropdown(WORDS["question"], options, options[0][1]), html()
        own, typed = _own_fields()

        def motion_now() -> Motion | None:
            return typed() if chosen.value == OWN else self._motions[chosen.value]

        def look() -> None:
            motion = motion_now()
            own.layout.display = "" if chosen.value == OWN else "none"
            shown.value = statement(motion) if motion else markup.paragraph(WORDS["type"])
            begin.disabled = motion is None

        begin = button(WORDS["open_first"], press=lambda: self._begin(motion_now()))
        kept_up(look, chosen, *own.children)
        return [*self._go_on(), chosen, own, shown, begin]

    def _go_on(self) -> list[widgets.Widget]:
        """Return a dropdown of votes that were begun and not finished; nothing when there are none."""
        waiting = [one for one in sessions(self._box, self._said) if one.phase != "result"]
        if not waiting:
            return []
        chosen = dropdown(WORDS["begun_before"], [(begun(one), one.id) for one in waiting], waiting[0].id)
        go = partial(tried, self._said, lambda: self._show(self._box.session(chosen.value)))
        return [row([chosen, button(WORDS["go_on"], False, go)])]

    def _vote(self, session: Session) -> list[widgets.Widget]:
        """Return an open round: the question, how many votes are in, the ways in, and how to close it."""
        a_round = 1 if session.phase == "first" else 2
        count, closing = html(), row([])

        def came() -> None:
            size = self._box.size(session.id, a_round)
            count.value = COUNT.format(say_number(size), WORDS("count", number=size))
            closing.children[0].disabled = not size

        closing.children = self._closing(session, a_round)
        tried(self._said, came)
        titles = {motion.tag: motion.title for motion in self._motions.values()}
        entered = ways(self._box, session, a_round, titles, came)
        return [html(statement(session.motion)), count, *self._live(session, came), entered, closing, self._leave()]

    def _live(self, session: Session, came: Callable[[], None]) -> list[widgets.Widget]:
        """Return, on a class's server, what looks again and again for the votes that learners give in the lesson."""
        if not (self._box.live and session.motion.lesson):
            return []
        ticker = Ticker(every=OFTEN)

        def ticked(_: dict) -> None:
            if tried(self._said, came):
                self._said.value = ""

        ticker.observe(ticked, "ticks")
        return [html(markup.paragraph(WORDS["live"], "kit-note")), ticker]

    def _closing(self, session: Session, a_round: int) -> list[widgets.Widget]:
        """Return the button that closes a round, after asking once: it cannot be taken back."""

        def turn(display: str) -> None:
            asked.layout.display = display

        close = self._go(self._box.close_first if a_round == 1 else self._box.close_second, session)
        asked = row([button(WORDS["sure"], press=close), button(WORDS["not_yet"], False, lambda: turn("none"))])
        asked.layout = widgets.Layout(display="none")
        return [button(WORDS[f"close_{a_round}"], press=lambda: turn("")), asked]

    def _discuss(self, session: Session) -> list[widgets.Widget]:
        """Return the task for both sides, a clock, a field a stance for the strongest reason heard, and the way on.

        Of a question with a key it says what to do next, by how many are right, and neither how many nor which.
        """
        on = [button(WORDS["open_second"], press=self._go(self._box.open_second, session)), self._leave()]
        if session.motion.right:
            advice = markup.paragraph(WORDS["advice"][band(*self._box.share(session.id))], "kit-lead")
            clock = Countdown(label=WORDS["clock"], minutes=CHECK_MINUTES)
            return [html(statement(session.motion) + advice), clock, *self._pairs(session), *on]
        heard = self._box.heard(session.id)
        fields = [self._heard(session, number, heard) for number in range(len(session.motion.stances))]
        return [
            html(statement(session.motion) + markup.paragraph(WORDS["talk"], "kit-lead")),
            Countdown(label=WORDS["clock"], minutes=MINUTES),
            *self._pairs(session),
            widgets.Box(fields, layout=shared(), _dom_classes=["kit-two"]),
            html(render(f"{HERE}/unheard.html", motion=session.motion, letters=LETTERS)),
            *self._screen(session),
            *on,
        ]

    def _pairs(self, session: Session) -> list[widgets.Widget]:
        """Return a button that brings people together, and who talks with whom, with slips to print."""
        shown = html()

        def made() -> None:
            pairs = self._box.pair(session.id)
            slips = page(WORDS["slips"], render(f"{HERE}/slips.html", groups=pairs.groups), text_of("worksheet.css"))
            link = markup.to_save("slips.html", slips.encode(), WORDS["slips"]) if pairs.groups else ""
            shown.value = render(f"{HERE}/pairs.html", pairs=pairs, off=halves(range(1, pairs.hands + 1))) + link

        return [button(WORDS["pair"], False, partial(tried, self._said, made)), shown]

    def _screen(self, session: Session) -> list[widgets.Widget]:
        """Return a button behind which the reasons stand that may show: each can be hidden before it does."""
        rows = widgets.VBox(layout=shared())

        def hide(stance: str, words: str) -> None:
            tried(self._said, lambda: self._box.hide(session.id, stance, words))
            tried(self._said, draw)

        def draw() -> None:
            parts: list[widgets.Widget] = []
            for stance, words in self._box.screened(session.id).items():
                away = button(WORDS["hide"], False, partial(hide, stance, words))
                parts.append(row([html(markup.paragraph(words)), away]))
            last = [button(WORDS["let"], press=let)] if self._box.live else []
            replace(rows, [*(parts or [html(markup.paragraph(WORDS["none"]))]), *last])

        def let() -> None:
            if tried(self._said, lambda: self._box.show(session.id)):
                self._said.value = markup.notice(WORDS["shown"], "right")

        return [button(WORDS["screen"], False, partial(tried, self._said, draw)), rows]

    def _heard(self, session: Session, number: int, heard: dict[str, str]) -> Answer:
        """Return a field that keeps the strongest reason heard for a stance while it is typed."""
        stance = session.motion.stances[number]
        answer = Answer(
            label=WORDS("heard", letter=LETTERS[number]), rows=2, value=heard.get(stance.id, ""),
            key=f"vote/{session.id}/{stance.id}",
        )  # fmt: skip

        def typed(_: dict) -> None:
            try:
                self._box.hear(session.id, stance.id, answer.value.strip())
                answer.trouble, answer.status = "", say("Saved {time}.", time=say_time(datetime.now(), seconds=True))
                answer.heard = answer.typed
            except KitError as problem:
                answer.trouble = str(problem)

        answer.observe(typed, "typed")
        return answer

    def _result(self, session: Session) -> list[widgets.Widget]:
        return [*outcome(self._box.record(session.id)), button(WORDS["another"], False, lambda: self._show(None))]


def _own_fields() -> tuple[widgets.VBox, Callable[[], Motion | None]]:
    """Return fields for one's own question, and what gives the motion in them, or None while it is not whole."""
    asked = line(WORDS["your_question"])
    stances = [line(WORDS("stance", letter=LETTERS[number])) for number in range(MOST_OWN)]
    ordered = widgets.Checkbox(description=WORDS["ordered"], indent=False, layout=shared())

    def typed() -> Motion | None:
        texts = [words for field in stances if (words := field.value.strip())]
        whole = asked.value.strip() and len(texts) > 1
        return own_motion(asked.value.strip(), texts, ordered.value) if whole else None

    return widgets.VBox([asked, *stances, ordered], layout=widgets.Layout(display="none")), typed


def begun(session: Session) -> str:
    """Return a session in a line: what, when, and how far where it is not over."""
    when = session.began.astimezone()
    asked = session.motion.title if session.motion.lesson else session.motion.statement[:60]
    told = f"{asked}, {say_day(when)}, {say_time(when)}"
    return told if session.phase == "result" else f"{told}: {WORDS['phases'][session.phase].lower()}"


def reading() -> str:
    """Return what the room does, to read without a kernel; it is the same for every vote."""
    stage = markup.Html("<strong>{}.</strong> {}")
    return markup.listed((stage.format(WORDS["phases"][name], words) for name, words in WORDS["stages"].items()), "ol")
