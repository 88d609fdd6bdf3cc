#!/usr/bin/env bash
# Tools: axe-core 4.14.1 in Chromium (Debian's; its version is printed).
# Expected: text that is on the screen is checked for contrast, or listed as "incomplete" where axe cannot tell.
# Instead: if <body> has no height and hides its overflow, as in applications that lay their panels out absolutely, the rule
# is "inapplicable" for the whole page: no violation, nothing incomplete. The words are seen all the same.
# Seen: body as usual: violations color-contrast     body{height:0;overflow:hidden}: inapplicable color-contrast
# Matters here: JupyterLab's body is such a one. An accessibility test of notebooks there is green whatever the colours are,
# until the test gives the body a height.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund axe-core@4.14.1
page() { cat <<E
<!doctype html><html lang="en"><head><title>t</title><style>body {$1}</style></head><body>
<main style="position: fixed; top: 0"><h1>t</h1><p style="color: #aaa; background: #fff">grey words</p></main>
<script src="node_modules/axe-core/axe.min.js"></script><script>
axe.run({runOnly: ["color-contrast"]}).then((found) => { document.title = "RESULT" +
  ["violations", "incomplete", "inapplicable"].filter((kind) => found[kind].length).join() + "END"; });
</script></body></html>
E
}
look() { page "$1" > t.html; chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --virtual-time-budget=20000 \
  --dump-dom "file://$work/t.html" 2>/dev/null | sed -n 's/.*RESULT\(.*\)END.*/\1/p' | head -1; }
chromium --version 2>/dev/null
{ look ""; look "height: 0; overflow: hidden"; look "height: 100vh; overflow: hidden"; } | tee got
diff got - <<'E'
violations
inapplicable
violations
E
echo "axe-core 4.14.1: color-contrast is inapplicable on a page whose body has no height and hides its overflow"
