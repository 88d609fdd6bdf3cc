"""What the steps of several pages say of a table's models: their ids, names and marks, and weights in words."""

from kit.answers.keys import Weights
from kit.content.columns import Column, Mark


class Models:
    """What is the same in every row of a table; whoever has its `columns` can say it."""

    columns: list[Column]

    @property
    def models(self) -> list[str]:
        """Return the ids of the table's models."""
        return [column.id for column in self.columns]

    @property
    def names(self) -> dict[str, str]:
        """Return the short names of the models by their ids."""
        return {column.id: column.name for column in self.columns}

    @property
    def looks(self) -> tuple[list[str], list[Mark]]:
        """Return the names and the marks of the models, as figures take them."""
        return [column.name for column in self.columns], [column.mark for column in self.columns]

    def in_order(self, weights: Weights) -> list[int]:
        """Return weights in the order of the models, as figures take them."""
        return [weights[model] for model in self.models]

    def shares(self, weights: Weights) -> str:
        """Return weights in words: `Peer Production 40, Collectivism 10, Liberal Individualism 50`."""
        return ", ".join(f"{column.name} {weights[column.id]}" for column in self.columns)
