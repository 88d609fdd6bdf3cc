"""What only paper has: lines to write on, boxes to tick, cards to cut out, a triangle to mark."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from kit.base.labels import known, said, say
from kit.paper.triangle_svg import triangle
from kit.views import cards

if TYPE_CHECKING:
    from kit.content.columns import Column
    from kit.views.contract import Grid

TEN_SQUARES = said("Ten squares in all: shade more for the models that your case is made of.")


def lines(count: int) -> str:
    """Return ruled lines to write on; drawn as borders, because browsers leave backgrounds out of a print."""
    return f'<div class="lines" aria-hidden="true">{"<div></div>" * count}</div>'


def ticks(options: Iterable[str]) -> str:
    """Return options with a box each."""
    return '<ul class="ticks">' + "".join(f"<li>{escape(option)}</li>" for option in options) + "</ul>"


def across(parts: Iterable[str], kind: str = "") -> str:
    """Return parts of equal width beside each other; what `sides` hold stands at equal heights too."""
    return f'<div class="across {kind}">{"".join(parts)}</div>'


def cut_out(inside: str) -> str:
    """Return a card with a dashed line round it and scissors on the line."""
    return f'<div class="cut"><span class="scissors" aria-hidden="true">✂\ufe0e</span>{inside}</div>'


def blank(grid: "Grid") -> str:
    """Return a grid of judgements with empty cells, and the words to choose from."""
    write = say("Write: {options}.", options=", ".join(map(known, grid.options.values())))
    return f"<p><strong>{escape(known(grid.label))}</strong> {escape(write)}</p>" + (
        _list(grid) if len(grid.columns) == 1 else _table(grid)
    )


def _list(grid: "Grid") -> str:
    return (
        '<ul class="fill">'
        + "".join(f"<li>{escape(known(words))}<i></i></li>" for words in grid.rows.values())
        + "</ul>"
    )


def _table(grid: "Grid") -> str:
    head = "".join(f'<th scope="col">{escape(known(words))}</th>' for words in grid.columns.values())
    cells = "<td></td>" * len(grid.columns)
    rows = "".join(f'<tr><th scope="row">{escape(known(words))}</th>{cells}</tr>' for words in grid.rows.values())
    return f'<table class="kit-table blank"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'


def field(columns: list["Column"]) -> str:
    """Return where to mark a case between the models: a triangle for three of them, else a bar to shade for each."""
    names = [column.name for column in columns]
    words = say("A triangle to mark: {models} at its corners", models=", ".join(names))
    return triangle(names, [column.mark for column in columns], [], words) if len(columns) == 3 else _bars(columns)


def _bars(columns: list["Column"]) -> str:
    bar = f'<span class="bar">{"<i></i>" * 10}</span>'
    rows = "".join(f"<li>{cards.name_of(column.mark, column.name)}{bar}</li>" for column in columns)
    return f'<p>{escape(say(TEN_SQUARES))}</p><ul class="bars">{rows}</ul>'
