"""The steps of the page on adapting the kit, each a function of the page: a change of one kind, tried on a copy."""

from kit.adapt_steps.column import column
from kit.adapt_steps.copying import copy
from kit.adapt_steps.language import language
from kit.adapt_steps.lesson import lesson
from kit.adapt_steps.ordering import order
from kit.adapt_steps.table import table
from kit.adapt_steps.words import words

__all__ = ["column", "copy", "language", "lesson", "order", "table", "words"]
