#!/usr/bin/env bash
# Tools: Babel 2.18.0 (Python) beside Intl.ListFormat of Node 20 (any release with full ICU).
# Expected: both read the Unicode locale data, so both join a Spanish list in the same, correct way.
# Instead: Babel knows "y" and "o" only. The rule that they become "e" before an i sound and "u" before an o sound
# lives in ICU's code, not in the data, so Babel leaves it out. No warning.
# Seen: Babel  Cooperativismo y Individualismo | siete o ocho
#       ICU    Cooperativismo e Individualismo | siete u ocho
# Matters here: two of the kit's columns end in words such as "individualismo"; a list joined by Babel is wrong Spanish on
# the page, while the same list joined in the browser is right.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv v && v/bin/pip install -q babel==2.18.0
cat > t.py <<'E'
from babel.lists import format_list

both = format_list(["Cooperativismo", "Individualismo"], locale="es")
print(both, "|", format_list(["siete", "ocho"], style="or", locale="es"))
E
cat > t.js <<'E'
const join = (type, ...words) => new Intl.ListFormat("es", {type}).format(words);
console.log(join("conjunction", "Cooperativismo", "Individualismo"), "|", join("disjunction", "siete", "ocho"));
E
node --version
{ v/bin/python t.py; node t.js; } | tee got
diff got - <<'E'
Cooperativismo y Individualismo | siete o ocho
Cooperativismo e Individualismo | siete u ocho
E
echo "Babel 2.18.0: format_list in Spanish says 'y Individualismo' where ICU says 'e Individualismo'"
