#!/usr/bin/env bash
# Tools: jupyter_client 8.9.1, ipykernel 7.3.0.
# Expected: with transport="ipc" a kernel and its client meet in files, wherever the kernel's working folder is.
# Instead: a manager that was given no address names its sockets "kernel-ipc", without a folder. Kernel and client take
# this from where each of them runs. Started with cwd=, as every notebook in a subfolder is, the kernel listens in its
# own folder and the client calls in another: nothing is raised, the process lives, and nobody ever answers.
# Seen: started in the client's folder: answers          in another folder: alive, no answer
#       in another folder, with ip= an address from the root: answers
# Matters here: what runs notebooks as tests would take files for sockets, because free ports may be taken by somebody
# else before the kernel has them. Give each manager an ip= of its own, from the root, and short: a socket's name ends
# after some hundred bytes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v
python3 -m pip --python v install -q --no-compile ipykernel==7.3.0 jupyter_client==8.9.1
mkdir other
cat > ask.py <<'E2'
import sys
from pathlib import Path

from jupyter_client import KernelManager

HERE, OTHER = Path.cwd(), Path("other").resolve()
for name, cwd, wait, address in (
    ("its own", HERE, 60, {}),
    ("another", OTHER, 15, {}),
    ("another, from the root", OTHER, 60, {"ip": str(HERE / "k")}),
):
    manager = KernelManager(transport="ipc", **address)
    manager.kernel_spec.argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager.start_kernel(cwd=str(cwd))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(wait)
        print(f"{name}: answers")
    except RuntimeError:
        print(f"{name}: {'alive' if manager.is_alive() else 'dead'}, no answer")
    client.stop_channels()
    manager.shutdown_kernel(now=True)
E2
v/bin/python ask.py 2>log | tee got
diff got - <<'E3'
its own: answers
another: alive, no answer
another, from the root: answers
E3
echo "a kernel whose sockets are files hears nobody who stands in another folder"
