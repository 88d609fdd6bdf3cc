#!/usr/bin/env bash
# Tool: nbdime 4.0.4, nbmerge.
# Expected: two people put the same cell in at the same place; a merge takes it once, or shows a conflict.
# Instead: when the two cells differ in nothing but the id that their editors made up, nbmerge ends in a traceback and
# writes no file. Two cells with different words at the same place do merge, with conflict marks.
# Seen: TypeError: unhashable type: 'NotebookNode'
# Matters here: a class is told "add this cell at the end", two copies are merged, and the merge is refused for the very
# case in which both did the right thing. Give such cells the same id, or take one of the copies.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile nbdime==4.0.4 nbformat==5.11.1
cat > t.py <<'E'
import nbformat
from nbformat.v4 import new_code_cell, new_notebook

first = new_code_cell("1", id="a")
for name, cells in {
    "base": [],
    "one": [new_code_cell("share = 3", id="b")],
    "other": [new_code_cell("share = 3", id="c")],
    "different": [new_code_cell("share = 4", id="c")],
}.items():
    nbformat.write(new_notebook(cells=[first, *cells]), f"{name}.ipynb")
E
v/bin/python t.py
export JUPYTER_CONFIG_DIR=$work HOME=$work
v/bin/nbmerge base.ipynb one.ipynb different.ipynb --out m1.ipynb > log1 2>&1 || true
if v/bin/nbmerge base.ipynb one.ipynb other.ipynb --out m2.ipynb > log2 2>&1; then echo "it merges now"; exit 1; fi
tail -1 log2 | tee got
diff got - <<'E'
TypeError: unhashable type: 'NotebookNode'
E
[ -f m1.ipynb ] && [ ! -f m2.ipynb ]
echo "nbdime 4.0.4: nbmerge fails with TypeError when both sides put in the same cell under other ids"
