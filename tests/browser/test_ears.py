"""Figures and lessons for people who do not see them: walked by keys, heard as words and as tone."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from kit.content.table import load_table

CELL = "from kit.explorables import load_explorable\nfrom kit.widgets.figure_panel import live\nfrom kit.widgets.step import Step"
ALL = "Step('', [live(load_explorable(one), {}) for one in %r])"


def figures_page(lab, dimensions: list[str]) -> str:
    """Put a notebook with these figures and nothing else where JupyterLab finds it."""
    cells = [nbformat.v4.new_code_cell(CELL), nbformat.v4.new_code_cell(ALL % dimensions)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), lab.notebooks / "figures.ipynb")
    return "figures"
