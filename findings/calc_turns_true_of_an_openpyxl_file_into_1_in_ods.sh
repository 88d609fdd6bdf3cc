#!/usr/bin/env bash
# Tools: openpyxl 3.1.5, LibreOffice Calc (Debian's; its version is printed, tried with 7.4.7), python-calamine 0.9.1.
# Expected: TRUE written by openpyxl, opened in Calc and saved as .ods, is still a truth value for whoever reads the .ods.
# Instead: Calc takes it for the formula =TRUE() with the number 1, so the .ods has a float and calamine (and pandas) gives
# 1.0. Calc itself shows TRUE, and its .csv says TRUE, so nobody sees it in the office program. (A1 alone stays a truth value.)
# Seen: .xlsx [True, False]      .ods [1.0, 0.0]      .csv TRUE FALSE
# Matters here: a column of yes and no that went through a colleague's Calc is a column of numbers afterwards, and "is True"
# fails in the code that worked on the .xlsx. Write "yes" and "no" as words.
set -euo pipefail
command -v soffice >/dev/null || apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile openpyxl==3.1.5 python-calamine==0.9.1
v/bin/python -c "
import openpyxl
book = openpyxl.Workbook()
for value in ('agreed', True, False):
    book.active.append([value])
book.save('t.xlsx')"
soffice --version
convert() { soffice --headless "-env:UserInstallation=file://$work/p" --convert-to "$1" "$2" > log 2>&1; }
convert ods t.xlsx; convert csv t.ods
v/bin/python -c "
from python_calamine import CalamineWorkbook
for name in ('t.xlsx', 't.ods'):
    print(name, [row[0] for row in CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[1:]])" | tee got
paste -sd' ' t.csv | tee -a got
diff got - <<'E'
t.xlsx [True, False]
t.ods [1.0, 0.0]
agreed TRUE FALSE
E
echo "Calc saves the TRUE of an openpyxl file into .ods as the number 1"
