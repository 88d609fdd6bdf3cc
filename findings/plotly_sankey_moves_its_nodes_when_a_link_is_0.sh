#!/usr/bin/env bash
# Tool: plotly.js 4.1.1, in Chromium (Debian's; its version is printed).
# Expected: a Sankey whose nodes have been given places (node.x, node.y) keeps each node at its place when one link becomes 0; the
# node without a flow is an empty spot or is left out.
# Instead: the node is left out, but its place is not: every later node takes the place of the one before it. Nothing is logged.
# A very small value in the place of 0 keeps all of them.
# Seen (left edges): 5 -> wages 260, profit 368, commons 476       0 -> profit 260, commons 368
# Matters here: a slider that can be set to 0 makes the nodes jump, and "commons" then stands where the text says "profit" is.
# Give such links a value too small to be seen.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund plotly.js-dist-min@4.1.1
cat > t.html <<'E'
<!doctype html><meta charset="utf-8"><div id="g"></div><script src="node_modules/plotly.js-dist-min/plotly.min.js"></script><script>
addEventListener("load", async () => {
  const told = [];
  for (const value of [5, 0, 1e-6]) {
    const node = {label: ["work", "wages", "profit", "commons"], x: [0.05, 0.5, 0.7, 0.9], y: [0.5, 0.2, 0.5, 0.8]};
    const link = {source: [0, 0, 0], target: [1, 2, 3], value: [value, 3, 2]};
    await Plotly.newPlot("g", [{type: "sankey", arrangement: "fixed", node, link}], {width: 700, height: 400});
    const place = (drawn) => `${drawn.querySelector("text").textContent} ${parseInt(drawn.getAttribute("transform").slice(10))}`;
    told.push(`${value} ->; ` + [...document.querySelectorAll("g.sankey-node")].map(place).join(", "));
  }
  document.title = "RESULT" + told.join(" | ") + "END";
});</script>
E
chromium --version 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --virtual-time-budget=30000 --dump-dom "file://$work/t.html" 2>/dev/null \
  | sed -n 's/.*RESULT\(.*\)END.*/\1/p' | head -1 | sed 's/ | /\n/g; s/-&gt;;/->/g' | tee got
diff got - <<'E'
5 -> work 17, wages 260, profit 368, commons 476
0 -> work 17, profit 260, commons 368
0.000001 -> work 17, wages 260, profit 368, commons 476
E
echo "plotly.js 4.1.1: where a Sankey's link is 0, later nodes take over the places of earlier ones"
