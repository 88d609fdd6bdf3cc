"""A table that is not this one, and this one with a fourth column, each worked in a real browser."""

import csv
import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kit.adapt.make.new_table import new_table
from kit.adapt.page.page import add_column
from kit.base.paths import ROOT
from kit.content.course import Models
from kit.content.lesson import MARK
from kit.content.yaml_reader import read_form
from tests.browser.conftest import Lab, Learner
from tests.test_new_table import check

MODELS = ("Utilitarianism (Mill)", "Justice as Fairness (Rawls)", "Entitlement (Nozick)")
RULES = ("Core Question", "Equality", "Liberty", "Property", "Desert", "The Worst Off", "Borders", "Limits")
SHOTS = os.environ.get("KIT_SHOTS")  # a folder for pictures to look at
COLUMN = "- id: guild\n  title: Guilds (Cole)\n  name: Guilds\n"
GUILD_CELL = """\
  guild:
    meaning: {}
    strongest_case: {}
    hard_question: {}
    counterexample:
      case: A guild.
      why: It closed its doors.
      source: ostrom_1990
"""


def written(folder: Path) -> Path:
    """A table of 8 rules by 3 theories, made into a kit, with a text of one lesson written."""
    path = folder / "justice.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Rule", *MODELS], *([rule, *_cells(rule)] for rule in RULES)])
    new_table(path, folder / "kit")
    lesson = folder / "kit" / "data" / "lessons" / "equality.yaml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace(f"'{MARK}: a question with one right answer.'", "Who counts for one?"), "utf-8")
    return folder / "kit"


def _cells(rule: str) -> list[str]:
    return [f"{rule}: what makes the sum largest", f"{rule}: what all would choose", f"{rule}: what was justly got"]


def with_a_fourth_column(folder: Path) -> Path:
    """This kit as an adapter leaves it: a column in the table, a block in the models, a cell in a lesson."""
    for part in ("kit", "data", "notebooks"):
        shutil.copytree(
            ROOT / part,
            folder / "kit" / part,
            ignore=shutil.ignore_patterns("__pycache__", "es", "es.po", "de", "de.po", "ar", "ar.po"),
        )
    kit = folder / "kit"
    add_column(kit, COLUMN, "", {"governance": "Elected guilds, each ruling its own trade"})
    table = (kit / "data" / "table.csv").read_text(encoding="utf-8")
    (kit / "data" / "table.csv").write_text(table.replace(f"{MARK}: this cell", "What a guild would say"), "utf-8")
    lesson = kit / "data" / "lessons" / "governance.yaml"
    words = [" ".join(f"{part}{number}" for number in range(45)) for part in ("guild", "trade", "craft")]
    text = lesson.read_text(encoding="utf-8").replace("\ncells:\n", "\ncells:\n" + GUILD_CELL.format(*words), 1)
    lesson.write_text(text, encoding="utf-8")
    return kit


@pytest.fixture(scope="module", params=[written, with_a_fourth_column], ids=["another table", "a fourth column"])
def kit(request, tmp_path_factory) -> Path:
    return request.param(tmp_path_factory.mktemp("adapted"))


@pytest.fixture(scope="module")
def lab(kit, tmp_path_factory, outside):
    running = Lab(tmp_path_factory.mktemp("their class"), outside, kit)
    yield running
    running.stop()


def models_in(kit: Path) -> list[str]:
    """The short names of the models, as the steps call them."""
    return [model.name for model in read_form(kit / "data" / "models.yaml", Models).models]


def match(learner: Learner) -> None:
    predict = learner.step("predict")
    for place in range(predict.get_by_role("combobox").count()):
        predict.get_by_role("combobox").nth(place).select_option(index=place + 1)
    predict.get_by_role("button", name="Check my match").click()
    expect(predict).to_contain_text("as in the table.")


def place(learner: Learner, models: int) -> None:
    slider = learner.step("place").get_by_role("slider").first
    slider.focus()
    for _ in range(4):
        learner.page.keyboard.press("ArrowUp" if models == 3 else "ArrowRight")
    learner.step("place").get_by_role("textbox", name="Why there?").press_sequentially("It votes.")
    expect(learner.step("place").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)


