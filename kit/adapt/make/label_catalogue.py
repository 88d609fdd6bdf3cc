"""`python -m kit labels LANGUAGE`: bring a language's catalogue of labels up to date with the words in the code.

They stand in the order in which learners meet them: each page is shown, and what it says is written down.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from kit.base.catalogue import forms_of, read_catalogue
from kit.base.errors import KitError, shown
from kit.base.labels import listening
from kit.base.language import speak
from kit.base.paths import PACKAGE, beside, data_path, files_like
from kit.base.writing import write_whole
from kit.content.figure_form import FigureWords, read_figure
from kit.content.page_translation import Pages, page_in
from kit.views.templates import on_one_line
from kit.widgets.parts import begin_anew

SPOKEN_BY = {"say": None, "say_html": None, "said": None, "say_many": (1, 2)}  # which functions take labels, and where
WIDTH = 110
FOR_LEARNERS = ("kit/learner/", "kit/widgets/", "kit/views/", "kit/explorables/", "data/figures/")
TIED = {ord(" "): 0xE000, ord("-"): 0xE001}  # where Babel would break the line of an entry's earlier words
HEAD = """# The kit's own labels. Write a translation after each msgstr; keep what stands in braces as it is.
# Where a msgstr is empty, the English shows with [en] before it. `python -m kit check` finds what does not fit."""


def known_language(language: str) -> str:
    """Return the code of a language; raise KitError for what is none."""
    try:
        Locale.parse(language)
        return language
    except (UnknownLocaleError, ValueError):
        raise KitError(f"{shown(language)} is no code of a language; allowed are such as es, de, pt_BR.") from None


def brought_up_to_date(language: str, met: dict[str, str]) -> Catalog:
    """Return a language's catalogue with every label of the code; what the code has dropped stands at its end.

    What learners have `met` comes first, under the name of the page on which they did.
    """
    path = data_path("labels", f"{language}.po")
    catalog = read_catalogue(path) if path.exists() else Catalog(language, project="kit", charset="utf-8")
    catalog.update(_in_order(labels(), met), no_fuzzy_matching=True, update_creation_date=False)
    catalog.header_comment = HEAD
    for message in catalog:
        if isinstance(message.id, tuple) and not any(message.string):  # room for each form that the language has
            message.string = ("",) * catalog.num_plurals
            message.flags.discard("fuzzy")
        # Babel takes "(% reached)" for a format, and programs that compile catalogues then refuse the translation
        message.flags.discard("python-format")
    return catalog


def _in_order(found: Catalog, met: dict[str, str]) -> Catalog:
    """Return the labels as learners meet them, page by page, and then the others by their files."""
    places, made = {words: place for place, words in enumerate(met)}, Catalog(charset="utf-8")
    names, near = [(forms_of(one.id)[0], one) for one in found if one.id], _near(found, met)
    at = {name: met.get(name) or min(filter(None, map(near.get, _modules(one))), default="") for name, one in names}
    order = {name: (at[name] or "~", places.get(name, len(places)), sorted(one.locations)) for name, one in names}
    for name, one in sorted(names, key=lambda pair: order[pair[0]]):
        comments = [*one.auto_comments, *filter(None, [at[name]])]
        made.add(one.id, locations=one.locations, auto_comments=comments, context=one.context)
    return made


def _near(found: Catalog, met: dict[str, str]) -> dict[str, str]:
    """Return the page where each of the learners' modules shows most of its labels: what a press opens is there too."""
    pages: dict[str, list[str]] = defaultdict(list)
    for name, module in ((forms_of(one.id)[0], module) for one in found for module in _modules(one)):
        pages[module] += filter(None, [met.get(name)])
    return {module: max(sorted(set(seen)), key=seen.count) for module, seen in pages.items() if seen}


def _modules(label: Message) -> list[str]:
    return [file.rpartition(".")[0] for file, _ in label.locations if file.startswith(FOR_LEARNERS)]


