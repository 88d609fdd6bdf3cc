#!/usr/bin/env bash
# Tool: text2qti 0.8.0 (plain text to QTI for Canvas and others).
# Expected: the words after "a)" are the answer as the learner sees it; Markdown in it makes bold and links.
# Instead: each answer is a Markdown document of its own, so a sign at its beginning is block markup and is gone: "> half of the
# members" becomes a quotation, "+ 5 more" a list, "# of shares" a heading. "< half" keeps its sign. Nothing is said.
# Seen: > half of the members  ->  <blockquote> <p>half of the members</p> </blockquote>
# Matters here: "> half" and "half" are different answers, and in this quiz the right one has turned into a wrong one. Write
# "more than half", or a backslash before the sign.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile text2qti==0.8.0
cat > quiz.txt <<'E'
1. How many must agree?
*a) > half of the members
b) < half of the members
c) + 5 more
d) # of shares, not of heads
e) \> half of the members
E
HOME=$work v/bin/text2qti quiz.txt > log
v/bin/python - > got <<'E'
import html
import re
import zipfile

package = zipfile.ZipFile("quiz.zip")
[name] = [name for name in package.namelist() if re.fullmatch(r"(text2qti_assessment_\w+)/\1\.xml", name)]
for words in re.findall(r"<mattext[^>]*>(.*?)</mattext>", package.read(name).decode(), re.S)[1:]:
    print(html.unescape(" ".join(words.split())))
E
cat got
diff got - <<'E'
<blockquote> <p>half of the members</p> </blockquote>
<p>&lt; half of the members</p>
<ul> <li>5 more</li> </ul>
<h1>of shares, not of heads</h1>
<p>&gt; half of the members</p>
E
echo 'text2qti 0.8.0: the answer "> half of the members" reaches the learner as "half of the members"'
