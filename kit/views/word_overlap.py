"""The general figure, for a row that has none of its own: which words stand in which of its cells."""

from collections import Counter
from functools import partial

import pandas as pd

from kit.base.labels import said, say, say_number
from kit.content.columns import Mark
from kit.content.word_coding import words_of
from kit.views.contract import Choice, Explorable, Picture, Range
from kit.views.plot import Figure, axis, looks, note, plain, scatter

MOST = 24  # words that a picture has room for
LINE = 24  # the height of a word or a name
TITLE = said("Which words appear where?")
LEAVES_OUT = said(
    "What the words mean. Two cells can say the same in other words, or use one word for two things. "
    "Short words are left out at the start, and 'not' may be one of them."
)
CONTROLS = {
    "letters": Range(said("Words of at least"), 4, 1, 10, unit=said(" letters")),
    "which": Choice(
        said("Show"),
        "all",
        {"all": said("All words"), "shared": said("Words in several cells"), "single": said("Words in only one cell")},
    ),
}
NONE_SHARED = said("No two cells share a word.")
Cells = list[tuple[str, Mark, str]]  # a model's short name, its mark, and its cell


def figure_of_words(cells: Cells) -> Explorable:
    """Return the general figure for one row of the table: these cells."""
    return Explorable("words", TITLE, "evidence", LEAVES_OUT, partial(picture, cells), CONTROLS)


def picture(cells: Cells, letters: int, which: str) -> Picture:
    """Return the words of a row, a mark under each model whose cell holds them; shared words come first."""
    counts = [Counter(word.casefold() for word in words_of(cell) if len(word) >= letters) for _, _, cell in cells]
    spread = {word: sum(word in count for count in counts) for count in counts for word in count}
    wanted = [word for word in spread if which == "all" or (spread[word] > 1) == (which == "shared")]
    shown = sorted(wanted, key=lambda word: (-spread[word], -sum(count[word] for count in counts)))[:MOST]
    titles = [said("Word"), *(name for name, *_ in cells)]
    numbers = pd.DataFrame([[word, *(count[word] for count in counts)] for word in shown], columns=titles)
    return Picture(_figure(cells, counts, shown), _summary(spread, wanted, letters), numbers)


def _figure(cells: Cells, counts: list[Counter], shown: list[str]) -> Figure:
    traces = []
    for place, ((_, mark, _), count) in enumerate(zip(cells, counts, strict=True)):
        rows = [row for row, word in enumerate(shown) if count[word]]
        traces.append(scatter([place] * len(rows), rows, marker=looks(mark, 13), cliponaxis=False))
    left = 8 * max((len(_short(word)) for word in shown), default=1) + 16
    room = min(MOST, len({word.casefold() for _, _, cell in cells for word in words_of(cell)}))  # whatever is chosen
    key = [  # a line a model over the picture: names side by side would not fit a narrow page
        note(f"{mark.sign} {name}", 0, 1, xshift=8 - left, yshift=26 + LINE * place)
        for place, (name, mark, _) in enumerate(reversed(cells))
    ]
    return plain(
        *traces, height=LINE * (room + len(cells)) + 40, annotations=key,
        margin={"l": left, "r": 20, "t": LINE * len(cells) + 32, "b": 8},
        xaxis=axis(range=[-0.5, len(cells) - 0.5], side="top", tickvals=list(range(len(cells))), showgrid=False,
                   ticktext=[mark.sign for _, mark, _ in cells]),
        yaxis=axis(range=[room - 0.5, -0.5], tickvals=list(range(len(shown))), ticktext=[_short(one) for one in shown]),
    )  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:18]}..."


def _summary(spread: dict[str, int], wanted: list[str], letters: int) -> str:
    shared = [word for word in spread if spread[word] > 1]
    told = [
        say("The cells of this row hold {words} different words of at least {letters} letters.",
            words=say_number(len(spread)), letters=letters),
        say("In more than one cell: {words}.", words=", ".join(shared[:MOST])) if shared else say(NONE_SHARED),
    ]  # fmt: skip
    if len(wanted) > MOST:
        told.append(say("The picture has room for {most} of {all} words.", most=MOST, all=len(wanted)))
    return " ".join(told)
