"""What is wrong with a file: each place that breaks its form, what came there and what is allowed.

Or, where it is no YAML at all, what people mean who write so: the line of the slip, and the remedy in a sentence.
"""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from operator import gt, lt
from typing import Any, NamedTuple

import msgspec
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import extend

from kit.base.errors import cut, listed, nearest, shown
from kit.base.paths import beside

WHOLE = re.compile(r"[+-]?\d{1,18}")
RULES = beside(__file__)
ANY_WORDS = r"\S"
NEED_QUOTES = "\"'[]{}@*%`>|&!#?,"  # a value that begins with one of these is no plain words for YAML
QUOTES = "\"'"
CLOSES = {'"': '"', "'": "'", "[": "]", "{": "}"}
ENTRY = re.compile(r"^(\s*(?:- +)*)(?:([A-Za-z_0-9]+):(?: +|$))?(.*)$")
QUOTATION = "put words with ': ' in them, or that begin with a sign, between quotation marks"
USUAL = f"often a missing space after ':', a tab, or a quote that is not closed; {QUOTATION}"


class Fault(NamedTuple):
    """A fault: the place whose line it is on, the place it is said of, and the sentence about it without a place."""

    line_of: tuple[str | int, ...]
    place: tuple[str | int, ...]
    words: str


def faults(plain: Any, form: type) -> list[Fault]:
    """Return every fault of a file that was read as dicts, lists and text, each place once."""
    schema = msgspec.json.schema(form, ref_template="#/$defs/{name}")
    found: dict[Any, Fault] = {}
    for error in _Typed(schema).iter_errors(plain):
        for fault in _told(error if not error.context else best_match([error])):
            found.setdefault((fault.line_of, fault.place), fault)
    return list(found.values())


def _told(error: ValidationError) -> Iterator[Fault]:
    place, value = tuple(error.absolute_path), error.instance
    allowed = list(error.schema.get("properties", ()))
    if error.validator == "additionalProperties":
        for key in (key for key in value if key not in allowed):
            said = f"unknown key {shown(key)}{nearest(key, allowed)} Allowed here: {', '.join(allowed)}."
            yield Fault((*place, key), place, said)
    elif error.validator == "required":
        key = next(key for key in error.validator_value if key not in value and repr(key) in error.message)
        if not get_close_matches(key, value.keys() - set(allowed)):  # else it is there, misspelt, and that is said
            said = f"the key {key!r} is missing. Needed or allowed here: {', '.join(allowed)}."
            yield Fault((*place, key), place, said)
    elif error.validator == "enum":
        words = sorted(map(str, error.validator_value))
        hint = nearest(str(value), words)
        yield Fault(place, place, f"{shown(str(value))} is not one of the words allowed here{hint} Allowed: "
                    f"{', '.join(words)}.")  # fmt: skip
    else:
        yield Fault(place, place, f"{_came(value)} came here, but {_rule(error)}.")


def _rule(error: ValidationError) -> str:
    limit = error.validator_value
    match error.validator:
        case "type":
            far = limit == "integer" and re.fullmatch(r"[+-]?\d{19,}", str(error.instance))
            return "such a number is far too large" if far else RULES.get(str(limit), f"{limit} is allowed")
        case "minimum" | "maximum":
            return f"a whole number {'>=' if error.validator == 'minimum' else '<='} {limit} is allowed"
        case "minItems" | "maxItems":
            return f"a list of length {'>=' if error.validator == 'minItems' else '<='} {limit} must stand here"
        case "pattern" if limit != ANY_WORDS:
            return "only small letters, digits and _ are allowed"
    return RULES["string"]


def _came(value: Any) -> str:
    if isinstance(value, dict):
        return f"a group of keys ({listed(value) or 'empty'})"
    return f"a list of {len(value)}" if isinstance(value, list) else shown(value)


def _is_whole(_: Any, value: Any) -> bool:
    return isinstance(value, str) and bool(WHOLE.fullmatch(value))


def _limit(beyond: Callable[[int, int], bool], what: str) -> Callable[..., Iterator[ValidationError]]:
    def hold(_: Any, limit: int, value: Any, __: dict) -> Iterator[ValidationError]:
        if _is_whole(None, value) and beyond(int(value), limit):
            yield ValidationError(what)

    return hold


