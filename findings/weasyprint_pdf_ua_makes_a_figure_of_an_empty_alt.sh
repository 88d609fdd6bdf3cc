#!/usr/bin/env bash
# Tools: WeasyPrint 70.0 (pdf_variant "pdf/ua-1"), read back by pikepdf 10.18.0.
# Expected: a picture with alt="" is decoration; in a tagged PDF it is an artifact, outside the tags. And an inline drawing with
# role="img" and aria-label is a figure with these words, as every browser tells a screen reader.
# Instead: alt="" makes a /Figure without /Alt, which PDF/UA forbids and a screen reader announces as a picture without a name;
# so does the drawing with aria-label. Only alt="words", and a <title> within the drawing, become /Alt.
# Seen: img alt="words": Figure, words          img alt="": Figure, no words
#       svg aria-label="words": Figure, no words    svg <title>words: Figure, words
# Matters here: figures of a lesson are inline drawings with a label. For paper they need a <title> or an <img> with alt, and a
# decoration belongs into CSS (a background), where it is an artifact.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile weasyprint==70.0 pikepdf==10.18.0
cat > made.py <<'E'
import io

import pikepdf
import weasyprint

DRAWING = '<rect width="9" height="9"/>'
FILE = f'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{DRAWING}</svg>'
CASES = {
    'img alt="words"': f"<img src='{FILE}' alt='words'>",
    'img alt=""': f"<img src='{FILE}' alt=''>",
    'svg aria-label="words"': f"<svg role='img' aria-label='words' width='9' height='9'>{DRAWING}</svg>",
    "svg <title>words": f"<svg role='img' width='9' height='9'><title>words</title>{DRAWING}</svg>",
    "background": f"<div style='width:9px;height:9px;background:url(\"{FILE.replace(chr(34), '%22')}\")'></div>",
}


def figures(node):
    if isinstance(node, pikepdf.Array):
        return [tag for child in node for tag in figures(child)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [node] * (node.S == "/Figure") + figures(node.get("/K", pikepdf.Array()))
    return []


for what, body in CASES.items():
    made = weasyprint.HTML(string=f"<html lang=en><title>t</title><p>Text.</p>{body}").write_pdf(pdf_variant="pdf/ua-1")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        told = [f"Figure, {tag.get('/Alt', 'no words')}" for tag in figures(pdf.Root.StructTreeRoot.K)]
    print(f"{what}: {'; '.join(told) or 'no tag'}")
E
v/bin/python made.py 2>/dev/null | tee got
diff got - <<'E'
img alt="words": Figure, words
img alt="": Figure, no words
svg aria-label="words": Figure, no words
svg <title>words: Figure, words
background: no tag
E
echo "WeasyPrint 70.0: an empty alt and an aria-label become figures without words in PDF/UA"
