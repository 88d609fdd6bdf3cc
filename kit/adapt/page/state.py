"""What the steps on adapting share: a copy of the kit to try changes on, its lines, what the check says of it.

And the wish to hear when another step changes the copy; a box with a few lines of a file; before and after.
"""

import csv
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import ipywidgets as widgets

from kit.adapt.check.all import examined
from kit.adapt.make.new_table import check_folder
from kit.base.errors import ContentError, KitError, or_else
from kit.base.labels import prose
from kit.base.paths import ROOT
from kit.base.writing import new_folder, write_whole
from kit.content.pages import BAKE
from kit.content.yaml_reader import Place, a_file, read_plain
from kit.views import markup
from kit.widgets.controls.fields import Answer
from kit.widgets.parts import Followed, Step, button, html, line, replace, result_of, row

Says = Callable[[], str]
Draw = Callable[[], object]
Build = Callable[[Path, Draw], list[widgets.Widget]]  # of the copy, and of what to call on a change
CHECK = "python -m kit check:"
WORDS = prose(__file__)  # what each step says before anything is tried, and what is said of the copy
PARTS = ("data", "notebooks")
MARK = ".kit-trial"  # a file that tells a copy to try things on from a kit in use
LEFT_BEHIND = shutil.ignore_patterns(".*", "__pycache__")
SHOW_THE_TABLE = ("words", "order", "lesson")


class Lines(NamedTuple):
    """Some lines of a file: the first and the last, counted from 1, and their text."""

    path: Path
    first: int
    last: int
    text: str


def make_trial(written: str, root: Path = ROOT) -> Path:
    """Return the folder of a copy to try things on: a new one, or the one that lies there from an earlier day.

    Raises KitError for a folder that is not named in full, is in use or cannot be written; then nothing is made.
    """
    folder = Path(written.strip()).expanduser()
    if not folder.is_absolute():
        raise KitError(WORDS("in_full", like=Path.home() / "kit_to_try", written=repr(written)))
    folder = folder.resolve()
    if (folder / MARK).is_file():
        return folder
    check_folder(folder, root)
    with new_folder(folder) as made:
        for part in PARTS:
            shutil.copytree(root / part, made / part, ignore=LEFT_BEHIND)
        (made / MARK).write_text(f"{WORDS['mark']}\n", encoding="utf-8")
    return folder


def said_of(root: Path) -> list[str]:
    """Return the complaints of `python -m kit check` on a copy, each once; pages that want to be baked are one of them.

    The code is that of the kit in use, also for another table: what it lacks there is not the copy's.
    """
    found = [one for one in dict.fromkeys(examined(root)[1]) if not one.startswith("kit/")]
    unbaked = [one for one in found if BAKE in one]
    many = [WORDS("unbaked", number=len(unbaked))] if unbaked else []
    return [*(one for one in found if one not in unbaked), *many]


def lines_of(path: Path, place: Place) -> Lines:
    """Return the lines of a YAML file that a place takes up; raise ContentError when there is no such place."""
    _, begins = read_plain(path)
    if place not in begins:
        raise ContentError(WORDS("gone", file=path.name, place="/".join(map(str, place))))
    text = a_file(path).read_text(encoding="utf-8").splitlines()
    after = (line for where, line in begins.items() if where[: len(place)] != place and line > begins[place])
    last = min(after, default=len(text) + 1) - 1
    while not text[last - 1].strip() or text[last - 1].startswith("#"):
        last -= 1
    return Lines(path, begins[place], last, "\n".join(text[begins[place] - 1 : last]))


def row_of(path: Path, number: int) -> Lines:
    """Return the lines of a CSV file that its row of this number takes up; 0 is the header."""
    text = a_file(path).read_text(encoding="utf-8-sig")
    reader, ends = csv.reader(text.splitlines(keepends=True)), [0]
    for _ in reader:
        ends.append(reader.line_num)
    first, last = ends[number] + 1, ends[number + 1]
    return Lines(path, first, last, "\n".join(text.splitlines()[first - 1 : last]))


def put(lines: Lines, text: str) -> Lines:
    """Write a text in the place of some lines, and return the lines as they stand now; all others stay.

    Raises KitError when other lines stand there by now, as another program or another part of the page has left them.
    """
    all_ = lines.path.read_text(encoding="utf-8").splitlines()
    if all_[lines.first - 1 : lines.last] != lines.text.splitlines():
        raise KitError(WORDS("changed", file=lines.path.name))
    new = text.strip("\n").splitlines()
    all_[lines.first - 1 : lines.last] = new
    write_whole(lines.path, "\n".join(all_) + "\n")
    return Lines(lines.path, lines.first, lines.first + len(new) - 1, "\n".join(new))


