"""Critiques - does it apply elsewhere too? Every critique of the row, held against all three models by the learner.

The critiques are the row's own words. The marks are the learner's, 0 to 4; the kit adds none. It only counts them, and
asks what two models may share when the same critique applies strongly to both.
"""

from statistics import mean
from textwrap import wrap

import pandas as pd

from kit.base.labels import said, say, say_many, say_number
from kit.content.columns import MARKS
from kit.explorables import Picture, laid_out, layouts, nobody, words_of
from kit.views.plot import MUTED, Figure, scatter, signed

WORDS = words_of("critiques")
MODELS, HEADS = WORDS.controls["marks"].columns, WORDS.says["heads"]
# each critique in the row's words, and what two models may share where it applies to both
CRITIQUES, SHARED = WORDS.says["critiques"], WORDS.says["shared"]
UNMARKED, ALONE = WORDS.says["summary"]["unmarked"], WORDS.says["summary"]["alone"]
HOMES = WORDS.stands_for["column"]  # the model under which each critique stands
ahead = nobody  # the marks are the learner's own, and the figure only counts them
STRONG = 3  # from this mark on we say that a critique applies strongly


def picture(marks: dict[str, str], view: str) -> Picture:
    """Return the learner's marks as a heatmap, its rows in the order and its cells in the manner of `view`."""
    given = {cell: int(mark) for cell, mark in marks.items()}
    rows = {name: [given.get(f"{name}/{model}") for model in MODELS] for name in CRITIQUES}
    return Picture(_figure(rows, view), _summary(rows), _numbers(rows))


def home(critique: str) -> int:
    """Return the place of the model under which the table puts a critique."""
    return list(MODELS).index(HOMES[critique])


def away(critique: str, row: list[int | None]) -> list[int | None]:
    """Return how much higher (or lower) each mark is than the framed one; None for that one and where a mark lacks."""
    here, at_home = home(critique), row[home(critique)]
    return [None if place == here or None in (mark, at_home) else mark - at_home for place, mark in enumerate(row)]


def ordered(given: dict[str, list[int | None]], view: str) -> list[str]:
    """Return the critiques in the order of a view; those without marks come last."""
    known = {name: sorted((mark for mark in row if mark is not None), reverse=True) for name, row in given.items()}
    keys = {"hardest": lambda name: mean(known[name] or [-1]), "shared": lambda name: (known[name] + [-1, -1])[1]}
    return sorted(given, key=keys[view], reverse=True) if view in keys else list(given)


def alone_at_home(given: dict[str, list[int | None]]) -> tuple[int, int]:
    """Return how many fully marked critiques are highest in the frame alone, and how many are fully marked."""
    full = {name: row for name, row in given.items() if None not in row}
    return sum(max(mark for mark in away(name, row) if mark is not None) < 0 for name, row in full.items()), len(full)


def bitten(row: list[int | None]) -> list[str]:
    """Return the models to which a critique applies strongly, with their marks, if it is more than one."""
    found = [f"{say(name)} ({mark})" for name, mark in zip(MODELS.values(), row, strict=True) if (mark or 0) >= STRONG]
    return found if len(found) > 1 else []


def _shared(given: dict[str, list[int | None]]) -> str:
    """Return the two most shared critiques in sentences, and how many more there are."""
    both = [name for name in ordered(given, "shared") if bitten(given[name])]
    if not both:
        return say("So far no critique has a mark of {mark} or more for two models.", mark=STRONG)
    told = [
        say(
            "'{critique}' applies to {models}; perhaps they share this: {why}.",
            critique=say(words), models=say(" and ").join(bitten(given[name])), why=say(SHARED[name]),
        )
        for name, words in CRITIQUES.items()
        if name in both[:2]
    ]  # fmt: skip
    if more := len(both[2:]):
        told.append(say_many("{number} more in the numbers below.", "{number} more in the numbers below.", more))
    return " ".join(told)


def _summary(given: dict[str, list[int | None]]) -> str:
    marks = [mark for row in given.values() for mark in row if mark is not None]
    if not marks:
        return say(UNMARKED)
    (alone, full), averages = alone_at_home(given), _averages(given)
    told = [say("You have marked {marked} of 33 cells. On average: {averages}.", marked=len(marks), averages=averages)]
    if full:
        told.append(say(ALONE, alone=alone, full=full))
    return " ".join([*told, _shared(given)])


def _averages(given: dict[str, list[int | None]]) -> str:
    cells = [(name, place, mark) for name, row in given.items() for place, mark in enumerate(row) if mark is not None]
    groups = {
        **{name: [mark for _, place, mark in cells if place == at] for at, name in enumerate(MODELS.values())},
        said("in the table's column"): [mark for name, place, mark in cells if place == home(name)],
        said("elsewhere"): [mark for name, place, mark in cells if place != home(name)],
    }
    return ", ".join(f"{say(name)} {say_number(mean(group), 1)}" for name, group in groups.items() if group)


def _numbers(given: dict[str, list[int | None]]) -> pd.DataFrame:
    table = pd.DataFrame([[said("not yet") if mark is None else mark for mark in row] for row in given.values()])
    table.columns = [say("{model}, 0 to 4", model=say(name)) for name in MODELS.values()]
    table.insert(0, said("Listed under"), [MODELS[HOMES[critique]] for critique in CRITIQUES])
    table.insert(0, said("Critique"), list(CRITIQUES.values()))
    table[said("Perhaps shared")] = [SHARED[name] if bitten(row) else "" for name, row in given.items()]
    return table


def _figure(given: dict[str, list[int | None]], view: str) -> Figure:
    names, difference = ordered(given, view), view == "difference"
    rows = [away(name, given[name]) if difference else given[name] for name in names]
    words = [_words(name, row, given[name], difference) for name, row in zip(names, rows, strict=True)]
    empty = 0 if difference else -1
    cells = [[empty if mark is None else mark for mark in row] for row in rows]
    labels = {name: "<br>".join(wrap(say(CRITIQUES[name]), 17)) for name in names}
    homes = [(home(name), row) for row, name in enumerate(names)]  # one path with a frame round each
    frames = (f"M{x - 0.47},{y - 0.44}H{x + 0.47:.2f}V{y + 0.44}H{x - 0.47:.2f}Z" for x, y in homes)
    return laid_out(
        __file__,
        {**layouts(__file__)["cells" if not difference else "differences"], "z": cells},
        scatter([0, 1, 2] * 11, [line for line in range(11) for _ in range(3)], "text", textfont={"size": 15},
                text=[word for row in words for word in row]),
        xaxis={"ticktext": [signed(MARKS[place], say(HEADS[model])) for place, model in enumerate(MODELS)]},
        yaxis={"ticktext": [signed(MARKS[home(name)], label) for name, label in labels.items()]},
        shapes=[{"type": "path", "path": "".join(frames), "line": {"color": MUTED, "width": 2.5}}],
    )  # fmt: skip


def _words(critique: str, row: list[int | None], marks: list[int | None], difference: bool) -> list[str]:
    """Return what stands in a row's cells: marks, or differences with their sign; at home always the mark, in bold."""
    words = [_shown(one, difference) for one in row]
    words[home(critique)] = f"<b>{_shown(marks[home(critique)], False)}</b>"
    return words


def _shown(mark: int | None, difference: bool) -> str:
    return "·" if mark is None else f"{mark:+d}".replace("-", "\u2212") if difference and mark else str(mark)
