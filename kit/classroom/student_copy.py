"""`python -m kit student-copy FOLDER`: what learners get: no teacher's pages and notes, and sealed answer keys.

A copy that is in use can be brought up to date: answers are never touched, and a page that a learner has changed is
kept beside the new one. `.kit-copy.json` in the copy says which files are the kit's and how it left them.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from msgspec import convert

from kit.base.catalogue import read_catalogue
from kit.base.errors import KitError
from kit.base.jupyter.saving import put_back, stored_in
from kit.base.obfuscation import seal
from kit.base.paths import FOR_TEACHERS, LIST, ROOT, files_in
from kit.base.writing import write_whole
from kit.content.yaml_reader import read_plain

PARTS = (
    "LICENSE", "README.md", "pyproject.toml", "requirements.txt", "runtime.txt", "docs", "kit", "data", "notebooks",
)  # fmt: skip
README_PARTS = ("How to start", "If you learn", "Licences")
SEALED = {"feedback", "right", "second_look", "cell", "other"}

Told = dict[str, list[str]]  # file -> the fingerprints that the kit itself has given it


def student_copy(folder: Path, root: Path = ROOT) -> list[Path]:
    """Write the learners' copy of the kit in `root`; return the files in which changes by learners were kept.

    Raises KitError when the folder is not empty and no earlier copy, lies in the kit, or cannot be written.
    """
    told = _check(folder, root)
    files = dict(learnersfiles_in(root))
    ours = {name: sorted({*told.get(name, ()), fingerprint(name, raw)}) for name, raw in files.items()}
    _tell(folder, {**told, **ours})  # first, so that a copy that was interrupted is known for one
    kept = [path for name, raw in files.items() if (path := _place(folder, name, raw, told.get(name, [])))]
    for name in told.keys() - files.keys():
        path = folder / name
        if path.is_file() and fingerprint(name, path.read_bytes()) in told[name]:
            path.unlink()  # the kit no longer has it, and it is still as the kit left it
    _tell(folder, ours)
    return kept


def learnersfiles_in(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a learners' copy, its path in the copy and what is in it."""
    if not (root / "notebooks").is_dir():
        raise KitError(f"{root} holds no notebooks; a learners' copy is made from the whole kit, not from a package.")
    for path in sorted(path for part in PARTS for path in files_in(root / part)):
        name = path.relative_to(root).as_posix()
        yield name, _for_learners(name, path)


def _for_learners(name: str, path: Path) -> bytes:
    if re.fullmatch(r"data/(lessons/[^/]+|before_and_after)\.yaml", name):
        return sealed_lesson(path).encode()
    if re.fullmatch(r"data/(lessons/.*|\w+/before_and_after)\.po", name):
        return sealed_catalogue(path)
    if name == "data/datapackage.json":
        package = json.loads(path.read_text(encoding="utf-8"))
        kept = [one for one in package["resources"] if not FOR_TEACHERS & set(one["path"].split("/"))]
        return _as_json({**package, "resources": kept})
    if name.endswith(".ipynb"):  # without what its teacher's work with it left; one that nobody has worked as it is
        before = stored_in(path)
        after = put_back(before) if before else before
        return path.read_bytes() if after == before else _as_json(after)
    if name == "README.md":
        return learners_readme(path.read_text(encoding="utf-8")).encode()
    return path.read_bytes()


def _as_json(told: dict[str, Any]) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def sealed_lesson(path: Path) -> str:
    """Return a lesson's YAML without its notes for teachers, its feedback and right answers sealed."""
    plain, _ = read_plain(path)
    return "# A learner's copy: what is sealed opens in the lesson, after your own try.\n" + yaml.safe_dump(
        _sealed(plain, path.stem), sort_keys=False, allow_unicode=True, width=120
    )


