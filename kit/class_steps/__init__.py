"""The steps of the class board, each a function from a board to one widget."""

from kit.class_steps.agreement import agreement
from kit.class_steps.checks import checks
from kit.class_steps.critiques import critiques
from kit.class_steps.discussion import discussion
from kit.class_steps.folder import folder
from kit.class_steps.placements import placements
from kit.class_steps.predictions import predictions
from kit.class_steps.sheet import sheet

__all__ = ["agreement", "checks", "critiques", "discussion", "folder", "placements", "predictions", "sheet"]
