#!/usr/bin/env bash
# Tool: papermill 2.7.0, command line.
# Expected: -p fills a parameter; a word stays a word, and only what looks like a plain number becomes one.
# Instead: whatever Python's int() and float() take becomes a number: the names Nan and Infinity, a group called 1_000, the
# code 007 (7), digits of other scripts. And None becomes None, while true and No stay text. Nothing is said.
# Seen: Nan -> x = float('nan')   Infinity -> x = float('inf')   1_000 -> x = 1000   007 -> x = 7   true -> x = "true"
# Matters here: a teacher who makes one notebook a learner passes names and codes. Nan is a given name; it compares unequal
# to itself and is lost in every lookup. Use -r (raw) for text.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv v && v/bin/pip install -q papermill==2.7.0
cat > in.ipynb <<'E'
{"cells": [{"cell_type": "code", "id": "a", "execution_count": null, "metadata": {"tags": ["parameters"]}, "outputs": [], "source": "x = 1"}],
 "metadata": {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}
E
for word in Nan Infinity 1_000 007 None true No; do
  v/bin/papermill --prepare-only in.ipynb out.ipynb -p x "$word" 2> log || { cat log; exit 1; }
  printf '%s -> ' "$word"
  v/bin/python -c "import json; print(''.join(json.load(open('out.ipynb'))['cells'][1]['source']).splitlines()[1])"
done | tee got
v/bin/papermill --prepare-only in.ipynb out.ipynb -r x Nan 2> log
grep -c 'x = \\"Nan\\"' out.ipynb
diff got - <<'E'
Nan -> x = float('nan')
Infinity -> x = float('inf')
1_000 -> x = 1000
007 -> x = 7
None -> x = None
true -> x = "true"
No -> x = "No"
E
echo "papermill 2.7.0: -p x Nan passes the number nan, -p x 007 passes 7"
