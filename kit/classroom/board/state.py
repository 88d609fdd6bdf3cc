"""What the views of the class board share: the folder that is watched, what came in, and who must not be named."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from kit.answers.journal import Journal
from kit.answers.keeper import Keeper
from kit.answers.keys import BOARD
from kit.base.errors import ContentError, JournalError, TableError, or_else
from kit.base.labels import say
from kit.base.paths import answers_folder, notebooks_path
from kit.classroom.inbox.by_item import Answers, by_item
from kit.classroom.inbox.folder import ClassFolder, Entry, read_folder
from kit.classroom.inbox.live_class import HERE, whole_class
from kit.classroom.inbox.names import pseudonyms, read_class_list
from kit.content.columns import Mark, columns_of
from kit.content.course import load_cases
from kit.content.lesson_form import LessonContent, load_content
from kit.content.table import dimensions_of
from kit.widgets.parts import Followed

FOLDER, LIST, HIDDEN = "folder", "list", "hidden"  # steps of what the teacher's journal keeps
PATH = "path"  # item of the first two


class BoardState(Followed):
    """A class's hand-ins, in a folder that is watched. All views follow it.

    `seen` is what the folder holds, `answers` what is in it by item, `names` the learners' pseudonyms; `trouble` is
    empty or says why something could not be kept. What the teacher hides, and where the folder is, stays in the
    teacher's own journal.
    """

    def __init__(self, table: pd.DataFrame, journal: Journal, words_back: bool = True) -> None:
        Followed.__init__(self)
        self.words_back = words_back  # whether a teacher can write lines back from this board
        columns = columns_of(table, table.index[0])
        self.table, self.journal, self._keeper = table, journal, Keeper(BOARD, journal)
        self.titles: dict[str, str] = dimensions_of(table)
        self.content: dict[str, LessonContent] = {}
        for lesson in self.titles:
            with suppress(ContentError):  # a table of one's own need not have lessons on every row
                self.content[lesson] = load_content(lesson)
        self.models: list[str] = [column.id for column in columns]
        self.short: dict[str, str] = {column.id: column.name for column in columns}
        self.marks: dict[str, Mark] = {column.id: column.mark for column in columns}
        self.cases: dict[str, str] = {case.id: case.name for case in load_cases()}
        self.seen, self.trouble = ClassFolder(), ""
        self.answers: Answers = {}
        self.names: dict[str, str] = {}
        self.hidden = frozenset(self.kept(HIDDEN))
        self.secret = or_else(lambda error: "", JournalError)(journal.learner)()  # only this journal knows it
        there, folder = (str(self.kept(step).get(PATH, "")) for step in (LIST, FOLDER))
        self._read_list(Path(there) if there else None)
        self._class = whole_class()
        if kept := folder or (HERE if self._class else ""):
            self._read(Path(kept))

    @property
    def options(self) -> list[tuple[str, str]]:
        """Return the dimensions for a dropdown: the title to show, the id to choose."""
        return [(title, lesson) for lesson, title in self.titles.items()]

    @property
    def live(self) -> bool:
        """Return whether this is the class on its server, and no folder."""
        return self.seen.path == Path(HERE)

    @property
    def folder_name(self) -> str:
        """Return the folder that is watched; before one is, the one that lies beside the answers."""
        return say(HERE) if self.live else str(self.seen.path or answers_folder() / "class")

    @property
    def entries(self) -> list[Entry]:
        """Return what stood in each file that is somebody's; what a server sent came in none."""
        return [one for one in self.seen.entries if not one.nobody] or [Entry("", one) for one in self.seen.hand_ins]

    def watch(self, folder: str) -> None:
        """Read another folder from now on, and remember it; the one beside the answers is made if need be."""
        path = Path(HERE) if self._class and folder.strip() in (HERE, say(HERE)) else as_path(folder)
        self.trouble = ""
        if path == answers_folder() / "class":
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.trouble = say("{path} could not be made: {error}.", path=path, error=error.strerror or error)
        self.keep(FOLDER, PATH, str(path))
        self._read(path)
        self.draw_anew()

    def take_list(self, words: str) -> None:
        """Hold the class against another list from now on, and remember where it lies; an empty name takes none."""
        path = as_path(words) if words.strip() else None
        self.keep(LIST, PATH, str(path or ""))
        self._read_list(path)
        self.look(afresh=True)  # it may lie among the hand-ins

    def _read_list(self, path: Path | None) -> None:
        self.list_name, self.listed, self.list_trouble = str(path or ""), (), ""
        try:
            self.listed = tuple(read_class_list(path)) if path else ()
        except TableError as problem:
            self.list_trouble = f"{path.name}: {problem}"

    def look(self, afresh: bool = False) -> None:
        """Look into the folder again, at what is new or, `afresh`, at everything; tell the steps what has changed."""
        before = self.seen
        if before.path:
            self._read(before.path, afresh)
        if afresh or self.seen is not before:
            self.draw_anew()

    def hide(self, spoken: Iterable[str], hidden: bool) -> None:
        """Hide answers, by their ids, from whoever reads them out, or bring them back; both outlast this kernel."""
        self.trouble = ""
        for one in spoken:
            self.hidden = self.hidden | {one} if hidden else self.hidden - {one}
            self.keep(HIDDEN, one, hidden)

    def _read(self, path: Path, afresh: bool = False) -> None:
        before = None if afresh else self.seen
        on_server = self._class and path == Path(HERE)
        seen = self._class.read(before) if on_server else read_folder(path, before, self.list_name)
        if seen is not self.seen:
            self.seen, self.answers = seen, by_item(seen.hand_ins)
            self.names = pseudonyms((one.learner for one in seen.hand_ins), self.names)

    def keep(self, step: str, item: str, value: Any) -> None:
        """Keep something in the teacher's own journal; `trouble` says why it could not be."""
        kept, words = self._keeper.keep(step, item, value)
        if not kept:
            self.trouble = words

    @or_else(lambda error: {}, JournalError)
    def kept(self, step: str) -> dict[str, Any]:
        """Return what the teacher's journal keeps under a step, by item, without what was taken back."""
        newest = {one.item: one.value for one in self.journal.all_tries(BOARD, step)}
        return {item: value for item, value in newest.items() if value is not None and value is not False}


def as_path(words: str) -> Path:
    """Return what was typed or pasted as a path: without quotation marks, `~` at home, else from the kit's folder."""
    return notebooks_path().parent / Path(words.strip().strip("\"'")).expanduser()
