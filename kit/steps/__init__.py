"""The six steps of a lesson, each a function from a lesson to one widget."""

from kit.steps.check import check
from kit.steps.compare import compare
from kit.steps.discuss import discuss
from kit.steps.explore import explore
from kit.steps.place import place
from kit.steps.predict import predict

STEPS = ("predict", "compare", "explore", "check", "place", "discuss")
__all__ = ["STEPS", "check", "compare", "discuss", "explore", "place", "predict"]
