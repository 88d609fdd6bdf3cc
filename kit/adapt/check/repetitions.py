"""What `python -m kit check` asks of all texts together: does one say what another has said?"""

from collections.abc import Iterable, Iterator

from kit.adapt.check.inventory import Kit
from kit.base.errors import shown
from kit.content.notebooks import paragraphs, plain_words
from kit.content.template import is_to_write

RUN = 12  # who reads so many words in a row a second time has read them before


def check_repetitions(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return a complaint for each text that says a dozen words in a row which another text has said."""
    found, first = [], {}
    for where, text in texts:
        words = plain_words(text)
        runs = [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
        if twin := next((run for run in runs if run in first), None):
            again = f"these words stand in {first[twin]} too: {shown(twin, 200)}; say it once, or in other words."
            found.append(f"{where}: {again}")
        first |= {run: first.get(run, where) for run in runs}
    return found


def texts_in(kit: Kit) -> Iterator[tuple[str, str]]:
    """Yield every text of the content files and notebooks with where it stands; a quotation may repeat the table."""
    for file in [*kit.lessons, *kit.run_sheets, *filter(None, [kit.case_file, kit.course])]:
        for place, (line, value) in file.places.items():
            if isinstance(value, str) and place[-1] != "quote" and not is_to_write(value):
                yield f"{file.name}, line {line}", value
    for notebook in (one for one in kit.notebooks if not one.is_translated):
        yield from ((where, text) for where, text in paragraphs(notebook) if not is_to_write(text))
