"""The reasons of others before a second vote: the lesson's, the class's, a partner's; one of them is to be chosen."""

from collections.abc import Callable

import ipywidgets as widgets

from kit.answers.ballot import Motion
from kit.answers.class_reasons import read_reasons
from kit.answers.keys import THOUGHT, VOTE, thought
from kit.base.errors import KitError
from kit.base.prose import prose
from kit.learner.lesson.state import LessonState
from kit.learner.lesson.talk import look
from kit.views import markup
from kit.widgets.controls.choice import Choice
from kit.widgets.parts import html, shared, told

WORDS = prose(__file__)
CLASS = "/class_reasons"  # behind a question's id: what a file brought


def thoughts(lesson: LessonState, motion: Motion, mine: str, done: Callable[[], None]) -> list[widgets.Widget]:
    """Return the reasons for all stances but `mine` to choose one from, and a place for a file; then `done` is called.

    Where there is nothing to choose from, it is called at once.
    """
    item, found = f"{motion.id}{THOUGHT}", _all(lesson, motion, mine)
    choice = Choice(legend=WORDS["legend"], options=_options(motion, found))
    back, said = widgets.FileUpload(description=WORDS["file"], accept=".json", layout=shared()), told()
    back.add_class("kit-upload")

    def chosen(change: dict) -> None:
        source, _, stance = change["new"].partition("/")
        value = {"option": stance, "from": source, "words": found[source, stance]}
        kept, words = lesson.keep(VOTE, item, value)
        said.value = "" if kept else markup.notice(words, "trouble")
        if kept:
            done()

    def brought(change: dict) -> None:
        if not change["new"]:  # emptied below, so that the same file can be given again
            return
        try:
            for file in change["new"]:
                reasons = read_reasons(bytes(file["content"]), file["name"], motion)
                lesson.keep(VOTE, f"{motion.id}{CLASS}", reasons)
            found.update(_all(lesson, motion, mine))
            choice.options, said.value = _options(motion, found), ""
        except KitError as problem:
            said.value = markup.notice(str(problem), "trouble")
        back.value = ()

    before = lesson.newest(VOTE, item)
    if before and thought(before.value, motion.ids):
        place = (str(before.value.get("from")), before.value["option"])
        choice.value = "/".join(place) if place in found else ""
    if before or not found:
        done()
    choice.observe(chosen, "value")
    back.observe(brought, "value")
    return [choice, html(markup.paragraph(WORDS["why"], "kit-note")), back, said]


def _all(lesson: LessonState, motion: Motion, mine: str) -> dict[tuple[str, str], str]:
    """Return the reasons by (where from, stance); the lesson's stand first."""
    seen = look(lesson, motion) or {"reasons": {}, "group": []}
    kept = lesson.newest(VOTE, f"{motion.id}{CLASS}")
    of_class = {**(kept.value if kept and isinstance(kept.value, dict) else {}), **seen["reasons"]}
    found = {("kit", one.id): one.reason for one in motion.stances if one.reason}
    found |= {("class", one): of_class[one] for one in motion.ids if isinstance(of_class.get(one), str)}
    found |= {("partner", one["stance"]): "" for one in seen["group"]}
    return {place: words for place, words in found.items() if place[1] != mine and place[1] in motion.ids}


def _options(motion: Motion, found: dict[tuple[str, str], str]) -> list[dict[str, str]]:
    texts = {one.id: one.text for one in motion.stances}
    return [
        {"id": f"{source}/{stance}", "text": WORDS(source, stance=texts[stance], words=words or WORDS["talked"])}
        for (source, stance), words in found.items()
    ]
