#!/usr/bin/env bash
# Tools: po4a (Debian's; its version is printed, tried with 0.69 and YAML::Tiny 1.73), then PyYAML 6.0.3.
# Expected: po4a writes a translated YAML file in which words stay words: what needs quotes gets them.
# Instead: it writes No, true and 12:30 bare, and PyYAML reads those as False, True and 750 (minutes, in base 60). The source
# file was right; only the translation is not, and no tool complains.
# Seen: written  text: No / text: 12:30 / text: true      read back  [False, 750, True]
# Matters here: short answers ("Not at all" is "No" in Spanish) and times of day are what the options of a question look like.
# Read such files as text only (BaseLoader), or check the type of every text that comes in.
set -euo pipefail
command -v po4a >/dev/null || apt-get install -y -qq --no-install-recommends po4a libyaml-tiny-perl >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile PyYAML==6.0.3
printf 'options:\n  - text: Not at all\n  - text: Half past twelve\n  - text: By default\n' > lesson.yaml
printf '[po_directory] po/\n[type: yaml] lesson.yaml es:es.yaml opt:"-M UTF-8 -k 0"\n' > po4a.cfg
mkdir po
printf 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' > po/es.po
for pair in "Not at all=No" "Half past twelve=12:30" "By default=true"; do
  printf '\n#, no-wrap\nmsgid "%s"\nmsgstr "%s"\n' "${pair%=*}" "${pair#*=}" >> po/es.po
done
touch po/t.pot
po4a --version | head -1
po4a po4a.cfg > log 2>&1 || { cat log; exit 1; }
{ grep -o 'text: .*' es.yaml; v/bin/python -c "import yaml; print([o['text'] for o in yaml.safe_load(open('es.yaml'))['options']])"; } | tee got
diff got - <<'E'
text: No
text: 12:30
text: true
[False, 750, True]
E
echo "po4a's YAML: a translation No is written without quotes, and PyYAML reads False"
