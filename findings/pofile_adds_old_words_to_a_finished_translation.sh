#!/usr/bin/env bash
# Tools: pofile 1.1.4 (npm, reads and writes catalogues for web programs), GNU gettext (Debian's; tried with 0.21).
# Expected: who reads a catalogue and writes it again has the same translations in it. A line that the reader does not know is an
# error or is left out.
# Instead: the line #~| msgid "...", with which gettext keeps the old words of a sentence that has been taken out, is taken for
# one more line of the translation before it. The words in the original language are stuck to a finished translation that has
# nothing to do with them, and that learners see. No warning; msgfmt finds nothing wrong.
# Seen: before  msgid "All may vote."  msgstr "Todos pueden votar."
#       after   msgid "All may vote."  msgstr "Todos pueden votar.Who decides?"
# Matters here: gettext's own tools (msgmerge --previous, then msgattrib --clear-fuzzy) write such lines, so a catalogue that has been
# through them must not go through a tool built on this parser; or take the lines out before.
set -euo pipefail
command -v msgattrib >/dev/null || apt-get install -y -qq --no-install-recommends gettext >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund pofile@1.1.4
head='msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
printf "$head"'\nmsgid "All may vote."\nmsgstr ""\n' > one.pot
printf "$head"'\nmsgid "All may vote."\nmsgstr ""\n\nmsgid "Who decides here?"\nmsgstr ""\n' > two.pot
printf "$head"'\nmsgid "All may vote."\nmsgstr "Todos pueden votar."\n\nmsgid "Who decides?"\nmsgstr "¿Quién decide?"\n' > es.po
msgattrib --version | head -1
for pot in two.pot one.pot; do msgmerge -q --previous --backup=none -U es.po $pot; done
msgattrib --clear-fuzzy es.po > gnu.po
cat > t.mjs <<'E'
import { readFileSync, writeFileSync } from "node:fs";
import PO from "pofile";
writeFileSync("npm.po", PO.parse(readFileSync("gnu.po", "utf8")).toString());
E
node t.mjs
msgfmt -o /dev/null npm.po
for file in gnu.po npm.po; do grep -A9 '^msgid "All' $file; done | tee got
diff got - <<'E'
msgid "All may vote."
msgstr "Todos pueden votar."

#~| msgid "Who decides?"
#~ msgid "Who decides here?"
#~ msgstr "¿Quién decide?"
msgid "All may vote."
msgstr "Todos pueden votar.Who decides?"

#~ msgid "Who decides here?"
#~ msgstr "¿Quién decide?"
E
echo "pofile 1.1.4: the old words of a sentence that was taken out are stuck to the translation before it"
