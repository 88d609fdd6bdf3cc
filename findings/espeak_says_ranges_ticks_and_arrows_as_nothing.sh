#!/usr/bin/env bash
# Tool: espeak-ng, a common voice of free systems (Debian's; its version is printed, tried with 1.51).
# Expected: a symbol is either read in the language of the voice, or left out in all of them alike.
# Instead: "10-20" with a hyphen is "ten dash twenty", with the right sign, an en dash, it is "ten twenty". A tick is silent.
# An arrow is spoken in English and silent in Spanish; a true minus sign is said in English within Spanish words.
# Seen (phonemes): en 10–20  t'En tw'Enti       es a → b  a B'e       es −5  (en)m'aIn@s(es) T'inko
# Matters here: unless the reading program says such signs by itself, a learner who listens hears no difference between "B ✓" and
# "B", and "members 10–20" as ten, twenty. Write "right", "10 to 20", "from a to b" in text that is spoken.
set -euo pipefail
command -v espeak-ng >/dev/null || apt-get install -y -qq --no-install-recommends espeak-ng >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
espeak-ng --version | sed 's/  Data at.*//'
say() { printf '%s %s =%s\n' "$1" "$2" "$(espeak-ng -q -x -v "$1" -- "$2" | paste -sd' ')"; }
{ say en "10-20"; say en "10–20"; say en "✓ yes"; say en "yes"; say en "a → b"; say es "a → b"; say es "−5"; } | tee got
diff got - <<'E'
en 10-20 =t'En d'aS tw'Enti
en 10–20 =t'En tw'Enti
en ✓ yes =j'Es
en yes =j'Es
en a → b =a# r'aIt 'aroU b'i:
es a → b =a B'e
es −5 =(en)m'aIn@s(es) T'inko
E
echo "espeak-ng: an en dash between numbers and a tick are silent, an arrow is silent in Spanish but not in English"
