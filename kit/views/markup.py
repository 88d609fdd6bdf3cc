"""The small parts of a page as HTML: pure functions, in which whatever is not HTML itself is escaped by its type."""

import base64
import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Any

import pandas as pd
from markupsafe import Markup

from kit.base.labels import known, say_number
from kit.base.language import CODE, language

LONG = 10_000  # from here on a number has separators; a year never gets there


class Html(Markup):
    """A piece of HTML. What `format` and `join` put into it is escaped, unless it is a piece of HTML too.

    With plain text before or behind it by `+` it is plain text again, which another piece would escape.
    """

    @classmethod
    def escape(cls, words: Any, /) -> "Html":
        """Return a piece of HTML as it is, and anything else escaped."""
        return cls(words) if hasattr(words, "__html__") else cls(escape(str(words)))

    def __add__(self, other: str) -> str:
        """Return both, one after the other: HTML if both are."""
        both = str.__add__(self, other)
        return Html(both) if isinstance(other, Html) else both

    def __radd__(self, other: str) -> str:
        """Return plain text with this behind it."""
        return str.__add__(other, self)


def paragraph(words: str, kind: str = "") -> Html:
    """Return a paragraph, with a class for its kind (`kit-lead`, `kit-note`) if there is one."""
    return Html('<p class="{}">{}</p>').format(kind, words) if kind else Html("<p>{}</p>").format(words)


MARKS = ((r"\*\*(.+?)\*\*", r"<strong>\1</strong>"), (r"\*(.+?)\*", r"<em>\1</em>"))
LINKED = (r"\[([^\]]+)\]\((https?://[^\s)]+)\)", r'<a href="\2">\1</a>')


def emphasised(words: str) -> Html:
    """Return words escaped, with Markdown's `*emphasis*`, `**strong**` and `[links](https://...)`, and nothing else."""
    made = escape(words)
    for mark, shown in (*MARKS, LINKED):
        made = re.sub(mark, shown, made)
    return Html(made)


def details(title: str, inside: str) -> Html:
    """Return something to open: a native `<details>`, which keyboards and screen readers know; `inside` is HTML."""
    return Html("<details><summary>{}</summary>{}</details>").format(title, Html(inside))


def notice(words: str, kind: str = "plain") -> Html:
    """Return a sentence in a box: `plain`, `right` or `trouble`; nothing when there are no words."""
    return Html('<div class="kit-notice kit-{}">{}</div>').format(kind, words) if words else Html()


def side_by_side(cards: list[Html]) -> Html:
    """Return cards in a row that breaks where the page is narrow."""
    return Html('<div class="kit-cards">{}</div>').format(Html().join(cards))


def listed(items: Iterable[str], kind: str = "ul") -> Html:
    """Return a list with a point for each item, or with a number for a `kind` of `ol`."""
    return Html("<{}>{}</{}>").format(kind, Html().join(Html("<li>{}</li>").format(one) for one in items), kind)


def numbers(frame: "pd.DataFrame", caption: str) -> Html:
    """Return a figure's numbers as a table with a caption; its columns have heads, and the first cell heads a row."""
    head, row, cell = map(Html, ('<th scope="col">{}</th>', '<tr><th scope="row">{}</th>{}</tr>', "<td>{}</td>"))
    heads = Html().join(head.format(known(str(column))) for column in frame.columns)
    lines = (map(_in_words, line) for line in frame.itertuples(index=False))
    rows = Html().join(row.format(first, Html().join(map(cell.format, others))) for first, *others in lines)
    whole = Html('<table class="kit-table"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
    return whole.format(caption, heads, rows)


def _in_words(value: object) -> str:
    """Return a number as the language writes it (a year stays as it is), and words translated where they can be."""
    if language() == CODE:
        return say_number(value) if isinstance(value, int) and abs(value) >= LONG else str(value)
    return say_number(value) if isinstance(value, int | float) else known(str(value))


def marked(words: str, search: str) -> Html:
    """Return words, with every place where `search` stands marked, whatever its capitals."""
    if not search:
        return Html.escape(words)
    parts = re.split(f"({re.escape(search)})", words, flags=re.IGNORECASE)
    return Html().join(Html("<mark>{}</mark>").format(part) if place % 2 else part for place, part in enumerate(parts))


def in_brief(words: str, most: int) -> str:
    """Return words in one line, with `…` in place of what goes beyond so many signs."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def plain_text(html: str) -> str:
    """Return what is left of HTML where only text can be shown."""
    words = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    lines = re.sub(r"</(?:p|h\d|li|tr|dt|dd|summary|blockquote|caption|legend)>|<br>", "\n", words)
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</t[dh]><t", "</td> <t", lines)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def to_save(name: str, content: bytes, words: str, kind: str = "text/html;charset=utf-8") -> Html:
    """Return a link that saves a file: what it holds is in the link, so it needs no server and no folder."""
    inside = base64.b64encode(content).decode()
    return Html('<a download="{}" href="data:{};base64,{}">{}</a>').format(name, kind, inside, words)


def scrolled(label: str, table: str, kind: str = "kit-scroll") -> Html:
    """Return a table, which is HTML, so that it scrolls where the page is narrower than it."""
    return Html('<div class="{}" tabindex="0" role="group" aria-label="{}">{}</div>').format(kind, label, Html(table))
