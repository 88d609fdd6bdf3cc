import pytest

from kit.answers.journal import Journal
from kit.answers.opening import open_journal
from kit.base import language


@pytest.fixture(autouse=True)
def answers(tmp_path, monkeypatch):
    """Every test keeps its answers in a folder of its own."""
    folder = tmp_path / "answers"
    monkeypatch.setenv("KIT_ANSWERS", str(folder))
    return folder


@pytest.fixture(autouse=True)
def english():
    """A test that speaks another language leaves none of it to the next."""
    yield
    language.speak()


class Loud:
    """Stands where ipywidgets looks for a kernel that shows what a handler has raised: it raises it once more."""

    def showtraceback(self) -> None:
        raise


@pytest.fixture(autouse=True)
def handlers_raise(monkeypatch):
    """What a handler raises, the test raises: ipywidgets would log it and go on, in a press and in a message."""
    monkeypatch.setattr("ipywidgets.widgets.widget.get_ipython", Loud)


@pytest.fixture
def journal(answers) -> Journal:
    return open_journal()
