"""`python -m kit hub`: a classroom's hub on this machine; forget a learner, give up votes, export, delete."""

import json
import os
import re
import secrets
import shutil
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from socket import gethostname

from kit.answers.copies import SURE, confirmed
from kit.base.arguments import add
from kit.base.errors import HubError, KitError, TableError, shown
from kit.base.for_others import write_sheet
from kit.base.paths import ROOT, answers_folder, beside
from kit.base.writing import write_whole
from kit.classroom.inbox.names import pseudonyms
from kit.classroom.server.store import Store
from kit.content.csv_reader import decode, read_bytes

WORDS = beside(__file__)
COLUMNS = ("learner", "lesson", "step", "item", "answer", "saved", "aloud", "words_back")
NAME = re.compile(r"[a-z0-9_.@-]{1,60}")


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; return the exit status."""
    asked = understood(arguments)
    if asked.what == "start":
        return start(asked)
    if asked.what == "check":
        print(f"Ready: the packages are here, and the proxy is {proxy()}.")
        return 0
    store = Store(database_of(asked))
    return {"forget": forget, "giveup": give_up, "export": write, "delete": delete}[asked.what](store, asked) or 0


def understood(arguments: list[str]) -> Namespace:
    """Return what the command line says."""
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    folder = Path(os.environ.get("KIT_HUB") or answers_folder() / "hub")
    add(common, WORDS["everywhere"])
    parser = ArgumentParser("python -m kit hub", description="A class on one server.", parents=[common])
    parser.set_defaults(what="start")
    add(parser, WORDS["starting"])
    others = parser.add_subparsers(title="instead of starting one")
    for name, does in WORDS["others"].items():
        others.add_parser(name, help=does, description=does.capitalize(), parents=[common]).set_defaults(what=name)
    others.choices["forget"].add_argument("name")
    others.choices["export"].add_argument("to", type=Path)
    # not as the options' defaults: those of the second parser would take the place of what the first has read
    return Namespace(**{"folder": folder, "database": None, **vars(parser.parse_args(arguments))})


def start(asked: Namespace) -> int:
    """Write the hub's configuration into its folder, sign the teachers up, and become the hub."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and not asked.allow_root:
        raise HubError(WORDS["as_root"])
    teachers = [checked(name) for name in asked.teacher or ["teacher"]]
    folder = asked.folder.expanduser().resolve()
    os.umask(0o077)  # the folder holds passwords and answers, which no other account of this machine is to read
    write_whole(folder / "jupyterhub_config.py", configuration(asked, folder, teachers))
    for line in welcome(folder, teachers, where(asked.ip, asked.port)):
        print(line)
    sys.stdout.flush()
    os.chdir(folder)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    os.execve(sys.executable, [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"], environment)


def configuration(asked: Namespace, folder: Path, teachers: list[str]) -> str:
    """Return the text of jupyterhub_config.py; who wants another hub changes a copy and gives it to `jupyterhub -f`."""
    given = {
        "folder": str(folder), "database": database_of(asked), "teachers": teachers, "ip": asked.ip,
        "port": asked.port, "proxy": proxy(), "learners": names_in(asked.learners),
        "forks": not asked.no_fork, "words_back": not asked.no_words_back,
    }  # fmt: skip
    lines = ",\n".join(f"    {name}={value!r}" for name, value in given.items())
    return (
        f"import sys\n\nsys.path.insert(0, {os.fspath(ROOT)!r})\n"
        f"from kit.classroom.server.classroom_hub import set_up\n\nset_up(\n    c,\n{lines},\n)\n"
    )


def where(ip: str, port: int) -> str:
    """Return what to type into a browser, in words; of a hub for the whole network that is this machine's name."""
    if ip not in ("0.0.0.0", "::"):
        return f"http://{ip}:{port}"
    return f"http://{gethostname()}:{port} (or this machine's number in the network in place of its name)"


def welcome(folder: Path, teachers: list[str], address: str) -> list[str]:
    """Sign up the teachers who are new, and return what to print: their passwords, which show only now."""
    from kit.classroom.server.classroom_hub import admit

    given = os.environ.get("KIT_TEACHER_PASSWORD", "")
    lines = [f"The class's hub is at {address}", WORDS["together"]]
    for teacher in teachers:
        password = given or secrets.token_urlsafe(9)
        if admit(folder, teacher, password, anew=bool(given)):
            told = "that KIT_TEACHER_PASSWORD says" if given else f"{password} (it shows only this once)"
            lines.append(f"Log in as {teacher} with the password {told}.")
    return [*lines, WORDS["learners"]]


def proxy() -> str:
    """Return the command of JupyterHub's proxy; raise HubError: how to get it."""
    found = os.environ.get("KIT_PROXY") or shutil.which("configurable-http-proxy")
    if not found:
        raise HubError(WORDS["no_proxy"])
    return found


def names_in(file: Path | None) -> list[str]:
    """Return the learners' names, a line each; raise HubError."""
    if file is None:
        return []
    try:
        lines = decode(read_bytes(file.expanduser())).splitlines()
    except TableError as error:
        raise HubError(f"{file} cannot be read as a list of names: {error}") from None
    names = [checked(line.strip()) for line in lines if line.strip()]
    if not names:
        raise HubError(f"{file} names nobody; write a name a line.")
    return names


def checked(name: str) -> str:
    """Return a name; raise HubError if the hub knows no such names."""
    if not NAME.fullmatch(name):
        raise HubError(f"A name may have small letters, digits and _ . @ -, and {shown(name)} has others.")
    return name


def database_of(asked: Namespace) -> str:
    """Return the URL of the class's database."""
    given = asked.database or os.environ.get("KIT_DATABASE")
    return given or f"sqlite:///{asked.folder.expanduser().resolve() / 'class.sqlite3'}"


def forget(store: Store, asked: Namespace) -> int:
    """Remove what a learner has sent, and say how much that was."""
    gone = store.forget(store.known_as(asked.name))
    told = f"{gone} tries of {json.dumps(asked.name)} are gone from the class."
    print(f"{told} What is in {asked.name}'s own folder stays.")
    return 0 if gone else 1


def give_up(store: Store, _: Namespace) -> None:
    """End unfinished votes, so that others can be begun on the same questions, and say how many that were."""
    print(f"Unfinished votes given up: {store.give_up_votes()}. Nothing of what was voted in them will be shown.")


def write(store: Store, asked: Namespace) -> None:
    """Write the class's answers, and say where."""
    print("Written, without names:", *(str(path) for path in export(store, asked.to)), sep="\n  ")


def export(store: Store, folder: Path) -> tuple[Path, Path]:
    """Write every try that learners let the class have, as JSON and CSV; return the paths; raise KitError.

    Each learner has the name of a bird or a tree. Votes stay out.
    """
    page = store.news()
    tries = page.tries
    while page.more:
        page = store.news(page.last, page.epoch)
        tries += page.tries
    names = pseudonyms(one.learner for one in tries)
    back = {tuple(place): words for *place, words in map(dict.values, store.words_back())}
    rows = [
        (names[one.learner], one.lesson, one.step, one.item, json.loads(bytes(one.value)), one.time, one.aloud,
         back.get((one.learner, one.lesson, one.step, one.item), ""))
        for one in tries
    ]  # fmt: skip
    stem = f"class-{datetime.now():%Y-%m-%d-%H%M%S}"
    paths = folder / f"{stem}.json", folder / f"{stem}.csv"
    entries = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    write_whole(paths[0], json.dumps(entries, ensure_ascii=False, indent=1))
    texts = (row[4] if isinstance(row[4], str) else json.dumps(row[4], ensure_ascii=False) for row in rows)
    write_sheet(paths[1], [COLUMNS, *((*row[:4], text, *row[5:]) for row, text in zip(rows, texts, strict=True))])
    return paths


def delete(store: Store, asked: Namespace) -> None:
    """Remove the class's answers when the teacher types the word."""
    if not confirmed(f"Type {SURE} to delete all answers of the class for good, or press Enter to keep them: ", input):
        return
    print(f"{store.delete()} tries are gone from the class.")


if __name__ == "__main__":  # with the Python of a hub that has not all that the lessons need
    try:
        sys.exit(main(sys.argv[1:]))
    except KitError as problem:
        sys.exit(str(problem))
