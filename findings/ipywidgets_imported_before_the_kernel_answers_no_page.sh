#!/usr/bin/env bash
# Tools: ipywidgets 8.1.9, ipykernel 7.3.0, jupyter_client 8.9.1.
# Expected: once ipywidgets is imported, a kernel takes what a page sends to its widgets, whenever that import was.
# Instead: ipywidgets tells the kernel of itself as it is imported, and only where IPython runs at that moment. Imported
# before (by a process that kernels are forked from, by sitecustomize), it never does, and a cell's own "import ipywidgets"
# does nothing any more. Widgets show; a page that is opened again finds no widget and says "widget model not found".
# Seen: targets of the kernel     imported in a cell [jupyter.widget, jupyter.widget.control]     before []
# Matters here: kernels that are forked from a process that has imported are quick, and all is well until a learner loads
# the page anew. Call ipywidgets.register_comm_target() when such a kernel begins.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v
python3 -m pip --python v install -q --no-compile ipywidgets==8.1.9 ipykernel==7.3.0 jupyter_client==8.9.1
cat > ask.py <<'E2'
import sys

from jupyter_client import KernelManager

LAUNCH = "from ipykernel import kernelapp; kernelapp.launch_new_instance()"
ASK = "import ipywidgets; print(sorted(get_ipython().kernel.comm_manager.targets))"
for name, first in (("in a cell", ""), ("before", "import ipywidgets; ")):
    manager = KernelManager()
    manager.kernel_spec.argv = [sys.executable, "-c", first + LAUNCH, "-f", "{connection_file}"]
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(60)
    told = []
    client.execute_interactive(
        ASK, timeout=60, output_hook=lambda message: told.append(message["content"].get("text", ""))
    )
    print(name, "".join(told).strip())
    client.stop_channels()
    manager.shutdown_kernel(now=True)
E2
v/bin/python ask.py 2>log | tee got
diff got - <<'E3'
in a cell ['jupyter.widget', 'jupyter.widget.control']
before []
E3
echo "ipywidgets that was imported before the kernel began takes nothing from a page"
