"""The language of the page: which one is spoken, and where the files in it lie.

A translation lies in a folder named after its language beside the original; that of a table, a content file or a page
is a catalogue there, `data/table.csv` -> `data/es/table.po`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from kit.base.datapackage import read_package
from kit.base.errors import ContentError, KitError, or_else, shown
from kit.base.paths import answers_folder, data_path, files_like
from kit.base.writing import write_whole

T = TypeVar("T")
CODE = "en"  # the language of the words in the code
# written from right to left: these languages, and any in these scripts (`uz_Arab`)
RIGHT_TO_LEFT = re.compile(
    "(apc|ary?|bal|bgn|bqi|brh|ckb|dv|fa|he|ks|lrc|mzn|nqo|ps|rhg|sdh?|skr|syr|trw|ug|ur|yi|Adlm|Arab|Hebr|Nkoo|Rohg)"
)
SCRIPT = 4  # letters of a script's name in a language's code
_spoken: list[str] = []  # a kernel speaks one language; not a ContextVar, for JupyterLab answers in another thread


def language() -> str:
    """Return the language that the kit speaks now, by its code (`es`)."""
    return _spoken[0] if _spoken else home_language()


@cache
@or_else(lambda _: CODE, ContentError)
def home_language() -> str:
    """Return the language that the table and the lessons were written in: `language` in `data/datapackage.json`."""
    return read_package(data_path("datapackage.json"))["language"]


def direction(of: str = "") -> str:
    """Return which way a language is written, or that of the page: `ltr` or `rtl`."""
    code, *more = (of or language()).split("_")
    script = next((part for part in more if len(part) == SCRIPT), code)
    return "rtl" if RIGHT_TO_LEFT.fullmatch(script) else "ltr"


def attributes(of: str = "") -> str:
    """Return what HTML says of a language, or of that of the page."""
    code = of or language()
    return f'lang="{code.replace("_", "-")}" dir="{direction(code)}"'


def at_home() -> bool:
    """Return whether the kit speaks the language of its table and lessons now."""
    return language() == home_language()


def in_name(joint: str = "-") -> str:
    """Return what the name of a file says of its language: nothing at home, else `-es`."""
    return "" if at_home() else joint + language()


def languages() -> list[str]:
    """Return every language that the kit can speak: its home's, English, and those with a catalogue."""
    return sorted({home_language(), CODE, *(path.stem for path in files_like(data_path("labels"), "*.po"))})


def speak(wanted: str | None = None) -> None:
    """Speak this language from now on, or the home's; raise ContentError for one that has no catalogue."""
    wanted = wanted or home_language()
    if wanted not in languages():
        known = ", ".join(languages())
        raise ContentError(f"There is no language {shown(wanted)}: data/labels has no {wanted}.po. There are: {known}.")
    _spoken[:] = [wanted]


def remember() -> None:
    """Keep the language that is spoken beside the answers, so that the next start opens in it."""
    with suppress(KitError):  # where nothing can be kept, each start opens in that of the table
        write_whole(answers_folder() / "language", language().encode())


def remembered() -> str:
    """Return the folder of pages in the language that was spoken last: `es`, or nothing for that of the table."""
    kept = answers_folder() / "language"
    last = kept.read_text("utf-8").strip() if kept.is_file() else ""
    return last if last in languages() and last != home_language() else ""


def each_language(load: Callable[..., T]) -> Callable[..., T]:
    """Return a loader that remembers what it has loaded, in each language apart."""
    kept = cache(lambda _, *names: load(*names))
    loader = wraps(load)(lambda *names: kept(language(), *names))
    loader.cache_clear = kept.cache_clear
    return loader


def translated(path: Path, to: str = "") -> Path:
    """Return where the translation of a file lies."""
    return path.parent / (to or language()) / path.name


def spoken(path: Path) -> Path:
    """Return the file in the language of the page where there is one, else the original: one or the other, whole."""
    there = translated(path)
    return there if not at_home() and there.exists() else path
