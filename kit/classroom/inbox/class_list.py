"""A class list: names, one a line, in a text, a CSV or a workbook, as any program saved them."""

import re
from pathlib import Path

from kit.base.errors import TableError
from kit.base.labels import say, say_number
from kit.classroom.inbox.clean_text import one_line
from kit.content.csv_reader import WORKBOOKS, in_workbook, read_bytes, split_rows
from kit.content.decoding import decode

MOST_NAMES = 2_000
# a head over names, in the languages in which schools' programs write it
HEAD = re.compile(
    r"(?:last|first|full|given|family|user|sur|vor|nach)?[\s-]?(?:names?|nombres?|apellidos?|nom|pr[ée]nom|cognome|naam)"
    r"|student|learner|pupil|sch[üu]ler(?:in)?|surname|alumno|[ée]l[èe]ve",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"[@\d]|^[^\w]*$")  # addresses, numbers, classes such as 10b


def read_class_list(path: Path) -> list[str]:
    """Return the names in a file, in its order, each once; raise TableError: what came and what is allowed.

    Of several columns those with a head such as 'First name' count, without such a head all that look like a name.
    """
    content = read_bytes(path)
    rows = in_workbook(content) if path.suffix.lower() in WORKBOOKS else split_rows(decode(content))
    lines = [cells for _, cells in rows]
    heads = [place for place, cell in enumerate(lines[0]) if HEAD.fullmatch(cell)] if lines else []
    names = list(dict.fromkeys(filter(None, (_name(cells, heads) for cells in lines[bool(heads) :]))))
    if not names:
        raise TableError(say("this class list holds no name; write one name a line."))
    if len(names) > MOST_NAMES:
        there, most = say_number(len(names)), say_number(MOST_NAMES)
        raise TableError(say("this class list holds {there} names, and {most} are allowed.", there=there, most=most))
    return names


def _name(cells: list[str], columns: list[int]) -> str:
    chosen = [cells[place] for place in columns if place < len(cells)] if columns else cells
    return one_line(" ".join(cell for cell in chosen if not NO_NAME.search(cell)), 100)
