"""Your data: where the answers are and how much there is, and buttons: take a copy, bring one back, delete them all."""

from collections.abc import Callable
from functools import partial
from html import escape

import ipywidgets as widgets
import pandas as pd

from kit.answers.copies import SURE as WORD
from kit.answers.copies import bring_back, export, in_words
from kit.answers.journal import Journal
from kit.answers.record import titles_of
from kit.base.labels import said, say
from kit.base.paths import work_folder
from kit.views import markup
from kit.widgets.parts import Step, box, button, finished, html, line, result_of, row, shared, told, written

READING = said(
    "Here you see where your answers are and how much there is. You can take a copy of them, as JSON for programs and "
    "as a sheet for people; bring back a copy, on this computer or another; and delete them for good."
)
GONE = said("Deleted: {files}. Run the cells of other open pages again: they may still show what is gone.")
SURE = said("Type '{word}' to be sure")


def data_step(journal: Journal, table: pd.DataFrame) -> Step:
    """Return the step: what there is, a button that exports it, and one that deletes it once a word is typed."""
    there, status, right = html(), told(), partial(markup.notice, kind="right")
    back = widgets.FileUpload(description=say("Bring it back"), tooltip=say("Bring it back"), layout=shared())
    back.add_class("kit-upload")
    sure = line(say(SURE, word=say(WORD)))

    def tell(work: Callable[[], str]) -> None:
        status.value = result_of(work)
        look()

    def look() -> None:
        there.value = result_of(lambda: f'<pre class="kit-plain">{escape(in_words(journal, titles_of(table)))}</pre>')

    def asked(change: dict | None = None) -> None:
        delete.disabled = sure.value.strip().lower() not in (WORD, say(WORD))

    def write() -> None:
        tell(lambda: written(export(journal, work_folder())))
        finished(copy)

    def bring(change: dict) -> None:
        for file in change["new"]:
            tell(lambda file=file: right(bring_back(journal, bytes(file["content"]), file["name"])))
        if change["new"]:
            back.value = ()  # so that the same file can be given again

    def forget() -> None:
        tell(lambda: right(_gone(journal)))
        sure.value = ""

    copy, delete = button(say("Take a copy"), press=write), button(say("Delete my answers for good"), False, forget)
    look()
    asked()
    sure.observe(asked, "value")
    back.observe(bring, "value")
    return Step(markup.paragraph(say(READING)), [there, row([copy, back]), status, box([row([sure]), delete])])


def _gone(journal: Journal) -> str:
    names = ", ".join(path.name for path in journal.forget())
    gone = say(GONE, files=names)
    left = say("What you wrote out before stays in {folder}.", folder=work_folder())
    return f"{gone} {left}" if work_folder().is_dir() else gone
