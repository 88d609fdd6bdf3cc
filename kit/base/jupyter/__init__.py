"""JupyterLab as the kit starts it: its arguments, its settings and what it loads."""

import sys

# jsonschema, and so Jupyter's server, would compile a grammar of web addresses, a third of its start, for no lesson
sys.modules.setdefault("rfc3987_syntax", None)
