#!/usr/bin/env bash
# Tool: scorm-again 3.4.3 (npm), SCORM 2004 run-time.
# Expected: a time as ISO 8601 has it, 2026-01-31T10:00:00Z or ...+02:00, is taken for an answer's timestamp.
# Instead: SCORM lets a time zone follow only a fraction of a second. Without one the zone makes the value wrong: SetValue
# gives "false" and the last error 406, nothing is thrown, the answer is kept without a time. The other way round in
# durations: two decimals are the most, PT1.250S is refused.
# Seen: 2026-01-31T10:00:00Z false 406       2026-01-31T10:00:00.0Z true 0
# Matters here: JavaScript's toISOString always writes a fraction and works; Python's isoformat leaves a whole second's out
# and milliseconds in a duration are common. One caller loses the time of answers, another never does.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-audit --no-fund scorm-again@3.4.3
cat > t.mjs <<'E'
import { Scorm2004API } from "scorm-again";
const api = new Scorm2004API({ logLevel: 5 });
api.Initialize("");
api.SetValue("cmi.interactions.0.id", "q1");
const tell = (key, value) => console.log(value, api.SetValue(`cmi.interactions.0.${key}`, value), api.GetLastError());
for (const time of ["", "Z", "+02:00", ".0Z", ".123Z", ".0+02:00"]) tell("timestamp", "2026-01-31T10:00:00" + time);
for (const span of ["PT90S", "PT1.25S", "PT1.250S"]) tell("latency", span);
E
node t.mjs | tee got
diff got - <<'E'
2026-01-31T10:00:00 true 0
2026-01-31T10:00:00Z false 406
2026-01-31T10:00:00+02:00 false 406
2026-01-31T10:00:00.0Z true 0
2026-01-31T10:00:00.123Z true 0
2026-01-31T10:00:00.0+02:00 true 0
PT90S true 0
PT1.25S true 0
PT1.250S false 406
E
echo "scorm-again 3.4.3: a timestamp in UTC is refused unless it has a fraction of a second"
