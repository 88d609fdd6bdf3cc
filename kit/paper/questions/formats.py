"""The formats that questions go out in, each as one file: what makes it, how its name ends, and what it is."""

from functools import partial
from pathlib import Path

from kit.base.errors import KitError, nearest, shown
from kit.base.language import at_home, language
from kit.base.writing import write_whole
from kit.paper.questions.bank import Bank
from kit.paper.questions.gift import gift
from kit.paper.questions.qti import qti
from kit.paper.questions.xml import cartridge, moodle

FORMATS = {
    "moodle": (moodle, "_moodle.xml", "Moodle XML"),
    "gift": (gift, "_gift.txt", "GIFT, a plain text for Moodle and many others"),
    "qti3": (partial(qti, name="qti3"), "_qti3.zip", "a package of QTI 3.0"),
    "qti21": (partial(qti, name="qti21"), "_qti21.zip", "a package of QTI 2.1"),
    "cc": (cartridge, ".imscc", "a Common Cartridge with QTI 1.2, for Canvas and others"),
}


def need_format(name: str) -> None:
    """Raise KitError when there is no format of this name."""
    if name not in FORMATS:
        there = ", ".join(FORMATS)
        raise KitError(f"There is no format {shown(name)}{nearest(name, list(FORMATS))} There are: {there}.")


def write_questions(bank: Bank, wanted: str, folder: Path) -> Path:
    """Write all questions in a format as one file, and return it; raise KitError where that fails."""
    write, ending, _ = FORMATS[wanted]
    path = folder / f"questions{'' if at_home() else f'_{language()}'}{ending}"
    write_whole(path, write(bank))
    return path
