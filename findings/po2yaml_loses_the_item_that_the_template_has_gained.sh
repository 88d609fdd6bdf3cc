#!/usr/bin/env bash
# Tool: translate-toolkit 3.20.4, po2yaml (ruamel.yaml 0.19.1).
# Expected: with a newer template and an older PO file the new entry comes out untranslated: the template gives
# the structure, the PO the words.
# Instead: the PO gives the structure. A question put in at the head of the list vanishes from the output, silently, with
# everything of it, and the list is as short as it was.
# Seen: template: New One Two      output: Uno Dos
# Matters here: translating goes on while lessons change. The translated lesson has fewer questions than the original, and
# nobody is told; compare the two lists by id before anything is shown.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v
python3 -m pip --python v install -q --no-compile translate-toolkit==3.20.4 ruamel.yaml==0.19.1
printf 'questions:\n- title: One\n- title: Two\n' > old.yaml
printf 'questions:\n- title: New\n- title: One\n- title: Two\n' > new.yaml
v/bin/yaml2po -P --progress=none old.yaml es.pot
v/bin/pot2po --progress=none es.pot es.po
sed -i -e '/msgid "One"/{n;s/""/"Uno"/}' -e '/msgid "Two"/{n;s/""/"Dos"/}' es.po
v/bin/po2yaml --progress=none -t new.yaml es.po es.yaml 2>&1 | tee log
tee got < es.yaml
diff got - <<'E'
questions:
- title: Uno
- title: Dos
E
[ ! -s log ]
echo "translate-toolkit 3.20.4: po2yaml drops the list item that the template has and the PO file has not"
