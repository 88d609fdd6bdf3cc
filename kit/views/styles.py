"""The kit's own looks: the part that stands in every notebook, and all of it for the pages that a kernel works."""

import re
from functools import cache

from kit.base.paths import PACKAGE


@cache
def reading() -> str:
    """Return the stylesheet of what a page shows without a kernel, ready to stand in the page."""
    return f"<style>{tight(_text('reading'))}</style>"


@cache
def working() -> str:
    """Return the whole stylesheet of a page that works, also where its reading part is not."""
    return tight(_text("reading") + _text("working"))


def tight(css: str) -> str:
    """Return a stylesheet without its remarks and spare spaces."""
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()
    return re.sub(r" ?([{};,>]) ?", r"\1", re.sub(r" ?: (?=[^{}]*})", ":", bare))


def _text(name: str) -> str:
    return (PACKAGE / "views" / f"{name}.css").read_text(encoding="utf-8")