def labels(folder: Path = PACKAGE) -> Catalog:
    """Return every label that stands in the code or in what the figures say, with the files that say it."""
    found = Catalog(charset="utf-8")
    said_in = [("**.py", "python"), ("**.html", _in_template), ("**.svg", _in_template), ("**.toml", _in_prose)]
    said_in.append(("classroom/vote/**.sql", _refused))
    for file, _, words, comments, context in extract_from_dir(folder, said_in, keywords=SPOKEN_BY):
        found.add(words, locations=[(f"kit/{file}", 0)], auto_comments=comments, context=context)
    for path in files_like(data_path("figures"), "*.yaml"):
        for words in _spoken(read_figure(path)):
            found.add(words, locations=[(f"data/figures/{path.name}", 0)])
    return found


def _in_template(file: BinaryIO, *asked: Any, options: dict[str, Any]) -> Iterator[tuple]:
    """Yield what a template says, with its line breaks as they show."""
    return babel_extract(BytesIO(on_one_line(file.read().decode("utf-8")).encode()), *asked, options)


def _in_prose(file: BinaryIO, *_: Any, **__: Any) -> Iterator[tuple]:
    """Yield what stands beside a module that says it; what others have there is for a terminal, or for programs."""
    module = Path(file.name).with_suffix(".py")
    if re.search(r"prose\(__file__\)|translations\(self", module.read_text(encoding="utf-8")):
        for words in _told(beside(file.name)):
            yield 0, "say" if isinstance(words, str) else "say_many", words, []


def _told(part: Any) -> Iterator[str | tuple[str, str]]:
    """Yield words in nested groups; those for one thing and for many together."""
    if isinstance(part, str) or (isinstance(part, dict) and part.keys() == {"one", "many"}):
        yield part if isinstance(part, str) else (part["one"], part["many"])
    else:
        for one in part if isinstance(part, list) else part.values():
            yield from _told(one)


def _refused(file: BinaryIO, *_: Any, **__: Any) -> Iterator[tuple]:
    """Yield the sentences with which a file of votes refuses what comes too late."""
    for words in re.findall(r"RAISE\(ABORT, '([^']+)'\)", file.read().decode("utf-8")):
        yield 0, "say", words, []


def _spoken(words: FigureWords) -> Iterator[str]:
    """Yield all that a figure says; a unit of signs alone, such as %, is the same in every language."""
    yield from (words.title, words.leaves_out, *words.assumptions)
    for control in words.controls.values():
        yield control.label
        for part in ("rows", "columns", "options"):
            yield from getattr(control, part, {}).values()
        yield from re.findall(r".*\w.*", getattr(control, "unit", ""))
    for group in words.says.values():
        yield from group.values()


def as_text(catalog: Catalog) -> str:
    """Return a catalogue as its file; the lines of code would change with every change of it, and are left out."""
    for message in catalog:
        message.user_comments = [one.translate(TIED) if one[0] == "|" else one for one in message.user_comments if one]
    file = BytesIO()
    write_po(file, catalog, width=WIDTH)
    text = re.sub(r"(?m)^# \|", "#|", file.getvalue().decode("utf-8")).translate({to: of for of, to in TIED.items()})
    # where GNU's own programs want it: right before the words that it is about
    return re.sub(r"((?:^#\|.*\n)+)((?:^#[:,.].*\n)+)", r"\2\1", text, flags=re.MULTILINE)


def bring_labels_up_to_date(pages: Pages) -> None:
    """Write a language's catalogue of labels with every label of the code, in the order in which learners meet them."""
    path = pages.data / "labels" / f"{pages.language}.po"
    if not path.exists():  # the language can only be spoken once it has one
        write_whole(path, as_text(brought_up_to_date(pages.language, {})))
    write_whole(path, as_text(brought_up_to_date(pages.language, first_met(pages))))


def first_met(pages: Pages) -> dict[str, str]:
    """Return the page on which learners meet each label first, by its name, in the order in which they do."""
    met: dict[str, str] = {}
    before = dict(os.environ)
    with TemporaryDirectory() as os.environ["KIT_ANSWERS"]:
        for page in pages.originals():
            if page.parent == pages.notebooks:
                met |= {words: page.stem for words in _said_on(page, pages) if words not in met}
    os.environ.clear()
    os.environ.update(before)
    speak()
    return met


def _said_on(page: Path, pages: Pages) -> list[str]:
    """Return what a page says when it is shown; what comes after a fault on it is left out."""
    begin_anew()
    names: dict[str, object] = {}
    with listening() as heard, suppress(Exception):
        for cell in page_in(pages, page)["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)  # as Jupyter does
    return heard
