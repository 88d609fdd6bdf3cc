#!/usr/bin/env bash
# Tool: mdpo 2.1.4 (md2po and po2md: Markdown through PO catalogues), with pymd4c 1.3.0 as its parser.
# Expected: a page whose catalogue has no translation yet comes back as it was, or at least shows the same. Where two blanks or a
# backslash at the end of a line part it from the next, the translator sees a sign of it, or gets two messages.
# Instead: the break is a blank in the msgid. It is in neither the catalogue nor the page that po2md writes, even for a message that
# is not translated, and nobody is told.
# Seen: From each as they can, / to each as they need.   becomes   From each as they can, to each as they need.
# Matters here: verses, addresses and slogans in a page run together in every language, and in the original as well if it goes
# through the pair. Keep paragraphs of a page as they stand, break and all, as the words of one message.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile mdpo==2.1.4 pymd4c==1.3.0
printf 'From each as they can,  \nto each as they need.\n\nThe library\\\n12 Mill Lane\n' > page.md
v/bin/md2po page.md --quiet --save --po-filepath page.po
v/bin/po2md page.md --pofiles page.po --quiet --save out.md 2>&1 | tee log
{ grep -E '^msgid "[^"]' page.po; cat out.md; } | tee got
diff got - <<'E'
msgid "From each as they can, to each as they need."
msgid "The library 12 Mill Lane"
From each as they can, to each as they need.

The library 12 Mill Lane
E
[ ! -s log ]
echo "mdpo 2.1.4: the two lines of a hard break are joined in the catalogue and in the page"