class AdaptState(Followed):
    """A copy of the kit to try changes on; all steps work on the same one. `root` is its folder, once it is made."""

    root: Path | None = None

    def make(self, folder: str) -> None:
        """Make the copy, or take up one from an earlier day; raise KitError when it cannot be."""
        self.root = make_trial(folder)
        self.draw_anew()

    def changed(self, by: str) -> None:
        """Draw anew the other steps that hold rows of the table or a list of lessons: one step has changed them."""
        self.draw_anew(*(name for name in SHOW_THE_TABLE if name != by))


def copy(adapt: AdaptState) -> Step:
    """Return the step: a field for the folder, and a button that makes the copy."""
    field, status = line(WORDS["folder"]), html()
    field.value = str(adapt.root or Path.home() / "kit_to_try")

    def made() -> str:
        adapt.make(field.value)
        return markup.notice(WORDS("made", folder=adapt.root), "right")

    def press() -> None:
        status.value = result_of(made)

    return Step(markup.paragraph(WORDS["copy"]), [row([field, button(WORDS["make"], press=press)]), status])


def on_the_copy(build: Build, **words: Says) -> Callable[[AdaptState], Step]:
    """Return a step that is built on the copy as soon as there is one; `words` go into what it says before."""
    name = build.__name__

    def step(adapt: AdaptState) -> Step:
        body = widgets.VBox()

        def draw() -> None:
            # another step may have broken a file that this one reads
            built = or_else(lambda error: [html(markup.notice(str(error), "trouble"))])(build)
            parts = adapt.root and built(adapt.root, lambda: adapt.changed(name))
            replace(body, parts or [html(markup.notice(WORDS["first"]))])

        adapt.follow(name, draw)
        draw()
        return Step(markup.paragraph(WORDS(name, **{place: say() for place, say in words.items()})), [body])

    step.__name__ = name
    return step


def desk(box: Answer, presses: dict[str, Says], show: Says | None = None, then: Draw = list) -> list[widgets.Widget]:
    """Return a box, a button for each of `presses`, and what came of the last press: why not, or what it says.

    `show` is seen before and after it, where it is given; `then` is called once all is shown.
    """
    shown = html()

    def press(change: Says) -> None:
        before = show() if show else ""
        shown.value = result_of(change) + (before_and_after(before, show()) if show else "")
        then()

    named = enumerate(presses.items())
    return [box, row([button(label, not place, partial(press, change)) for place, (label, change) in named]), shown]


def editor(label: str, text: str, key: str) -> Answer:
    """Return a box with lines of a file."""
    box = Answer(key=f"adapt/{key}", status=WORDS["unwritten"])
    refill(box, label, text)
    widgets.dlink((box, "typed"), (box, "heard"))  # what is typed here is heard, and written when a button is pressed
    return box


def refill(box: Answer, label: str, text: str) -> None:
    """Give a box other lines, some of which are long, and the height that they need."""
    box.label, box.value = label, text
    box.rows = min(16, 1 + sum(1 + len(line) // 100 for line in text.splitlines()))


def verdict(root: Path) -> str:
    """Return what `python -m kit check` says of a copy."""
    found = or_else(lambda error: [str(error)])(said_of)(root)
    if not found:
        return markup.notice(f"{CHECK} {WORDS['sound']}", "right")
    box = markup.Html('<div class="kit-notice kit-trouble" role="status"><strong>{}</strong>{}</div>')
    return box.format(CHECK, markup.listed(found))


def before_and_after(before: str, after: str) -> str:
    """Return a part of a lesson twice, as a learner would see it; tables one above the other, for their width."""
    titled = {WORDS["before"]: before, WORDS["after"]: after}
    box = markup.Html('<div class="kit-box"><h3>{}</h3>{}</div>')
    boxes = [box.format(title, markup.Html(shown)) for title, shown in titled.items()]
    return "".join(boxes) if "<table" in before + after else markup.side_by_side(boxes)


def trying(show: Says) -> str:
    """Return what a function shows, or the sentence of what stands in its way."""
    return or_else(lambda error: markup.notice(WORDS("nothing_here", error=error), "trouble"))(show)()
