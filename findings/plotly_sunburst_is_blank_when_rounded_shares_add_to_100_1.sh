#!/usr/bin/env bash
# Tool: plotly.js 4.1.1, in Chromium (Debian's; its version is printed).
# Expected: three rounded shares of 100, 33.4 + 33.3 + 33.4 = 100.1, are drawn, the last one a hair too wide.
# Instead: with branchvalues "total" a sunburst, treemap or icicle whose parts are more than the whole by anything but a
# floating-point error is not drawn at all: an empty figure. Plotly.newPlot does not fail; a line in the browser's console
# is all that is said.
# Seen: 33.3 33.3 33.4 -> 4 slices       33.4 33.3 33.4 -> 0 slices
# Matters here: shares in published tables are rounded, and whoever adapts a table types them as they are. Nothing in
# Python, nor in a test without a browser, sees the empty figure. Take the whole from the sum of its parts.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund plotly.js-dist-min@4.1.1
cat > t.html <<'E'
<!doctype html><meta charset="utf-8"><div id="g"></div><script src="node_modules/plotly.js-dist-min/plotly.min.js"></script><script>
addEventListener("load", async () => {
  const told = [];
  for (const type of ["sunburst", "treemap", "icicle"])
    for (const shares of [[33.3, 33.3, 33.4], [33.4, 33.3, 33.4]]) {
      const trace = {type, labels: ["all", "a", "b", "c"], parents: ["", "all", "all", "all"], values: [100, ...shares], branchvalues: "total"};
      await Plotly.newPlot("g", [trace]);
      told.push(`${type} ${shares.join(" ")}: ${document.querySelectorAll("g.slice").length}`);
    }
  document.title = "RESULT" + told.join(", ") + "END";
});</script>
E
chromium --version 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --virtual-time-budget=30000 \
  --dump-dom "file://$work/t.html" 2>/dev/null | sed -n 's/.*RESULT\(.*\)END.*/\1/p' | head -1 | sed 's/, /\n/g' | tee got
diff got - <<'E'
sunburst 33.3 33.3 33.4: 4
sunburst 33.4 33.3 33.4: 0
treemap 33.3 33.3 33.4: 4
treemap 33.4 33.3 33.4: 0
icicle 33.3 33.3 33.4: 4
icicle 33.4 33.3 33.4: 0
E
echo 'plotly.js 4.1.1: branchvalues "total" and parts that add to 100.1 of 100 give an empty figure'
