"""The class's answers as files: JSON and CSV, each learner under the name of a bird or a tree."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from kit.base.csv_writer import write_sheet
from kit.base.writing import write_whole
from kit.classroom.inbox.pseudonyms import pseudonyms
from kit.classroom.server.store import Heard, Store

COLUMNS = ("learner", "lesson", "step", "item", "answer", "saved", "aloud")


def export(store: Store, folder: Path) -> tuple[Path, Path]:
    """Write every try that learners let the class have; return the paths; raise KitError. Votes stay out."""
    tries = everything(store)
    names = pseudonyms(one.learner for one in tries)
    rows = [(names[one.learner], one.lesson, one.step, one.item, value(one), one.time, one.aloud) for one in tries]
    stem = f"class-{datetime.now():%Y-%m-%d-%H%M%S}"
    paths = folder / f"{stem}.json", folder / f"{stem}.csv"
    entries = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    write_whole(paths[0], json.dumps(entries, ensure_ascii=False, indent=1))
    write_sheet(paths[1], [COLUMNS, *((*row[:4], _as_text(row[4]), *row[5:]) for row in rows)])
    return paths


def everything(store: Store) -> list[Heard]:
    """Return all tries of the class, oldest first."""
    page = store.news()
    found = page.tries
    while page.more:
        page = store.news(page.last, page.epoch)
        found += page.tries
    return found


def value(one: Heard) -> Any:
    """Return what was answered."""
    return json.loads(bytes(one.value))


def _as_text(answer: Any) -> str:
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
