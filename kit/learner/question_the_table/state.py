"""What the steps of *Question the table* share: the table, and where answers go."""

import pandas as pd

from kit.answers.journal import Journal
from kit.answers.keeper import Keeper
from kit.answers.keys import SOURCE
from kit.content.columns import Column, columns_of


class TableState(Keeper):
    """The table, to be questioned; its answers are kept in the journal under one id."""

    def __init__(self, table: pd.DataFrame, journal: Journal) -> None:
        super().__init__(SOURCE, journal)
        self.table = table

    def columns(self, title: str = "") -> list[Column]:
        """Return the models with their cells in one row, the first unless its title is given."""
        return columns_of(self.table, title or self.table.index[0])

    def on(self, table: pd.DataFrame) -> "TableState":
        """Return the same on another table; answers go to the same place."""
        return TableState(table, self.journal)
