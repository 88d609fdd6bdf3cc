"""A lesson as one file that reads and prints without anything: a page, a PDF with tags, or a book for a tablet.

The steps stand still, and a browser of this computer draws the figures once; after that nothing needs a script.
"""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from kit.base.errors import KitError
from kit.base.for_others import zipped
from kit.base.language import language
from kit.base.paths import beside
from kit.content.pages import Notebook
from kit.paper.document import page, text_of
from kit.paper.handouts import sections, title_of
from kit.views.templates import render

TOLD = beside(__file__)
PATIENCE = 300  # seconds


def as_page(notebook: Notebook) -> str:
    """Return a lesson as one page of HTML without a script; raise KitError where no browser draws its figures."""
    body = "".join(sections(notebook, guide=False))
    whole = page(title_of(notebook), body, text_of("lesson_file.css"), text_of("lesson_file.js"))
    browser = next(filter(None, map(shutil.which, [os.environ.get("KIT_BROWSER", ""), *TOLD["browsers"]])), None)
    if browser is None:
        raise KitError(TOLD["no_browser"])
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, suppress(OSError, subprocess.TimeoutExpired):
        file = Path(folder, "lesson.html")
        file.write_text(whole, encoding="utf-8")
        command = [browser, *TOLD["options"], *root, f"--user-data-dir={folder}/profile", file.as_uri()]
        drawn = subprocess.run(command, capture_output=True, timeout=PATIENCE).stdout.decode("utf-8", "replace")
        if "data-still" in drawn[:1000]:
            return "<!DOCTYPE html>\n" + drawn.removeprefix("<!DOCTYPE html>").strip()
    raise KitError(TOLD["undrawn"])


def as_pdf(notebook: Notebook) -> bytes:
    """Return a lesson as a PDF that holds to PDF/UA; raise KitError where WeasyPrint is missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: its libraries for letters are missing
        raise KitError(TOLD["no_weasyprint"]) from None
    return HTML(string=as_page(notebook)).write_pdf(pdf_variant="pdf/ua-1")


def as_epub(notebook: Notebook) -> bytes:
    """Return a lesson as a book (EPUB 3): one chapter, its headings as contents, the figures as files."""
    from bs4 import BeautifulSoup

    whole, pictures = BeautifulSoup(as_page(notebook), "html.parser"), {}
    for number, image in enumerate(whole.find_all("img"), 1):
        name, drawing = f"picture_{number}.svg", unquote(image["src"].partition(",")[2])
        image["src"], pictures[name] = name, drawing.encode()
    for number, head in enumerate(heads := whole.body.find_all("h2"), 1):
        head["id"] = f"part_{number}"
    told = {"title": title_of(notebook), "language": language().replace("_", "-"), "body": whole.body.decode_contents()}
    told |= {"heads": [head.get_text() for head in heads], "pictures": pictures}
    names = {"META-INF/container.xml": "container.xml", **{name: name for name in TOLD["parts"]}}
    parts = {path: render(f"paper/templates/epub/{name}", **told).encode() for path, name in names.items()}
    looks = re.sub(r"direction:[^;}]*;?", "", whole.style.string).encode()  # which a book says in its pages alone
    return zipped({"mimetype": b"application/epub+zip", **parts, "looks.css": looks, **pictures}.items())
