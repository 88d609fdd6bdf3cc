"""A YAML file held against a form: either the checked structure, or one sentence that says where it breaks.

Every value is read as text first, so an answer `No` stays `No` and `12:30` stays `12:30`.
"""

from functools import reduce
from operator import getitem, itemgetter
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import yaml

from kit.base.errors import ContentError, cut, listed, named, nearest, shown
from kit.base.obfuscation import unseal

T = TypeVar("T")
Place = tuple[str | int, ...]
Complaint = tuple[Place, str]  # what a form cannot tell: the place in the file, and a sentence
Text = Annotated[str, msgspec.Meta(min_length=1, pattern=r"\S")]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]+$(?!\n)")]

# the parser written in C reads a lesson ten times faster; where it was not built, the other one does
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 2_000_000
MOST_FAULTS = 20  # of one file are said at once
_MOST_PARTS = 50_000  # our longest file has a tenth of it, and each takes time
QUOTES = "put quotation marks around all the words of this value"
_DEEPEST = 40  # our forms need 6; far deeper, the parser written in C takes the whole process down
_TOO_DEEP = f"more than {_DEEPEST} lists or groups inside each other."


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all content shares: it cannot be changed once read, and a misspelt key is an error."""


def read_form(path: Path, form: type[T]) -> T:
    """Return the file's content as a `form`; raise ContentError: file, line, place, what came and what is allowed."""
    return hold(path, *read_plain(path), form)


def hold(path: Path, plain: Any, lines: dict[Place, int], form: type[T]) -> T:
    """Return what was read from a file as a `form`; raise ContentError as `read_form` does."""
    try:
        return msgspec.convert(plain, form, strict=False)
    except msgspec.ValidationError as error:
        from kit.content.form_faults import faults  # only a broken file needs what it takes to say so

        found = [(lines.get(one.line_of) or lines.get(one.place, 1), one) for one in faults(plain, form)]
        found.sort(key=itemgetter(0))
        told = [f"{named(path)}, line {line}{in_words(one.place, plain)}: {one.words}" for line, one in found]
        told = told or [f"{named(path)}: {cut(str(error), 150)}."]
        if len(told) > MOST_FAULTS:
            told[MOST_FAULTS:] = [f"{named(path)}: {len(told) - MOST_FAULTS} more slips; mend these first."]
        raise ContentError("\n".join(told)) from None


def a_file(path: Path) -> Path:
    """Return the path; raise ContentError where a pipe or a device lies, for which we could wait for ever."""
    if path.exists() and not path.is_file():
        raise ContentError(f"{path} cannot be read: it is no file.")
    return path


def places_in(plain: Any, lines: dict[Place, int]) -> dict[Place, tuple[int, Any]]:
    """Return each place of a file, such as ("questions", 1, "stem"), with its line and what stands there."""
    return {place: (line, reduce(getitem, place, plain)) for place, line in lines.items()}


def refuse(path: Path, found: list[Complaint]) -> None:
    """Raise ContentError for the first complaint on a file, if there is any, with its line."""
    for place, words in found[:1]:
        raise ContentError(f"{path.name}, line {read_plain(path)[1][place]}: {words}")


def read_plain(path: Path) -> tuple[Any, dict[Place, int]]:
    """Return the file as dicts, lists and text, and the line on which each place begins."""
    lines: dict[Place, int] = {}
    text = _text(path)
    try:
        _refuse_what_grows_or_hides(text)
        return _unfold(yaml.compose(text, Loader=_Loader), (), lines), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if not mark:
            raise ContentError(f"{named(path)}: this is not YAML ({str(error).splitlines()[0]}).") from None
        if "nesting depth" in str(error):  # the parser in C looks ahead, and can give up before the depth is counted
            raise ContentError(f"{named(path)}, line {mark.line + 1}: {_TOO_DEEP}") from None
        from kit.content.form_faults import slip  # only a broken file needs it

        line, why = slip(text, mark.line + 1)
        raise ContentError(f"{named(path)}, line {line}: this is not YAML: {why}.") from None
    except ValueError as error:
        raise ContentError(f"{named(path)}, {error}") from None


def _text(path: Path) -> str:
    """Return the file's text; raise ContentError when there is no such file or it is not text in UTF-8."""
    try:
        raw = a_file(path).read_bytes()
    except FileNotFoundError:
        here = sorted(one.stem for one in path.parent.glob(f"*{path.suffix}"))
        there = f"{nearest(path.stem, here)} There are: {listed(here) or 'none'}."
        raise ContentError(f"There is no file {path}{there}") from None
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(raw) > _MOST_BYTES:
        raise ContentError(f"{named(path)} has {len(raw):,} bytes; a file may have {_MOST_BYTES:,} at the most.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(f"{named(path)}, line {line}: this is not UTF-8 text; save the file as UTF-8.") from None


def _refuse_what_grows_or_hides(text: str) -> None:
    """Raise ValueError for far too many parts, or too deep ones, and for signs with which YAML hides words."""
    depth, lines = 0, text.splitlines()
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        many = f"a file may have {_MOST_PARTS:,} parts at the most." if number > _MOST_PARTS else ""
        if wrong := many or (_TOO_DEEP if depth > _DEEPEST else _hidden(event, lines)):
            raise ValueError(f"line {event.start_mark.line + 1}: {wrong}")


def _hidden(event: yaml.Event, lines: list[str]) -> str:
    """Return what YAML does not show of the words as they were typed, as the end of a sentence, or nothing."""
    if getattr(event, "anchor", None):
        return f"'&{cut(event.anchor)}' or '*{cut(event.anchor)}' is a pointer for YAML; {QUOTES}."
    if getattr(event, "tag", None):
        return f"{shown(event.tag)} is a tag for YAML, and no words; {QUOTES}."
    if isinstance(event, yaml.ScalarEvent) and not event.style and event.end_mark.line < len(lines):
        rest = lines[event.end_mark.line][event.end_mark.column :]
        if event.value and rest.lstrip().startswith("#"):
            return f"{shown(rest.strip())} is a remark for YAML, and learners would not see it; {QUOTES}."
    return ""


def _unfold(node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> Any:
    """Return a node as plain data; raise ValueError for a key given twice."""
    if node is None:
        return {}
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _open(node)
    if isinstance(node, yaml.SequenceNode):
        return [_unfold(item, (*place, number), lines) for number, item in enumerate(node.value)]
    return _unfold_mapping(node, place, lines)


def _open(node: yaml.ScalarNode) -> str:
    try:
        return unseal(node.value)
    except ValueError as error:
        raise ValueError(f"line {node.start_mark.line + 1}: {error}.") from None


def _unfold_mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError(f"line {line}: a key must be one word, not a list or a group.")
        if key.value in found:
            raise ValueError(f"line {line}: the key {shown(key.value)} stands here for the second time; keep one.")
        found[key.value] = _unfold(value, (*place, key.value), lines)
        lines[*place, key.value] = line
    return found


def in_words(place: Place, plain: Any) -> str:
    """Return a place as a person would say it: `, question 2, option 1 (id 'no')`."""
    return "".join(_step_in_words(place, depth, plain) for depth in range(len(place)))


def _step_in_words(place: Place, depth: int, plain: Any) -> str:
    step, after = place[depth], place[depth + 1 : depth + 2]
    if isinstance(step, int):
        value = reduce(getitem, place[: depth + 1], plain)
        known = f" (id {shown(value['id'])})" if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
        return f" {step + 1}{known}"
    return f", {cut(step).removesuffix('s') if after and isinstance(after[0], int) else cut(step)}"
