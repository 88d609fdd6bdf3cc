#!/usr/bin/env bash
# Tool: gift-pegjs 1.0.2 (npm), the parser behind GIFT editors and previews.
# Expected: ':' has a meaning in GIFT only where it can be a title's '::' or stands in a number's tolerance, so a question may hold a
# web address or a time of day.
# Instead: any ':' without a backslash is a syntax error, in the stem, an answer or a feedback, and the whole file is refused.
# The error does not name the remedy: a backslash before every ':'.
# Seen: Expected "{" but ":" found.
# Matters here: questions that quote a source have "https://" in them, and lessons say "12:30". A writer of GIFT that escapes
# only braces, '=', '~' and '#' makes files that the checkers and previews built on this parser do not read at all.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund gift-pegjs@1.0.2
cat > t.mjs <<'E'
import { parse } from "gift-pegjs";
for (const text of ["See https://example.org/law {T}", "See https\\://example.org/law {T}", "When does the vote begin? {=12:30 ~13}", "Who decides? {=all#Right: all ~one}"])
  try { const [question] = parse(text); console.log(question.type, question.stem.text); } catch (error) { console.log(error.message); }
E
node t.mjs | tee got
[ "$(sed -n 1p got)" = 'Expected "{" but ":" found.' ]
[ "$(sed -n 2p got)" = 'TF See https://example.org/law' ]
[ "$(sed -n '3,4p' got | grep -c 'but ":" found')" = 2 ]
echo "gift-pegjs 1.0.2: a colon without a backslash, as in https://, is a syntax error"
