"""The five steps of the case file, each a function from a case file to one widget."""

from kit.synthesis.beside import beside
from kit.synthesis.changes import changes
from kit.synthesis.heatmap import heatmap
from kit.synthesis.profile import profile
from kit.synthesis.write_up import write_up

__all__ = ["beside", "changes", "heatmap", "profile", "write_up"]
