"""The kit's settings of Jupyter's server; found where JUPYTER_CONFIG_PATH names this folder."""

import atexit
import shutil
import tempfile
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir

c = get_config()  # noqa: F821  (given by traitlets)

# the kit's own small extension: pages that open ready, and a view of lessons without code
for program in ("LabApp", "JupyterNotebookApp"):
    c[program].extra_labextensions_path.append(str(Path(__file__).parent / "labextensions"))

# Which tabs are open is forgotten when the server stops: else the next day begins with a kernel for each of them.
tabs = tempfile.mkdtemp(prefix="tabs-")
atexit.register(shutil.rmtree, tabs, ignore_errors=True)
c.LabApp.workspaces_dir = tabs
# JupyterLab looks this up when it is imported, which for a forked server was in another home
c.LabApp.user_settings_dir = str(Path(jupyter_config_dir(), "lab", "user-settings"))
