"""Names: a class list, whose a file is, and names that give no learner away.

A file's name is as a learning platform wrote the person into it, a folder's, or the file's own. Learners who began with
copies of one used folder have files with one id and different names: those are told apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from itertools import count, permutations
from pathlib import Path
from unicodedata import combining, normalize

from kit.answers.hand_in import HandIn
from kit.base.errors import TableError, or_else
from kit.base.labels import Prose, prose, said, say, say_number
from kit.classroom.inbox.safe import one_line
from kit.content.csv_reader import WORKBOOKS, decode, read_bytes, read_rows, split_rows
from kit.content.workbook import in_workbook

MOST_NAMES = 2_000
# a head over names, in the languages in which schools' programs write it
HEAD = re.compile(
    r"(?:last|first|full|given|family|user|sur|vor|nach)?[\s-]?(?:names?|nombres?|apellidos?|nom|pr[ée]nom|cognome|naam)"
    r"|student|learner|pupil|sch[üu]ler(?:in)?|surname|alumno|[ée]l[èe]ve",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"[@\d]|^[^\w]*$")  # addresses, numbers, classes such as 10b
MOODLE = re.compile(r"^(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)")
CANVAS = re.compile(r"^(?P<name>[^\W\d_][\w-]*?)_(?:LATE_)?(?P<number>\d+)_(?:\d+_.+|(?:text|link)\.html$)")
UNNAMED = re.compile(r"^(?:LATE_)?(?P<name>anon_(?P<number>\w+?))_(?:\d+_.+|(?:text|link)\.html$)")  # Canvas
BLACKBOARD = re.compile(r"^.+?_(?P<name>[^_]+)_attempt_(?P<number>)\d{4}-")
PLATFORMS = (MOODLE, BLACKBOARD, UNNAMED, CANVAS)
# what Moodle calls everybody where names are hidden; only the number after it tells one from the other
BLIND = re.compile(r"participant\w*|teilnehmer\w*|partecipante|deelnemer|مشارك", re.IGNORECASE)
OWN_NAME = re.compile(r"(?:^|[\s_])hand-in-(.+?)(?:-[0-9a-f]{8})?(?:[\s.(-].*)?$", re.IGNORECASE)
NO_PERSON = re.compile(
    r"^(?:version \d+|submitted files|abgaben?|submissions?|no[_ ]name|hand-ins?|week \d+|\d+)$", re.IGNORECASE
)
MOST_WORDS = 4  # of a name that is written together: in every order that is 24 ways
COPIED = said(
    "began with a copy of a folder that somebody had used before; what was answered there before is in it too"
)

NATURE: Prose = prose(__file__)["nature"]

Words = frozenset[str]


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


@or_else(lambda _: False, TableError)
def is_class_list(path: Path) -> bool:
    """Return whether a file is a sheet of names, as a head in it says."""
    return path.suffix.lower() in (".csv", ".txt", *WORKBOOKS) and any(map(HEAD.fullmatch, read_rows(path)[0][1]))


def _name(cells: list[str], columns: list[int]) -> str:
    chosen = [cells[place] for place in columns if place < len(cells)] if columns else cells
    return one_line(" ".join(cell for cell in chosen if not NO_NAME.search(cell)), 100)


def on_platform(name: str) -> tuple[str, str]:
    """Return whose file it is as a learning platform wrote it into the path, and the platform's number, or nothing."""
    parts = normalize("NFC", name).split(" > ")[-1].split("/")  # a Mac writes an accent after its letter
    found = next(filter(None, (form.match(part) for part in parts for form in PLATFORMS)), None)
    whose, number = (found["name"].strip(), found["number"]) if found else ("", "")
    return f"{whose} {number}" if BLIND.fullmatch(whose) else whose, number


