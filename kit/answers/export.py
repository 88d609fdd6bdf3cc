"""`python -m kit answers`: where a learner's answers are and how much there is; export them, or delete them."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kit.answers.class_link import link
from kit.answers.journal import Journal
from kit.answers.record import titles_of
from kit.base.csv_writer import write_sheet
from kit.base.errors import KitError
from kit.base.labels import known, said, say, say_number
from kit.base.language import language
from kit.base.paths import votes_file, work_folder
from kit.base.prose import prose
from kit.base.writing import write_whole
from kit.content.table import load_table

COLUMNS = ("lesson", "step", "item", "answer", "saved", "id")
SURE = said("delete")
WORDS = prose(__file__)


def titles_by_id() -> dict[str, str]:
    """Return the titles of the pages; none where the table is broken, which must not lock answers in."""
    try:
        return titles_of(load_table())
    except KitError:
        return {}


def in_words(journal: Journal, titles: dict[str, str]) -> str:
    """Return where the answers are and how much there is, by the titles of their pages; raise JournalError."""
    tries = journal.all_tries()
    items = {(one.lesson, one.step, one.item) for one in tries}
    size = sum(path.stat().st_size for path in journal.files())
    counts = Counter(lesson for lesson, _, _ in items)
    pages = [*(page for page in titles if page in counts), *sorted(counts.keys() - titles)]
    counted = {"answers": WORDS("answers", number=len(items)), "tries": WORDS("tries", number=len(tries))}
    return "\n".join(
        [
            say("Your answers are in {file}", file=journal.file),
            WORDS("to_class" if link() else "to_nobody", size=say_number(size / 1000, 0), **counted),
            *(f"  {titles.get(page) or known(page.replace('_', ' '))}: {counts[page]}" for page in pages),
            *([journal.notice] if journal.notice else []),
        ]
    )


def export(journal: Journal, folder: Path) -> tuple[Path, Path]:
    """Write every try as JSON and as CSV, safe in spreadsheets; return the paths, which say the page's language."""
    tries = journal.all_tries()
    stem = f"answers-{datetime.now():%Y-%m-%d-%H%M%S}-{language()}"
    paths = folder / f"{stem}.json", folder / f"{stem}.csv"
    write_whole(paths[0], json.dumps([one.entry for one in tries], ensure_ascii=False, indent=1))
    rows = [
        (one.lesson, one.step, one.item, _as_text(one.value), one.time.isoformat(timespec="seconds"), one.id)
        for one in tries
    ]
    write_sheet(paths[1], [COLUMNS, *rows])
    return paths


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def confirmed(question: str, ask: Callable[[str], str]) -> bool:
    """Return whether somebody types the word that a question asks for; if not, say that nothing was deleted."""
    try:
        word = ask(question)
    except EOFError:  # nobody is there to ask
        word = ""
    sure = word.strip().lower() == SURE
    if not sure:
        print("Nothing was deleted.")
    return sure


def delete(journal: Journal, ask: Callable[[str], str]) -> int:
    """Delete the answers when the learner types the word; return the exit status."""
    if not confirmed(f"Type {SURE} to delete all of this for good, or press Enter to keep it: ", ask):
        return 0
    gone = journal.forget()
    print("Deleted:", *(path.name for path in gone), sep="\n  ")
    if work_folder().is_dir():
        print(f"Reports and hand-ins that you wrote stay in {work_folder()}; delete that folder yourself if you like.")
    if (votes := votes_file()).is_file():
        print(f"Votes that you held with a class stay in {votes}; delete that file yourself if you like.")
    return 0
