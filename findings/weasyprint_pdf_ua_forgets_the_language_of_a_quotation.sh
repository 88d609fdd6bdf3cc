#!/usr/bin/env bash
# Tools: WeasyPrint 70.0 (pdf_variant "pdf/ua-1"), read back by pikepdf 10.18.0.
# Expected: lang on an element becomes /Lang of its tag, since a tagged PDF can say the language of each part and a screen reader
# changes its voice there. HTML's own lang of the page does arrive.
# Instead: only the language of <html> is written. A paragraph, a span and a quotation in another language have no /Lang, and
# nothing is warned of: the file says PDF/UA all the same.
# Seen: document: en; tags with a language of their own: none (page: en, quotation: es, word: de)
# Matters here: a lesson that quotes a source in its own language is read aloud with the wrong voice. What is in another
# language goes on a page, or in a file, of its own.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile weasyprint==70.0 pikepdf==10.18.0
cat > made.py <<'E'
import io

import pikepdf
import weasyprint

HTML = """<!doctype html><html lang="en"><head><title>Commons</title></head><body><h1>Commons</h1><p>He said:</p>
<blockquote lang="es"><p lang="es">La tierra es de quien la trabaja.</p></blockquote>
<p>In German it is called <span lang="de">Allmende</span>.</p></body></html>"""


def tags(node):
    if isinstance(node, pikepdf.Array):
        return [tag for child in node for tag in tags(child)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [node, *tags(node.get("/K", pikepdf.Array()))]
    return []


with pikepdf.open(io.BytesIO(weasyprint.HTML(string=HTML).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    found = tags(pdf.Root.StructTreeRoot.K)
    spoken = [f"{tag.S} {tag.Lang}" for tag in found if "/Lang" in tag]
    print("kinds:", " ".join(sorted({str(tag.S) for tag in found})))
    print(f"document: {pdf.Root.Lang}; tags with a language of their own: {', '.join(spoken) or 'none'}")
E
v/bin/python made.py 2>/dev/null | tee got
diff got - <<'E'
kinds: /BlockQuote /Document /H1 /P /Span
document: en; tags with a language of their own: none
E
echo "WeasyPrint 70.0: of all lang attributes only that of <html> reaches a tagged PDF"
