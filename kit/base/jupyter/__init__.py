"""JupyterLab as the kit starts it: its arguments, its settings and what it loads."""
