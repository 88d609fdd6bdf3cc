#!/usr/bin/env bash
# Tool: nbstripout 0.9.1.
# Expected: it takes outputs and execution counts away, and leaves the rest of the notebook as it was.
# Instead: every cell's id, chosen by whoever wrote the notebook, becomes its number: "0", "1", ... So after one cell is put in,
# all later ids shift. --keep-id keeps them.
# Seen: ids before: governance-predict governance-place      after: 0 1
# Matters here: saved answers, comments and links hang on cell ids. A git filter that a class was told to install cuts them
# all off, in a commit that looks as if only outputs had gone.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile nbstripout==0.9.1 nbformat==5.11.1
cat > t.ipynb <<'E'
{"cells": [{"cell_type": "code", "id": "governance-predict", "execution_count": 1, "metadata": {}, "source": "1", "outputs": []},
           {"cell_type": "markdown", "id": "governance-place", "metadata": {}, "source": "Place it."}],
 "metadata": {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}
E
ids() { v/bin/python -c "import json; print(*[cell['id'] for cell in json.load(open('t.ipynb'))['cells']])"; }
cp t.ipynb kept.ipynb
{ ids; v/bin/nbstripout --keep-id t.ipynb; ids; cp kept.ipynb t.ipynb; v/bin/nbstripout t.ipynb; ids; } | tee got
diff got - <<'E'
governance-predict governance-place
governance-predict governance-place
0 1
E
echo "nbstripout 0.9.1: the cells' own ids are replaced by 0, 1, ..."
