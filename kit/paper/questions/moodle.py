"""Moodle's own XML: categories by lesson, a reply to each option, votes that give no points, ids that Moodle keeps."""

from kit.paper.questions.bank import Bank
from kit.paper.questions.xml import xml


def moodle(bank: Bank) -> str:
    """Return all questions as one XML document, in which all words are plain text and no HTML."""
    return xml("moodle", bank=bank)
