"""The formats that questions go out in, each as one file: what makes it, and how its name ends."""

from functools import partial
from pathlib import Path

from kit.base.errors import KitError, nearest, shown
from kit.base.language import at_home, language
from kit.base.writing import write_whole
from kit.paper.questions.bank import Bank
from kit.paper.questions.gift import gift
from kit.paper.questions.xml import cartridge, moodle, qti

FORMATS = {
    "moodle": (moodle, "_moodle.xml"),
    "gift": (gift, "_gift.txt"),
    "qti3": (partial(qti, name="qti3"), "_qti3.zip"),
    "qti21": (partial(qti, name="qti21"), "_qti21.zip"),
    "cc": (cartridge, ".imscc"),
}


def need_format(name: str) -> None:
    """Raise KitError when there is no format of this name."""
    if name not in FORMATS:
        there = ", ".join(FORMATS)
        raise KitError(f"There is no format {shown(name)}{nearest(name, list(FORMATS))} There are: {there}.")


def write_questions(bank: Bank, wanted: str, folder: Path) -> Path:
    """Write all questions in a format as one file, and return it; raise KitError where that fails."""
    write, ending = FORMATS[wanted]
    path = folder / f"questions{'' if at_home() else f'_{language()}'}{ending}"
    write_whole(path, write(bank))
    return path
