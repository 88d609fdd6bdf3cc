"""The small parts of a page as HTML: pure functions that return text, with all that comes from outside escaped."""

import base64
import re
from html import escape, unescape

import pandas as pd

from kit.base.labels import known, say_number
from kit.base.language import CODE, language


def paragraph(words: str, kind: str = "") -> str:
    """Return a paragraph, with a class for its kind (`kit-lead`, `kit-note`) if there is one."""
    return f'<p class="{kind}">{escape(words)}</p>' if kind else f"<p>{escape(words)}</p>"


MARKS = ((r"\*\*(.+?)\*\*", r"<strong>\1</strong>"), (r"\*(.+?)\*", r"<em>\1</em>"))
LINKED = (r"\[([^\]]+)\]\((https?://[^\s)]+)\)", r'<a href="\2">\1</a>')


def emphasised(words: str) -> str:
    """Return words escaped, with Markdown's `*emphasis*`, `**strong**` and `[links](https://...)`, and nothing else.

    >>> emphasised("Move *all* <b>")
    'Move <em>all</em> &lt;b&gt;'
    """
    made = escape(words)
    for mark, shown in (*MARKS, LINKED):
        made = re.sub(mark, shown, made)
    return made


def details(title: str, inside: str) -> str:
    """Return something to open: a native `<details>`, which keyboards and screen readers know."""
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def notice(words: str, kind: str = "plain") -> str:
    """Return a sentence in a box: `plain`, `right` or `trouble`; nothing when there are no words."""
    return f'<div class="kit-notice kit-{kind}">{escape(words)}</div>' if words else ""


def side_by_side(cards: list[str]) -> str:
    """Return cards in a row that breaks where the page is narrow."""
    return f'<div class="kit-cards">{"".join(cards)}</div>'


def numbers(frame: "pd.DataFrame", caption: str) -> str:
    """Return a figure's numbers as a table with a caption and headed rows and columns."""
    head = "".join(f'<th scope="col">{escape(known(str(column)))}</th>' for column in frame.columns)
    rows = "".join(_row([escape(_in_words(value)) for value in row]) for row in frame.itertuples(index=False))
    return (
        f'<table class="kit-table"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _in_words(value: object) -> str:
    """Return a number as the language writes it, and words translated where they can be."""
    if language() == CODE:
        return str(value)
    return say_number(value) if isinstance(value, int | float) else known(str(value))


def _row(cells: list[str]) -> str:
    return f'<tr><th scope="row">{cells[0]}</th>{"".join(f"<td>{cell}</td>" for cell in cells[1:])}</tr>'


def marked(words: str, search: str) -> str:
    """Return words escaped, with every place where `search` stands marked, whatever its capitals.

    >>> marked("Free & free", "FREE")
    '<mark>Free</mark> &amp; <mark>free</mark>'
    """
    if not search:
        return escape(words)
    parts = re.split(f"({re.escape(search)})", words, flags=re.IGNORECASE)
    return "".join(f"<mark>{escape(part)}</mark>" if place % 2 else escape(part) for place, part in enumerate(parts))


def plain_text(html: str) -> str:
    """Return what is left of HTML where only text can be shown.

    >>> plain_text("<h3>Predict</h3><p>Which is <b>which</b>?</p>")
    'Predict\\nWhich is which?'
    """
    words = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    lines = re.sub(r"</(?:p|h\d|li|tr|dt|dd|summary|blockquote|caption|legend)>|<br>", "\n", words)
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</t[dh]><t", "</td> <t", lines)))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def to_save(name: str, content: bytes, words: str, kind: str = "text/html;charset=utf-8") -> str:
    """Return a link that saves a file: what it holds is in the link, so it needs no server and no folder."""
    inside = base64.b64encode(content).decode()
    return f'<a download="{escape(name)}" href="data:{kind};base64,{inside}">{escape(words)}</a>'


def scrolled(label: str, table: str) -> str:
    """Return a table that scrolls where the page is narrower than it."""
    return f'<div class="kit-scroll" tabindex="0" role="region" aria-label="{escape(label)}">{table}</div>'
