#!/usr/bin/env bash
# Tool: jupyter_server 2.21.1, contents manager.
# Expected: pre_save_hook stands before the save: if it raises, nothing is written. post_save_hook comes after: if it fails,
# the save has been done and the reader is not troubled.
# Instead: the other way round. An error in pre_save_hook is logged and the file is written as it was; an error in
# post_save_hook is answered with 500, "save failed", though the file is there. (Only an HTTPError stops the first.)
# Seen: pre_save_hook raises ValueError: saved pre.ipynb, on disk True
#       post_save_hook raises ValueError: HTTP 500, on disk True
# Matters here: the hook is where outputs, names or answers are taken out before a notebook is kept. A slip in it lets
# everything through, silently. Raise tornado.web.HTTPError in it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv --without-pip v && python3 -m pip --python v install -q --no-compile jupyter_server==2.21.1
cat > t.py <<'E'
from pathlib import Path

import nbformat
from jupyter_server.services.contents.filemanager import FileContentsManager
from tornado.web import HTTPError


def hook(**_):
    raise ValueError("not scrubbed")


def http_hook(**_):
    raise HTTPError(409, "not scrubbed")


def save(name, **hooks):
    manager = FileContentsManager(root_dir=".", **hooks)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("answer = 1", id="a")])
    try:
        told = "saved " + manager.save({"type": "notebook", "format": "json", "content": notebook}, name)["name"]
    except HTTPError as error:
        told = f"HTTP {error.status_code}"
    print(f"{told}, on disk {Path(name).exists()}")


save("pre.ipynb", pre_save_hook=hook)
save("post.ipynb", post_save_hook=hook)
save("http.ipynb", pre_save_hook=http_hook)
E
JUPYTER_CONFIG_DIR=$work JUPYTER_DATA_DIR=$work v/bin/python -W ignore t.py 2> log | tee got
diff got - <<'E'
saved pre.ipynb, on disk True
HTTP 500, on disk True
HTTP 409, on disk False
E
echo "jupyter_server 2.21.1: a notebook is saved although its pre_save_hook raised ValueError"
