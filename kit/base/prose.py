"""Words that belong to one module and would fill it: in a file of the same name beside it."""

import tomllib
from pathlib import Path
from typing import Any


def prose(file: str) -> dict[str, Any]:
    """Return the words beside a module, by name; it gives its own `__file__`, and `room.py` has them in `room.toml`."""
    return tomllib.loads(Path(file).with_suffix(".toml").read_text(encoding="utf-8"))
