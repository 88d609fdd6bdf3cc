#!/usr/bin/env bash
# Tool: textstat 0.7.13 (reading-level measures).
# Expected: "Who decides? Who pays? Why?" are three sentences; a count of sentences counts them.
# Instead: sentences of one or two words are thrown away before counting, but their words are kept. Where none is left the
# count is 1. So short questions make a text look harder: the mean sentence grows as the sentences shrink.
# Seen: Who decides? Who pays? Why?  -> 1 sentence, 5 words
#       Yes. No. Perhaps so. The vote is at noon today.  -> 1 sentence, 10 words
# Matters here: lessons are full of two-word questions. A text cut into shorter sentences to help learners scores worse,
# and a limit on the mean sentence length punishes what it was meant to reward.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv v && v/bin/pip install -q textstat==0.7.13
cat > t.py <<'E'
import textstat

for text in (
    "Who decides? Who pays? Why?",
    "Yes. No. Perhaps so. The vote is at noon today.",
    "The members vote at noon. The board counts the votes.",
):
    print(textstat.sentence_count(text), textstat.lexicon_count(text), textstat.words_per_sentence(text), text)
E
v/bin/python t.py | tee got
diff got - <<'E'
1 5 5.0 Who decides? Who pays? Why?
1 10 10.0 Yes. No. Perhaps so. The vote is at noon today.
2 10 5.0 The members vote at noon. The board counts the votes.
E
echo "textstat 0.7.13: sentences of one or two words are not counted, their words are"