def given(name: str) -> list[str]:
    """Return whose file it can be by its path, the likeliest first: the platform, the folders from within, the file."""
    *folders, file = name.split(" > ")[-1].split("/")
    own = OWN_NAME.search(file)
    named = own[1].replace("_", " ") if own else re.sub(r"(\.\w{2,4})+$", "", file)
    possible = [on_platform(name)[0], *reversed(folders), named]
    return [one_line(one, 100) for one in possible if one and not NO_PERSON.match(one) and not MOODLE.match(one)]


def words_of(name: str) -> Words:
    """Return the words of a name without accents, capitals and order."""
    return frozenset(re.findall(r"[^\W_]+", plain(name)))


def plain(name: str) -> str:
    """Return a name without accents and capitals: what it is found by, and sorted by as in CLDR's root order."""
    flat = normalize("NFKD", name.casefold()).translate(str.maketrans("łøđı", "lodi"))
    return "".join(letter for letter in flat if not combining(letter))


def on_list(name: str, listed: dict[str, Words]) -> str:
    """Return the one name of a class list that a name means, whatever its order; nothing if none or several fit."""
    words = words_of(name)
    same = [one for one, its in listed.items() if words and (its == words or _together(its) & words == words)]
    found = same or [one for one, its in listed.items() if words and (words < its or its < words)]
    return found[0] if len(found) == 1 else ""


def _together(words: Words) -> set[str]:
    return {"".join(order) for order in permutations(sorted(words))} if 1 < len(words) <= MOST_WORDS else set()


def own_ids(found: dict[int, tuple[str, HandIn]]) -> dict[int, str]:
    """Return an id for each hand-in (place -> file name, what it holds) whose id has several names: one a name.

    A name is the learning platform's where the path holds one, else the one that the learner chose. A file without a
    name is by whoever else has the id, and a name that only became longer is the same name.
    """
    by_id: dict[str, dict[int, tuple[str, HandIn]]] = defaultdict(dict)
    for place, (file, one) in found.items():
        by_id[one.learner][place] = file, one
    return {place: own_id for files in by_id.values() for place, own_id in _apart(files).items()}


def _apart(files: dict[int, tuple[str, HandIn]]) -> dict[int, str]:
    """Return an id for each file of one id, if there are several people behind them; else nothing."""
    named = {place: (on_platform(file)[0], words_of(one.name)) for place, (file, one) in files.items()}
    who: dict[int, tuple[str, Words]] = {}
    for place in sorted(files, key=lambda place: (not named[place][0], not files[place][1].name)):
        who[place] = next((one for one in who.values() if _same(one, named[place])), named[place])
    held = [one for _, one in files.values()]
    if len(set(who.values())) < 2 or all(one == held[0] for one in held):  # a group's one file, by each of it
        return {}
    names = {place: "/".join([held[0].learner, platform, *sorted(words)]) for place, (platform, words) in who.items()}
    return {place: sha256(name.encode(errors="replace")).hexdigest()[:32] for place, name in names.items()}


def _same(one: tuple[str, Words], other: tuple[str, Words]) -> bool:
    if one[0] and other[0]:
        return one[0] == other[0]
    return not one[1] or not other[1] or one[1] <= other[1] or other[1] <= one[1]


def pseudonyms(learners: Iterable[str], before: dict[str, str] | None = None) -> dict[str, str]:
    """Return a name for each learner's id, no two alike; whoever had one `before` keeps it."""
    names = dict(before or {})
    taken = set(names.values())
    for learner in sorted(set(learners) - set(names)):
        names[learner] = next(name for name in _candidates(learner) if name not in taken)
        taken.add(names[learner])
    return names


def _candidates(learner: str) -> Iterable[str]:
    """Yield names that follow from the id alone, so that a learner has the same one on every day."""
    for turn in count():
        number = int.from_bytes(sha256(f"{learner}/{turn}".encode()).digest()[:8])
        # after so many collisions only a longer number can be free
        yield f"{NATURE[number % len(NATURE)]} {100 + number // len(NATURE) % (900 * 10 ** (turn // 50))}"
