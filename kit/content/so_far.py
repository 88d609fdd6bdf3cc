"""How far a language has come, page by page: counted in its catalogues, as cheaply as a start page needs it."""

import re
from pathlib import Path

from kit.base.paths import files_like
from kit.content.notebooks import NUMBER

FIRST = "00_start_here"  # shows all of the table, every title, and the models' names
SHARED = {FIRST: ("table", "cases", "models"), "15_question_the_table": ("table_critique", "missing")}
ELSEWHERE = re.compile(r'^(msgctxt "(models/.*_(case|criticism)|.*/notes)"|#~.*)$', re.MULTILINE)  # not on pages
EMPTY = re.compile(r'msgstr(\[\d\])? ""\s*\Z')


def so_far(data: Path, to: str) -> dict[str, tuple[int, int]]:
    """Return how many of the words of each page that is not whole are translated, and of how many, by its name."""
    pages = {path.stem: _entries(path) for path in files_like(data, f"pages/{to}/[0-9]*.po")}
    labels = _entries(data / f"labels/{to}.po")
    done = {}
    for page, own in pages.items():
        name = NUMBER.sub("", page)
        files = [data / to / f"{one}.po" for one in SHARED.get(page, (name, f"../lessons/{to}/{name}"))]
        titles = [one[0] for other, one in pages.items() if page == FIRST != other and one]
        shown = [*own, *titles, *(entry for file in files for entry in _entries(file))]
        shown += [entry for entry in labels if f"#. {page}\n" in entry]
        done[page] = [not EMPTY.search(entry) for entry in shown]
    return {page: (sum(all_), len(all_)) for page, all_ in done.items() if not all(all_)}


def _entries(path: Path) -> list[str]:
    """Return the entries of a catalogue that stand on a learners' page, each as it stands in the file."""
    parts = path.read_text(encoding="utf-8", errors="replace").split("\n\n")[1:] if path.exists() else []
    return [one for one in parts if one.strip() and not ELSEWHERE.search(one)]
