#!/usr/bin/env bash
# Tool: ipywidgets 8.1.9.
# Expected: whoever picks another line of a dropdown changes its value, and what observes "value" is told.
# Instead: values are compared with ==, and in Python 0 == False and 1 == True (also 1 == 1.0). Going from "None of it" (0)
# to "Not said" (False) changes label and index, but "value" keeps the old object and its observers hear nothing. Setting
# value = False afterwards chooses the other line.
# Seen: picks 'Not said': value 0, label Not said, told []      value = False: label None of it
# Matters here: answers are often mixed: numbers, yes/no, "not said". What is saved on "value" then is the answer before.
# Observe "index" or "label", or give every option a text as its value.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile ipywidgets==8.1.9
cat > t.py <<'E'
from ipywidgets import Dropdown

choice = Dropdown(options=[("None of it", 0), ("Not said", False), ("All of it", 1)])
told = []
choice.observe(lambda change: told.append(change.new), "value")
choice.set_state({"index": 1})  # what the page sends when the second line is picked
print(f"picks 'Not said': value {choice.value}, label {choice.label}, told {told}")
choice.set_state({"index": 2})
choice.value = False
print(f"value = False: label {choice.label}, told {told}")
E
v/bin/python -W ignore t.py | tee got
diff got - <<'E'
picks 'Not said': value 0, label Not said, told []
value = False: label None of it, told [1, 0]
E
echo "ipywidgets 8.1.9: a dropdown with 0 and False among its values tells no observer when one changes to the other"
