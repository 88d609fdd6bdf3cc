"""The sender: brings what the journal has saved to the class, again and again until the class has it.

It runs in a thread of its own, because the kernel's loop stands still while a cell runs, and the loop beside it ends
with the page. What has not arrived when the kernel ends is still in the journal, and the next kernel sends it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from random import uniform
from threading import Event, Thread
from time import sleep
from typing import Any

from kit.answers.class_link import OWN, Link, RefusedError, link
from kit.answers.journal import Journal, Try
from kit.answers.keys import MOST_LETTERS, Key, as_json, is_for_class, too_deep, too_long
from kit.base.errors import KitError
from kit.base.labels import said, say, say_many, say_number

MOST, MOST_BYTES = 200, 1_000_000  # tries in one parcel, and bytes
BEAT = 0.2  # seconds between two parcels, so that typing does not send each letter alone
SOONEST, LATEST = 0.5, 10.0  # seconds before it tries again
CLASS, REFUSED = "class", "refused"  # what the journal notes: the class that has it all, and what no class takes
NOT_TAKEN = said("the class's server does not take it")
ALL_BUT = said("Saved here. The class has all but {answers}: {why}.")


class Sender:
    """Sends one journal's tries. `words` says where they are; whoever follows is called when that changes.

    Followers are called in whichever thread has the news: that of the sender, or the one that saved. Each must be quick
    and may set the traits of a widget, but nothing else that the kernel's own thread also changes.
    """

    def __init__(self, journal: Journal, link: Link) -> None:
        self._journal, self._link = journal, link
        self._followers: list[Callable[[str], None]] = []
        self._news = Event()
        self._thread: Thread | None = None
        self._taken: bool | None = None  # has the class kept anything?
        self._met = False  # has it been asked whether it has what went before?
        self.words = ""

    def wake(self) -> None:
        """Send what is not sent yet, soon; the answer is safe before this is called, and stays so."""
        if self._thread:
            self._say(say("Saved here; on its way to the class."))
        self._news.set()
        if not (self._thread and self._thread.is_alive()):
            self._thread = Thread(target=self._run, name="kit-sender", daemon=True)
            self._thread.start()

    def follow(self, news: Callable[[str], None]) -> None:
        """Call `news` with the words whenever they change, until `unfollow`."""
        self._followers.append(news)

    def unfollow(self, news: Callable[[str], None]) -> None:
        """Call `news` no longer."""
        self._followers.remove(news)

    def _run(self) -> None:
        wait = SOONEST
        while True:
            self._news.wait()
            self._news.clear()
            try:
                self.send_all()
                wait = SOONEST
            except KitError:
                self._met = False  # what comes back may be another, or one that was put back from a copy
                self._say(say("Saved here. The class cannot be reached just now; it is sent as soon as it can be."))
                # everybody's kernel waits another while, so that a server that comes back is not run over
                sleep(uniform(wait / 2, wait))
                self._news.set()
                wait = min(2 * wait, LATEST)
            sleep(BEAT)

    def send_all(self) -> None:
        """Send until nothing is left; raise KitError, and then what did not go is not taken for sent."""
        if not self._met:
            self._put([])
            self._met = True
        while tries := self._journal.unsent(MOST):
            for parcel in parcels(tries):
                self._send(parcel)
        if refused := self._refused():
            answers = say_many("{number} answer", "{number} answers", len(refused))
            self._say(say(ALL_BUT, answers=answers, why=list(refused.values())[-1]))
        elif self._taken is not None:
            self._say(say("Saved here, and with the class.") if self._taken else say("Saved here."))

    def _send(self, tries: list[Try]) -> None:
        """Send some tries, and remember that the class has answered for them; a refused parcel goes in halves."""
        going = [one for one in tries if is_for_class(Key.of(one))]
        refused = {one.id: why for one in going if (why := unfit(one))}
        fit = [one for one in going if one.id not in refused]
        try:
            if fit:
                answer = self._put(fit)
                self._taken = bool(answer["kept"])
                refused |= {id_: "" if why == OWN else say(NOT_TAKEN) for id_, why in answer["refused"].items()}
        except RefusedError as problem:
            if problem.status not in (400, 413):
                raise
            if len(fit) > 1:
                self._send(fit[: len(fit) // 2])
                self._send(fit[len(fit) // 2 :])
                going = [one for one in going if one.id in refused]
            else:
                refused[fit[0].id] = say(NOT_TAKEN)
        self._note(going, refused)
        self._journal.sent(tries)

    def _put(self, tries: list[Try]) -> dict[str, Any]:
        """Bring tries to the class and return its answer; where it lacks what it had, all is to go again."""
        met = self._journal.note(CLASS)
        answer = self._link.ask(f"mine?after={met}", "PUT", {"tries": [one.entry for one in tries]})
        if answer.get("anew"):
            self._journal.send_again()
        if answer.get("met", met) != met:
            self._journal.note(CLASS, answer["met"])
        return answer

    def _refused(self) -> dict[str, str]:
        """Return why the class does not have the newest answer to an item, by the item's place."""
        return json.loads(self._journal.note(REFUSED) or "{}")

    def _note(self, tries: list[Try], refused: dict[str, str]) -> None:
        before = self._refused()
        after = dict(before)
        for one in tries:
            place = f"{one.lesson}/{one.step}/{one.item}"
            after.pop(place, None)
            if refused.get(one.id):
                after[place] = refused[one.id]
        if after != before:
            self._journal.note(REFUSED, json.dumps(after))

    def forget(self) -> None:
        """Remove from the class what this learner has sent; raise KitError, and then nothing is removed."""
        self._link.ask("mine", "DELETE")

    def _say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            for news in list(self._followers):
                news(words)


def unfit(one: Try) -> str:
    """Return why no class can take a try, or nothing."""
    if too_deep(one.value):
        return say("it has too many lists inside lists")
    if too_long(one.value):
        return say("it has more than {most} letters; shorten it, and it is sent", most=say_number(MOST_LETTERS))
    return ""


def parcels(tries: Iterable[Try]) -> Iterator[list[Try]]:
    """Yield tries in parcels that a class takes at once."""
    parcel: list[Try] = []
    size = 0
    for one in tries:
        more = 0 if unfit(one) else len(as_json(one.entry))
        if parcel and size + more > MOST_BYTES:
            yield parcel
            parcel, size = [], 0
        parcel, size = [*parcel, one], size + more
    if parcel:
        yield parcel


_senders: dict[Journal, Sender] = {}


def send_if_served(journal: Journal) -> None:
    """On a class's server, send a journal from now on, beginning with what an earlier kernel could not."""
    if found := link():
        _senders[journal] = sender = Sender(journal, found)
        journal.on_save, journal.on_forget = sender.wake, sender.forget
        sender.wake()


def sender_of(journal: Journal) -> Sender | None:
    """Return what sends a journal, or None."""
    return _senders.get(journal)
