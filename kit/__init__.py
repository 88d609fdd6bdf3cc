"""A teaching kit for one table that compares models of something, dimension by dimension.

Importing the kit needs only the standard library: the names below load their modules when they are first used,
because the launcher (`python -m kit`) runs before anything is installed.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.4.0"

_HOME = {
    "load_table": "kit.content.table",
    "load_lesson": "kit.learner.lesson.page",
    "load_start": "kit.learner.start.page",
    "load_case_file": "kit.learner.case_file.page",
    "load_vote": "kit.classroom.vote.page",
    "load_experiment": "kit.classroom.experiment.page",
    "load_teacher": "kit.classroom.run_sheets_page",
    "load_source": "kit.learner.question_the_table.page",
    "load_both_times": "kit.learner.before_and_after.page",
    "load_board": "kit.classroom.board.page",
    "load_adapt": "kit.adapt.page.page",
}
__all__ = list(_HOME)

# Hubs that were set up with version 0.3 name `kit.hub.config` and `kit.hub.service`; for one version more they are
# found where the server has moved to.
_hub = ModuleType("kit.hub")
_hub.__path__ = [f"{folder}/classroom/server" for folder in __path__]
sys.modules["kit.hub"] = _hub


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"kit has no {name!r}; it has: {', '.join(__all__)}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
