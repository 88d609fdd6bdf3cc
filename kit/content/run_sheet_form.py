"""Run sheets and course plans: how a lesson is taught, in files that a learner's copy of the kit can leave out.

The shapes below are the whole form of `data/teaching/<dimension>.yaml` and `data/teaching/course.yaml`.
"""

from typing import Annotated, Literal

from msgspec import Meta

from kit.base.language import each_language
from kit.base.paths import data_path
from kit.content.translation import read_spoken
from kit.content.yaml_reader import Form, Id, Text

COURSE = "course"
LENGTHS = (50, 90)
Minutes = Annotated[int, Meta(ge=1, le=180)]
Lines = Annotated[tuple[Text, ...], Meta(min_length=1)]


class Block(Form):
    """Some minutes of a lesson: the step, what the teacher does, what learners do, the id of a prompt that is used."""

    minutes: Minutes
    step: Literal["arrive", "predict", "compare", "explore", "check", "place", "discuss", "vote", "close"]
    do: Text
    learners: Text
    prompt: Id | None = None


class Saying(Form):
    """What learners usually say in this lesson, and how to answer."""

    says: Text
    answer: Text


class Risk(Form):
    """Where it can go wrong with people, and how to hold the room."""

    risk: Text
    hold: Text


class RunSheet(Form):
    """How one lesson is taught in 50 minutes and in 90, from the minutes in which people come in to the homework.

    `check_to_vote` is the id of the question of the step Check that is worth two votes of the class.
    """

    point: Text
    materials: Lines
    plan_50: Annotated[tuple[Block, ...], Meta(min_length=1)]
    plan_90: Annotated[tuple[Block, ...], Meta(min_length=1)]
    when_late: Lines
    learners_say: tuple[Saying, ...]
    risks: tuple[Risk, ...]
    listen_for: Lines
    board: Lines
    check_to_vote: Id | None = None
    first_minutes: str = ""
    homework: str = ""

    def plan(self, minutes: int) -> tuple[Block, ...]:
        """Return the plan for a lesson of 50 or of 90 minutes."""
        return {50: self.plan_50, 90: self.plan_90}[minutes]


class Part(Form):
    """Some minutes of a unit."""

    minutes: Minutes
    do: Text


class Unit(Form):
    """One sitting of a course: the lessons that it draws on, by the ids of their dimensions, and what to do when."""

    title: Text
    lessons: Annotated[tuple[Id, ...], Meta(min_length=1)]
    goal: Text
    blocks: Annotated[tuple[Part, ...], Meta(min_length=1)]
    hand_in: Text
    homework: str = ""


class CoursePlan(Form):
    """A way through the course: units of so many minutes each, for whom, why so, and what is left out."""

    id: Id
    title: Text
    minutes: Minutes
    for_whom: Text
    why: Text
    left_out: Text
    units: Annotated[tuple[Unit, ...], Meta(min_length=1)]
    tips: tuple[Text, ...] = ()


class Course(Form):
    """The file `data/teaching/course.yaml`."""

    plans: Annotated[tuple[CoursePlan, ...], Meta(min_length=1)]


@each_language
def load_run_sheet(lesson: str) -> RunSheet | None:
    """Return the run sheet of a lesson, by its dimension's id, or None when nobody has written one."""
    path = data_path("teaching", f"{lesson}.yaml")
    return read_spoken(path, RunSheet) if path.exists() else None


@each_language
def load_course() -> tuple[CoursePlan, ...]:
    """Return the course plans; none in a copy of the kit without them."""
    path = data_path("teaching", f"{COURSE}.yaml")
    return read_spoken(path, Course).plans if path.exists() else ()
