"""The pages in Spanish and those that are there in German, worked by somebody who reads no English."""

import re

import pytest
from playwright.sync_api import expect

from kit.base.paths import notebooks_path
from tests.browser.looks import cut_off_at, work_everything

LEFT_ON_PURPOSE = re.compile("portugués|delante")  # the page on adapting shows what the mark looks like


FOUND = (path.relative_to(notebooks_path()) for to in ("es", "de") for path in notebooks_path(to).rglob("*.ipynb"))
PAGES = sorted(path.with_suffix("").as_posix() for path in FOUND)


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_of_a_page_is_left_in_english_and_nothing_is_cut_off(learner, page, name):
    learner.open(name)
    learner.run_all()
    work_everything(learner)
    seen = page.locator(".jp-Notebook").inner_text()
    lines = [line for line in seen.splitlines() if "[en]" in line or "≈ " in line]
    assert [line for line in lines if not LEFT_ON_PURPOSE.search(line)] == []
    assert cut_off_at(page, 640, 320) == []


def test_the_start_page_speaks_spanish_and_leads_to_every_lesson_and_back_to_english(learner, page):
    learner.open("es/00_start_here")
    learner.run_all()
    seen = "\n".join(one.inner_text() for one in page.locator(".kit-live").all())
    titles = page.locator(".kit-live .kit-progress tbody th").all_inner_texts()
    assert len(titles) == 13
    assert "[en]" not in seen
    expect(learner.step("first_guess").get_by_role("link", name="This page in English")).to_be_visible()
    expect(page.locator(".kit-live").first).to_have_attribute("lang", "es")
    assert not re.search(r"\b(Search|Choose|Follow|Dimension|Saved)\b", seen)
    chooser = learner.step("choose_case")
    chooser.get_by_label("Mi caso").select_option(label="Entre las columnas: Wikipedia")
    chooser.get_by_role("button", name="Seguir este caso").click()
    expect(chooser.get_by_text("Sigues Wikipedia.")).to_be_visible()
    learner.step("lessons").locator(".kit-live").get_by_role("link", name="Gobernanza").first.click()
    page.wait_for_function("document.title.includes('02_governance') || location.href.includes('02_governance')")
    expect(page.locator(".jp-Notebook:visible h1").first).to_contain_text("Gobernanza")


def test_every_step_of_the_lesson_is_worked_in_spanish_and_the_answers_are_the_same_in_english(learner):
    learner.open("es/02_governance")
    learner.run_all()
    predict = learner.step("predict")
    for number, name in enumerate(("Colectivismo", "Producción entre iguales", "Individualismo liberal")):
        predict.get_by_role("combobox").nth(number).select_option(label=name)
    predict.get_by_role("button", name="Comprobar mis parejas").click()
    expect(predict.get_by_text(re.compile(r"\d de 3 como en la tabla\. Guardado a las \d\d:\d\d\."))).to_be_visible()
    explore = learner.step("explore")
    explore.get_by_role("radio").nth(0).check()
    explore.get_by_role("button", name="Confirmar mi conjetura").click()
    explore.locator(".js-plotly-plot .main-svg").first.wait_for()
    explore.get_by_label("Miembros que caen").fill("4")
    expect(explore.get_by_text(re.compile("Caen 4 de 31 miembros"))).to_be_visible()
    check = learner.step("check")
    check.get_by_role("radio").nth(0).check()
    check.get_by_role("button", name="Comprobar mi respuesta").first.click()
    place = learner.step("place")
    place.get_by_role("slider").focus()
    learner.page.keyboard.press("ArrowLeft")
    expect(place.get_by_text(re.compile("Guardado a las")).first).to_be_visible()
    discuss = learner.step("discuss")
    discuss.get_by_role("textbox").first.fill("La junta decide, y nadie puede objetar.")
    expect(discuss.get_by_text(re.compile("Guardado a las")).first).to_be_visible()
    for name in ("recall", "predict", "compare", "explore", "check", "place", "discuss"):
        seen = learner.step(name).locator(".kit-live").inner_text()
        assert "[en]" not in seen, re.findall(r"\[en\].*", seen)[:3]
    learner.turn_to("02_governance")
    learner.run_all()
    expect(learner.step("predict").get_by_text(re.compile(r"\d of 3 as in the table"))).to_be_visible()
    expect(learner.step("discuss").get_by_role("textbox").first).to_have_value(
        "La junta decide, y nadie puede objetar."
    )
