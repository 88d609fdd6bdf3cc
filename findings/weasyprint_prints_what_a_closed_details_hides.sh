#!/usr/bin/env bash
# Tools: WeasyPrint 70.0 beside Chromium's --print-to-pdf (Debian's; its version is printed).
# Expected: what is folded away on the page is folded away on paper: a <details> that is closed shows its summary, a <dialog> that
# is not open shows nothing. So Chromium prints it.
# Instead: WeasyPrint knows no closed state and prints all of it, the words of a closed dialog and of <noscript> too. It warns of
# nothing.
# Seen: Chromium    Question: who decides? | Answer
#       WeasyPrint  Question: who decides? | Answer | All members. | Saved.Turn scripts on.
# Matters here: "Answer" in a <details> is how self-study pages hide solutions. The worksheet made from the same page by
# WeasyPrint has them in print. Say details:not([open]) > :not(summary), dialog:not([open]), noscript {display: none}.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
command -v pdftotext >/dev/null || apt-get install -y -qq --no-install-recommends poppler-utils >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile weasyprint==70.0
page() { cat <<E
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><style>$1</style></head><body><p>Question: who decides?</p>
<details><summary>Answer</summary><p>All members.</p></details><dialog>Saved.</dialog><noscript>Turn scripts on.</noscript></body></html>
E
}
words() { pdftotext "$1" - | tr -d '\f▸▾▶▼' | sed 's/^ *//; s/ *$//' | grep . | paste -sd'|' | sed 's/|/ | /g'; }
page "" > t.html; page "details:not([open]) > :not(summary), dialog:not([open]), noscript {display: none}" > hidden.html
chromium --version 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --no-pdf-header-footer --print-to-pdf=c.pdf "file://$work/t.html" 2>/dev/null
v/bin/weasyprint t.html w.pdf; v/bin/weasyprint hidden.html h.pdf
{ words c.pdf; words w.pdf; words h.pdf; } | tee got
diff got - <<'E'
Question: who decides? | Answer
Question: who decides? | Answer | All members. | Saved.Turn scripts on.
Question: who decides? | Answer
E
echo "WeasyPrint 70.0: the content of a closed <details> and of a closed <dialog> is printed, unlike in Chromium"
