"""Loaded by every Python that the browser tests start: no socket of it leaves this machine; a try is written down."""

import os
import socket
import sys

HERE = ("", "localhost", "127.0.0.1", "0.0.0.0", "::1", "::", socket.gethostname())
ADDRESS = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}  # its argument
ASKED = os.environ.get("KIT_OUTSIDE", "")  # kept, since a forked process has another environment


def refuse(event: str, arguments: tuple) -> None:
    """Let nothing but this machine be reached; an audit hook sees every socket and cannot be taken away again."""
    if event not in ADDRESS:
        return
    address = arguments[ADDRESS[event]]
    host = address[0] if isinstance(address, tuple) else address
    if event in ("socket.connect", "socket.sendto") and not isinstance(address, tuple):
        return  # a file of this machine, not a name
    if (host.decode() if isinstance(host, bytes) else host or "") not in HERE:
        with open(ASKED, "a", encoding="utf-8") as asked:  # noqa: PTH123, pathlib is not loaded yet
            asked.write(f"{os.getpid()}, {event}: {host}\n")
        raise ConnectionRefusedError(f"{host} is not this machine")


if ASKED:
    sys.addaudithook(refuse)
