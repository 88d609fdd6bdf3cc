"""SQL in files of its own."""

from pathlib import Path
from sqlite3 import complete_statement


def statements(file: Path) -> tuple[str, ...]:
    """Return the statements of an SQL file in their order, triggers whole; each begins on a line of its own."""
    found, begun = [], ""
    for line in file.read_text(encoding="utf-8").splitlines():
        begun += f"{line}\n"
        if complete_statement(begun):
            found.append(begun.strip())
            begun = ""
    return tuple(found)


def named(file: Path) -> dict[str, str]:
    """Return the statements of an SQL file, each by the name in the comment before it: `-- name`."""
    parts = (one.removesuffix(";").partition("\n") for one in statements(file))
    return {head.removeprefix("-- "): words for head, _, words in parts}
