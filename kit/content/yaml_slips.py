"""What people mean who write YAML that is none: the line of the slip, and the remedy in a sentence."""

import re

from kit.base.errors import cut

NEED_QUOTES = "\"'[]{}@*%`>|&!#?,"  # a value that begins with one of these is no plain words for YAML
QUOTES = "\"'"
CLOSES = {'"': '"', "'": "'", "[": "]", "{": "}"}
MARKERS = ("<<<<<<<", "=======", ">>>>>>>")
NO_BREAK = re.compile(r"^[ \t]*\u00a0|:[ \t]*\u00a0|^[ \t]*-[ \t]*\u00a0")
ENTRY = re.compile(r"^(\s*(?:- +)*)(?:([A-Za-z_0-9]+):(?: +|$))?(.*)$")
QUOTATION = "put words with ': ' in them, or that begin with a sign, between quotation marks"
USUAL = f"often a missing space after ':', a tab, or a quote that is not closed; {QUOTATION}"


def slip(text: str, line: int) -> tuple[int, str]:
    """Return the line on which a file stops being YAML, and what is wrong there; `line` is where a parser gave up.

    >>> slip("-title: Who decides?", 1)
    (1, "a blank is missing after '-'")
    """
    lines = text.splitlines()
    for number, words in enumerate(lines, start=1):
        if words.startswith(MARKERS):
            return number, "two versions of the file stand here, as git leaves them; keep one of the two"
        if NO_BREAK.search(words):
            return number, "a no-break space stands here, which only looks like a blank; type a blank in its place"
    opened = _left_open(lines[:line])
    if opened and ENTRY.match(lines[opened - 1])[3][0] in QUOTES:
        return opened, "a quotation mark opens here and is not closed; close it, or write two of them for one in words"
    near = [number for number in (opened, line, line - 1) if 0 < number <= len(lines)]
    return next(((number, said) for number in near if (said := _in_line(lines[number - 1]))), (line, USUAL))


def _in_line(words: str) -> str:
    """Return what is wrong in one line, or nothing."""
    indent, key, value = ENTRY.match(words).groups()
    if "\t" in indent or words.startswith("\t"):
        return "a tab stands before the words; YAML takes blanks alone"
    if re.match(r"\s*-\w+:", words):
        return "a blank is missing after '-'"
    if not key and re.match(r"\s*(?:- +)*[a-z_]+:\S", words):
        return "a blank is missing after ':'"
    if value and (value[0] in NEED_QUOTES or (key and value.startswith("- "))) and not _is_closed(value):
        sign, whole = value[0], value.replace('"', '\\"')
        return f'words that begin with {sign!r} need quotation marks around them: "{whole}"'
    if ": " in value or value.endswith(":"):
        return f"a ': ' stands within words; put quotation marks around all of them: {_quoted(key, value)}"
    return ""


def _quoted(key: str | None, value: str) -> str:
    sign = "'" if '"' in value else '"'
    return f"{f'{key}: ' if key else ''}{sign}{cut(value.replace(sign, sign * 2) if sign == chr(39) else value)}{sign}"


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