def _sealed(plain: Any, place: str) -> Any:
    if isinstance(plain, list):
        return [_sealed(one, f"{place}/{number}") for number, one in enumerate(plain)]
    if not isinstance(plain, dict):
        return plain
    found = {key: _sealed(value, f"{place}/{key}") for key, value in plain.items() if key != "notes"}
    if "feedback" in found:
        found.setdefault("right", "false")  # else the one option that has the key would be the right one
    return {key: seal(value, f"{place}/{key}") if key in SEALED else value for key, value in found.items()}


def sealed_catalogue(path: Path) -> bytes:
    """Return the catalogue of a lesson in another language, with the same sealed and left out as in the lesson."""
    from babel.messages.pofile import write_po

    catalog, file = read_catalogue(path), BytesIO()
    catalog.obsolete.clear()
    for message in list(catalog):
        names, message.user_comments = (message.context or "").split("/"), []
        key = names[-1]
        if "notes" in names or key in SEALED:
            catalog.delete(message.id, message.context)
        if key in SEALED:
            sealed = (seal(words, message.context) if words else "" for words in (message.id, message.string))
            catalog.add(*sealed, flags=message.flags, context=message.context)
    write_po(file, catalog, width=0)
    return file.getvalue()


def learners_readme(text: str) -> str:
    """Return of the README what learners need: what this is, how to start, what to know, the licences."""
    text = re.sub(r" To see that everything works.*?```\n.*?```\n", "\n", text, flags=re.DOTALL)  # it has no tests
    opening, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    wanted = [section for section in sections if section.splitlines()[0] in README_PARTS]
    return opening + "".join(f"## {section}" for section in wanted)


def _check(folder: Path, root: Path) -> Told:
    """Return what an earlier copy in this folder tells of itself; raise KitError when no copy may be made here."""
    if folder == root or root in folder.parents or folder in root.parents:
        raise KitError(f"{folder} lies in the kit itself, or the kit in it; choose a folder elsewhere.")
    try:
        if (folder / LIST).is_file():
            told = convert(json.loads((folder / LIST).read_text(encoding="utf-8"))["files"], Told)
            return {name: prints for name, prints in told.items() if folder in (folder / name).resolve().parents}
        if folder.exists() and any(folder.iterdir()):
            raise KitError(f"{folder} is not empty and holds no learners' copy; choose a new folder or an empty one.")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KitError(f"{folder / LIST} cannot be read ({error}); choose a new folder.") from None
    return {}


def _tell(folder: Path, told: Told) -> None:
    write_whole(folder / LIST, json.dumps({"made by": "python -m kit student-copy", "files": told}, indent=1) + "\n")


def _place(folder: Path, name: str, raw: bytes, told: list[str]) -> Path | None:
    """Write one file; return where the learner's own version is kept, if they have changed it."""
    path = folder / name
    try:
        mine = path.read_bytes() if path.exists() else raw
        kept = None if fingerprint(name, mine) in {*told, fingerprint(name, raw)} else _free(path)
        if kept:
            write_whole(kept, mine)
        if not path.exists() or mine != raw:
            write_whole(path, raw)
    except OSError as error:
        raise KitError(f"{path} cannot be read: {error.strerror or error}.") from None
    return kept


def _free(path: Path) -> Path:
    """Return a name beside a file that nothing has yet: `02_governance.mine.ipynb`, `02_governance.mine2.ipynb`."""
    names = (path.with_name(f"{path.stem}.mine{number or ''}{path.suffix}") for number in (0, *range(2, 1000)))
    return next(name for name in names if not name.exists())


def fingerprint(name: str, raw: bytes) -> str:
    """Return what tells one version of a file from another; of a notebook only what people write, not its outputs."""
    if name.endswith(".ipynb"):
        try:
            raw = json.dumps(["".join(cell["source"]) for cell in json.loads(raw)["cells"]]).encode()
        except (ValueError, KeyError, TypeError):
            return fingerprint("broken", raw)  # then every byte of it counts
    return sha256(raw).hexdigest()[:16]
