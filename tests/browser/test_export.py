"""Questions in QTI 3.0 in a real player: each option is chosen, and its reply read on the page."""

import pytest

from kit.paper.questions import Bank, Chapter, Question, qti_files
from tests.node_readers import fetched
from tests.test_export import all_of, hostile

SHOW = """async (xml) => {
  document.body.innerHTML = "<qti-item><item-container></item-container></qti-item>";
  const container = document.querySelector("item-container");
  await container.updateComplete;
  container.itemXML = xml;
  const item = () => container.shadowRoot?.querySelector("qti-assessment-item");
  for (let tries = 0; tries < 500 && !item(); tries++) await new Promise((done) => setTimeout(done, 10));
  window.item = item();
  await window.item.updateComplete;
}"""
ANSWER = """async () => {
  item.processResponse();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return item.variables.find((one) => one.identifier === "SCORE")?.value ?? null;
}"""
# a reply is on the page when it takes up room there; its words stand in the element that is its child
SEEN = """() => [...item.querySelectorAll("qti-feedback-block")]
  .filter((one) => [...one.querySelectorAll("p")].some((p) => p.checkVisibility() && p.getBoundingClientRect().height))
  .map((one) => one.textContent.trim())"""


@pytest.fixture(scope="module")
def player(browser, tmp_path_factory):
    """A page with the player; whatever a script of it throws, the tests throw."""
    modules = fetched("@citolab/qti-components@7.27.4", tmp_path_factory.mktemp("npm"))
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<!doctype html><title>player</title><body></body>")
    page.add_script_tag(path=modules / "@citolab/qti-components/cdn/index.global.js")
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    context.close()
    assert not thrown


def each_reply(page, one: Question, xml: str) -> list[tuple[list[str], object]]:
    """Choose each option in turn, and return the replies that are seen then, and the score."""
    page.evaluate(SHOW, xml)
    assert page.evaluate(SEEN) == [], "no reply before an answer"
    told = []
    for number, option in enumerate(one.choices):
        choice = page.locator("qti-simple-choice").nth(number)
        assert " ".join(option.text.split()) in " ".join(choice.text_content().split())
        choice.click()
        score = page.evaluate(ANSWER)
        told.append(([" ".join(words.split()) for words in page.evaluate(SEEN)], score))
    return told


def expected(one: Question) -> list[tuple[list[str], object]]:
    scores = [str(int(option.right)) if one.has_key else None for option in one.choices]
    said = [" ".join(option.feedback.replace("\x08", "").split()) for option in one.choices]
    return [([words], score) for words, score in zip(said, scores, strict=True)]


@pytest.mark.parametrize("language", [None, "es"])
def test_every_option_is_answered_on_the_page(player, language):
    asked = all_of(language)
    files = qti_files(asked, "qti3")
    for one in asked.questions:
        told = each_reply(player, one, files[f"items/{one.id}.xml"])
        assert [(words, score and str(score)) for words, score in told] == expected(one), one.id


def test_a_match_has_its_cells_and_models_and_takes_the_right_answer(player):
    asked = all_of("es")
    match = next(one for one in asked.questions if one.pairs)
    player.evaluate(SHOW, qti_files(asked, "qti3")[f"items/{match.id}.xml"])
    shown = player.locator("qti-simple-associable-choice").all_text_contents()
    assert [words.strip() for words in shown] == [one.cell for one in match.pairs] + [one.name for one in match.models]
    right = [f"cell.{pair.id} {pair.id}" for pair in match.pairs]
    player.evaluate("answer => item.updateResponseVariable('RESPONSE', answer)", right)
    assert str(player.evaluate(ANSWER)) == "1"
    player.evaluate("answer => item.updateResponseVariable('RESPONSE', answer)", right[:2])
    assert str(player.evaluate(ANSWER)) == "0"


def test_words_that_look_like_markup_are_words_on_the_page(player):
    plain = [
        one._replace(choices=[option for option in one.choices if option.id != "2c"]) for one in hostile().questions[:2]
    ]
    asked = Bank("x", "en", [Chapter("x", "x", plain)])
    for one, (path, xml) in zip(plain, list(qti_files(asked, "qti3").items())[2:], strict=True):
        told = each_reply(player, one._replace(choices=[_clean(option) for option in one.choices]), xml)
        assert [words for words, _ in told] == [words for words, _ in expected(one)], path
        assert not player.locator("qti-assessment-item b").count()


def _clean(option):
    return type(option)(id=option.id, text=option.text.replace("\x08", ""), feedback=option.feedback)
