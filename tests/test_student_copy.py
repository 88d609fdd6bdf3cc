"""What learners get, and what they must not."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kit.base.environment import ready
from kit.base.errors import ContentError, KitError
from kit.base.obfuscation import MARK, seal, unseal
from kit.base.paths import LIST, ROOT, data_path
from kit.base.writing import write_whole
from kit.classroom.commands import student_copy as main
from kit.classroom.student_copy import learnersfiles_in, student_copy
from kit.content.lesson_form import read_content
from kit.content.yaml_reader import read_form
from tests.pressing import work_on

LESSONS = sorted(data_path("lessons").glob("*.yaml"))
LESSON = Path("notebooks", "02_governance.ipynb")


@pytest.fixture(scope="module")
def brought(tmp_path_factory) -> tuple[Path, list[Path]]:
    """A copy, and what came with it: whoever reads in it leaves more there."""
    folder = tmp_path_factory.mktemp("copies") / "class 7b"
    assert student_copy(folder) == []
    return folder, files(folder)


@pytest.fixture
def made(brought) -> Path:
    return brought[0]


@pytest.fixture
def small(tmp_path) -> Path:
    """A kit of three files, which can be changed."""
    root = tmp_path / "kit"
    for name, text in {"README.md": "# Kit\n\n## If you teach\n\nSecret.\n", "kit/a.py": "1", "kit/b.py": "2"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    notebook(root / "notebooks" / "01_a.ipynb", "# A")
    return root


def notebook(path: Path, words: str, output: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": [words], "outputs": output}]}))


def all_text(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files(folder) if path.suffix not in (".png",))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def texts(plain: object, keys: set[str], inside: bool = False) -> list[str]:
    """Every text under one of these keys, however deep."""
    if isinstance(plain, dict):
        return [one for key, value in plain.items() for one in texts(value, keys, inside or key in keys)]
    if isinstance(plain, list):
        return [one for value in plain for one in texts(value, keys, inside)]
    return [plain] if inside and isinstance(plain, str) else []


def in_the_copy(words: str, everything: str) -> bool:
    return words in everything or json.dumps(words)[1:-1] in everything


# What is in it


def test_no_note_for_teachers_is_anywhere_in_the_copy(made):
    everything = all_text(made)
    notes = [note for path in LESSONS for note in texts(yaml.safe_load(path.read_text("utf-8")), {"notes"})]
    plans = [yaml.safe_load(path.read_text("utf-8")) for path in data_path("teaching").glob("*.yaml")]
    teaching = [one for plan in plans for one in every_text(plan) if len(one.split()) > 5]
    assert len(notes) > 100
    assert len(teaching) > 100
    assert [note for note in [*notes, *teaching] if in_the_copy(note, everything)] == []


def every_text(plain: object) -> list[str]:
    return texts({"all": plain}, {"all"})


def test_no_page_for_teachers_is_in_the_copy(made):
    assert not [path for path in files(made) if {"teacher", "teaching"} & set(path.relative_to(made).parts)]
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert "If you teach" not in readme
    assert "python -m kit test" not in readme
    assert "```\npython -m kit\n```" in readme


def test_no_answer_can_be_read_at_a_glance(made):
    everything = all_text(made)
    keys = [
        words
        for path in LESSONS
        for words in texts(yaml.safe_load(path.read_text("utf-8")), {"feedback", "second_look"})
    ]
    assert len(keys) > 200
    assert [words for words in keys if in_the_copy(words, everything)] == []
    lessons = "\n".join(path.read_text(encoding="utf-8") for path in made.glob("data/lessons/*.yaml"))
    assert not re.search(r"^\s*right: (?!'?sealed:)", lessons, re.MULTILINE)
    rights = re.findall(r"^\s*right: (\S+)", lessons, re.MULTILINE)
    assert len({len(one) for one in rights}) == 1


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_sealed_lesson_is_the_same_lesson(made, path):
    whole, sealed = read_content(path), read_content(made / "data" / "lessons" / path.name)
    assert sealed.questions == whole.questions
    assert sealed.bet == whole.bet
    assert [prompt.second_look for prompt in sealed.prompts] == [prompt.second_look for prompt in whole.prompts]
    assert sealed.cells == whole.cells
    assert all(prompt.notes == () for prompt in sealed.prompts)


def test_the_copy_works_by_itself(made):
    work = "import kit; step = kit.load_lesson('governance').check(); print(kit.__file__, 'right' in step.reading)"
    done = subprocess.run([sys.executable, "-c", work], cwd=made, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        str(made / "kit" / "__init__.py").split()[0],
        *str(made / "kit/__init__.py").split()[1:],
        "False",
    ]


def test_what_was_on_the_way_stays_behind(brought):
    made, came = brought
    names = {part for path in came for part in path.relative_to(made).parts}
    assert not names & {"tests", "benchmarks", "__pycache__", ".ipynb_checkpoints", ".git", ".venv"}
    assert not (made / "answers").exists()


def test_the_kits_room_of_answers_is_no_learners_answers(made):
    assert (made / "kit" / "answers" / "journal.py").is_file()


def test_the_tests_are_missed_in_a_sentence(made):
    with pytest.raises(KitError, match="learner's copy, which comes without the tests"):
        ready(made, ("lessons", "tests"))


# Bringing it up to date


def test_a_second_copy_brings_the_first_up_to_date(small, tmp_path):
    copy = tmp_path / "copy"
    student_copy(copy, small)
    (small / "kit" / "a.py").write_text("new")
    (small / "kit" / "b.py").unlink()
    (small / "kit" / "c.py").write_text("more")
    assert student_copy(copy, small) == []
    assert {path.name: path.read_text() for path in (copy / "kit").iterdir()} == {"a.py": "new", "c.py": "more"}


def test_a_page_that_its_teacher_has_worked_comes_as_it_was(small, tmp_path):
    page = small / "notebooks" / "02_governance.ipynb"
    shutil.copy(ROOT / "notebooks" / "02_governance.ipynb", page)
    student_copy(tmp_path / "before", root=small)
    work_on(page)
    student_copy(tmp_path / "after", root=small)
    before, after = (json.loads((tmp_path / one / LESSON).read_text(encoding="utf-8")) for one in ("before", "after"))
    assert after == before
    assert {type(raw) for _, raw in learnersfiles_in(small)} == {bytes}, "the site writes what comes here as it is"


def test_answers_and_all_else_that_a_learner_has_are_never_touched(small, tmp_path):
    copy = tmp_path / "copy"
    student_copy(copy, small)
    own = {
        "answers/answers.sqlite3": "mine",
        "answers/my_work/report.html": "mine",
        "my notes.txt": "x",
        "kit/mine.py": "y",
    }
    for name, text in own.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text)
    (small / "answers").mkdir()
    (small / "answers" / "answers.sqlite3").write_text("the teacher's")
    student_copy(copy, small)
    assert {name: (copy / name).read_text() for name in own} == own


def test_a_page_that_was_only_run_is_replaced_and_one_that_was_changed_is_kept_beside(small, tmp_path):
    copy = tmp_path / "copy"
    student_copy(copy, small)
    page = copy / "notebooks" / "01_a.ipynb"
    notebook(page, "# A", output="run")
    assert student_copy(copy, small) == []
    notebook(page, "# A, with my own words")
    notebook(small / "notebooks" / "01_a.ipynb", "# A, better")
    assert [path.name for path in student_copy(copy, small)] == ["01_a.mine.ipynb"]
    assert "my own words" in page.with_name("01_a.mine.ipynb").read_text()
    assert "better" in page.read_text()
    notebook(page, "# A, changed again")
    assert [path.name for path in student_copy(copy, small)] == ["01_a.mine2.ipynb"]


def test_a_copy_that_was_interrupted_goes_on(small, tmp_path, monkeypatch):
    copy = tmp_path / "copy"
    write, written = write_whole, []

    def stops(path: Path, content: object) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        write(path, content)

    monkeypatch.setattr("kit.classroom.student_copy.write_whole", stops)
    with pytest.raises(KeyboardInterrupt):
        student_copy(copy, small)
    monkeypatch.undo()
    assert student_copy(copy, small) == []
    assert (copy / "notebooks" / "01_a.ipynb").is_file()


# Where it may not be made


def test_a_folder_with_other_things_in_it_is_left_alone(small, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.png").write_bytes(b"cat")
    with pytest.raises(KitError, match="is not empty and holds no learners' copy; choose a new folder"):
        student_copy(tmp_path / "photos", small)
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["cat.png"]


@pytest.mark.parametrize("where", [".", "copy", "kit/copy", ".."])
def test_a_folder_in_the_kit_or_round_it_is_refused(small, where):
    with pytest.raises(KitError, match="lies in the kit itself, or the kit in it"):
        student_copy((small / where).resolve(), small)


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"files": 3}', '{"files": ["a"]}'])
def test_a_broken_list_is_said_and_nothing_changes(small, tmp_path, broken):
    copy = tmp_path / "copy"
    student_copy(copy, small)
    (copy / LIST).write_text(broken)
    (small / "kit" / "a.py").write_text("new")
    with pytest.raises(KitError, match=r"\.kit-copy\.json cannot be read"):
        student_copy(copy, small)
    assert (copy / "kit" / "a.py").read_text() == "1"


def test_a_list_cannot_lead_out_of_the_copy(small, tmp_path):
    copy, outside = tmp_path / "copy", tmp_path / "outside.txt"
    student_copy(copy, small)
    outside.write_text("1")
    told = json.loads((copy / LIST).read_text())
    told["files"]["../outside.txt"] = told["files"]["kit/a.py"]
    (copy / LIST).write_text(json.dumps(told))
    student_copy(copy, small)
    assert outside.read_text() == "1"


def test_a_file_where_the_folder_should_be_gets_one_sentence(small, tmp_path):
    (tmp_path / "copy").write_text("a file")
    with pytest.raises(KitError, match=r"cannot be read|could not be written"):
        student_copy(tmp_path / "copy", small)


def test_a_package_without_notebooks_says_what_is_needed(small, tmp_path):
    shutil.rmtree(small / "notebooks")
    with pytest.raises(KitError, match="made from the whole kit, not from a package"):
        student_copy(tmp_path / "copy", small)


def test_the_command_says_what_to_do_with_it(tmp_path, capsys):
    main([str(tmp_path / "class")])
    assert "give learners this folder" in capsys.readouterr().out
    assert (tmp_path / "class" / LESSON).read_bytes() == (ROOT / LESSON).read_bytes()


# The seal


@pytest.mark.parametrize("words", ["", "true", "false", "Zoë 李 🌱", "x" * 5000, "sealed:", "line\nline"])
def test_what_is_sealed_opens_again(words):
    assert unseal(seal(words, "a")) == words
    assert words[:4] == "" or words[:4] not in seal(words, "a").removeprefix(MARK)


def test_the_same_words_look_different_at_another_place_and_the_same_at_the_same():
    assert seal("true", "a") != seal("true", "b")
    assert seal("true", "a") == seal("true", "a")


def test_a_broken_seal_is_named_with_its_line(tmp_path):
    path = tmp_path / "lesson.yaml"
    path.write_text("one: two\nfeedback: 'sealed:AAAA%%%'\n")
    with pytest.raises(ContentError, match=r"lesson\.yaml, line 2: these sealed words are broken"):
        read_form(path, dict)
