"""The proof that nothing leaves this machine would see it if something did."""

import os
import subprocess
import sys

import pytest

ASKS = {
    "an image": "new Image().src = 'https://example.org/a.png'",
    "a plain fetch": "fetch('http://example.org/b').catch(() => {})",
    "an address without a name": "fetch('http://192.0.2.1/c').catch(() => {})",
    "a web socket": "new WebSocket('wss://example.org/d')",
    "a worker": "new Worker(URL.createObjectURL(new Blob([\"fetch('https://example.org/e')\"])))",
}
CALLS = {
    "by name": "urllib.request.urlopen('http://example.org')",
    "by number": "socket.create_connection(('192.0.2.1', 80))",
    "by datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_a_page_that_asks_for_more_is_refused_and_written_down(page_of_its_own, page, outside, ask):
    page.set_content("<p>A page</p>")
    page.evaluate(ask)
    for _ in range(50):
        if outside.asked():
            break
        page.wait_for_timeout(100)
    assert any(host in outside.asked()[0] for host in ("example.org", "192.0.2.1"))
    outside.forget()


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_kernel_that_asks_for_more_is_refused_and_written_down(outside, call):
    program = [sys.executable, "-c", f"import socket, urllib.request; {call}"]
    done = subprocess.run(program, env={**os.environ, **outside.environment}, capture_output=True, text=True)
    assert "is not this machine" in done.stderr
    assert any(host in outside.asked()[0] for host in ("example.org", "192.0.2.1"))
    outside.forget()
