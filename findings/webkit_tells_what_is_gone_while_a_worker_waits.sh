#!/usr/bin/env bash
# Tools: WebKitGTK's MiniBrowser, Firefox ESR and Chromium (Debian's; their versions are printed).
# Expected: while a worker waits for a synchronous XMLHttpRequest none of its other JavaScript runs: timers, messages and the
# callbacks of a FinalizationRegistry are tasks, and come after it.
# Instead: in WebKit timers and messages wait, and the callbacks of a FinalizationRegistry run in the middle of send().
# Seen: WebKit "meanwhile: gone"; Firefox and Chromium "meanwhile: nothing"
# Matters here: Pyodide reads JupyterLite's files by such requests and lets Python's lock go meanwhile; its own registry needs
# the lock, so that in WebKit alone "NoGilError: Attempted to use PyProxy when Python GIL not held" is thrown in the middle of
# a lesson, now and then. A page that brings Pyodide does well to put those callbacks into a timer.
set -euo pipefail
mini() { find /usr/lib -path '*/webkit2gtk-4*/MiniBrowser' | head -1; }
[ -n "$(mini)" ] && command -v Xvfb >/dev/null && command -v firefox-esr >/dev/null && command -v chromium >/dev/null ||
    apt-get install -y -qq --no-install-recommends webkit2gtk-driver xvfb firefox-esr chromium >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > worker.js <<'E'
const meanwhile = new Set();
let waiting = false;
const note = (what) => waiting && meanwhile.add(what);
const registry = new FinalizationRegistry(() => note("gone"));
const channel = new MessageChannel();
channel.port1.onmessage = () => note("channel");
onmessage = () => note("message");
for (let n = 0; n < 200_000; n++) registry.register({ some: new Array(100) }, n);
setTimeout(() => note("timeout"), 0);
channel.port2.postMessage(0);
const request = new XMLHttpRequest();
request.open("GET", "/slow", false);
waiting = true;
request.send();
waiting = false;
fetch("/said", { method: "POST", body: [...meanwhile].join() || "nothing" });
E
cat > t.py <<'E'
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = '<!doctype html><script>const w = new Worker("/worker.js"); setTimeout(() => w.postMessage(0), 300)</script>'
said, came = [], threading.Event()


class Site(BaseHTTPRequestHandler):
    def log_message(self, *told):
        pass

    def do_GET(self):
        if self.path == "/slow":
            time.sleep(2)
        script = self.path.endswith(".js")
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if script else "text/html")
        self.end_headers()
        self.wfile.write(Path("worker.js").read_bytes() if script else PAGE.encode())

    def do_POST(self):
        said.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()
        came.set()


server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
threading.Thread(target=server.serve_forever, daemon=True).start()
home = os.getcwd()
places = {name: home for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
browser = subprocess.Popen(
    [*sys.argv[2:], f"http://127.0.0.1:{server.server_port}/"],
    env={**os.environ, **places, "LIBGL_ALWAYS_SOFTWARE": "1"},
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
came.wait(90)
browser.kill()
browser.wait()
print(f"{sys.argv[1]}, meanwhile: {said[0] if said else 'no answer'}")
E
dpkg-query -W -f '${Package} ${Version}\n' 'libwebkit2gtk-4*' firefox-esr chromium 2>/dev/null | grep -E '^(libwebkit2gtk-4\.[0-9]-0|firefox|chromium)' || true
Xvfb -displayfd 3 -screen 0 1280x1000x24 -nolisten tcp 3>display 2>/dev/null &
screen=$!; trap 'kill "$screen"; rm -rf "$work"' EXIT
until [ -s display ]; do sleep 0.1; done
{
    DISPLAY=":$(cat display)" python3 t.py WebKit "$(mini)"
    python3 t.py Firefox firefox-esr --headless --no-remote --profile "$work"
    python3 t.py Chromium chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/c"
} | tee got
diff got - <<'E'
WebKit, meanwhile: gone
Firefox, meanwhile: nothing
Chromium, meanwhile: nothing
E
echo "WebKit: the callbacks of a FinalizationRegistry run while a worker waits for a synchronous request"
