#!/usr/bin/env bash
# Tools: openpyxl 3.1.5 and python-calamine 0.9.1, pandas' old and its announced new way to read .xlsx.
# Expected: two readers of one .xlsx give the same words.
# Instead: .xlsx writes control characters as _xHHHH_. calamine reads _x000D_ as a carriage return, openpyxl leaves the eight
# letters, so a cell edited on another system ends in "_x000D_" on the page. And openpyxl writes words that look like such a
# sign unprotected, so what it saved, calamine reads as something else: item_x0041_b becomes itemAb.
# Seen: openpyxl 'all_x000D_' 'item_x0041_b'      calamine 'all\r' 'itemAb'
# Matters here: a table's key read by one is not found by the other; changing the reader changes words silently.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile openpyxl==3.1.5 python-calamine==0.9.1
cat > t.py <<'E'
import openpyxl
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
book.active.append(["all_x000D_", "item_x0041_b", "plain"])
book.save("t.xlsx")
print("openpyxl", *[repr(cell.value) for cell in openpyxl.load_workbook("t.xlsx").active[1]])
print("calamine", *[repr(value) for value in CalamineWorkbook.from_path("t.xlsx").get_sheet_by_index(0).to_python()[0]])
E
v/bin/python t.py | tee got
diff got - <<'E'
openpyxl 'all_x000D_' 'item_x0041_b' 'plain'
calamine 'all\r' 'itemAb' 'plain'
E
echo "openpyxl 3.1.5 leaves _x000D_ as letters, calamine 0.9.1 reads a carriage return, from the same file"
