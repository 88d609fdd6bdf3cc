#!/usr/bin/env bash
# Tools: WeasyPrint 70.0 (pdf_variant "pdf/ua-1"), read back by pikepdf 10.18.0.
# Expected: an item of a list is /LI with its sign (/Lbl) and its content (/LBody), whatever stands in it; so the standard asks.
# Instead: that holds for bare text alone. <li><p>, as Markdown makes it of every list with blank lines between the items, gives a
# /P beside the sign and no /LBody; a <div> the same. Without a sign (list-style: none) the body is there.
# Seen: <li>text: Lbl LBody    <li><p>text: Lbl P    <li><div>text: Lbl Div    <li style="list-style:none"><p>text: LBody
# Matters here: prompts and readings are lists of paragraphs. The PDF says that it is PDF/UA and a checker refuses each item.
# Turn the one paragraph of an item into a span before the PDF is made.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile weasyprint==70.0 pikepdf==10.18.0
cat > made.py <<'E'
import io

import pikepdf
import weasyprint

CASES = ("<li>text", "<li><p>text", "<li><div>text", '<li style="list-style:none"><p>text', "<li><span>text</span>")


def tags(node):
    if isinstance(node, pikepdf.Array):
        return [tag for child in node for tag in tags(child)]
    return [node, *tags(node.get("/K", pikepdf.Array()))] if isinstance(node, pikepdf.Dictionary) and "/S" in node else []


for item in CASES:
    made = weasyprint.HTML(string=f"<html lang=en><title>t</title><ul>{item}</ul>").write_pdf(pdf_variant="pdf/ua-1")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (listed,) = [tag for tag in tags(pdf.Root.StructTreeRoot.K) if tag.S == "/LI"]
        print(f"{item}: {' '.join(str(child.S)[1:] for child in listed.K)}")
E
v/bin/python made.py 2>/dev/null | tee got
diff got - <<'E'
<li>text: Lbl LBody
<li><p>text: Lbl P
<li><div>text: Lbl Div
<li style="list-style:none"><p>text: LBody
<li><span>text</span>: Lbl LBody
E
echo "WeasyPrint 70.0: an item of a list that holds a paragraph has no body in PDF/UA"
