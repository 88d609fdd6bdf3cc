"""Read and draw once what each kernel needs, in the process that kernels are forked from: they share what it has.

It reads nothing of a learner's. What is broken is left to the kernel that needs it, which says so.
"""

from contextlib import suppress

from kit.base.paths import PACKAGE
from kit.content.course import load_case_file_content, load_cases
from kit.content.facts import FACTS, load_facts
from kit.content.lesson import lesson_on
from kit.content.table import load_table
from kit.explorables import load_explorable
from kit.views.contract import at_start
from kit.views.plot import to_page
from kit.views.templates import Pieces

with suppress(Exception):
    for path in (path for room in ("views", "widgets", "learner") for path in (PACKAGE / room).rglob("*.html")):
        getattr(Pieces(str(path)), "any", None)  # whoever asks for a piece reads them all
    for title in (table := load_table()).index:
        if figure := load_explorable(lesson_on(title, table).id):
            to_page(at_start(figure).figure)
    load_cases(), load_case_file_content(), load_facts(FACTS)
