"""The site's parts: what is fetched and how it is checked, the packages, the pages, the server."""

import io
import json
import re
import socket
import struct
import threading
import urllib.request
import zipfile
from hashlib import sha256
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from time import sleep
from typing import ClassVar

import pytest

from kit.base.errors import KitError
from kit.base.labels import say
from kit.base.language import languages
from kit.base.paths import PACKAGE
from kit.classroom.commands import site
from kit.classroom.site import build, packages
from kit.classroom.site.build import MARK, as_text
from kit.classroom.site.packages import fetch, from_folder, from_network, official
from kit.classroom.site.serve import server
from tests.browser.conftest import steps_of

RAW = bytes(range(256)) * 4000
DIGEST = sha256(RAW).hexdigest()


class Host(BaseHTTPRequestHandler):
    """An official place: it breaks off once in the middle of `cut`, and knows ranges."""

    files: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self):
        name, begun = self.path.split("/")[-1], self.headers.get("Range", "")
        raw = self.files.get(name)
        Host.asked.append((name, begun))
        if raw is None:
            self.send_error(404)
            return
        rest = raw[int(begun[6:-1]) :] if begun else raw
        if begun and not rest:
            self.send_error(416)
            return
        self.send_response(206 if begun else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        breaks = name == "cut" and not begun
        self.wfile.write(rest[: len(rest) // 2] if breaks else rest)

    def log_message(self, *_):
        pass


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setattr(packages, "sleep", lambda seconds: None)
    Host.files, Host.asked = {"whole": RAW, "cut": RAW}, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


def test_a_file_is_fetched_once_and_its_progress_is_told(host, tmp_path):
    told = []
    for _ in range(2):
        assert fetch(host + "whole", DIGEST, tmp_path / "whole", told.append).read_bytes() == RAW
    assert Host.asked == [("whole", "")]
    assert told[-1] == "whole: 1.0 of 1.0 MB"


def test_what_broke_off_goes_on_from_there(host, tmp_path):
    assert fetch(host + "cut", DIGEST, tmp_path / "cut", print).read_bytes() == RAW
    assert Host.asked == [("cut", ""), ("cut", f"bytes={len(RAW) // 2}-")]


def test_what_an_earlier_day_fetched_in_part_goes_on_too(host, tmp_path):
    (tmp_path / "whole.part").write_bytes(RAW)
    assert fetch(host + "whole", DIGEST, tmp_path / "whole", print).read_bytes() == RAW


def test_what_is_not_what_it_should_be_is_thrown_away(host, tmp_path):
    with pytest.raises(KitError, match="is not what it should be"):
        fetch(host + "whole", "0" * 64, tmp_path / "whole", print)
    assert not list(tmp_path.iterdir())


def test_a_place_that_has_nothing_is_named(host, tmp_path):
    with pytest.raises(KitError, match=r"none could not be fetched: .*404.*The same command goes on"):
        fetch(host + "none", DIGEST, tmp_path / "none", print)


def test_the_wheels_are_those_that_the_lock_vouches_for(host, tmp_path):
    lock = json.dumps({"packages": {"numpy": {"file_name": "whole", "sha256": DIGEST}}}).encode()
    Host.files["pyodide-lock.json"] = lock
    files = {"pyodide-lock.json": [host + "pyodide-lock.json", sha256(lock).hexdigest()]}
    told = {"version": "1", "files": files, "wheels": host, "locked": ["numpy"]}
    found = from_network(print, tmp_path, told)
    assert found["whole"].read_bytes() == RAW and set(found) == {"whole", "pyodide-lock.json"}
    Host.files["whole"] = b"other"
    with pytest.raises(KitError, match="is not what it should be"):
        from_network(print, tmp_path / "anew", told)


def test_a_folder_that_lacks_a_file_or_has_another_is_told_which(tmp_path):
    with pytest.raises(KitError, match=r"has no pyodide-lock\.json"):
        from_folder(tmp_path)
    (tmp_path / "pyodide-lock.json").write_text("{}")
    with pytest.raises(KitError, match=r"pyodide-lock\.json is not the one of Pyodide"):
        from_folder(tmp_path)


def test_every_official_file_comes_encrypted_and_with_its_sha256():
    for address, digest in official()["files"].values():
        assert address.startswith("https://") and len(digest) == 64


def names(raw: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()


def test_an_installed_package_is_packed_without_what_is_for_this_machine():
    yaml = packages.repacked("pyyaml")
    assert "yaml/__init__.py" in names(yaml.raw)
    assert not [name for name in names(yaml.raw) if name.endswith((".so", ".pyd", ".pyc", "RECORD"))]
    assert yaml.raw == packages.repacked("PyYAML").raw
    assert [name for name in names(packages.repacked("babel").raw) if "locale-data/e" in name] == [
        "babel/locale-data/en.dat", "babel/locale-data/es.dat",
    ]  # fmt: skip


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(KitError, match="needs the package never-made"):
        packages.repacked("never-made")


def test_the_kit_is_packed_with_its_data_where_it_looks_for_them():
    kit = packages.of_kit([("kit/__init__.py", b"x"), ("data/table.csv", b"y")])
    assert {"kit/__init__.py", "kit/data/table.csv"} <= set(names(kit.raw))


def test_what_can_be_read_of_a_page_is_there_before_python_is():
    cells = [
        {"cell_type": "markdown", "id": "a", "source": ["# Who *decides*?\n[Next](b.ipynb)"]},
        {"cell_type": "code", "id": "b", "source": ["lesson.compare()"], "outputs": [
            {"data": {"text/html": ["<p>A card</p>"], "text/plain": ["plain"]}}, {"text": ["loud"]}]},
        {"cell_type": "code", "id": "c", "source": ["x"], "outputs": []},
    ]  # fmt: skip
    text = as_text({"cells": cells}, "en")
    assert '<section data-cell="a"><h1' in text and "<em>decides</em>" in text
    assert '<section data-cell="b"><p>A card</p></section>' in text
    assert "Next" in text and "href" not in text and "¶" not in unescape(text)
    assert "plain" not in text and "loud" not in text and 'data-cell="c"' not in text


def test_where_node_fails_it_is_said_with_its_words(tmp_path):
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho 'no such engine' >&2\nexit 1\n")
    node.chmod(0o755)
    with pytest.raises(KitError, match=r"try --plain:\nno such engine"):
        build._done([str(node)], tmp_path, "Node could not compile the packages; try --plain:")


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KitError, match="is no site of the kit"):
        build.build(tmp_path, {}, False, print)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.mjs", "text/javascript"), ("a.js", "text/javascript"), ("a.wasm", "application/wasm"),
     ("page", "application/json"), ("a.ipynb", "application/json"), ("a.html", "text/html")],
)  # fmt: skip
def test_the_server_names_each_kind_itself(tmp_path, name, kind):
    (tmp_path / name).write_text("{}")
    with server(str(tmp_path), 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{running.server_address[1]}/{name}?v=1") as answer:
            assert answer.headers.get_content_type() == kind
        running.shutdown()


def test_a_browser_that_goes_away_leaves_no_trace_on_the_screen(tmp_path, capfd):
    with server(str(tmp_path), 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        for _ in range(3):
            line = socket.create_connection(running.server_address)
            line.sendall(b"GET / HTTP/1.1\r\n\r\n")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # it hangs up at once
            line.close()
        urllib.request.urlopen(f"http://127.0.0.1:{running.server_address[1]}/").close()
        sleep(1)
        running.shutdown()
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not find_spec("jupyterlite_core"), reason="the site's own requirements are not installed")
def test_the_site_is_built_of_the_kits_pages_packages_and_extension(tmp_path, monkeypatch, capsys):
    stand_ins = {name: tmp_path / "given" / name for name in official()["files"]}
    (tmp_path / "given").mkdir()
    for path in stand_ins.values():
        path.write_bytes(b'{"info": {}, "packages": {}}')
    for name in ("numpy-2-py3-none-any.whl", "pandas-3-py3-none-any.whl"):
        stand_ins[name] = tmp_path / "given" / name
        stand_ins[name].write_bytes(b"")
    monkeypatch.setattr(packages, "from_folder", lambda folder: stand_ins)
    folder = tmp_path / "site"
    for _ in range(2):  # anew over an earlier one
        site([str(folder), "--pyodide", str(tmp_path), "--plain"])
    assert f"{folder} is ready" in capsys.readouterr().out
    config = json.loads((folder / "jupyter-lite.json").read_text())["jupyter-config-data"]
    (kernel,) = (one for one in config["litePluginSettings"].values() if "pyodideUrl" in one)
    assert kernel["pyodideUrl"] == "./static/pyodide/kit.mjs" and "three-models-kit" in str(
        kernel["loadPyodideOptions"]
    )
    assert "three-models-kit" in [one["name"] for one in config["federated_extensions"]]
    loader = (folder / "static" / "pyodide" / "kit.mjs").read_text()
    assert 'import "./finalizers.mjs"' in loader and (folder / "static" / "pyodide" / "finalizers.mjs").is_file()
    page = json.loads((folder / "kit" / "page").read_text())
    pages, view = page["pages"], page["words"]
    assert page["home"] == "en" and view["en"]["show"] == "Show code and files"
    assert set(view) == set(languages()) and len({words["show"] for words in view.values()}) == len(view)
    assert pages["notebooks/02_governance.ipynb"] and json.loads((folder / MARK).read_text())
    lock = json.loads((folder / "static" / "pyodide" / "pyodide-lock.json").read_text())["packages"]
    for one in lock.values():
        raw = (folder / "static" / "pyodide" / one["file_name"]).read_bytes()
        assert sha256(raw).hexdigest() == one["sha256"] and set(one["depends"]) <= set(lock)
    assert "kit/site.js" in (folder / "notebooks" / "index.html").read_text()
    ways = re.findall(r"notebooks/index\.html\?path=notebooks/(.*?)00_start_here", (folder / "index.html").read_text())
    assert ways == ["", "ar/", "de/", "es/"] and "[en]" not in (folder / "index.html").read_text()
    script = (folder / "kit" / "site.js").read_text()
    told = json.loads(script.partition("\n")[0].removeprefix("const SITE = ").removesuffix(";"))
    assert told["steps"] == {name: steps_of(folder / "files" / name) for name in pages}
    assert [size for _, size in told["files"]] == [(folder / name).stat().st_size for name, _ in told["files"]]
    assert set(told["words"]) == set(languages()) >= {"en", "es", "de", "ar"}
    waiting = [words["coming"] for words in told["words"].values()]
    assert len(set(waiting)) == len(waiting)
    assert {"pandas", "numpy", "python-dateutil", "ipywidgets", "three-models-kit"} <= set(lock)
    assert not {"plotly", "narwhals", "jupyterlab", "pexpect"} & set(lock)
    seal = (folder / "static" / "pyodide" / lock["three-models-kit"]["file_name"]).read_bytes()
    assert not [name for name in names(seal) if "teaching" in name]


def test_what_is_said_before_the_lessons_names_a_button_that_the_start_page_has():
    assert f"press {say('Take a copy')}, on the start page" in build.WORDS["stay"]
    assert 'say("Take a copy")' in "".join(path.read_text("utf-8") for path in PACKAGE.glob("learner/**/*.py"))
