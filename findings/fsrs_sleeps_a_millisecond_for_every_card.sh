#!/usr/bin/env bash
# Tool: fsrs 6.3.2 (py-fsrs, the spaced-repetition scheduler).
# Expected: Card() makes an object in memory; ten thousand of them take some milliseconds.
# Instead: a card takes the clock's milliseconds as its id, and to keep ids apart its constructor sleeps one millisecond, each
# time, in the caller's thread. With a card_id of one's own there is no sleep.
# Seen: 1000 cards take more than 1 s, though less than 1 s of work; time.sleep(0.001) is called once a card
# Matters here: a deck for each of 30 learners, 200 cards each, stops a single-threaded server for 6 s and more.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile fsrs==6.3.2
cat > t.py <<'E'
from time import process_time, sleep, time

import fsrs.card

slept = []
fsrs.card.time.sleep = lambda seconds: (slept.append(seconds), sleep(seconds))
fsrs.Card(), fsrs.Card(), fsrs.Card(card_id=7)
print(slept)
begun, worked = time(), process_time()
cards = [fsrs.Card() for _ in range(1000)]
print(time() - begun >= 1, process_time() - worked < 1, len({card.card_id for card in cards}))
E
v/bin/python t.py | tee got
diff got - <<'E'
[0.001, 0.001]
True True 1000
E
echo "fsrs 6.3.2: every Card() without an id of its own sleeps for a millisecond"
