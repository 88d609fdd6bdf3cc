"""The files for a large class name what is there, fit each other and the page that explains them."""

import ast
import os
import re
import subprocess

import pytest
import yaml

from kit.base.paths import ROOT

DEPLOY = ROOT / "docs" / "deploy"
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text("utf-8"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
POSTGRES = list(yaml.safe_load_all((DEPLOY / "postgres.yaml").read_text("utf-8")))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
STAGES = dict(re.findall(r"^FROM (\S+) AS (\w+)$", DOCKERFILE, re.MULTILINE))
PAGES = [ROOT / "docs" / "large_class.md", ROOT / "docs" / "es" / "large_class.md"]
SETS_UP = VALUES["hub"]["extraConfig"]["kit"]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)


def snippets():
    return [SETS_UP, *re.findall(r'python -c "(.+)"', DOCKERFILE)]


def test_each_name_that_the_files_import_from_the_kit_is_there():
    imported = [node for code in snippets() for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imported if node.module.startswith("kit.")]
    assert len(ours) == 2
    for node in ours:
        tree = ast.parse((ROOT / f"{node.module.replace('.', '/')}.py").read_text("utf-8"))
        defined = {getattr(one, "name", "") for one in tree.body} | {
            name.id for one in tree.body if isinstance(one, ast.Assign) for name in one.targets
        }
        assert {one.name for one in node.names} <= defined


def test_each_file_that_an_image_is_built_from_is_there_and_let_in():
    let_in = set(re.findall(r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\S*requirements\.txt", DOCKERFILE)) | {"kit/__init__.py", "notebooks/00_start_here.ipynb"}
    for name in named | let_in:
        assert (ROOT / name).exists() and name.partition("/")[0] in let_in
    assert "answers" not in let_in and not any(name.startswith(".") for name in let_in)


def test_what_a_container_runs_is_a_module_of_the_kit():
    modules = re.findall(r'"-m", "(kit\.[\w.]+)"', DOCKERFILE)
    assert modules and all((ROOT / f"{one.replace('.', '/')}.py").is_file() for one in modules)


def test_compose_builds_a_stage_that_the_dockerfile_has():
    build = COMPOSE["services"]["hub"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file() and build["target"] in STAGES.values()


def test_the_kit_reads_each_variable_that_the_files_set_for_it():
    read = "".join(path.read_text("utf-8") for path in (ROOT / "kit").rglob("*.py"))
    given = {*COMPOSE["services"]["hub"]["environment"], *VALUES["singleuser"]["extraEnv"]}
    given |= set(re.findall(r"ENV (\w+)=", DOCKERFILE))
    assert {"KIT_DATABASE", "KIT_ANSWERS", "KIT_HUB"} <= given
    assert all(f'"{name}"' in read for name in given)


def test_every_volume_of_compose_is_used_and_every_password_asked_for():
    mounts = [mount.partition(":")[0] for one in COMPOSE["services"].values() for mount in one["volumes"]]
    assert sorted(mounts) == sorted(COMPOSE["volumes"])
    variables = re.findall(r"\$\{(\w+)(:\?)?", (DEPLOY / "compose.yaml").read_text("utf-8"))
    assert set(variables) == {("CLASS_PASSWORD", ":?"), ("TEACHER_PASSWORD", ":?")}


def test_learners_servers_are_let_through_to_the_port_of_the_class():
    (port,) = set(map(int, re.findall(r"http://hub:(\d+)", SETS_UP)))
    hub, learner = VALUES["hub"], VALUES["singleuser"]
    assert [one["port"] for one in hub["service"]["extraPorts"]] == [port]
    for policy in (hub["networkPolicy"]["ingress"], learner["networkPolicy"]["egress"]):
        assert [one["port"] for rule in policy for one in rule["ports"]] == [port]


@pytest.mark.skipif(os.name == "nt", reason="a container has sh and tar")
def test_a_server_that_starts_brings_the_notebooks_and_keeps_what_a_learner_has_changed(tmp_path):
    image, home = tmp_path / "image", tmp_path / "home"
    for folder, words in ((image, "new"), (home, "mine")):
        (folder / "notebooks").mkdir(parents=True)
        (folder / "notebooks" / "a.ipynb").write_text(words)
    (image / "notebooks" / "b.ipynb").write_text("new")
    assert '"KIT_PAGES": pages' in SETS_UP
    command = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"]
    for _ in range(2):  # each start of a learner's server
        subprocess.run(command, check=True, env={**os.environ, "KIT_PAGES": str(image), "HOME": str(home)})
    assert [(home / "notebooks" / name).read_text() for name in ("a.ipynb", "b.ipynb")] == ["mine", "new"]


def test_the_page_that_a_server_opens_is_among_those_that_learners_get():
    page = VALUES["singleuser"]["defaultUrl"].removeprefix("/lab/tree/")
    assert (ROOT / page).is_file() and "student_copy(Path('/srv/learner'))" in DOCKERFILE and "/srv/learner" in SETS_UP


@each_page
def test_the_secret_that_the_page_makes_has_the_keys_that_are_read(page):
    said = page.read_text("utf-8")
    made = set(re.findall(r"--from-literal=([\w.]+)=", said))
    text = "".join((DEPLOY / name).read_text("utf-8") for name in ("values.yaml", "postgres.yaml"))
    assert made == set(re.findall(r"name: kit-class, key: ([\w.]+)", text))
    assert VALUES["hub"]["existingSecret"] == "kit-class" and "create secret generic kit-class" in said


@each_page
def test_the_page_reckons_with_the_memory_and_the_placeholders_of_the_values(page):
    text, learner = page.read_text("utf-8"), VALUES["singleuser"]
    mebibytes = int(learner["memory"]["guarantee"].removesuffix("M"))
    assert f"300 x {mebibytes} MiB = {300 * mebibytes // 1024} GiB" in text
    assert f"--replicas {VALUES['scheduling']['userPlaceholder']['replicas']}`" in text
    assert f"`{learner['memory']['limit']}`" in text and str(learner["cpu"]["guarantee"]) in text.replace(",", ".")


@each_page
def test_the_chart_that_the_page_names_is_the_one_that_the_images_are_built_on(page):
    (chart,) = re.findall(r"^ARG CHART=(\S+)$", DOCKERFILE, re.MULTILINE)
    assert f"--version {chart}" in page.read_text("utf-8")
    assert f"JupyterHub {chart}" in (DEPLOY / "values.yaml").read_text("utf-8")


def test_the_database_in_the_cluster_is_the_one_that_the_hub_asks():
    service, _, database, policy = POSTGRES
    host = re.search(r"@([\w-]+)/hub$", VALUES["hub"]["db"]["url"])[1]
    labels = database["spec"]["template"]["metadata"]["labels"]
    assert service["metadata"]["name"] == host == database["spec"]["serviceName"]
    assert service["spec"]["selector"] == labels == policy["spec"]["podSelector"]["matchLabels"]
