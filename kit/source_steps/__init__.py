"""The five steps that question the table, each a function from the source to one widget."""

from kit.source_steps.fourth_column import fourth_column
from kit.source_steps.label import label
from kit.source_steps.mark_words import mark_words
from kit.source_steps.rewrite import rewrite
from kit.source_steps.tests import tests

SOURCE_STEPS = ("label", "mark_words", "tests", "rewrite", "fourth_column")
__all__ = ["SOURCE_STEPS", "fourth_column", "label", "mark_words", "rewrite", "tests"]
