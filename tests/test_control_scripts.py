"""The scripts of the controls, as they reach a page."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import kit.widgets.controls
from kit.widgets.controls.control import Control

for module in pkgutil.iter_modules(kit.widgets.controls.__path__):
    importlib.import_module(f"kit.widgets.controls.{module.name}")


def all_kinds(kind: type[Control]) -> Iterator[type[Control]]:
    for one in kind.__subclasses__():
        yield one
        yield from all_kinds(one)


KINDS = sorted(all_kinds(Control), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_starts_as_all_do_and_its_words_are_those_that_are_translated(kind):
    script = str(kind._esm).replace('" +\n"', "")
    assert "export default control({" in script
    assert [words for words in kind.WORDS if f'"{words}"' not in script] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_script_says_no_sentence_that_is_not_translated(kind):
    script = re.sub(r'" \+\s*"', "", str(kind._esm))
    spoken = re.findall(r'(?:"|`)([A-Z][a-z]+ [^"`]*)', script)
    assert {words.replace("\\u2068", "") for words in spoken} - {*kind.WORDS} == set()


def test_the_scripts_reach_the_page_without_comments_and_margins():
    assert all(not line.startswith((" ", "//")) for kind in KINDS for line in str(kind._esm).splitlines())
