"""The site's pages around JupyterLite: the first one, the text of each lesson, and what is told while Python comes."""

import json
import re
from html import escape
from pathlib import Path

from nbconvert.filters import markdown2html

from kit.answers.journal_lines import NOT_KEPT
from kit.base.jupyter.saving import own_cells
from kit.base.labels import said, say
from kit.base.language import attributes, home_language, languages, speak
from kit.base.paths import START
from kit.base.prose import prose
from kit.content.course import course_title
from kit.views.markup import Html, joined
from kit.views.templates import render

WEB = Path(__file__).with_name("web")
WORDS = prose(__file__)
WELCOME = "classroom/site/web/welcome.html"
VIEWS = ("lab", "notebooks")
LOADED = '<link rel="stylesheet" href="../kit/site.css"><script type="module" src="../kit/site.js"></script></head>'
LINK = re.compile(r"</?a\b[^>]*>")  # leads nowhere yet: this is a text, until the page is there
PAGE = '<!doctype html><html {spoken}><meta charset="utf-8"><style>{style}</style>{body}</html>'
SIZE = said("The first time about {size} MB are fetched; later your browser has most of them.")
STAY = said(
    "Your answers stay in this browser, on this computer. They are gone when somebody clears its data, or when a "
    "private window is closed: take a copy under Your data, on the start page."
)

Notebook = dict


def add_pages(made: Path, notebooks: dict[str, Notebook], files: list[tuple[str, int]]) -> None:
    """Add to a site, where JupyterLite has made it, all that the kit's own pages and scripts are."""
    there = [lang for lang in languages() if lang == home_language() or _start(lang) in notebooks]
    own = {name: own_cells(page) for name, page in notebooks.items()}
    kit = made / "kit"
    kit.mkdir()
    labels = dict(WORDS["view"].items())
    # without an ending: the address at which JupyterLab asks its server, whose answer this is
    (kit / "page").write_text(json.dumps({"pages": own, "words": labels}, ensure_ascii=False), "utf-8")
    lite = json.loads((made / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    told = {
        "version": lite["appVersion"], "files": files,
        "home": home_language(), "words": {lang: _in(lang, _words) for lang in there},
        "steps": {name: max(len(cells) - 1, 0) for name, cells in own.items()},
    }  # fmt: skip
    script = (WEB / "site.js").read_text("utf-8")
    (kit / "site.js").write_text(f"const SITE = {json.dumps(told, ensure_ascii=False)};\n{script}", "utf-8")
    (kit / "site.css").write_bytes((WEB / "site.css").read_bytes())
    for name, page in notebooks.items():
        text = kit / "read" / Path(name).with_suffix(".html")
        text.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(name).parts[1]
        text.write_text(as_text(page, folder if folder in there else home_language()), "utf-8")
    for view in VIEWS:
        index = made / view / "index.html"
        index.write_text(index.read_text("utf-8").replace("</head>", LOADED, 1), "utf-8")
    size = round(sum(size for _, size in files) / 1e6) + 6
    ways = joined(_in(lang, lambda lang=lang: _way(lang, size)) for lang in there)
    welcome = render(WELCOME, lang=home_language(), title=course_title(), ways=ways)
    (made / "index.html").write_text(f"{welcome}\n", "utf-8")


def as_text(page: Notebook, lang: str) -> str:
    """Return what can be read of a notebook before Python is there: its prose, and what was baked into it.

    Each cell is a section with the cell's id, so that a reader's place can be found again in the notebook.
    """
    parts = [(cell.get("id", ""), _shown(cell)) for cell in page["cells"]]
    body = "\n".join(f'<section data-cell="{escape(id_)}">{shown}</section>' for id_, shown in parts if shown)
    return PAGE.format(spoken=attributes(lang), style=(WEB / "read.css").read_text("utf-8"), body=body)


def _shown(cell: Notebook) -> str:
    if cell["cell_type"] == "markdown":
        return LINK.sub("", markdown2html("".join(cell["source"])))
    found = ["".join(one.get("data", {}).get("text/html", "")) for one in cell.get("outputs", [])]
    return "".join(found)


def _in(lang: str, words: object) -> object:
    """Return what a function returns while the kit speaks a language."""
    try:
        speak(lang)
        return words()
    finally:
        speak()


def _words() -> dict[str, str]:
    return {**dict(WORDS["waiting"].items()), "nowhere": say(NOT_KEPT)}


def _way(lang: str, size: int) -> Html:
    way = Html('<div {}><p><a href="notebooks/index.html?path={}">{}</a></p><p>{}</p><p>{}</p></div>')
    return way.format(Html(attributes(lang)), _start(lang), say("Begin the lessons"), say(SIZE, size=size), say(STAY))


def _start(lang: str) -> str:
    return f"notebooks/{START}" if lang == home_language() else f"notebooks/{lang}/{START}"
