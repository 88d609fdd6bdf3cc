"""Three experiments with the class: what a teacher opens on the projector."""

from kit.base.language import speak
from kit.classroom.experiment.room import Table
from kit.widgets.parts import Page, Step


class Experiment(Page):
    """The games that a class plays. Each method returns one widget; its rounds are kept in the teacher's journal."""

    def pot(self) -> Step:
        """Play the public goods game, without fines and with them."""
        return self.show("pot", Table("pot"))

    def pond(self) -> Step:
        """Play the commons, without a rule and with one that the class makes."""
        return self.show("pond", Table("pond"))

    def hours(self) -> Step:
        """Share out 100 hours of work: not knowing who one is, knowing it, and after talk."""
        return self.show("hours", Table("hours"))


def load_experiment(language: str | None = None) -> Experiment:
    """Return the experiments, in another `language` where one is named."""
    speak(language)
    return Experiment()