def shoot(learner: Learner, name: str) -> None:
    """Take pictures, light and dark, wide and narrow, where somebody asked for them."""
    if not SHOTS:
        return
    learner.page.keyboard.press("Escape")
    learner.page.keyboard.press("Control+b")  # away with the list of files
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        learner.menu("Settings", "Theme", theme)
        for width in (1280, 400):
            learner.page.set_viewport_size({"width": width, "height": 1000})
            learner.page.wait_for_timeout(600)
            for step in learner.page.locator(".kit-live").all():
                step.scroll_into_view_if_needed()
                label = f"{name}-{theme[-5:].strip()}-{width}-{step.evaluate('one => one.innerText.slice(0, 18)')}"
                step.screenshot(path=f"{SHOTS}/{re.sub(r'[^A-Za-z0-9-]+', '_', label)}.png")
        learner.page.set_viewport_size({"width": 1280, "height": 1000})


def test_the_kit_is_sound(kit):
    assert "\nSound: " in check(kit)


def test_the_start_page_shows_every_model_and_every_lesson(learner, kit):
    learner.open("00_start_here")
    learner.run_all()
    overview = learner.step("overview").locator(".kit-live")
    expect(overview.locator("thead th")).to_have_count(1 + len(models_in(kit)))
    expect(overview).to_contain_text(f"All {len(models_in(kit))}")
    lessons = len(list((kit / "data" / "lessons").glob("*.yaml")))
    expect(learner.step("lessons").locator(".kit-live tbody tr")).to_have_count(lessons)
    shoot(learner, f"start-{len(models_in(kit))}")


def test_a_lesson_is_worked_and_the_answers_come_back(learner, kit):
    models = models_in(kit)
    learner.open("02_governance" if len(models) == 4 else "02_equality")
    learner.run_all()
    compare = learner.step("compare").locator(".kit-live")
    compare.get_by_label("Model 1").select_option(label=models[-2])
    expect(compare.locator(".kit-card h3").first).to_contain_text(models[-2])
    match(learner)
    if len(models) == 4:
        learner.guess()
        check = learner.step("check")
        check.get_by_role("radio").first.check()
        check.get_by_role("button", name="Check my answer").first.click()
        box = learner.step("discuss").get_by_role("textbox").first
        box.press_sequentially("Nobody asked us.")
        expect(learner.step("discuss").get_by_role("status").filter(has_text="Saved ")).to_have_count(1)
    else:  # nobody has written these yet
        expect(learner.step("explore").locator(".js-plotly-plot .main-svg").first).to_be_visible()
        for name in ("check", "discuss"):
            expect(learner.step(name).locator(".kit-live")).to_contain_text("This step is not written yet")
    place(learner, len(models))
    learner.step("place").get_by_role("button", name="Compare with other cases").click()
    for model in models:
        expect(learner.step("place").locator(".kit-live .kit-summary")).to_contain_text(model)
    shoot(learner, f"lesson-{len(models)}")
    learner.restart_and_run_all()
    expect(learner.step("predict")).to_contain_text("as in the table.")
    expect(learner.step("explore").locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(learner.step("place").get_by_role("textbox", name="Why there?")).to_have_value("It votes.")
    if len(models) == 4:
        expect(learner.step("check").get_by_role("radio").first).to_be_checked()
        expect(learner.step("discuss").get_by_role("textbox").first).to_have_value("Nobody asked us.")


def test_the_page_on_adapting_takes_a_change_and_a_slip(learner, tmp_path):
    learner.open("teacher/adapt")
    learner.run_all()
    copy = learner.step("copy")
    copy.get_by_label("Folder of the copy").fill(str(tmp_path / "copy"))
    copy.get_by_role("button", name="Make the copy").click()
    expect(copy).to_contain_text("The copy is in")
    words = learner.step("words")
    words.get_by_label("What to change").select_option(label="A prompt")
    expect(words.get_by_role("textbox", name="data/lessons/")).to_be_visible()  # until then the cell's buttons are here
    words.get_by_role("button", name="Make a slip").click()
    expect(words).to_contain_text("did you mean")
    words.get_by_role("button", name="Take it back").click()
    expect(words.locator(".kit-live")).to_contain_text("python -m kit check: Sound.")
    presses = {"order": "Put them in this order", "column": "Add the column", "table": "Make its kit"}
    for step, button in presses.items():
        learner.step(step).get_by_role("button", name=button).click()
        expect(learner.step(step).locator(".kit-live")).to_contain_text("python -m kit check:")
    learner.step("lesson").get_by_role("button", name="Add the row and its lesson").click()
    expect(learner.step("lesson").locator(".kit-live")).to_contain_text("Made, with TO WRITE")
    shoot(learner, "adapt")
