"""The sender: brings what the journal has saved to the class, again and again until the class has it.

It runs in a thread of its own, because the kernel's loop stands still while a cell runs, and the loop beside it ends
with the page. What has not arrived when the kernel ends is still in the journal, and the next kernel sends it.
"""

from collections.abc import Callable
from random import uniform
from threading import Event, Thread
from time import sleep
from typing import Any

from kit.answers.class_link import Link, RefusedError, link
from kit.answers.journal import Journal, Try
from kit.answers.keys import Key, is_for_class
from kit.base.errors import KitError
from kit.base.labels import say

MOST = 200  # tries in one parcel
BEAT = 0.2  # seconds between two parcels, so that typing does not send each letter alone
SOONEST, LATEST = 0.5, 10.0  # seconds before it tries again


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
        self._taken: bool | None = None  # did the class keep anything of the last parcel?
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
                self._say(say("Saved here. The class cannot be reached just now; it is sent as soon as it can be."))
                # everybody's kernel waits another while, so that a server that comes back is not run over
                sleep(uniform(wait / 2, wait))
                self._news.set()
                wait = min(2 * wait, LATEST)
            sleep(BEAT)

    def send_all(self) -> None:
        """Send until nothing is left; raise KitError, and then what did not go is not taken for sent."""
        while tries := self._journal.unsent(MOST):
            self._send(tries)
        if self._taken is not None:
            self._say(say("Saved here, and with the class.") if self._taken else say("Saved here."))

    def _send(self, tries: list[Try]) -> None:
        """Send some tries, and remember that the class has answered for them; a refused parcel goes in halves."""
        going = [one for one in tries if is_for_class(Key.of(one))]
        try:
            if going:
                answer = self._link.ask("mine", "PUT", {"tries": [parcelled(one) for one in going]})
                self._taken = bool(answer["kept"])
        except RefusedError as problem:
            if problem.status not in (400, 413):
                raise
            if len(going) > 1:
                self._send(going[: len(going) // 2])
                self._send(going[len(going) // 2 :])
            # one alone that will never be taken stays here, and holds up no other
        self._journal.sent(tries)

    def forget(self) -> None:
        """Remove from the class what this learner has sent; raise KitError, and then nothing is removed."""
        self._link.ask("mine", "DELETE")

    def _say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            for news in list(self._followers):
                news(words)


def parcelled(one: Try) -> dict[str, Any]:
    """Return a try as the service takes it."""
    return {
        "id": one.id, "lesson": one.lesson, "step": one.step, "item": one.item, "value": one.value,
        "time": one.time.isoformat(),
    }  # fmt: skip


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
