"""A class on one server: the service that keeps the class's answers, and what a JupyterHub needs for it.

Nothing of a lesson imports this; only `store`, `service` and `config` need the packages of the extra `[hub]`.
"""
