import errno
import os
from pathlib import Path

import pytest

from kit.base.errors import KitError
from kit.base.writing import write_whole


def test_a_file_is_written_with_its_folder_and_nothing_beside_it(tmp_path):
    path = tmp_path / "new" / "sheet.html"
    write_whole(path, "für alle\n")
    assert path.read_bytes() == "für alle\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_two_files_of_one_stem_do_not_write_over_each_other(tmp_path):
    for name in ("sheet.html", "sheet.txt"):
        write_whole(tmp_path / name, name)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "sheet.html": "sheet.html",
        "sheet.txt": "sheet.txt",
    }


def test_a_file_in_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(KitError, match=r"taken.sheet\.html could not be written: a file stands where a folder is need"):
        write_whole(tmp_path / "taken" / "sheet.html", "words")
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_folder_in_place_of_the_file_is_named_and_nothing_stays_beside_it(tmp_path):
    (tmp_path / "sheet.html").mkdir()
    with pytest.raises(KitError, match="a folder of this name stands there"):
        write_whole(tmp_path / "sheet.html", "words")
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.html"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "can only be read"), (errno.EACCES, "you may not write there")],
)
def test_a_disk_that_refuses_is_explained_and_the_old_file_stays(tmp_path, monkeypatch, number, words):
    path = tmp_path / "sheet.html"
    path.write_text("old")

    def refuse(self, *_, **__):
        self.touch()
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(KitError, match=rf"sheet\.html could not be written: .*{words}"):
        write_whole(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
