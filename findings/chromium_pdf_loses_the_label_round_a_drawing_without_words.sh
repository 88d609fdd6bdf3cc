#!/usr/bin/env bash
# Tools: Chromium's --print-to-pdf (Debian's; its version is printed), read with pikepdf 10.18.0.
# Expected: what a screen reader is told on the page stands in the tagged PDF too: role="img" with aria-label is a figure with
# that alternative text, whatever the element and whatever is drawn in it.
# Instead: it depends on the drawing. A <div role="img" aria-label="..."> round an svg that has a text in it becomes a Figure with
# its Alt, as does the svg itself when role and label are on it. Round an svg of shapes alone the div becomes nothing: no Figure,
# no Alt, and nothing of the drawing is in the structure.
# Seen: ['svg of shapes', 'div, svg with a word', 'div, canvas']; "div, svg of shapes" is nowhere
# Matters here: a diagram of dots and lines is just the one that cannot be read without its label. It is announced on the screen and
# not there in the PDF that learners are given; a chart with tick labels, by which one would test, is. Put role and label on the svg.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile pikepdf==10.18.0
cat > t.html <<'E'
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><h1>Figures</h1>
<svg role="img" aria-label="svg of shapes" width="50" height="50"><rect width="20" height="50" /></svg>
<div role="img" aria-label="div, svg with a word"><svg width="50" height="50"><rect width="20" height="50" /><text y="20">3</text></svg></div>
<div role="img" aria-label="div, svg of shapes"><svg width="50" height="50"><rect width="20" height="50" /></svg></div>
<div role="img" aria-label="div, canvas"><canvas id="c" width="50" height="50"></canvas></div>
<script>c.getContext("2d").fillRect(0, 0, 50, 50)</script></body></html>
E
cat > t.py <<'E'
import pikepdf


def elements(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


document = pikepdf.open("t.pdf")
tree = list(elements(document.Root.StructTreeRoot.K))
print([str(node.Alt) for node in tree if "/Alt" in node])
E
chromium --version 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --print-to-pdf=t.pdf "file://$work/t.html" 2>/dev/null
v/bin/python t.py | tee got
diff got - <<'E'
['svg of shapes', 'div, svg with a word', 'div, canvas']
E
echo "Chromium: a div with role=img round an svg without text has no figure and no alternative text in the tagged PDF"
