"""Make new parts: lessons, tables, orders, catalogues, and the notebooks' stored text."""

import sys

# nbformat would compile a grammar of web addresses at its import, for checks that no notebook asks for: half the time
# of a small `bake`. What is None here counts as not installed, and jsonschema then leaves those checks out.
sys.modules.setdefault("rfc3987_syntax", None)
