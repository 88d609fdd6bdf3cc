#!/usr/bin/env bash
# Tools: translate-toolkit 3.20.4 (pot2po), beside msgmerge --previous of GNU gettext (Debian's; tried with 0.21).
# Expected: the line after #| gives the words for which the translation below was made, so that a translator sees what has
# changed since. If the sentence changes a second time before anybody has looked, the line stays: the translation is still that of
# the first words. So does msgmerge.
# Instead: pot2po puts the words of the last step there, which nobody ever translated. The first are in the file no more, and
# what the first change did cannot be seen.
# Seen: translated "All may vote ...", then "All members may vote ...", then "All members may vote twice ..."
#       msgmerge   #| msgid "All may vote in the assembly."
#       pot2po     #| msgid "All members may vote in the assembly."
# Matters here: a lesson changes more often than its translators come. Reading the line, they would add "twice" and leave out
# "members": a wrong translation that looks checked. Keep the words that a translation was made for until it is done anew.
set -euo pipefail
command -v msgmerge >/dev/null || apt-get install -y -qq --no-install-recommends gettext >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile translate-toolkit==3.20.4
catalogue() {
  printf 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
  printf '\nmsgctxt "who"\nmsgid "%s"\nmsgstr "%s"\n' "$1" "${2:-}"
}
catalogue "All may vote in the assembly." "Todos pueden votar en la asamblea." | tee gnu.po > ttk.po
msgmerge --version | head -1
for words in "All members may vote in the assembly." "All members may vote twice in the assembly."; do
  catalogue "$words" > new.pot
  msgmerge -q --previous --backup=none -U gnu.po new.pot
  v/bin/pot2po --progress=none -t ttk.po new.pot next.po 2>/dev/null && mv next.po ttk.po
done
for file in gnu.po ttk.po; do grep -A9 fuzzy $file | grep -E '^(#\| )?msg(id|str)'; done | tee got
diff got - <<'E'
#| msgid "All may vote in the assembly."
msgid "All members may vote twice in the assembly."
msgstr "Todos pueden votar en la asamblea."
#| msgid "All members may vote in the assembly."
msgid "All members may vote twice in the assembly."
msgstr "Todos pueden votar en la asamblea."
E
echo "translate-toolkit 3.20.4: after a second change pot2po gives as the old words some that were never translated"
