"""A class on one server, as a kernel sees it: answers go out after they are saved, a teacher reads the class live.

Only the standard library is needed, and none of it is loaded where the hub has not set `KIT_CLASS`.
"""
