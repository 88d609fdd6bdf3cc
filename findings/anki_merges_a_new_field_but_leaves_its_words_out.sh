#!/usr/bin/env bash
# Tools: genanki 0.13.1 makes the packages, anki 26.9.3 imports them.
# Expected: a later edition of a deck has one more field and a corrected question, the same note ids (guid); with "merge note
# types" chosen, the field is added and the newer words are taken, as they are when no field is added.
# Instead: the field is added and stays empty, and the correction is not taken either. The note is counted as a duplicate, since
# adding the field makes the learner's copy the newer one. The same file again changes nothing; one built later is taken whole.
# Seen: ['Who decides?', 'all', '']  {'new': 0, 'updated': 0, 'duplicate': 1}
# Matters here: adding "source" to cards in the middle of a year leaves whoever has the first edition without words for it and
# without the corrections. Keep the fields of the first edition, with a spare one, or publish the new edition twice.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile anki==26.9.3 genanki==0.13.1
cat > t.py <<'E'
import time
from pathlib import Path

import genanki
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

collection = Collection(str(Path("c.anki2").absolute()))


def make(name, words):
    fields = [{"name": field} for field in ("Question", "Answer", "Source")[: len(words)]]
    template = {"name": "card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}
    deck = genanki.Deck(2059400110, "Kit")
    deck.add_note(genanki.Note(model=genanki.Model(1607392319, "Kit", fields=fields, templates=[template]), fields=words, guid="q1"))
    genanki.Package(deck).write_to_file(name)


def bring(name):
    options = ImportAnkiPackageOptions(merge_notetypes=True)
    request = ImportAnkiPackageRequest(package_path=str(Path(name).absolute()), options=options)
    log = collection.import_anki_package(request).log
    notes = [collection.get_note(note).fields for note in collection.find_notes("")]
    print(*notes, {"new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate)})
    time.sleep(1.1)  # editions are compared by the second


for name, words in (("1.apkg", ["Who?", "all"]), ("2.apkg", ["Who decides?", "all"]), ("3.apkg", ["Who decides here?", "all", "Ostrom"])):
    make(name, words)
    bring(name)
bring("3.apkg")
make("4.apkg", words)
bring("4.apkg")
E
v/bin/python t.py 2> log | tee got
diff got - <<'E'
['Who?', 'all'] {'new': 1, 'updated': 0, 'duplicate': 0}
['Who decides?', 'all'] {'new': 0, 'updated': 1, 'duplicate': 0}
['Who decides?', 'all', ''] {'new': 0, 'updated': 0, 'duplicate': 1}
['Who decides?', 'all', ''] {'new': 0, 'updated': 0, 'duplicate': 1}
['Who decides here?', 'all', 'Ostrom'] {'new': 0, 'updated': 1, 'duplicate': 0}
E
echo "anki 26.9.3: merging a note type adds the field and leaves out the words that came with it"
