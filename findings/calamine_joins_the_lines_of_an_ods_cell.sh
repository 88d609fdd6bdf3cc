#!/usr/bin/env bash
# Tools: python-calamine 0.9.1 (a reader that pandas uses) on what odfpy 1.4.1 writes.
# Expected: a line break within a paragraph of an .ods cell, text:line-break, is read as a line break or at least a blank.
# Instead: calamine drops it, so the last word of one line and the first of the next become one word. A cell made of two
# paragraphs keeps its break, and repeated blanks (text:s) are kept, so a check on other cells shows nothing.
# Seen: 'first linesecond line' | 'one paragraph\nanother' | 'a   b'
# Matters here: a table's cell "decided by all / paid by all" is read as "decided by allpaid by all", from a file that
# every office program shows rightly.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v
python3 -m pip --python v install -q --no-compile python-calamine==0.9.1 odfpy==1.4.1
cat > t.py <<'E'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, S
from python_calamine import CalamineWorkbook

broken, spaced = P(text="first line"), P(text="a")
broken.addElement(LineBreak())
broken.addText("second line")
spaced.addElement(S(c=3))
spaced.addText("b")
book, sheet, row = OpenDocumentSpreadsheet(), Table(name="s"), TableRow()
for paragraphs in ([broken], [P(text="one paragraph"), P(text="another")], [spaced]):
    cell = TableCell(valuetype="string")
    for paragraph in paragraphs:
        cell.addElement(paragraph)
    row.addElement(cell)
sheet.addElement(row)
book.spreadsheet.addElement(sheet)
book.save("t.ods")
print(*map(repr, CalamineWorkbook.from_path("t.ods").get_sheet_by_index(0).to_python()[0]), sep="\n")
E
v/bin/python t.py | tee got
diff got - <<'E'
'first linesecond line'
'one paragraph\nanother'
'a   b'
E
echo "python-calamine 0.9.1: a line break inside an .ods paragraph is dropped and two words become one"
