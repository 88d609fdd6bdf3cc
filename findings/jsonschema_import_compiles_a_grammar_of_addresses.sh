#!/usr/bin/env bash
# Tool: jsonschema 4.26.0 with its extra format-nongpl, which jupyter-events (and so Jupyter's server) asks for: rfc3987-syntax 1.1.0,
# lark 1.3.1.
# Expected: formats are checked only by who passes a format checker, so the packages for them cost nothing until then.
# Instead: `import jsonschema` imports rfc3987_syntax where it is there, and that compiles a whole grammar of web addresses (IRIs) with
# lark at import. Without it lark is never loaded. `import nbformat` goes through the same door.
# Seen: lark is loaded by `import nbformat`, with the extra alone; the import then takes several times as long.
# Matters here: every command that reads or writes a notebook in a Jupyter environment pays for a check that nobody asks for, half the
# time of a small one. A name that is set to None in sys.modules before the import keeps it out; all else works.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
unset PYTHONPATH
python3 -m venv v
v/bin/pip install -q jsonschema==4.26.0 nbformat==5.10.4
cat > t.py <<'E'
import sys, time
begin = time.process_time()
import nbformat
took = time.process_time() - begin
nbformat.validate(nbformat.v4.new_notebook())
print("lark" in sys.modules, round(took, 3))
E
v/bin/python t.py > /dev/null  # the first time Python compiles its own files
v/bin/python t.py | tee plain
v/bin/pip install -q "jsonschema[format-nongpl]==4.26.0" rfc3987-syntax==1.1.0 lark==1.3.1
v/bin/python t.py > /dev/null
v/bin/python t.py | tee extra
{ echo 'import sys; sys.modules["rfc3987_syntax"] = None'; cat t.py; } > kept_out.py
v/bin/python kept_out.py | tee kept
[ "$(cut -d' ' -f1 plain)" = False ]
[ "$(cut -d' ' -f1 extra)" = True ]
[ "$(cut -d' ' -f1 kept)" = False ]
awk -v extra="$(cut -d' ' -f2 extra)" -v kept="$(cut -d' ' -f2 kept)" 'BEGIN { exit !(extra > 1.5 * kept) }'
echo "jsonschema 4.26.0: its import compiles rfc3987-syntax's grammar, and import nbformat with it, before any format is checked"
