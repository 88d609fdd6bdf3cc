#!/usr/bin/env bash
# Tools: XlsxWriter 3.2.9, openpyxl 3.1.5, LibreOffice Calc (Debian's; its version is printed, tried with 7.4.7).
# Expected: a cell of long words that may break (text_wrap, wrap_text), in a row of an .xlsx whose height nobody has set, is
# as high as its words need: Microsoft's reference says of WrapText that Excel changes the height to hold the words.
# Instead: Calc shows and prints the first line alone, whichever library wrote the file; the rest is there and hidden.
# Seen: words printed of 31     xlsxwriter 8     xlsxwriter with set_row 31     openpyxl 9
# Matters here: what learners wrote ends after a line in a teacher's LibreOffice, and nothing tells that there is more. Say
# how high each row is.
set -euo pipefail
command -v soffice >/dev/null || apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
command -v pdftotext >/dev/null || apt-get install -y -qq --no-install-recommends poppler-utils >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile XlsxWriter==3.2.9 openpyxl==3.1.5
v/bin/python - <<'E2'
import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment

LONG = " ".join(f"w{number}" for number in range(1, 31))
for name, height in (("xlsxwriter", None), ("xlsxwriter_with_set_row", 75)):
    with xlsxwriter.Workbook(f"{name}.xlsx") as book:
        sheet, wrapped = book.add_worksheet(), book.add_format({"text_wrap": True})
        sheet.set_column(0, 0, 20)
        if height:
            sheet.set_row(0, height)
        sheet.write_column(0, 0, [LONG, "next"], wrapped)
book = openpyxl.Workbook()
book.active.column_dimensions["A"].width = 20
for text in (LONG, "next"):
    book.active.append([text])
    book.active.cell(book.active.max_row, 1).alignment = Alignment(wrap_text=True)
book.save("openpyxl.xlsx")
E2
soffice --version
for name in xlsxwriter xlsxwriter_with_set_row openpyxl; do
    soffice --headless "-env:UserInstallation=file://$work/p" --convert-to pdf "$name.xlsx" > log 2>&1
    echo "$name $(pdftotext "$name.pdf" - | grep -oE 'w[0-9]+|next' | wc -l)" | tee -a got
done
diff got - <<'E3'
xlsxwriter 8
xlsxwriter_with_set_row 31
openpyxl 9
E3
echo "Calc shows one line of a wrapped cell whose row has no height"
