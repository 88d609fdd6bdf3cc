"""Where do the sources lead? A reader must be able to open each one lawfully, and so each has an address of its own.

Allowed are a DOI (`https://doi.org/10.1257/aer.90.4.980`), an ISBN (`ISBN 978-0-521-40599-7`, or a library's page whose
address ends in `/isbn/9780521405997`) and the address of a publisher, an archive, an office or a library. What may not
stand there is in `data/refused_hosts.csv`: hosts, each with the reason. Where only a copy was read, the
entry has the address of the original and the note `read in a copy`.

`python -m kit.adapt.check.addresses` lists the hosts by their number of entries.
"""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

import pandas as pd

from kit.base.errors import cut
from kit.base.paths import data_path
from kit.content.course import Source, load_sources

DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+")
ISBN = re.compile(r"(?:^ISBN |/isbn/)([\dXx -]+)$")
WEB = re.compile(r"https?://[\w.-]+(:\d+)?(/\S*)?")


def check_addresses(sources: Mapping[str, Source], refused: Mapping[str, str]) -> list[str]:
    """Return a complaint for each source without an address, or with one that may not stand there."""
    found = {name: wrong_with(source.link, refused) for name, source in sources.items()}
    return [f"sources.yaml, {cut(name)}: {wrong}" for name, wrong in found.items() if wrong]


def wrong_with(link: str, refused: Mapping[str, str]) -> str:
    """Return what is wrong with an address in a sentence, or `` when nothing is."""
    if not link:
        return "there is no link. Give the publisher's or an archive's address, a DOI, an ISBN or a library's page."
    if isbn := ISBN.search(link):
        return "" if is_isbn(isbn[1]) else f"the ISBN {cut(isbn[1])} has a wrong check digit or a wrong length."
    if not WEB.fullmatch(link):
        return f"{cut(link)!r} is no address; allowed are https://..., a DOI as https://doi.org/10... and ISBN ..."
    if host_of(link) == "doi.org" and not DOI.fullmatch(urlsplit(link).path[1:]):
        return f"{cut(link)!r} is no DOI; one looks like https://doi.org/10.1257/aer.90.4.980."
    host = host_of(link)
    parents = [host.split(".", cut_off)[-1] for cut_off in range(host.count("."))]
    why = next((refused[parent] for parent in parents if parent in refused), "")
    advice = "Give the original's address; where a copy was read, say so in `note`."
    return f"{host} is refused ({why}). {advice}" if why else ""


def is_isbn(written: str) -> bool:
    """Return whether this is an ISBN of 10 or 13 digits whose last one fits the others; hyphens and spaces are free."""
    marks = re.sub(r"[ -]", "", written).upper()
    if re.fullmatch(r"\d{9}[\dX]", marks):
        return sum((10 - place) * (10 if mark == "X" else int(mark)) for place, mark in enumerate(marks)) % 11 == 0
    weighed = sum((1, 3)[place % 2] * int(mark) for place, mark in enumerate(marks)) if marks.isdigit() else 1
    return len(marks) == 13 and marks.startswith(("978", "979")) and weighed % 10 == 0


def host_of(link: str) -> str:
    """Return the host of an address without `www.`, or `` when it has none."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def load_refused() -> dict[str, str]:
    """Return {host: why} for the hosts that no source may lead to; a kit for another table begins without any."""
    path = data_path("refused_hosts.csv")
    return pd.read_csv(path, index_col="host", keep_default_na=False)["why"].to_dict() if path.exists() else {}


def hosts(sources: Mapping[str, Source]) -> list[tuple[str, int]]:
    """Return (host, number of entries), most first; an ISBN counts under `ISBN`, what has no address under `none`."""
    named = (host_of(source.link) or ("ISBN" if source.link else "none") for source in sources.values())
    return sorted(Counter(named).items(), key=lambda one: (-one[1], one[0]))


if __name__ == "__main__":
    print(*(f"{count:4} {host}" for host, count in hosts(load_sources())), sep="\n")
