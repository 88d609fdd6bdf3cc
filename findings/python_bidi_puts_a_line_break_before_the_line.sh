#!/usr/bin/env bash
# Tool: python-bidi 0.6.12, which puts right-to-left text in the order in which it is drawn.
# Expected: each line of a text is ordered by itself and a line break stays between the two lines that it parts, as Unicode's
# algorithm begins by splitting a text into paragraphs. bidi.algorithm.get_display does so.
# Instead: bidi.get_display, the newer function of the same name, built on a Rust library, moves the line break of a
# right-to-left line to its front. The first line is then empty, and the two lines stand on one, without a blank between them.
# Seen: shalom, line break, olam (in Hebrew letters)
#       bidi.algorithm.get_display   molahs / malo         bidi.get_display   (nothing) / molahsmalo
# Matters here: names of bars and titles of figures are broken into lines. Drawn with a library that needs such help, they come
# out joined and a line too low. Order each line by itself: "\n".join(map(get_display, text.split("\n"))).
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile python-bidi==0.6.12
cat > t.py <<'E'
import bidi
import bidi.algorithm

hebrew = str.maketrans("שלוםע", "SLWMO")  # S L W M is shalom, O W L M olam, as they are written
for words in ("שלום\nעולם", "Peace:\nשלום\nfor all"):
    for order in (bidi.algorithm.get_display, bidi.get_display):
        print(repr(order(words).translate(hebrew)))
    print(repr("\n".join(map(bidi.get_display, words.split("\n"))).translate(hebrew)))
E
v/bin/python t.py | tee got
diff got - <<'E'
'MWLS\nMLWO'
'\nMWLSMLWO'
'MWLS\nMLWO'
'Peace:\nMWLS\nfor all'
'Peace:\n\nMWLSfor all'
'Peace:\nMWLS\nfor all'
E
echo "python-bidi 0.6.12: get_display moves the line break of a right-to-left line to its front"
