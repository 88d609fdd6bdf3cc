"""Two made-up languages over every page, to see what is cut: one of long words, one that runs from right to left.

python benchmarks/made_up_languages.py FOLDER [--pages 00 01 ...]

A copy of the kit in FOLDER learns both (under the codes of Esperanto and Hebrew; nothing is written anywhere else), its
pages are built and baked, teachers' too, and each is photographed as it reads without a kernel, at the widths of a
phone, a tablet and a projector. What stands beyond the edge of a page is printed. It takes some minutes. How teachers'
pages look while they are worked, tests/browser/test_made_up_languages.py tries.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from kit.base.paths import ROOT

WIDTHS = 390, 768, 1280
TEACHERS = ["adapt", "class_board", "experiment", "run_sheets", "vote"]
# what stays: names in braces, links' addresses, HTML, code, entities, headings' and lists' signs
KEPT = re.compile(r"(\{[^}]*\}|\]\([^)]*\)|<[^>]*>|`[^`]*`|&#?\w+;|\*+|\\.)")
LATIN, HEBREW = "abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתךםןף"
FROM_THE_RIGHT = str.maketrans(LATIN + LATIN.upper(), HEBREW * 2)
ACCENTS = str.maketrans("aeiounAEIOUN", "áéîöûñÁÉÎÖÛÑ")
BEYOND = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  return width && !one.closest("svg, .kit-scroll, .kit-chart") && (left < -1 || right > innerWidth + 1);
}).map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 40)}`)"""


def longer(word: str) -> str:
    """Return a word half as long again, with accents.

    >>> longer("Market")
    'Márkétkét'
    """
    told = word.translate(ACCENTS)
    return told + told[len(told) - len(told) // 2 :]


def said(words: str, code: str) -> str:
    """Return words in a made-up language, `eo` (long) or `he` (from the right); what is no word stays."""
    parts = KEPT.split(words)
    for place in range(0, len(parts), 2):
        if code == "he":
            parts[place] = parts[place].translate(FROM_THE_RIGHT)
        else:
            parts[place] = re.sub(r"[A-Za-z]+", lambda word: longer(word[0]), parts[place])
    told = "".join(parts)
    signs = re.match(r"(#+ |\* |\d+\. )?", told)[0]
    return f"{signs}[{told[len(signs) :]}]" if code == "eo" and "\n" not in told else told


TAUGHT = """
import csv, json, sys
from pathlib import Path
from kit.adapt.commands import labels
from kit.adapt.make import bake
from kit.adapt.make.label_catalogue import as_text
from kit.base.catalogue import forms_of, read_catalogue
from kit.base.paths import data_path, notebooks_path
from kit.base.writing import write_whole
from kit.content.page_translation import Pages, outdated
sys.path.insert(0, "benchmarks")
from made_up_languages import said

for code in ("eo", "he"):
    labels([code])
    for path in [*data_path().glob(f"**/{code}/**/*.po"), data_path("labels", f"{code}.po")]:
        catalog = read_catalogue(path)
        for message in filter(lambda one: one.id, catalog):
            forms, plural = forms_of(message.id), isinstance(message.id, (list, tuple))
            many = [said(forms[min(one, len(forms) - 1)], code) for one in range(catalog.num_plurals)]
            message.string = tuple(many) if plural else many[0]
            message.flags.discard("fuzzy")
        path.write_text(as_text(catalog), "utf-8")
    rows = list(csv.reader(data_path("table.csv").open(encoding="utf-8", newline="")))
    ids = ["id", *(row[0].lower().replace(" ", "_") for row in rows[1:])]
    with data_path(code, "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([id_, *(said(one, code) for one in row)] for id_, row in zip(ids, rows, strict=True))
    for built, page in outdated(Pages(data_path(), notebooks_path(), code)):
        built.parent.mkdir(parents=True, exist_ok=True)
        write_whole(built, json.dumps(page))
ours = {path for code in ("eo", "he") for path in notebooks_path(code).rglob("*.ipynb")}
wanted = [page for page in bake.notebooks() if page in ours and page.name.startswith(tuple(sys.argv[1:]))]
for page, _ in bake.bake_all(wanted) if wanted else ():
    print(page.parent.name, page.name, flush=True)
"""


def taught(folder: Path, pages: list[str]) -> list[Path]:
    """Return those pages whose names begin so, baked, of a copy of the kit that has learned both languages."""
    for name in ("kit", "data", "notebooks", "docs", "benchmarks", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    around = {**os.environ, "PYTHONPATH": str(folder), "KIT_ANSWERS": str(folder / "answers")}
    subprocess.run([sys.executable, "-c", TAUGHT, *pages], cwd=folder, env=around, check=True)
    found = [path for code in ("eo", "he") for path in (folder / "notebooks" / code).rglob("*.ipynb")]
    return sorted(path for path in found if path.name.startswith(tuple(pages)))


def photographed(pages: list[Path], folder: Path) -> None:
    """Write a picture of each page at each width, and print what stands beyond its edge."""
    from playwright.sync_api import sync_playwright

    from kit.classroom.site.build import as_text

    with sync_playwright() as drivers:
        browser = drivers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in pages:
            code = next(one for one in ("eo", "he") if one in path.parts)
            tab = browser.new_page()
            tab.set_content(as_text(json.loads(path.read_text("utf-8")), code))
            for width in WIDTHS:
                tab.set_viewport_size({"width": width, "height": 900})
                tab.screenshot(path=folder / f"{code}-{path.stem}-{width}.png", full_page=True)
                print(code, path.stem, width, *tab.evaluate(BEYOND), sep="\n  ", flush=True)
            tab.close()


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", nargs="*", default=[f"{number:02}" for number in range(17)] + TEACHERS)
    given = parser.parse_args()
    photographed(taught(given.folder.resolve(), given.pages), given.folder.resolve())
