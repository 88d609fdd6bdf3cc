#!/usr/bin/env bash
# Tool: @citolab/qti-components 7.27.4 (npm; a player of QTI 3 items), in Chromium (Debian's; its version is printed).
# Expected: a question of opinion has no correct response. By QTI, what is not there is NULL, NULL matches nothing, so match_correct
# leaves the score at 0 and the item is completed.
# Instead: processResponse throws a TypeError. The attempt has been counted, the item is never completed.
# Seen: TypeError: Cannot read properties of undefined (reading 'toString') completionStatus=null numAttempts=1 RESPONSE=a SCORE=0
# Matters here: questions that ask what a learner thinks are half of a lesson. Exported with the same template as the others, one
# of them stops the page's code after the answer. Leave response processing out of such items.
set -euo pipefail
command -v chromium >/dev/null || apt-get install -y -qq --no-install-recommends chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund @citolab/qti-components@7.27.4
cat > t.html <<'E'
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><script src="node_modules/@citolab/qti-components/cdn/index.global.js"></script></head><body>
<div id="place"></div><script>
const item = (correct, template) => `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="t" adaptive="false" time-dependent="false">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">${correct ? "<qti-correct-response><qti-value>a</qti-value></qti-correct-response>" : ""}</qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>
<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Who should decide?</qti-prompt><qti-simple-choice identifier="a">all</qti-simple-choice><qti-simple-choice identifier="b">one</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${template}"></qti-response-processing></qti-assessment-item>`;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const attempt = async (correct, template, answer) => {
  const place = document.getElementById("place"); place.innerHTML = "";
  const holder = document.createElement("qti-item"); holder.innerHTML = "<item-container></item-container>"; place.append(holder);
  await wait(50);
  const c = holder.querySelector("item-container"); c.itemXML = item(correct, template);
  await wait(800);
  const one = c.shadowRoot?.querySelector("qti-assessment-item") || place.querySelector("qti-assessment-item");
  if (!one) return "no item " + c.shadowRoot?.innerHTML?.slice(0,100);
  try { one.updateResponseVariable("RESPONSE", answer); var p = one.processResponse(); } catch (e) { p = e.name + ": " + e.message }
  await wait(200);
  return [p, ...one.variables.map((v) => v.identifier + "=" + v.value)].join(" ");
};
addEventListener("load", async () => {
  const told = [];
  for (const [correct, template] of [[true, "match_correct.xml"], [false, "match_correct.xml"]]) told.push(await attempt(correct, template, "a"));
  document.title = "RESULT" + told.join(" | ") + "END";
});
</script></body></html>
E
chromium --version 2>/dev/null
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/p" --virtual-time-budget=30000 --dump-dom "file://$work/t.html" 2>/dev/null \
  | sed -n 's/.*RESULT\(.*\)END.*/\1/p' | head -1 | sed 's/ | /\n/g' | tee got
diff got - <<'E'
true completionStatus=completed numAttempts=1 RESPONSE=a SCORE=1
TypeError: Cannot read properties of undefined (reading 'toString') completionStatus=null numAttempts=1 RESPONSE=a SCORE=0
E
echo "qti-components 7.27.4: match_correct on an item without a correct response throws a TypeError"
