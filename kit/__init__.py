"""A teaching kit for one table that compares models of something, dimension by dimension.

Importing the kit needs only the standard library: the names below load their modules when they are first used,
because the launcher (`python -m kit`) runs before anything is installed.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.3.0"

_HOME = {
    "load_table": "kit.table",
    "load_lesson": "kit.lesson",
    "load_start": "kit.start",
    "load_case_file": "kit.case_file",
    "load_vote": "kit.vote",
    "load_teacher": "kit.teacher",
    "load_source": "kit.source",
    "load_board": "kit.board",
    "load_adapt": "kit.adapt",
}
__all__ = list(_HOME)


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"kit has no {name!r}; it has: {', '.join(__all__)}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
