"""What a command takes, as the `.toml` beside the module of its function tells: its name's table there."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from kit.base.paths import beside

KINDS = {"path": lambda text: Path(text).expanduser(), "number": int}


def taken(file: str, command: str, arguments: list[str], **default: Any) -> Namespace:
    """Return what was given to a command; the module gives its own `__file__`, and a `default` that is known there.

    In the `.toml`, `about` says what the command does, and `takes` has the words of `add_argument` for each argument;
    its `type` is one of `KINDS`. As argparse does, ends the program with status 2 for what is not taken.
    """
    told = beside(file)[command]
    parser = ArgumentParser(f"python -m kit {command}", description=told["about"])
    add(parser, told.get("takes", {}))
    parser.set_defaults(**default)
    return parser.parse_args(arguments)


def add(parser: ArgumentParser, takes: dict[str, Any]) -> None:
    """Let a parser take these arguments, as `takes` tells."""
    for name, words in takes.items():
        parser.add_argument(name, **{**words, **({"type": KINDS[words["type"]]} if "type" in words else {})})
