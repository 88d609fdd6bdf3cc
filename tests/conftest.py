import gc
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from pathlib import Path

import pytest
import yaml

from kit.answers.journal import Journal
from kit.answers.opening import open_journal
from kit.base import language
from kit.content import yaml_reader

HERE = Path(__file__).parent
# a browser, kits that are copied and baked, servers, every page again and again, packages that are built
SLOW = ("browser", "test_adapt.py", "test_bake.py", "test_export_readers.py", "test_forked_kernels.py",
        "test_forkserver.py", "test_in_turn.py", "test_new_table.py", "test_order.py", "test_pages_again.py",
        "test_student_copy.py", "test_update.py", "test_wheel.py")  # fmt: skip
NUMBERS = count()
SERVERS = {"hub", "postgres"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Who works on the code has none of the browser's tests even read."""
    return True if collection_path == HERE / "browser" and config.option.markexpr == "not slow" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what starts a browser or a server, or makes whole kits; `-m "not slow"` is for who works."""
    for item in items:
        names = item.path.relative_to(HERE).parts if item.path.is_relative_to(HERE) else ()
        if set(names) & set(SLOW) or SERVERS & set(getattr(item, "fixturenames", ())) or "[postgresql" in item.name:
            item.add_marker(pytest.mark.slow)
    # the long files first: else one worker is still at the last of them when the others have nothing left to do
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What lies there before the first test stays: Python need not look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def each_text_is_parsed_once() -> Iterator[None]:
    """Most of what a test of a check reads, the one before has read: its YAML is parsed for the first one alone."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((yaml, "compose"), (yaml_reader, "_refuse_what_grows_or_hides")):
            patch.setattr(module, name, lru_cache(500)(getattr(module, name)))
        yield


@pytest.fixture(autouse=True)
def answers(request, tmp_path_factory, monkeypatch):
    """Every test keeps its answers in a folder of its own, in pytest's where it asks for that."""
    if "tmp_path" in request.fixturenames:
        folder = request.getfixturevalue("tmp_path") / "answers"
    else:  # as pytest would do it, but that it looks through thousands of names to find a new one
        (place := tmp_path_factory.getbasetemp() / f"test_{next(NUMBERS)}").mkdir()
        folder = place / "answers"
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
