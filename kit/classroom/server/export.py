"""The class's answers as files: JSON and CSV, each learner under the name of a bird or a tree."""

import json
from datetime import datetime
from pathlib import Path

from kit.base.csv_writer import write_sheet
from kit.base.writing import write_whole
from kit.classroom.inbox.pseudonyms import pseudonyms
from kit.classroom.server.store import Store

COLUMNS = ("learner", "lesson", "step", "item", "answer", "saved", "aloud")


def export(store: Store, folder: Path) -> tuple[Path, Path]:
    """Write every try that learners let the class have; return the paths; raise KitError. Votes stay out."""
    page = store.news()
    tries = page.tries
    while page.more:
        page = store.news(page.last, page.epoch)
        tries += page.tries
    names = pseudonyms(one.learner for one in tries)
    rows = [
        (names[one.learner], one.lesson, one.step, one.item, json.loads(bytes(one.value)), one.time, one.aloud)
        for one in tries
    ]
    stem = f"class-{datetime.now():%Y-%m-%d-%H%M%S}"
    paths = folder / f"{stem}.json", folder / f"{stem}.csv"
    entries = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    write_whole(paths[0], json.dumps(entries, ensure_ascii=False, indent=1))
    texts = (row[4] if isinstance(row[4], str) else json.dumps(row[4], ensure_ascii=False) for row in rows)
    write_sheet(paths[1], [COLUMNS, *((*row[:4], text, *row[5:]) for row, text in zip(rows, texts, strict=True))])
    return paths
