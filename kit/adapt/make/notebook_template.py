"""Notebooks to begin with: the six steps of a lesson, a start page, a case file, each in the kit's own rhythm."""

import json
import re
from html import escape
from typing import Any

from kit.content.template import to_write

Parts = list[str]  # the cells in order; code begins with `lesson`, `start`, `case_file` or `from`
CODE = re.compile(r"(from kit|(lesson|start|case_file)\.\w+\(\)$)")
FEW = 6  # words of a title that a link has room for


def page(name: str, parts: Parts) -> str:
    """Return a notebook as a file; `name` is what the ids of its cells begin with."""
    cells = [_cell(f"{name}-{number:02}", text) for number, text in enumerate(parts, 1)]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _cell(id_: str, text: str) -> dict[str, Any]:
    lines = text.splitlines(keepends=True)
    if CODE.match(text):
        return {"cell_type": "code", "execution_count": None, "id": id_, "metadata": {}, "outputs": [], "source": lines}
    return {"cell_type": "markdown", "id": id_, "metadata": {}, "source": lines}


def set_up(load: str, name: str, what: str = "") -> str:
    """Return the first code of a page: its two lines.

    >>> print(set_up("load_lesson", "lesson", "equality"))
    from kit import load_lesson
    <BLANKLINE>
    lesson = load_lesson("equality")
    """
    return f"from kit import {load}\n\n{name} = {load}({json.dumps(what, ensure_ascii=False) if what else ''})"


def lesson_page(title: str, dimension: str, before: str, after: str) -> str:
    """Return the notebook of a lesson; `before` and `after` are links to its neighbours."""
    steps = {
        "predict": "Which cell belongs to which model? Go by the words.",
        "compare": "Now side by side. What could two of them both sign?",
        "explore": "Guess first, then work the figure.",
        "check": "Choose, then check. A wrong answer tells you something too.",
        "place": "Back to your case. Where does it stand here?",
        "discuss": "Answer first, then open the second look.",
    }
    cells = [
        f"# {as_markdown(title)}\n\n{to_write('what this row is about, and what one can do after it.')}\n\n"
        "**Minutes:** 30 alone, 45 in class. **Bring:** your case.",
        set_up("load_lesson", "lesson", dimension),
        f"## A story to think with\n\n{to_write('a concrete story of ten sentences.')}",
    ]
    for number, (step, words) in enumerate(steps.items(), 1):
        cells += [f"## {number}. {step.capitalize()}\n\n{words}", f"lesson.{step}()"]
    kept = f"## What to keep\n\n{to_write('three things worth keeping.')}"
    return page("lesson", [*cells, kept, f"## Read next\n\nBefore: {before}\n\nAfter: {after}"])


def start_page(title: str, first: str) -> str:
    """Return the start page; `first` is a link to the first lesson."""
    return page("start-here", [
        f"# Start here: {as_markdown(title)}\n\n{to_write('what this table compares, and who made it.')}\n\n"
        "The page begins by itself; if not: **▶▶** in the bar above (**▶** runs one box).",
        set_up("load_start", "start"),
        "start.first_guess()",
        "## The whole table\n\nChoose a dimension or a model, or search for a word.",
        "start.overview()",
        "## Choose a case to follow\n\nIn each lesson you ask how it fits the models. It can be your own.",
        "start.choose_case()",
        "## The lessons\n\nEach takes one row of the table and has the same six steps.",
        "start.lessons()",
        "## Three things to know about these pages\n\n"
        "1. The grey boxes are code, and you need not read them.\n"
        "2. What you answer **saves itself** on this computer and goes nowhere else.\n"
        "3. If a page behaves oddly, press **▶▶**. Your answers stay.",
        "## Your answers are yours\n\nHere you see where they are; copy or delete them.",
        "start.your_data()",
        f"## Read next\n\nThe first lesson: {first}",
    ])  # fmt: skip


def case_file_page(last: str) -> str:
    """Return the case file; `last` is a link to the last lesson."""
    parts = {
        "profile": ("Profile", "Guess before you look. Then follow your case from row to row."),
        "heatmap": ("Heatmap", "The same numbers with your reasons. Which row is the most mixed?"),
        "changes": ("Changes", "Here is where you changed your mind."),
        "beside": ("Beside another case", "Where do the two lie furthest apart, and why?"),
        "write_up": ("Write up", "A good claim is one that could be wrong."),
        "report": ("Keep it, hand it in", "Until you hand something in, nobody reads it but you."),
    }
    cells = [
        f"# Your case file: is your case one thing, or many?\n\n{to_write('what the whole course asks of a case.')}\n\n"
        "**Minutes:** 60 alone, 90 in class. **Bring:** a case that you have placed in some lessons.",
        set_up("load_case_file", "case_file"),
    ]
    for number, (step, (heading, words)) in enumerate(parts.items(), 1):
        cells += [f"## {number}. {heading}\n\n{words}", f"case_file.{step}()"]
    return page("case-file", [*cells, f"## Read next\n\nThe last lesson: {last}"])


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
