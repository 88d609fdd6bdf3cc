#!/usr/bin/env bash
# Tool: gift-pegjs 1.0.2 (npm), the parser behind GIFT editors and previews.
# Expected: a backslash before ':', '=', '{' and the like makes it a plain sign, in every part of a question.
# Instead: on the right side of a match it becomes the parser's inner mark and stays so. On the left side it is read as it should be.
# A right side without the backslash is no way out: the whole file is refused.
# Seen: lunch\: a break -> 12\:30 \{noon\}   gives   lunch: a break -> 12&&058;30 &&123;noon&&125;
# Matters here: "Who governs: all" is a plain name for a column of a table, and a preview of its match shows "Who governs&&058; all".
# The file is right, so leave it as it is; where previews matter, choose names without these signs.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund gift-pegjs@1.0.2
cat > t.mjs <<'J'
import { parse } from "gift-pegjs";
for (const text of ["When? {=lunch\\: a break -> 12\\:30 \\{noon\\} =tea -> four}", "When? {=lunch -> 12:30 =tea -> four}"])
  try { for (const pair of parse(text)[0].matchPairs) console.log(pair.subquestion.text, "->", pair.subanswer); } catch (error) { console.log(error.message); }
J
node t.mjs | tee got
[ "$(sed -n 1p got)" = 'lunch: a break -> 12&&058;30 &&123;noon&&125;' ]
[ "$(sed -n 2p got)" = 'tea -> four' ]
sed -n 3p got | grep -q 'but ":" found'
echo 'gift-pegjs 1.0.2: an escaped colon on the right side of a match comes out as &&058;'
