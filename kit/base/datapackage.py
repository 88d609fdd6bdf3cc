"""`data/datapackage.json`, which describes the data: its language, its title, each file."""

import json
from pathlib import Path
from typing import Any

from kit.base.errors import ContentError, named, or_else, shown

AS_IT_IS = 'allowed is an object with "language", "title" and "resources", as the kit brings it'


def read_package(path: Path) -> dict[str, Any]:
    """Return the description of a kit's data, {key: value}; raise ContentError when it cannot be read or is none."""
    try:
        plain = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ContentError(f"{named(path)} cannot be read: {error.strerror or error}.") from None
    except json.JSONDecodeError as error:
        raise ContentError(f"{named(path)}, line {error.lineno}: this is not JSON ({error.msg}); {AS_IT_IS}.") from None
    except (ValueError, RecursionError):
        raise ContentError(f"{named(path)} is no JSON in UTF-8; {AS_IT_IS}.") from None
    for key, kind in {"language": str, "title": str, "resources": list}.items():
        if not isinstance(plain, dict) or not isinstance(plain.get(key), kind):
            came = shown(json.dumps(plain.get(key) if isinstance(plain, dict) else plain))
            raise ContentError(f"{named(path)}: {key} is {came}; {AS_IT_IS}.")
    return plain


@or_else(lambda error: [str(error)], ContentError)
def check_package(path: Path) -> list[str]:
    """Return a complaint when the description cannot be read; a kit can do without one: then its home is English."""
    return read_package(path) and [] if path.exists() else []


def described(path: Path) -> list[dict[str, Any]]:
    """Return what the description says of each file; nothing where there is none that can be read.

    A table with `"translated": false` stays in its own language: figures find its rows by their words.
    """
    readable = path.exists() and not check_package(path)
    return [one for one in read_package(path)["resources"] if isinstance(one, dict)] if readable else []


def described_in_vain(path: Path) -> list[str]:
    """Return each file that the description names and that is not there, as after a language was taken out."""
    files = [one.get("path") for one in described(path)]
    return [str(file) for file in files if not isinstance(file, str) or not (path.parent / file).is_file()]
