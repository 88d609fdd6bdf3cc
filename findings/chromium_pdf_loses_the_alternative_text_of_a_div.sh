#!/usr/bin/env bash
# Tools: Chromium's --print-to-pdf (Debian's; its version is printed), read with pikepdf 10.18.0.
# Expected: what a screen reader is told on the page stands in the tagged PDF too: role="img" with aria-label is a figure with
# that alternative text, whatever the element.
# Instead: an <svg> or <img> becomes a Figure with its Alt. A <div role="img" aria-label="..."> round a drawing becomes nothing:
# no Figure, no Alt, and its svg is left out of the structure as well.
# Seen: ['On the svg', 'On the img']; "On the div" is nowhere in the file's structure
# Matters here: a chart library draws into a div, so the label is put on the div. On the screen the figure is announced, in the
# PDF that learners are given it is not there. Put role and label on the svg, or a hidden sentence beside it.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile pikepdf==10.18.0
cat > t.html <<'E'
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><h1>Figures</h1>
<svg role="img" aria-label="On the svg" width="50" height="50"><rect width="20" height="50" /></svg>
<img alt="On the img" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E">
<div role="img" aria-label="On the div"><svg width="50" height="50"><rect width="20" height="50" /></svg></div></body></html>
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
print([str(node.Alt) for node in tree if "/Alt" in node], sum(str(node.S) == "/Figure" for node in tree))
E
chromium --version 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --print-to-pdf=t.pdf "file://$work/t.html" 2>/dev/null
v/bin/python t.py | tee got
diff got - <<'E'
['On the svg', 'On the img'] 2
E
echo "Chromium: a div with role=img and aria-label is no figure and has no alternative text in the tagged PDF"
