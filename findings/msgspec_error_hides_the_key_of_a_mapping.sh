#!/usr/bin/env bash
# Tool: msgspec 0.22.0.
# Expected: the path in an error leads to the fault, as jsonschema's and pydantic's do: $.rows.governance.n.
# Instead: a list's index is named, a mapping's key is not: it is written [...]. So in a file with 13 keyed rows nobody can
# tell which one is meant.
# Seen: Expected `int`, got `str` - at `$.rows[...].minutes`
#       Expected `int`, got `str` - at `$.steps[1].minutes`
# Matters here: content files are mappings keyed by dimension and model. A sentence built on msgspec's path names no place;
# the key has to be found by converting the entries one by one.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile msgspec==0.22.0
cat > t.py <<'E'
import msgspec


class Step(msgspec.Struct, forbid_unknown_fields=True):
    minutes: int


class Lesson(msgspec.Struct):
    rows: dict[str, Step] = {}
    steps: list[Step] = []


wrong, right = {"minutes": "ten"}, {"minutes": 10}
for content in ({"rows": {"state": right, "governance": wrong}}, {"rows": {"governance": {"minuts": 1}}}, {"steps": [right, wrong]}):
    try:
        msgspec.convert(content, Lesson)
    except msgspec.ValidationError as error:
        print(error)
E
v/bin/python t.py | tee got
diff got - <<'E'
Expected `int`, got `str` - at `$.rows[...].minutes`
Object contains unknown field `minuts` - at `$.rows[...]`
Expected `int`, got `str` - at `$.steps[1].minutes`
E
echo "msgspec 0.22.0: an error in a mapping's value names no key, only [...]"
