#!/usr/bin/env bash
# Tool: frictionless 5.21.0 (the reference reader of Data Packages).
# Expected: a resource is what its format and mediatype say; a JSON Schema listed in datapackage.json is a JSON file and valid.
# Instead: the file's name decides. A path that ends in "schema.json" is read as a Table Schema, so a JSON Schema under its
# customary name (x.schema.json) makes the whole package invalid. `mediatype: application/schema+json` does not help;
# another name does, and so does `"type": "json"` on the resource.
# Seen: lesson.schema.json  False  Schema is not valid: 'fields' is a required property
#       lesson_form.json    True
# Matters here: the kit's data folder describes itself as a Data Package and lists the schemas of its YAML files; whoever
# validates it with the standard's own tool is told that the package is broken.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv v && v/bin/pip install -q frictionless==5.21.0
cat > t.py <<'E'
import json
from pathlib import Path

from frictionless import validate

form = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A lesson", "$ref": "#/$defs/L", "$defs": {"L": {}}}
kind = {"format": "json", "mediatype": "application/schema+json"}
resources = [
    {"name": "named_so", "path": "lesson.schema.json", **kind},
    {"name": "other_name", "path": "lesson_form.json", **kind},
    {"name": "with_type", "path": "lesson.schema.json", "type": "json", **kind},
]
for resource in resources:
    Path(resource["path"]).write_text(json.dumps(form))
Path("datapackage.json").write_text(json.dumps({"name": "kit", "resources": resources}))
report = validate("datapackage.json")
print(report.valid)
for task in report.tasks:
    print(task.name, task.valid, *[error.message for error in task.errors])
E
v/bin/python t.py | tee got
diff got - <<'E'
False
named_so False Schema is not valid: 'fields' is a required property
other_name True
with_type True
E
echo "frictionless 5.21.0: a resource whose path ends in schema.json is judged as a Table Schema, whatever its mediatype"
