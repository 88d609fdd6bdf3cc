#!/usr/bin/env bash
# Tool: anki 26.9.3 (the program's own library), import of text files.
# Expected: the header "#html: false" says that "<b>" is to be shown as it is, as "#separator: tab" with its blank is understood.
# Instead: after a blank neither true nor false is understood, without a word; Anki then guesses from the text, and text that
# has "<b>" in it is taken for markup: the very files that need the header are the ones where the guess goes wrong.
# Seen: "#html:false"  &lt;b&gt; means bold      "#html: false"  <b> means bold
# Matters here: cards made from a lesson on markup, or with "a < b" in them, lose words. Write headers without a blank.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile anki==26.9.3
cat > t.py <<'E'
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest

for number, header in enumerate(("#html:false", "#html: false")):
    path = Path(f"{number}.txt").absolute()
    path.write_text(f"#separator: tab\n{header}\n<b> means bold\tyes\n")
    collection = Collection(str(path.with_suffix(".anki2")))
    metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
    collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
    print(header, metadata.is_html, *(collection.get_note(note).fields for note in collection.find_notes("")))
    collection.close()
E
v/bin/python t.py 2> log | tee got
diff got - <<'E'
#html:false False ['&lt;b&gt; means bold', 'yes']
#html: false True ['<b> means bold', 'yes']
E
echo 'anki 26.9.3: "#html: false" with a blank is not understood, and <b> is then taken for markup'
