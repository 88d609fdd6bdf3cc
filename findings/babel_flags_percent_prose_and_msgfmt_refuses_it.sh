#!/usr/bin/env bash
# Tools: Babel 2.18.0 and GNU gettext's msgfmt (Debian's gettext; its version is printed, tried with 0.21).
# Expected: a sentence with a percent sign is no format string; what Babel writes, `msgfmt -c` takes.
# Instead: Babel reads "% s" in "50% share" as a placeholder and flags the message python-format by itself, even beside the flag
# no-python-format. A right Spanish sentence has "50 % de", which is "% d", another placeholder: msgfmt refuses the whole
# catalogue. "(% reached)" is "% r" in the same way, and "(% alcanzado)" is none.
# Seen: msgfmt: 'msgstr' is not a valid Python format string, unlike 'msgid'.
# Matters here: labels with percentages are prose. A catalogue kept by Babel fails in the tools that translators use. Take the
# flag python-format out of the messages just before they are written; it comes back with each reading.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v msgfmt >/dev/null || apt-get install -y -qq --no-install-recommends gettext >/dev/null
python3 -m venv v && v/bin/pip install -q babel==2.18.0
cat > t.py <<'E'
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

catalog = Catalog(locale="es", project="t", fuzzy=False)
catalog.add("Million tonnes (% reached)", "Millones de toneladas (% alcanzado)")
catalog.add("50% share", "50 % de la parte", flags={"no-python-format"})
for message in list(catalog)[1:]:
    print(sorted(message.flags), *message.check(catalog))
with open("es.po", "wb") as file:
    write_po(file, catalog)
E
msgfmt --version | head -1
v/bin/python t.py | tee got
diff got - <<'E'
['python-format'] placeholders are incompatible
['no-python-format', 'python-format'] incompatible format for placeholder 1: 's' and 'd' are not compatible
E
if LC_ALL=C.UTF-8 msgfmt -c -o es.mo es.po 2> err; then echo "msgfmt takes it now"; exit 1; fi
grep "not a valid Python format string" err
grep "found 2 fatal errors" err
echo "Babel flags prose with a percent sign as python-format, and msgfmt -c then refuses a right translation"
