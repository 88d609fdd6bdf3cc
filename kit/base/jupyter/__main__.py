"""JupyterLab as `python -m kit` starts it, while another process imports what its kernels need."""

from kit.base.jupyter.parent import door

if __name__ == "__main__":
    door()
    from jupyterlab import commands

    commands._yarn_config = lambda _: {"yarn config": {}}  # else Node.js is asked where packages to build with are
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance()