def _one_of(validator: Any, forms: list, value: Any, schema: dict) -> Iterator[ValidationError]:
    """Hold a group of keys against the one form that its keyword names, where there is such a keyword."""
    if "discriminator" not in schema:
        yield from Draft202012Validator.VALIDATORS["anyOf"](validator, forms, value, schema)
        return
    key, known = schema["discriminator"]["propertyName"], schema["discriminator"]["mapping"]
    if not isinstance(value, dict):
        yield ValidationError("no group", validator="type", validator_value="object", instance=value)
    elif key not in value:
        allowed = {"properties": {f"{key} ({', '.join(known)})": {}}}
        yield ValidationError(repr(key), validator="required", validator_value=[key], instance=value, schema=allowed)
    elif str(value[key]) in known:
        yield from validator.descend(value, {"$ref": known[value[key]]})
    else:
        yield ValidationError("", validator="enum", validator_value=list(known), instance=value[key], path=[key])


# the file was read as text: what the form takes for a number, a truth or nothing still stands there as it was typed
_TYPES = Draft202012Validator.TYPE_CHECKER.redefine_many({
    "integer": _is_whole,
    "boolean": lambda _, value: isinstance(value, str) and value.lower() in ("true", "false", "1", "0"),
    "null": lambda _, value: value in (None, "null"),
})  # fmt: skip
_RULES = {"minimum": _limit(lt, "too little"), "maximum": _limit(gt, "too much"), "anyOf": _one_of}
_Typed = extend(Draft202012Validator, _RULES, type_checker=_TYPES)


def slip(text: str, line: int) -> tuple[int, str]:
    """Return the line on which a file stops being YAML, and what is wrong there; `line` is where a parser gave up."""
    lines = text.splitlines()
    for number, words in enumerate(lines, start=1):
        if said := _first_of("nowhere", words):
            return number, said
    opened = _left_open(lines[:line])
    if opened and ENTRY.match(lines[opened - 1])[3][0] in QUOTES:
        return opened, "a quotation mark opens here and is not closed; close it, or write two of them for one in words"
    near = [number for number in (opened, line, line - 1) if 0 < number <= len(lines)]
    return next(((number, said) for number in near if (said := _in_line(lines[number - 1]))), (line, USUAL))


def _in_line(words: str) -> str:
    """Return what is wrong in one line, or nothing."""
    if said := _first_of("before_words", words):
        return said
    _, key, value = ENTRY.match(words).groups()
    if value and (value[0] in NEED_QUOTES or (key and value.startswith("- "))) and not _is_closed(value):
        sign, whole = value[0], value.replace('"', '\\"')
        return f'words that begin with {sign!r} need quotation marks around them: "{whole}"'
    if ": " in value or value.endswith(":"):
        quoted = "'{}'".format(cut(value.replace("'", "''"))) if '"' in value else f'"{cut(value)}"'
        whole = f"{key}: {quoted}" if key else quoted
        return f"a ': ' stands within words; put quotation marks around all of them: {whole}"
    return ""


def _first_of(faults: str, words: str) -> str:
    return next((said for pattern, said in RULES[faults].items() if re.search(pattern, words)), "")


def _is_closed(value: str) -> bool:
    """Return whether a value that begins with a sign is what YAML means by it: quoted words, a list, a folded text."""
    if value[0] in CLOSES:
        return len(value) > 1 and value.rstrip().endswith(CLOSES[value[0]])
    return value[0] in "|>" and len(value.strip()) <= 2


def _left_open(lines: list[str]) -> int:
    """Return the line whose value opens with a sign that nothing closes, or a later line amid its words; else 0."""
    for number in range(len(lines), 0, -1):
        value = ENTRY.match(lines[number - 1])[3]
        if close := CLOSES.get(value[:1]):
            in_words = ("\\" + close, close * 2) if close in QUOTES else ()
            rest = "\n".join([value[1:], *lines[number:]])
            for one in in_words:
                rest = rest.replace(one, "")
            within, closed, after = rest.partition(close)
            if not closed or ("\n" in within and re.match(r"[^\S\n]*[^\s#,:\]}]", after)):
                return number
    return 0
