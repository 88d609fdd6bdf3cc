#!/usr/bin/env bash
# Tool: jupytext 1.19.6, `--to ipynb --update`.
# Expected: as its help says, --update keeps the outputs of cells that are as they were; a cell whose code has changed comes
# out without an output.
# Instead: a cell that is in the same place and much alike counts as the same: its new code stands over the old result.
# Seen: source: "1 + 2"  ->  "1 + 20"      output: 3
# Matters here: lessons that are kept as text and turned into notebooks show learners a wrong result which no cell ever gave;
# a check that each cell has an output passes. Run the notebook after the update, or compare the sources.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile jupytext==1.19.6 nbformat==5.11.1
cat > t.ipynb <<'E'
{"cells": [{"cell_type": "code", "id": "a", "execution_count": 1, "metadata": {}, "source": "1 + 2",
  "outputs": [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "3"}}]}],
 "metadata": {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}
E
v/bin/jupytext --quiet --to py:percent t.ipynb
sed -i 's/^1 + 2$/1 + 20/' t.py
v/bin/jupytext --quiet --to ipynb --update t.py
v/bin/python -c "
import json
cell = json.load(open('t.ipynb'))['cells'][0]
print(''.join(cell['source']), '->', *[''.join(o['data']['text/plain']) for o in cell['outputs']])" | tee got
diff got - <<'E'
1 + 20 -> 3
E
echo "jupytext 1.19.6: --update leaves the output 3 under the changed code 1 + 20"
