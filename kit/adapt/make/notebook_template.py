"""Notebooks to begin with: the six steps of a lesson, a start page, a case file, each in the kit's own rhythm."""

import json
import re
from html import escape
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CODE = re.compile(r"(from kit|(lesson|start|case_file)\.\w+\(\)$)")
BETWEEN = "\n\n+++\n\n"  # cells
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
FEW = 6  # words of a title that a link has room for
NEW_KIT = Path(__file__).with_name("new_kit")


def page(name: str, **words: str) -> str:
    """Return a notebook as a file; its cells stand in `new_kit`, with names in braces for the `words`."""
    cells = [text.format(**words) for text in text_of(f"{name}.md").strip().split(BETWEEN)]
    made = [
        (new_code_cell if CODE.match(text) else new_markdown_cell)(text, id=f"{name.replace('_', '-')}-{number:02}")
        for number, text in enumerate(cells, 1)
    ]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return nbformat.writes(new_notebook(cells=made, metadata=metadata)) + "\n"


def text_of(name: str) -> str:
    """Return what a new kit begins with in one of its files."""
    return (NEW_KIT / name).read_text(encoding="utf-8")


def lesson_page(title: str, dimension: str, before: str, after: str) -> str:
    """Return the notebook of a lesson; `before` and `after` are links to its neighbours."""
    id_ = json.dumps(dimension, ensure_ascii=False)
    return page("lesson", title=as_markdown(title), dimension=id_, before=before, after=after)


def link(title: str, file: str) -> str:
    """Return a link to a neighbour, by the first words of its title.

    >>> link("Rights [drafted]", "02_rights_drafted.ipynb")
    '[Rights \\\\[drafted\\\\]](02_rights_drafted.ipynb)'
    """
    words = title.split()
    return f"[{as_markdown(' '.join(words[:FEW]))}{'...' * (len(words) > FEW)}]({file})"


def as_markdown(text: str) -> str:
    """Return a text on one line, in which nothing is markup.

    >>> as_markdown("a <b>\\n*c*")
    'a &lt;b&gt; \\\\*c\\\\*'
    """
    return re.sub(r"([\\`*_\[\]$~|#])", r"\\\1", escape(" ".join(text.split()), quote=False))
