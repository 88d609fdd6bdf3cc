"""The script that counts which faults are found still has a place for each of its faults: code moves."""

import ast

import pytest

from tests.faults_found import FAULTS, NEAR, ROOT, nearest, place, with_fault

ALL = [(room, *one.split()) for room, faults in FAULTS.items() for one in faults]


@pytest.mark.parametrize(("room", "name", "kind"), ALL, ids=lambda part: part)
def test_a_fault_has_its_place_and_tests_that_stand_near(room, name, kind):
    file, names = place(room, name)
    code = (ROOT / file).read_text(encoding="utf-8")
    faulty = with_fault(code, names, kind)
    assert compile(faulty, file, "exec") and faulty != ast.unparse(ast.parse(code))
    assert [one for one in nearest(file) if one.startswith("tests/") and (ROOT / one).is_file()]


def test_there_are_forty_and_what_is_said_to_stand_near_a_folder_is_there():
    assert len(ALL) == 40
    assert [one for one in NEAR if not (list(ROOT.glob(f"kit/{one}")) or list(ROOT.glob(f"kit/{one}.py")))] == []
    assert [one for names in NEAR.values() for one in names if not (ROOT / "tests" / f"{one}.py").is_file()] == []
