"""A page that is one file: it asks the network for nothing, runs no script but its own, and prints on A4 and Letter."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from kit.base.labels import said, say
from kit.base.language import attributes
from kit.views.markup import Html

WIDTH = 680  # pixels: what A4 leaves between margins of 15 mm
NO_PICTURES = said("This browser cannot draw the picture; the sentence and the numbers say what it shows.")
_PLACE = '<div class="kit-drawn">'
_LESS_THAN = "\\u003c"  # so that no words in a figure can end the script that holds them


def page(title: str, body: str, style: str = "", script: str = "") -> str:
    """Return a whole HTML document; `body` is HTML in which all words of people are escaped already.

    Plotly stands in it once, and only when `body` holds a figure (made by `drawn`): it is 5 MB.
    """
    from plotly.offline import get_plotlyjs

    plotly = [get_plotlyjs(), text_of("document.js")] if _PLACE in body else []
    scripts = [*plotly, *filter(None, [script])]
    return text_of("document.html").format(
        spoken=attributes(), allowed=_allowed(scripts), title=escape(title), style=text_of("document.css") + style,
        body=body, scripts="".join(f"<script>{script}</script>" for script in scripts),
    )  # fmt: skip


def drawn(figure: dict[str, Any], words: str) -> Html:
    """Return a figure (as `figures.to_page` gives it) that the page draws once, still and as wide as the paper.

    `words` is the sentence that says what it shows, for those who do not see it.
    """
    still = {
        "data": figure["data"],
        "layout": {**figure["layout"], "width": WIDTH},
        "config": {"staticPlot": True, "displayModeBar": False},
    }
    return Html(
        f'{_PLACE}<div role="img" aria-label="{escape(words)}"></div>'
        f'<script type="application/json">{json.dumps(still).replace("<", _LESS_THAN)}</script>'
        f"<noscript>{escape(say(NO_PICTURES))}</noscript></div>"
    )


def _allowed(scripts: list[str]) -> str:
    """Return the page's own law: nothing from elsewhere, and no script but these, whatever got into the words."""
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    ours = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return f"default-src 'none'; script-src {ours}; style-src 'unsafe-inline'; img-src data: blob:"


def text_of(name: str) -> str:
    """Return the frame, the looks or the script in a file of this folder."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
