"""A class on one server: what JupyterHub needs, the service and its store."""
