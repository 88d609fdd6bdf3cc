"""Make new parts: lessons, tables, orders, catalogues, and the notebooks' stored text."""

import sys

# nbformat would compile a grammar of web addresses, half the time of a small `bake`, for checks that nobody asks for
sys.modules.setdefault("rfc3987_syntax", None)
