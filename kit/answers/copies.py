"""`python -m kit answers`: where a learner's answers are; take a copy of them, bring one back, or delete them.

A copy is what `--export` writes as JSON, or a journal's own file. Brought back onto answers that are there already,
nothing is lost and nothing doubled.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kit.answers.class_link import link
from kit.answers.journal import FIELDS, Journal
from kit.answers.record import titles_of
from kit.answers.salvage import Row, found_in
from kit.answers.words_back import FORMAT, bring
from kit.base.errors import JournalError, or_else, shown
from kit.base.for_others import write_sheet
from kit.base.labels import known, prose, said, say, say_many, say_number
from kit.base.language import language
from kit.base.paths import votes_file, work_folder
from kit.base.writing import write_whole
from kit.content.table import load_table

COLUMNS = ("lesson", "step", "item", "answer", "saved", "id")
SURE = said("delete")
WORDS = prose(__file__)
MOST_BYTES = 50_000_000
SQLITE = b"SQLite format 3\0"


@or_else(lambda _: {})  # a broken table must not lock answers in
def titles_by_id() -> dict[str, str]:
    """Return the titles of the pages; none where the table is broken."""
    return titles_of(load_table())


def in_words(journal: Journal, titles: dict[str, str]) -> str:
    """Return where the answers are and how much there is, by the titles of their pages; raise JournalError."""
    tries = journal.all_tries()
    items = {(one.lesson, one.step, one.item) for one in tries}
    size = sum(path.stat().st_size for path in journal.files())
    counts = Counter(lesson for lesson, _, _ in items)
    pages = [*(page for page in titles if page in counts), *sorted(counts.keys() - titles)]
    counted = {"answers": WORDS("answers", number=len(items)), "tries": WORDS("tries", number=len(tries))}
    told = [
        say("Your answers are in {file}", file=journal.file),
        WORDS("to_class" if link() else "to_nobody", size=say_number(size / 1000, 0), **counted),
        *(f"  {titles.get(page) or known(page.replace('_', ' '))}: {counts[page]}" for page in pages),
    ]
    return "\n".join([*told, *filter(None, [journal.notice])])


def export(journal: Journal, folder: Path) -> list[Path]:
    """Write every try as JSON, as CSV and as a workbook; return the paths, which say the page's language."""
    tries = journal.all_tries()
    stem = f"answers-{datetime.now():%Y-%m-%d-%H%M%S}-{language()}"
    paths = [folder / f"{stem}{ending}" for ending in (".json", ".csv", ".xlsx")]
    write_whole(paths[0], json.dumps([one.entry for one in tries], ensure_ascii=False, indent=1))
    rows = []
    for one in tries:
        answer = one.value if isinstance(one.value, str) else json.dumps(one.value, ensure_ascii=False)
        rows.append((one.lesson, one.step, one.item, answer, one.time.isoformat(timespec="seconds"), one.id))
    for path in paths[1:]:
        write_sheet(path, [COLUMNS, *rows])
    return paths


def confirmed(question: str, ask: Callable[[str], str]) -> bool:
    """Return whether somebody types the word that a question asks for; if not, say that nothing was deleted."""
    sure = or_else(lambda _: "", EOFError)(ask)(question).strip().lower() == SURE  # nobody may be there to ask
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


def bring_back(journal: Journal, raw: bytes, file: str) -> str:
    """Add to the journal what a copy holds and it lacks, or what a teacher wrote back; say so; raise JournalError."""
    if FORMAT.encode() in raw[:200]:
        return bring(journal, raw, file)
    rows = rows_in(raw, file)
    new = journal.bring(rows)
    came = say_many("{number} try came", "{number} tries came", new)
    return WORDS("brought", file=file, new=came, known=len(rows) - new)


def rows_in(raw: bytes, file: str) -> list[Row]:
    """Return the tries in a copy, as they were written; raise JournalError: what is wrong with it."""
    if len(raw) > MOST_BYTES:
        raise JournalError(WORDS("no_copy", file=file, why=say("it is too large")))
    if raw.startswith(SQLITE):
        return sorted(found_in(raw).rows.values())
    try:
        entries = json.loads(raw.decode("utf-8-sig"))
        if not isinstance(entries, list):
            raise ValueError(say("it is not a list of tries"))
        return [_row(entry, number) for number, entry in enumerate(entries, 1)]
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise JournalError(WORDS("no_copy", file=file, why=shown(str(error)[:200]))) from None


def _row(entry: dict, number: int) -> Row:
    id_, lesson, step, item, value, time = (entry[field] for field in FIELDS)
    if not all(isinstance(one, str) and one for one in (id_, lesson, step, item)):
        raise ValueError(say("try {number} does not name a lesson, a step and an item", number=number))
    when = datetime.fromisoformat(time).astimezone(UTC).isoformat(timespec="microseconds")
    return (number, id_, lesson, step, item, json.dumps(value), when)
