"""Does a page give the answer to its guess away, before anybody has guessed?"""

import re

from kit.base.errors import listed
from kit.content.lesson_form import Bet
from kit.content.notebooks import Notebook, paragraphs

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SMALL = 10  # numbers up to this one stand everywhere
YEAR = range(1500, 2100)


def check_guess(notebook: Notebook, bet: Bet) -> list[str]:
    """Return a complaint for each cell above the explore step that holds a number of the guess's replies."""
    told = {number for option in bet.options for number in numbers(option.feedback)}
    asked = numbers(" ".join((bet.stem, *(option.text for option in bet.options))))
    return [
        f"{where}: {listed(sorted(given))} stands here, and the reply to the guess below says it; "
        "move it behind the guess."
        for where, words in paragraphs(_above(notebook))
        if (given := numbers(words) & (told - asked))
    ]


def _above(notebook: Notebook) -> Notebook:
    """Return what stands above the explore step; nothing where there is none."""
    steps = [place for place, cell in enumerate(notebook.cells) if cell.text.strip().endswith(".explore()")]
    return notebook._replace(cells=notebook.cells[: steps[0]] if steps else [])


def numbers(text: str) -> set[str]:
    """Return the numbers of a text that could be an answer: no year, no small one, no part of a link.

    >>> sorted(numbers("In 2009 it had 41 to 47, of [three](https://example.org/99)."))
    ['41', '47']
    """
    found = NUMBER.findall(re.sub(r"\]\([^)]*\)", "]", text))
    return {one for one in found if not (one.isdigit() and (int(one) <= SMALL or int(one) in YEAR))}
