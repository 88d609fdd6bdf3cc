"""What lies outside this machine: a proxy and a hook that let nothing out, and write down who asked."""

from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

SHUT = Path(__file__).parent / "shut"
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Outside:
    """Whoever wants to leave this machine is refused; `asked` says who it was."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "asked.txt"
        self.file.touch()
        self._proxy = ThreadingTCPServer(("127.0.0.1", 0), self._refusal())
        self._proxy.daemon_threads = True
        Thread(target=self._proxy.serve_forever, daemon=True).start()

    def _refusal(self) -> type[StreamRequestHandler]:
        file = self.file

        class Refusal(StreamRequestHandler):
            """The answer to every request that a browser sends to another machine."""

            def handle(self) -> None:
                asked = self.rfile.readline().decode("latin-1").strip()
                if not asked:
                    return  # a browser may open a connection ahead, and then ask for nothing
                with file.open("a", encoding="utf-8") as lines:
                    lines.write(f"browser: {asked}\n")
                self.wfile.write(REFUSAL)

        return Refusal

    @property
    def proxy(self) -> dict[str, str]:
        """For a browser's pages: whichever frame, worker or web socket asks for another machine asks the proxy."""
        return {"server": f"http://127.0.0.1:{self._proxy.server_address[1]}", "bypass": "127.0.0.1"}

    @property
    def environment(self) -> dict[str, str]:
        """For a Python and all that it starts: the hook, and where it writes."""
        return {"KIT_OUTSIDE": str(self.file), "PYTHONPATH": str(SHUT)}

    def asked(self) -> list[str]:
        return self.file.read_text(encoding="utf-8").splitlines()

    def forget(self) -> None:
        self.file.write_text("", encoding="utf-8")

    def close(self) -> None:
        self._proxy.shutdown()
        self._proxy.server_close()
