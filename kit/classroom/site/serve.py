"""A small server for a site, to try it or to run it from a stick: `python serve.py` in the site's folder.

It needs Python alone, and names the kinds of files itself: Windows may think that a program is a text.
"""

import functools
import http.server
import sys
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

KINDS = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json",
    ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml", ".whl": "application/zip",
    ".ipynb": "application/json", "": "application/json",
}  # fmt: skip


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, each as what it is, and keeps quiet about it."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar = {**http.server.SimpleHTTPRequestHandler.extensions_map, **KINDS}

    def handle(self) -> None:
        """Answer, as long as the browser is there."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def server(folder: str, port: int) -> http.server.ThreadingHTTPServer:
    """Return a server of a folder for this computer alone, on a port, or on any free one for 0."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, directory=folder))


def serve(folder: str, port: int = 8899) -> None:
    """Serve a folder until somebody presses Ctrl-C."""
    with server(folder, port) as one, suppress(KeyboardInterrupt):
        print(f"The lessons are at http://127.0.0.1:{one.server_address[1]}/  (Ctrl-C ends it)", flush=True)
        one.serve_forever()
    print()


if __name__ == "__main__":
    serve(str(Path(__file__).resolve().parent), *map(int, sys.argv[1:2]))
