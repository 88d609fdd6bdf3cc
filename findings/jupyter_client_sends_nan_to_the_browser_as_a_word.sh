#!/usr/bin/env bash
# Tools: jupyter_client 8.10.0, which carries every widget's state (ipywidgets, anywidget) from the kernel to the page.
# Expected: a float trait that is nan or inf is refused, or arrives as null, or as NaN.
# Instead: the message is packed a second time by another way, and the browser gets the word "nan" or "inf", a string in the
# place of a number. The kernel shows one warning.
# Seen: {"state": {"share": "nan", "most": "inf", "count": 1}}
# Matters here: for pandas 0 answers of 0 are nan. In JavaScript "nan" > 0 is false, "nan" + 1 is "nan1" and a chart or an SVG
# gets the word; Python tests of the widget never see it. Send None, and let the page say that there is no figure yet.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile jupyter_client==8.10.0
cat > t.py <<'E'
import warnings

from jupyter_client.session import Session

with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    state = {"share": float("nan"), "most": float("inf"), "count": 1}
    print(Session(key=b"").pack({"state": state}).decode())
print(len(told), str(told[0].message).splitlines()[1])
E
v/bin/python t.py | tee got
diff got - <<'E'
{"state": {"share": "nan", "most": "inf", "count": 1}}
1 Out of range float values are not JSON compliant
E
echo 'jupyter_client 8.10.0: nan in a widget state reaches the page as the string "nan"'
