"""A YAML file held against a form: either the checked structure, or one sentence that says where it breaks.

Every value is read as text first, so an answer `No` stays `No` and `12:30` stays `12:30`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import yaml

from kit.base.errors import ContentError, cut, listed, named, nearest, shown
from kit.base.obfuscation import unseal

T = TypeVar("T")
Place = tuple[str | int, ...]
Text = Annotated[str, msgspec.Meta(min_length=1, pattern=r"\S")]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]+$(?!\n)")]

# the parser written in C reads a lesson ten times faster; where it was not built, the other one does
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 2_000_000
_MOST_PARTS = 50_000  # our longest file has a tenth of it, and each takes time
_DEEPEST = 40  # our forms need 6; far deeper, the parser written in C takes the whole process down


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
        raise ContentError(_sentence(path, plain, lines, form, str(error))) from None


def a_file(path: Path) -> Path:
    """Return the path; raise ContentError where a pipe or a device lies, for which we could wait for ever."""
    if path.exists() and not path.is_file():
        raise ContentError(f"{path} cannot be read: it is no file.")
    return path


def read_places(path: Path) -> dict[Place, tuple[int, Any]]:
    """Return each place of a file, such as ("questions", 1, "stem"), with its line and what stands there."""
    plain, lines = read_plain(path)
    return {place: (line, _value(plain, place)) for place, line in lines.items()}


def read_plain(path: Path) -> tuple[Any, dict[Place, int]]:
    """Return the file as dicts, lists and text, and the line on which each place begins."""
    lines: dict[Place, int] = {}
    try:
        root = yaml.compose(_shallow(_text(path)), Loader=_Loader)
        return _unfold(root, (), lines, set()), lines
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ContentError(
            f"{named(path)}{at}: this is not YAML ({problem}); "
            "often a missing space after ':', a tab, or a quote that is not closed."
        ) from None
    except ValueError as error:
        raise ContentError(f"{named(path)}, {error}") from None


def _text(path: Path) -> str:
    """Return the file's text; raise ContentError when there is no such file or it is not text in UTF-8."""
    try:
        raw = a_file(path).read_bytes()
    except FileNotFoundError:
        raise ContentError(_no_file(path)) from None
    except OSError as error:
        raise ContentError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(raw) > _MOST_BYTES:
        raise ContentError(
            f"{named(path)} has {len(raw):,} bytes; a content file may have {_MOST_BYTES:,} at the most."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(f"{named(path)}, line {line}: this is not UTF-8 text; save the file as UTF-8.") from None


def _shallow(text: str) -> str:
    """Return the text as it is; raise ValueError when it has far too many parts, or they lie too deep in each other."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if number > _MOST_PARTS:
            raise ValueError(f"line {event.start_mark.line + 1}: a file may have {_MOST_PARTS:,} parts at the most.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError(
                f"line {event.start_mark.line + 1}: more than {_DEEPEST} lists or groups inside each other."
            )
    return text


def _no_file(path: Path) -> str:
    here = sorted(one.stem for one in path.parent.glob(f"*{path.suffix}"))
    return f"There is no file {path}{nearest(path.stem, here)} There are: {listed(here) or 'none'}."


def _unfold(node: yaml.Node | None, place: Place, lines: dict[Place, int], seen: set[int]) -> Any:
    """Return a node as plain data; raise ValueError for a key given twice, and for aliases, which can grow for ever."""
    if node is None:
        return {}
    if id(node) in seen:
        raise ValueError(f"line {node.start_mark.line + 1}: '*' points to another part; write the words out instead.")
    seen.add(id(node))
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _open(node)
    if isinstance(node, yaml.SequenceNode):
        return [_unfold(item, (*place, number), lines, seen) for number, item in enumerate(node.value)]
    return _unfold_mapping(node, place, lines, seen)


def _open(node: yaml.ScalarNode) -> str:
    try:
        return unseal(node.value)
    except ValueError as error:
        raise ValueError(f"line {node.start_mark.line + 1}: {error}.") from None


def _unfold_mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], seen: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError(f"line {line}: a key must be one word, not a list or a group.")
        if key.value in found:
            raise ValueError(f"line {line}: the key {shown(key.value)} stands here for the second time; keep one.")
        found[key.value] = _unfold(value, (*place, key.value), lines, seen)
        lines[*place, key.value] = line
    return found


def _sentence(path: Path, plain: Any, lines: dict[Place, int], form: type, message: str) -> str:
    """Return msgspec's complaint as a sentence that a person who types YAML can act on."""
    problem, _, spot = message.rpartition(" - at `$")
    try:
        place = _place(spot.rstrip("`"), plain, form, message) if problem else ()
        value = _value(plain, place)
    except (LookupError, TypeError):  # no place at all: a misspelt key that reads like one
        problem, place, value = message, (), plain
    problem = problem or message
    unknown = re.search(r"unknown field `(.*)`", problem, re.DOTALL)
    line = lines.get((*place, unknown[1]) if unknown else place) or lines.get(place, 1)
    complaint = _problem(problem, unknown, value, place, form)
    return f"{named(path)}, line {line}{in_words(place, plain)}: {complaint}"


def _problem(problem: str, unknown: re.Match | None, value: Any, place: Place, form: type) -> str:
    allowed = _keys(form, place)
    if unknown:
        return f"unknown key {shown(unknown[1])}{nearest(unknown[1], allowed)} Allowed here: {', '.join(allowed)}."
    if missing := re.search(r"missing required field `(.+)`", problem):
        return f"the key {missing[1]!r} is missing. Needed or allowed here: {', '.join(allowed)}."
    if "Invalid enum value" in problem:
        words = _words(form, place)
        hint = nearest(str(value), words)
        return f"{shown(str(value))} is not one of the words allowed here{hint} Allowed: {', '.join(words)}."
    return f"{_came(value)} came here, but {_rule(problem)}."


def _rule(problem: str) -> str:
    plainly = {
        r"Expected `str` (of length >= 1|matching regex '.*S')": "words must stand here",
        r"Expected `str` matching regex.*": "only small letters, digits and _ are allowed",
        r"Expected `str`.*": "words must stand here",
        r"Expected `int` (.*)": r"a whole number \1 is allowed",
        r"Expected `int`.*": "a whole number must stand here",
        r".*out of range": "such a number is far too large",
        r"Expected `bool`.*": "only true or false is allowed",
        r"Expected `array` of length (.*)": r"a list of length \1 must stand here",
        r"Expected `array`.*": "a list must stand here (each line begins with '- ')",
        r"Expected `object`.*": "keys with values must stand here",
    }
    for pattern, words in plainly.items():
        if found := re.match(pattern, problem):
            return found.expand(words)
    return problem


def _came(value: Any) -> str:
    if isinstance(value, dict):
        return f"a group of keys ({listed(value) or 'empty'})"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return shown(value)


def _place(spot: str, plain: Any, form: type, message: str) -> Place:
    """Return where in the file the complaint lies: msgspec writes `$.cells[...].meaning` and leaves the key to us."""
    place: Place = ()
    for name, number in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", spot):
        place += (name or (int(number) if number != "..." else _guilty(plain, place, form, message)),)
    return place


def _guilty(plain: Any, place: Place, form: type, message: str) -> str:
    """Return the key of a group whose value alone brings the same complaint about."""
    group = _value(plain, place)
    everything = dict(group)
    for key in everything:
        group.clear()
        group[key] = everything[key]
        try:
            msgspec.convert(plain, form, strict=False)
        except msgspec.ValidationError as error:
            if str(error) == message:
                break
    group.clear()
    group.update(everything)
    return key


def _value(plain: Any, place: Place) -> Any:
    for step in place:
        plain = plain[step]
    return plain


def in_words(place: Place, plain: Any) -> str:
    """Return a place as a person would say it: `, question 2, option 1 (id 'no')`."""
    return "".join(_step_in_words(place, depth, plain) for depth in range(len(place)))


def _step_in_words(place: Place, depth: int, plain: Any) -> str:
    step, after = place[depth], place[depth + 1 : depth + 2]
    if isinstance(step, int):
        value = _value(plain, place[: depth + 1])
        known = f" (id {shown(value['id'])})" if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
        return f" {step + 1}{known}"
    return f", {cut(step).removesuffix('s') if after and isinstance(after[0], int) else cut(step)}"


def _types(form: type, place: Place) -> Iterator[msgspec.inspect.Type]:
    here = msgspec.inspect.type_info(form)
    yield here
    for step in place:
        if isinstance(here, msgspec.inspect.StructType):
            here = next((field.type for field in here.fields if field.name == step), here)
        else:
            here = getattr(here, "value_type", None) or getattr(here, "item_type", here)
        yield here


def _keys(form: type, place: Place) -> list[str]:
    *_, here = _types(form, place)
    return [field.name for field in here.fields] if isinstance(here, msgspec.inspect.StructType) else []


def _words(form: type, place: Place) -> list[str]:
    *_, here = _types(form, place)
    return [str(word) for word in getattr(here, "values", ())]
