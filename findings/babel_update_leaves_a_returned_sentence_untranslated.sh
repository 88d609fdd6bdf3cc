#!/usr/bin/env bash
# Tools: Babel 2.18.0 (pybabel update), beside msgmerge of GNU gettext (Debian's; its version is printed, tried with 0.21).
# Expected: a sentence that was taken out stands at the end of the catalogue, after #~, so that its translation can be used when
# the sentence comes back. That is what it is kept for, and msgmerge takes it.
# Instead: pybabel update never looks there. The sentence that is back is empty, and its finished translation still stands
# below, after #~, from then on twice in the file. No option changes that.
# Seen: babel     msgid "Who decides here?"  msgstr ""  #~ msgid "Who decides here?"  #~ msgstr "¿Quién decide aquí?"
#       msgmerge  msgid "Who decides here?"  msgstr "¿Quién decide aquí?"
# Matters here: lessons lose a question and get it back; so do branches that are merged. Learners would see the original again,
# and somebody would translate it a second time. Look through the obsolete entries yourself before you update.
set -euo pipefail
command -v msgmerge >/dev/null || apt-get install -y -qq --no-install-recommends gettext >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile babel==2.18.0
printf 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' | tee es.po > new.pot
printf '\nmsgctxt "who"\nmsgid "Who decides here?"\nmsgstr "¿Quién decide aquí?"\n' >> es.po
cp new.pot none.pot
printf '\nmsgctxt "who"\nmsgid "Who decides here?"\nmsgstr ""\n' >> new.pot
cp es.po gnu.po
msgmerge --version | head -1
for pot in none.pot new.pot; do
  v/bin/pybabel -q update -l es -i $pot -o es.po
  msgmerge -q --backup=none -U gnu.po $pot
done
for file in es.po gnu.po; do grep -A9 msgctxt $file | grep .; done | tee got
diff got - <<'E'
msgctxt "who"
msgid "Who decides here?"
msgstr ""
#~ msgctxt "who"
#~ msgid "Who decides here?"
#~ msgstr "¿Quién decide aquí?"
msgctxt "who"
msgid "Who decides here?"
msgstr "¿Quién decide aquí?"
E
echo "Babel 2.18.0: update leaves a sentence untranslated that has come back, though its translation stands in the file"
