"""The small tables of facts in `data/facts/`: every row with the ids of its sources."""

from functools import cache

import pandas as pd

from kit.errors import ContentError
from kit.forms import nearest
from kit.paths import data_path


@cache
def load_facts(name: str) -> pd.DataFrame:
    """Return a table of facts; `source` holds ids of `data/sources.yaml`, joined by `;`. Shared: do not change it.

    Raises ContentError when there is no such table or a row has no source.
    """
    path = data_path("facts", f"{name}.csv")
    if not path.exists():
        there = sorted(one.stem for one in path.parent.glob("*.csv"))
        raise ContentError(
            f"There is no table of facts {path.name}{nearest(name, there)} There are: {', '.join(there)}."
        )
    facts = pd.read_csv(path)
    if "source" not in facts or facts["source"].isna().any():
        raise ContentError(f"{path.name}: every row needs the ids of its sources in the column 'source'.")
    return facts


def sources_of(facts: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of all sources in a table of facts, each once, in their order.

    >>> sources_of(pd.DataFrame({"source": ["A1;B2", "B2"]}))
    ('A1', 'B2')
    """
    return tuple(dict.fromkeys(source.strip() for row in facts["source"] for source in row.split(";")))
