"""The launcher: what it sets up, when it leaves that alone, and what it says where it cannot."""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from kit.__main__ import OLDEST, main, suite, told, too_old, understand, unknown
from kit.base import installer
from kit.base.environment import NEEDS, has_all, one_at_a_time, pins, python_of, ready, version_of
from kit.base.errors import KitError
from kit.base.installer import NO_VENV, OFFLINE, explain, uv_settings
from kit.base.jupyter.launch import lab
from kit.base.paths import ROOT, answers_folder

posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in for uv is a shell script")

# Notes what it is asked; makes a real environment; installs nothing, and fails with what UV_TROUBLE says.
UV = f"""#!/bin/sh
echo "$@" >> "$UV_LOG"
case "$1" in
    venv) "{sys.executable}" -m venv --without-pip "$4" || exit 1
        for site in "$4"/lib/python*/site-packages; do cp "$PIP_STAND_IN" "$site/pip.py"; done ;;
    pip) echo "$UV_TROUBLE"; sleep "${{UV_SLEEP:-0}}"; [ -z "$UV_TROUBLE" ] ;;
esac
"""
PIP = """import os, sys
if "--version" in sys.argv:
    sys.exit(print("pip 1.0"))
print("pip", *sys.argv[1:], file=open(os.environ["UV_LOG"], "a"))
sys.exit(os.environ.get("PIP_TROUBLE"))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kit as it comes from a fresh clone, with packages that nobody has, under a name that real people give."""
    root = tmp_path / "Leçon n° 1"
    (root / "tests").mkdir(parents=True)
    shutil.copytree(ROOT / "kit" / "base", root / "kit" / "base", ignore=shutil.ignore_patterns("__pycache__"))
    for module in ("__init__", "__main__"):
        shutil.copy(ROOT / "kit" / f"{module}.py", root / "kit")
    (root / "pyproject.toml").write_text('[project]\nname = "stand-in"\ndependencies = ["never-made"]\n')
    for need in NEEDS.values():
        (root / need).parent.mkdir(parents=True, exist_ok=True)
        (root / need).write_text("-e .\nnever-made==1.0\n")
    return root


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer with stand-ins for uv and pip; the path is their log."""
    programs, modules = tmp_path / "programs", tmp_path / "modules"
    programs.mkdir()
    modules.mkdir()
    (programs / "uv").write_text(UV)
    (programs / "uv").chmod(0o755)
    (modules / "pip.py").write_text(PIP)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    monkeypatch.setenv("PIP_STAND_IN", str(modules / "pip.py"))
    monkeypatch.setenv("PYTHONPATH", str(modules))
    # by which stand-ins for Python's own modules are found; a test below sees that real starts do not hand it on
    monkeypatch.setattr(installer, "ELSEWHERE", installer.ELSEWHERE - {"PYTHONPATH"})
    monkeypatch.setenv("UV_LOG", str(tmp_path / "log"))
    monkeypatch.delenv("UV_TROUBLE", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "log").touch()
    return tmp_path / "log"


def asked(log: Path) -> list[str]:
    """Return the first word of each call of uv or pip."""
    return [line.split()[0] for line in log.read_text().splitlines()]


@posix_only
def test_the_first_start_sets_up_and_the_second_does_nothing(folder, machine, capsys):
    python = ready(folder)
    assert version_of(python) == "{}.{}".format(*sys.version_info)
    assert re.search(
        r"making \.venv \.\.\. [\d.]+ s\n  installing the packages \.\.\. [\d.]+ s", capsys.readouterr().out
    )
    assert "--compile-bytecode -r requirements.txt" in machine.read_text()
    machine.write_text("")
    assert ready(folder) == python
    assert not asked(machine)
    assert not capsys.readouterr().out


@posix_only
def test_changed_requirements_are_installed_into_the_same_environment(folder, machine):
    ready(folder)
    (folder / "requirements.txt").write_text("never-made==2.0\n")
    ready(folder)
    assert asked(machine) == ["venv", "pip", "pip"]


@posix_only
def test_a_changed_dependency_in_pyproject_is_installed(folder, machine):
    ready(folder)
    (folder / "pyproject.toml").write_text('[project]\nname = "stand-in"\ndependencies = ["other"]\n')
    ready(folder)
    assert asked(machine) == ["venv", "pip", "pip"]


@posix_only
def test_what_only_the_tests_need_is_installed_only_for_them(folder, machine):
    ready(folder)
    assert "tests/requirements.txt" not in machine.read_text()
    machine.write_text("")
    ready(folder, ("lessons", "tests"))
    assert machine.read_text().endswith("--compile-bytecode -r tests/requirements.txt\n")


@pytest.mark.parametrize(
    ("options", "needs"),
    [
        (["governance"], ("lessons",)),
        (["governance", "--as", "epub"], ("lessons",)),
        (["governance", "--as", "pdf"], ("lessons", "pdf")),
        (["governance", "--as=pdf"], ("lessons", "pdf")),
    ],
)
def test_what_makes_a_pdf_is_installed_when_somebody_wants_one(options, needs, monkeypatch, capsys):
    def stop(_: Path, wanted: tuple[str, ...]) -> None:
        raise KitError(f"{wanted}")

    monkeypatch.setattr("kit.base.environment.ready", stop)
    assert main(["lesson-file", *options]) == 1
    assert capsys.readouterr().err == f"{needs}\n"


def test_what_makes_a_pdf_is_pinned_as_the_tests_have_it():
    both = [pins((ROOT / NEEDS[need]).read_text("utf-8")) for need in ("pdf", "tests")]
    assert "weasyprint" in both[0] and both[0].items() <= both[1].items()


@posix_only
def test_a_kit_that_was_moved_is_installed_again_where_it_is_now(folder, machine):
    ready(folder)
    moved = folder.rename(folder.with_name("elsewhere"))
    ready(moved)
    assert asked(machine) == ["venv", "pip", "pip"]


@posix_only
@pytest.mark.parametrize("loss", ["bin/python", "pyvenv.cfg", "lib"])
def test_a_broken_environment_is_made_anew(folder, machine, loss):
    ready(folder)
    lost = folder / ".venv" / loss
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    ready(folder)
    assert asked(machine)[:4] == ["venv", "pip", "venv", "pip"]
    assert version_of(python_of(folder / ".venv"))


@posix_only
def test_a_set_up_that_broke_off_goes_on_at_the_next_start(folder, machine, monkeypatch):
    monkeypatch.setenv("UV_TROUBLE", "the lights went out")
    monkeypatch.setenv("PIP_TROUBLE", "and here too")
    with pytest.raises(KitError, match="and here too"):
        ready(folder)
    monkeypatch.delenv("UV_TROUBLE")
    machine.write_text("")
    ready(folder)
    assert asked(machine) == ["pip"]


@posix_only
def test_a_folder_name_with_spaces_and_accents_works(folder, machine):
    python = ready(folder)
    answer = subprocess.run([python, "-c", "import sys; print(ascii(sys.prefix))"], capture_output=True, text=True)
    assert answer.stdout.strip() == ascii(str(folder / ".venv"))


@posix_only
def test_pip_installs_where_uv_finds_no_way(folder, machine, monkeypatch):
    monkeypatch.setenv("UV_TROUBLE", "invalid peer certificate")
    ready(folder)
    assert machine.read_text().splitlines()[-1] == "pip install -r requirements.txt"


@posix_only
def test_two_starts_at_once_set_up_once(folder, machine, capsys):
    starts = [threading.Thread(target=ready, args=(folder,)) for _ in range(2)]
    with one_at_a_time(folder):
        for start in starts:
            start.start()
        time.sleep(0.2)
        assert not asked(machine)
    for start in starts:
        start.join(timeout=60)
    assert asked(machine) == ["venv", "pip"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("error: Failed to fetch: `https://example.org/`\n  dns error: failed to lookup address", OFFLINE),
        ("NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused", OFFLINE),
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("There is not enough space on the disk. (os error 112)", "The disk is full"),
        ("Error: [Errno 30] Read-only file system: '/srv/kit/.venv'", "lessons cannot be written to"),
        ("failed to create directory: Permission denied (os error 13)", "lessons cannot be written to"),
        ("/usr/bin/python3: No module named venv", NO_VENV),
        ("PermissionError: [WinError 5] Zugriff verweigert: 'C:\\\\x'", "lessons cannot be written to"),
        ("failed to rename: Acceso denegado. (os error 5)", "lessons cannot be written to"),
        ("SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] unable to get local issuer')", "Something between"),
        ("error sending request\n  invalid peer certificate: UnknownIssuer", "Something between"),
        ("CERTIFICATE_VERIFY_FAILED: certificate is not yet valid (_ssl.c:1007)", "A certificate is not valid today"),
        ("invalid peer certificate: Expired: certificate expired", "A certificate is not valid today"),
        ("OSError('Tunnel connection failed: 407 Proxy Authentication Required')", "A proxy asks"),
        ("failed to hardlink file: (os error 396)", "OneDrive keeps lessons"),
        ("FileNotFoundError: [WinError 206] Der Dateiname ist zu lang", "Windows takes no path this long"),
        ("[WinError 32] Der Prozess kann nicht zugreifen", "Another program holds a file"),
        ("OSError: [WinError 4551] Anwendungssteuerungsrichtlinie", "This Windows lets only programs run"),
        (r"Unable to copy 'C:\Program Files\WindowsApps\Python\python.exe'", "The Python of Microsoft's Store"),
        ("OSError: [WinError 1920] Auf die Datei kann nicht zugegriffen werden", "The Python of Microsoft's Store"),
        ("error: Failed to fetch: `x`\n  HTTP status client error (403 Forbidden) for url", "Whoever looks after"),
        ("ERROR: HTTP error 403 while getting https://example.org/x.whl", "Whoever looks after"),
        ("ERROR: No matching distribution found for pandas==3.1.1", "Some package is not made for"),
        ("Connection refused\nERROR: No matching distribution found for pandas", OFFLINE),
        ("OSError: [Errno 122] Das Kontingent ist erschöpft", "The disk is full, or your part"),
        ("[WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung", "The disk is full"),
        ("Can't connect to HTTPS URL because the SSL module is not available.", "This Python cannot reach"),
        ("invalid peer certificate: certificate not valid for name", "Something between"),
        ("tunnel error: proxy authorization required", "A proxy asks"),
        ("ProxyError('Cannot connect to proxy.', timeout('timed out'))", "The proxy that this computer"),
        ("tunnel error: failed to create underlying connection", "The proxy that this computer"),
        ("SSLError(1, '[SSL: WRONG_VERSION_NUMBER] wrong version number')", "The proxy that this computer"),
        ("HINT: this system does not have Windows Long Path support enabled", "Windows takes no path this long"),
        ("OSError: [WinError 362] Der Clouddateianbieter wird nicht ausgeführt", "OneDrive keeps lessons"),
        ("os error 1224", "Another program holds a file"),
        ("[WinError 225] Der Vorgang wurde nicht abgeschlossen, da die Datei einen Virus enthält", "The virus scanner"),
        ("[WinError 10061] Es konnte keine Verbindung hergestellt werden", OFFLINE),
        ("tcp connect error: Ein Verbindungsversuch ist fehlgeschlagen (os error 10060)", OFFLINE),
        ("Host unbekannt. (os error 11001)", OFFLINE),
        ("[Errno 111] Verbindungsaufbau abgelehnt", OFFLINE),
        ("[Errno 8] nodename nor servname provided, or not known", OFFLINE),
        ("ERROR: HTTP error 429 while getting https://example.org/x.whl", "The place that the packages come from"),
        ("HTTP status server error (503 Service Unavailable) for url", "The place that the packages come from"),
        ("ERROR: Could not find a version that satisfies the requirement x==3", "Some package is not made for"),
        ("error: Microsoft Visual C++ 14.0 or greater is required.", "Some package is not made for"),
    ],
)
def test_every_known_trouble_is_said_in_one_sentence(said, sentence):
    explanation = explain(said, Path("lessons"))
    assert explanation.startswith(sentence)
    assert explanation.endswith(".")
    assert "\n" not in explanation


def test_an_unknown_trouble_shows_the_last_that_was_said():
    said = "\n".join(f"line {number}" for number in range(100))
    assert explain(said, ROOT).splitlines()[0] == "line 92"
    assert explain(said, ROOT).splitlines()[-1].startswith("The kit could not be set up")


@posix_only
@pytest.mark.parametrize("said", ["No space left on device (os error 28)", "Read-only file system (os error 30)"])
def test_the_first_cause_is_told_when_pip_is_missing_too(folder, machine, monkeypatch, tmp_path, said):
    monkeypatch.setenv("UV_TROUBLE", said)
    for module in ("pip", "ensurepip"):
        (tmp_path / "modules" / f"{module}.py").write_text("raise ImportError('No module named ensurepip')")
    with pytest.raises(KitError, match=re.escape(explain(said, folder))):
        ready(folder)


@posix_only
def test_without_a_venv_module_and_uv_it_says_what_to_install(folder, machine, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    (tmp_path / "modules/venv.py").write_text("raise ModuleNotFoundError(\"No module named 'venv'\")")
    with pytest.raises(KitError, match="sudo apt install python3-venv"):
        ready(folder)


@posix_only
@pytest.mark.parametrize("what", ["a file", "a link to nothing", "a link to a folder"])
def test_what_stands_in_the_place_of_the_environment_gives_way_and_is_kept(folder, machine, tmp_path, what):
    if what == "a file":
        (folder / ".venv").write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        (folder / ".venv").symlink_to(tmp_path / ("elsewhere" if "folder" in what else "nowhere"))
    assert version_of(ready(folder))
    assert not (folder / ".venv").is_symlink()
    kept = folder / ".venv-kept"
    assert kept.read_text() == "mine" if what == "a file" else kept.is_symlink()


@posix_only
@pytest.mark.parametrize("stamp", ["bytes", "a folder"])
def test_a_stamp_that_is_no_text_is_taken_for_none(folder, machine, stamp):
    ready(folder)
    path = folder / ".venv" / "lessons.stamp"
    path.unlink()
    path.mkdir() if stamp == "a folder" else path.write_bytes(b"\xff\xfe\x00")
    ready(folder)
    assert asked(machine) == ["venv", "pip", "pip"] and path.is_file()


@posix_only
def test_a_package_that_is_gone_is_put_back(folder, machine):
    ready(folder)
    (site,) = (folder / ".venv").glob("lib/python*/site-packages")
    (site / "never_made").mkdir()
    (folder / ".venv" / "lessons.stamp").unlink()
    ready(folder)
    machine.write_text("")
    ready(folder)
    assert not asked(machine)
    shutil.rmtree(site / "never_made")
    ready(folder)
    assert asked(machine) == ["venv", "pip"]


@pytest.mark.parametrize("name", ["PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONHOME"])
def test_no_step_is_led_out_of_the_environment(monkeypatch, name):
    monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror/simple")
    assert name not in installer.surroundings() and "PIP_INDEX_URL" in installer.surroundings()


def test_pips_file_of_settings_leads_nowhere_else_either():
    config = "global.target='/opt/all'\nglobal.index-url='https://mirror/simple'\ninstall.user='true'"
    assert installer.pip_settings(config) == {
        "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "https://mirror/simple",
    }  # fmt: skip
    assert installer.pip_settings("global.index-url='https://mirror/simple'") == {}


@pytest.mark.parametrize("place", ["kit", "kit/__main__.py"])
def test_the_folder_of_the_kit_can_be_run_as_it_is(place, tmp_path):
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, str(ROOT / place), "--help"]
    answer = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True)
    assert answer.stdout.startswith("python -m kit [command]"), answer.stderr


@pytest.mark.parametrize("here", [".", "notebooks", "notebooks/teacher", "notebooks/es"])
def test_a_relative_folder_of_answers_is_the_same_from_everywhere(monkeypatch, here):
    monkeypatch.setenv("KIT_ANSWERS", "mine")
    monkeypatch.chdir(ROOT / here)
    assert answers_folder() == ROOT / "mine"


def test_answers_of_a_person_whom_nobody_knows_are_refused_in_a_sentence(monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", "~nosuchuser/x")
    with pytest.raises(KitError, match="knows no such person's folder"):
        answers_folder()


@posix_only
def test_a_failed_start_prints_its_sentence_and_no_traceback(folder, machine, monkeypatch):
    for program in ("UV", "PIP"):
        monkeypatch.setenv(f"{program}_TROUBLE", "Failed to establish a new connection")
    start = subprocess.run([sys.executable, "-m", "kit"], cwd=folder, capture_output=True, text=True)
    assert start.returncode == 1
    assert start.stderr == OFFLINE + "\n"


@posix_only
def test_ctrl_c_stops_the_set_up_with_one_sentence(folder, machine, monkeypatch):
    monkeypatch.setenv("UV_SLEEP", "30")
    # a shell's background job is deaf to Ctrl-C, and so would be what it starts
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    start = subprocess.Popen([sys.executable, "-m", "kit"], cwd=folder, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, heard)
    while "pip" not in asked(machine):
        time.sleep(0.05)
    start.send_signal(signal.SIGINT)
    assert start.communicate(timeout=20)[1].strip() == "Stopped; the same command goes on from here."
    assert start.returncode == 130


def install_by_hand(root: Path, site: Path) -> None:
    """Write what `pip install -e root` leaves in a site-packages folder."""
    record = site / "stand_in-1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: stand-in\nVersion: 1.0\n")
    (record / "direct_url.json").write_text(f'{{"url": "{root.resolve().as_uri()}"}}')


def test_a_python_that_has_everything_is_used_as_it_is(folder, tmp_path, monkeypatch):
    (folder / "requirements.txt").write_text(f"-e .\npytest=={metadata.version('pytest')}\n")
    install_by_hand(folder, tmp_path / "site")
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert ready(folder) == Path(sys.executable)
    assert not (folder / ".venv").exists()


def test_a_python_with_other_versions_or_without_the_kit_does_not_have_everything(folder, monkeypatch):
    installed = f"pytest=={metadata.version('pytest')}\n"
    (folder / "requirements.txt").write_text(installed)
    install_by_hand(folder, folder)
    monkeypatch.syspath_prepend(folder)
    assert not has_all(folder, ("lessons",)), "what lies in the kit's own folder is not installed"
    (folder / "requirements.txt").write_text("pytest==0.0\n")
    assert not has_all(folder, ("lessons",))


def test_uv_goes_where_pip_was_told_to_go():
    config = (
        "global.cert='school.pem'\nglobal.index-url='https://mirror/simple'\nglobal.find-links='a\\nb'\nglobal.user='1'"
    )
    expected = {"SSL_CERT_FILE": "school.pem", "UV_DEFAULT_INDEX": "https://mirror/simple", "UV_FIND_LINKS": "a,b"}
    assert uv_settings(config) == expected


def test_windows_has_its_python_in_scripts():
    assert python_of(Path("C:/kit/.venv"), windows=True).as_posix() == "C:/kit/.venv/Scripts/python.exe"
    assert python_of(Path("kit/.venv"), windows=False).as_posix() == "kit/.venv/bin/python"


def test_jupyterlab_opens_the_first_page_asks_no_network_and_takes_the_learners_options():
    arguments = lab(["--no-browser", "--port", "9999"], superuser=False)
    assert "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb" in arguments
    assert {"--LabApp.news_url=None", "--LabApp.extension_manager=readonly"} < set(arguments)
    assert arguments[-3:] == ["--no-browser", "--port", "9999"]
    assert "--allow-root" not in arguments
    assert "--allow-root" in lab([], superuser=True)


def test_jupyterlab_still_knows_the_switches_that_keep_it_off_the_network():
    from jupyterlab import NeverCheckForUpdate
    from jupyterlab.extensions import MANAGERS
    from jupyterlab.labapp import LabApp

    traits = LabApp.class_traits()
    assert traits["news_url"].from_string("None") is None
    assert issubclass(NeverCheckForUpdate, traits["check_for_updates_class"].klass)
    assert "readonly" in MANAGERS


def test_options_without_a_command_are_jupyterlabs():
    assert understand([]) == ("open", [])
    assert understand(["--no-browser"]) == ("open", ["--no-browser"])
    assert understand(["test", "-k", "table"]) == ("test", ["-k", "table"])


def test_the_tests_run_in_one_go_and_pytests_options_come_last():
    apart = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    assert suite(["-x"]) == ["-m", "pytest", "--nbval", *apart, "-x"]


def test_an_unknown_command_gets_the_nearest_one_and_the_list(capsys):
    assert main(["tset"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("There is no command 'tset'; did you mean 'test'?")
    assert all(f"\n  {command} " in said for command in told()["commands"])
    assert "did you mean" not in unknown("xyzzy")


@pytest.mark.parametrize("question", ["--help", "-h", "help"])
def test_help_names_every_command(capsys, question):
    assert main([question]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {command} " in said for command in told()["commands"])
    assert max(map(len, said.splitlines())) <= 80


def test_a_python_that_is_too_old_is_told_which_one_it_needs():
    assert too_old((3, 8, 18)).startswith("The kit needs Python 3.11 or newer and this is 3.8.18")
    assert not too_old(OLDEST)
    assert not too_old(sys.version_info)


@pytest.mark.parametrize("file", ["__init__.py", "__main__.py", "base/paths.py", "base/jupyter/launch.py"])
def test_what_speaks_to_an_old_python_can_be_read_by_it(file):
    tree = ast.parse((ROOT / "kit" / file).read_text("utf-8"), feature_version=(3, 8))
    hinted = any(isinstance(node, ast.FunctionDef) and node.returns for node in ast.walk(tree))
    later = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
    assert later or not hinted, "hints such as list[str] would stop an old Python before it can speak"


@pytest.mark.parametrize("module", ["kit", "kit.__main__", "kit.base.environment", "kit.base.paths"])
def test_the_launcher_imports_nothing_but_the_standard_library_from_any_folder(module, tmp_path):
    count = f"import sys; before = set(sys.modules); import {module}; print(*set(sys.modules) - before)"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-c", count], cwd=tmp_path, env=surroundings, capture_output=True, text=True
    )
    packages = {name.split(".")[0] for name in answer.stdout.split()}
    assert "kit" in packages
    assert not packages - set(sys.stdlib_module_names) - {"kit"}
    if module == "kit":
        assert len(answer.stdout.split()) < 20


def test_the_pinned_lists_hold_what_pyproject_asks_for_once_and_name_no_host():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lessons, tests = ((ROOT / NEEDS[need]).read_text("utf-8") for need in ("lessons", "tests"))
    asked_for = project["dependencies"] + project["optional-dependencies"]["test"]
    names = {re.match(r"[\w.-]+", wish)[0].lower().replace("_", "-") for wish in asked_for}
    pinned = set(re.findall(r"^([\w.-]+)==", lessons + tests, re.MULTILINE))
    assert names <= pinned
    assert not pins(lessons).keys() & pins(tests).keys()
    assert lessons.splitlines()[2] == "-e ."
    assert "://" not in lessons + tests


def test_a_grader_s_own_answers_stay_out_of_a_notebook_that_nbgrader_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "grader"))
    monkeypatch.chdir(tmp_path)
    assert answers_folder() == tmp_path / "grader"
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert answers_folder() == tmp_path / "answers"
