"""Files and folders written whole or not at all."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, TemporaryFile

from kit.base.errors import KitError, or_else
from kit.base.paths import beside

_WHY = {getattr(errno, name): words for name, words in beside(__file__).items()}


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one go, and its folder if need be; raise KitError where that fails, and the old file stays.

    Text is written as UTF-8; half a character, as a broken emoji leaves it, becomes a question mark.
    """
    raw = content.encode(errors="replace") if isinstance(content, str) else content
    beside = path.with_name(f"{path.name}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(raw)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        why = _WHY.get(error.errno, str(error.strerror or error))
        raise KitError(f"{path} could not be written: {why}.") from None


@or_else(lambda error: error.errno or 0, OSError)
def refusal_of(folder: Path) -> int:
    """Return the errno with which a folder takes nothing, or 0: a small file shows what a database hides."""
    with TemporaryFile(dir=folder) as file:
        file.write(bytes(65_536))
        file.flush()
        os.fsync(file.fileno())
    return 0


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Yield where to make a folder; it is put in its place, new or empty, once all is there.

    Raises KitError where that fails, and what fails on the way leaves nothing.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=".new-") as around:
            making = Path(around) / "kit"
            yield making
            if folder.exists():
                folder.rmdir()
            making.replace(folder)
    except OSError as error:
        raise KitError(f"{folder} could not be made: {error.strerror or error}.") from None


def exchange(folder: Path, new: Mapping[str, Path], aside: Path) -> None:
    """Put new parts in their places in a folder, the old ones aside; where one cannot be, all go back: a KitError."""
    try:
        for name, made in new.items():
            old = folder / name
            if old.exists():
                (aside / name).parent.mkdir(parents=True, exist_ok=True)
                old.replace(aside / name)
            made.replace(old)
    except OSError as error:
        take_back(folder, new, aside)
        raise KitError(f"{error.filename or folder} could not be replaced: {error.strerror or error}.") from None


def take_back(folder: Path, new: Mapping[str, Path], aside: Path) -> None:
    """Put what was exchanged back as it was."""
    for name, made in new.items():
        if not made.exists():  # it was put in its place
            (folder / name).replace(made)
        if (aside / name).exists():
            (aside / name).replace(folder / name)
    rmtree(aside, ignore_errors=True)  # nothing but empty folders is left in it
