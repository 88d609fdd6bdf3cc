#!/usr/bin/env bash
# Tools: plotly.js 4.1.1 with MathJax 3.2.2 on the same page, in Chromium (Debian's; its version is printed).
# Expected: "From $5 to $9 an hour" is shown as it is; at worst "5 to" is set in italics within the sentence.
# Instead: any text with two dollar signs is taken for a formula where MathJax is present, and only what stands between them
# is drawn: the title reads "5to". All other words are gone, also from tick labels. Without MathJax the sentence is whole.
# Seen: without MathJax: shown      with it: hidden, formula of 3 glyphs (5, t, o)
# Matters here: JupyterLab draws figures without a global MathJax, pages that load MathJax for their own formulas have one:
# the same figure says "$5 to $9" in class and "5to" in a page that is handed out. Write &#36; for the sign.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund plotly.js-dist-min@4.1.1 mathjax@3.2.2
page() { cat <<E
<!doctype html><meta charset="utf-8"><div id="g"></div>$1<script src="node_modules/plotly.js-dist-min/plotly.min.js"></script><script>
addEventListener("load", async () => {
  if (window.MathJax) await MathJax.startup.promise;
  const drawn = async (title) => { await Plotly.newPlot("g", [{y: [1, 2]}], {title: {text: title}});
    await new Promise((done) => setTimeout(done, 500));
    const words = document.querySelector("text.gtitle"), formula = document.querySelector(".gtitle-math svg, .gtitle-math-group svg");
    return (getComputedStyle(words).display === "none" || words.style.opacity === "0" ? "hidden" : "shown") + (formula ? ", formula of " + formula.querySelectorAll("use, path[data-c]").length + " glyphs" : ""); };
  document.title = "RESULT" + await drawn("From \$5 to \$9 an hour") + " | " + await drawn("From &#36;5 to &#36;9 an hour") + "END";
});</script>
E
}
look() { page "$1" > t.html; chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --virtual-time-budget=30000 \
  --dump-dom "file://$work/t.html" 2>/dev/null | sed -n 's/.*RESULT\(.*\)END.*/\1/p' | head -1; }
chromium --version 2>/dev/null
{ look ""; look '<script src="node_modules/mathjax/es5/tex-svg.js"></script>'; } | tee got
diff got - <<'E'
shown | shown
hidden, formula of 3 glyphs | shown
E
echo 'plotly.js 4.1.1 with MathJax: "From $5 to $9 an hour" is drawn as "5to", the other words are gone'
