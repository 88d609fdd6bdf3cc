"""Every notebook of the kit, run and worked: no fault for axe, nothing cut off at 640 and at 320 pixels."""

from pathlib import Path

import pytest

from kit.adapt.make.bake import notebooks
from kit.base.paths import notebooks_path
from tests.browser.looks import cut_off_at, faults_in_both_themes, work_everything

# these are looked at in the same way, and in more states, where their own work is tried
ELSEWHERE = {
    "00_start_here": "test_accessibility",
    "02_governance": "test_accessibility",
    "14_case_file": "test_case_file",
    "15_question_the_table": "test_source",
    "teacher/class_board": "test_board",
    "teacher/vote": "test_vote",
    "teacher/experiment": "test_experiment",
}
# those in Spanish are made of the same steps; test_spanish looks at each
PAGES = {path.relative_to(notebooks_path()).with_suffix("").as_posix() for path in notebooks()} - {
    path.relative_to(notebooks_path()).with_suffix("").as_posix() for path in notebooks_path("es").rglob("*.ipynb")
}


@pytest.mark.parametrize("name", sorted(PAGES - ELSEWHERE.keys()))
def test_axe_finds_no_fault_in_either_theme_and_nothing_is_cut_off(learner, page, name):
    learner.open(name)
    learner.run_all()
    work_everything(learner)
    assert faults_in_both_themes(learner) == []
    assert cut_off_at(page, 640, 320) == []


def test_the_other_pages_are_looked_at_elsewhere():
    for name, module in ELSEWHERE.items():
        text = Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
        assert name in PAGES and f'"{name}"' in text and "cut_off_at(page, 640, 320) == []" in text
