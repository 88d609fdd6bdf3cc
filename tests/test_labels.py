"""The kit's own words in other languages: said whole, counted right, marked where nobody has translated them."""

import re
import shutil
from datetime import date

import pytest

from kit.adapt.commands import labels as main
from kit.adapt.make.label_catalogue import SPOKEN_BY, brought_up_to_date, known_language
from kit.adapt.make.label_catalogue import labels as labels_of_the_code
from kit.answers.keys import RECALL, STEPS
from kit.base import language, paths
from kit.base.catalogue import read_catalogue, read_words, sound
from kit.base.errors import ContentError, KitError
from kit.base.labels import known, listening, say, say_day, say_html, say_many, say_number, separators, translations
from kit.base.paths import data_path
from kit.content.pages import Page
from kit.learner.lesson.page import load_lesson
from kit.learner.start.page import load_start
from tests.forgetting import forget

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"

msgid "Cell {letter} belongs to"
msgstr "Ячейка {letter}"

msgid "{number} word"
msgid_plural "{number} words"
msgstr[0] "{number} слово"
msgstr[1] "{number} слова"
msgstr[2] "{number} слов"

msgid "Name & {place}"
msgstr "Имя <b> {place}"

msgid "Place"
msgstr "Найти место"

msgid "Other {braces}"
msgstr "Другие {скобки}"

#, fuzzy
msgid "Perhaps"
msgstr "Может быть"

msgid "Not ever"
msgstr ""
"""


@pytest.fixture
def russian(tmp_path, monkeypatch):
    """A kit whose labels are spoken in Russian, which has three forms for a number of things."""
    (tmp_path / "data/labels").mkdir(parents=True)
    shutil.copy(paths.data_path("table.csv"), tmp_path / "data/table.csv")
    (tmp_path / "data/labels/ru.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    forget()
    language.speak("ru")
    yield tmp_path / "data/labels/ru.po"
    forget()


def test_words_are_said_with_their_values_in_the_place_where_the_language_has_them(russian):
    assert say("Cell {letter} belongs to", letter="A") == "Ячейка A"


@pytest.mark.parametrize(("number", "told"), [(1, "1 слово"), (3, "3 слова"), (5, "5 слов"), (21, "21 слово")])
def test_a_number_of_things_takes_the_form_that_the_language_asks_for(russian, number, told):
    assert say_many("{number} word", "{number} words", number) == told


def test_html_in_a_translation_is_escaped_and_the_values_are_not(russian):
    assert say_html("Name & {place}", place="<i>x</i>") == "Имя &lt;b&gt; <i>x</i>"


@pytest.mark.parametrize("words", ["Other {braces}", "Perhaps", "Not ever", "Never heard of"])
def test_what_is_not_translated_or_not_for_sure_is_said_in_english_and_marked(russian, words):
    assert say(words) == f"[en] {words}"
    assert known(words) == words


def test_things_that_are_not_translated_are_counted_in_english_and_marked(russian):
    assert say_many("{number} cell", "{number} cells", 2) == "[en] 2 cells"


@pytest.mark.parametrize(
    ("heading", "cell"), [("5. Найти место", "#cell-id=c5"), ("5. Place", "#cell-id=c5"), ("5. Место", "")]
)
def test_a_step_is_linked_where_a_heading_names_it_in_the_language_of_the_page_or_in_english(russian, heading, cell):
    page = Page("governance", "Governance", "02_governance.ipynb", "Governance: who?", ((heading, "c5"),))
    assert page.link("place") == f"02_governance.ipynb{cell}"


def test_the_pages_own_code_is_given_what_it_has_to_say(russian):
    assert translations(["Not ever"]) == {"Not ever": "[en] Not ever"}
    language.speak("en")
    assert translations(["Not ever"]) == {}


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [(b"msgid 'open", r"ru\.po cannot be read as a catalogue \("), (b"\xff\xfe\x00", r"ru\.po, line 1, is not in")],
)
def test_a_file_that_is_no_catalogue_is_refused_in_a_sentence(russian, raw, sentence):
    russian.write_bytes(raw)
    forget()
    language.speak("ru")
    with pytest.raises(ContentError, match=sentence):
        say("Not ever")


def test_numbers_and_days_are_written_as_the_language_does():
    language.speak("es")
    assert say_number(1234567.891, 1) == "1.234.567,9"
    assert say_number(12500) == "12.500"
    assert say_day(date(2026, 11, 24)) == "24 de noviembre de 2026"
    assert separators() == ",."


def test_a_catalogue_is_brought_up_to_date_without_losing_what_was_translated(russian, capsys):
    main(["ru"])
    text = russian.read_text(encoding="utf-8")
    assert 'msgstr "Ячейка {letter}"' in text
    assert 'msgid "Check my match"\nmsgstr ""' in text
    assert '#~ msgid "Not ever"' in text or "Not ever" not in text
    assert "to be translated" in capsys.readouterr().out
    main(["ru"])
    assert russian.read_text(encoding="utf-8") == text


@pytest.fixture(scope="module")
def in_the_code() -> set:
    """Every label of the code, by its words."""
    return {message.id for message in labels_of_the_code()}


def test_no_version_of_babel_takes_anything_else_for_a_label(capsys):
    labels_of_the_code()
    assert capsys.readouterr() == ("", "")  # Babel 2.19 warns of an f-string between the brackets of what says a label
    named = re.compile(rf"\b(?:{'|'.join(SPOKEN_BY)})\[")  # and takes these brackets for those of a call
    assert [path for path in paths.PACKAGE.rglob("*.py") if named.search(path.read_text("utf-8"))] == []


def test_a_new_catalogue_holds_every_label_of_the_code(in_the_code):
    assert {message.id for message in brought_up_to_date("pt_BR", {})} == in_the_code


def test_no_catalogue_is_begun_for_a_language_that_there_is_not():
    with pytest.raises(KitError, match=r"'klingon' is no code of a language; allowed are such as es, de, pt_BR"):
        known_language("klingon")


def test_every_label_is_said_in_spanish(in_the_code):
    told = {message.id for message in read_catalogue(data_path("labels", "es.po")) if message.id and sound(message)}
    assert {words for words in in_the_code if words} - told == set()


ENGLISH = re.compile(r"\b(the|and|of|you|your|is|are|this|with|it|not|to|from)\b")
CITED = re.compile(r"<cite>.*?</cite>[^<]*|<p class=\"kit-source\">.*?</p>|<li>[^<]*\(\d{4}[^)]*\)\..*?<em>", re.DOTALL)


def texts_in(widget) -> list[str]:
    """Every text that a widget and those in it show, without what is cited in its own language."""
    mine = [getattr(widget, name, "") for name in ("description", "label", "legend", "value", "status", "unit")]
    lists = [str(getattr(widget, name, "")) for name in ("options", "rows", "columns")]
    words = [re.sub(r"<[^>]+>", " ", CITED.sub("", text)) for text in [*mine, *lists] if isinstance(text, str)]
    return words + [text for child in getattr(widget, "children", ()) for text in texts_in(child)]


WHOLE = {"es": "governance", "de": "core_principle"}  # a lesson that is all there in each language


@pytest.mark.parametrize("step", [RECALL, *STEPS])
@pytest.mark.parametrize("to", WHOLE)
def test_a_translated_lesson_says_nothing_in_english(to, step):
    shown = getattr(load_lesson(WHOLE[to], language=to), step)()
    english = [text for text in texts_in(shown) if len(ENGLISH.findall(text)) > 1 or "[en]" in text]
    assert english == []
    assert f'lang="{to}"' in shown.reading


@pytest.mark.parametrize("part", ["first_guess", "overview", "lessons", "choose_case", "your_data"])
@pytest.mark.parametrize("to", WHOLE)
def test_a_translated_start_page_says_nothing_in_english(to, part):
    shown = getattr(load_start(language=to), part)()
    told = [text for text in texts_in(shown) if "This page in English" not in text]
    assert [text for text in told if len(ENGLISH.findall(text)) > 1 or "[en]" in text] == []


def test_the_start_page_as_it_opens_takes_at_most_150_texts_in_a_new_language(answers):
    language.speak("de")
    with listening() as heard:
        page = load_start(language="de")
        for part in ("first_guess", "overview", "lessons", "choose_case", "your_data"):
            getattr(page, part)()
    files = {name: data_path(*name.split("/")) for name in ("pages/de/00_start_here.po", "de/table.po", "de/models.po")}
    texts = [entry for path in files.values() for entry in read_words(path).entries]
    own = [one for one in texts if not one.context.endswith(("strongest_case", "hardest_criticism"))]  # on other pages
    titles = [path for path in data_path("pages", "de").glob("[0-9]*.po") if path.name != "00_start_here.po"]
    assert 120 < len({*heard} & {*_known_labels()}) + len(own) + len(titles) <= 150


def _known_labels() -> list[str]:
    """Return the labels of the catalogue, by the words for one thing where there are several."""
    return [entry.words for entry in read_words(data_path("labels", "de.po")).entries]


def test_german_writes_numbers_and_days_as_it_does():
    language.speak("de")
    assert (say_number(12500), say_number(3.14159, 1), separators()) == ("12.500", "3,1", ",.")
    assert say_day(date(2009, 10, 31)) == "31. Oktober 2009"


def test_no_label_is_taken_for_a_format_of_python_by_programs_that_compile_catalogues():
    assert "python-format" not in paths.data_path("labels", "es.po").read_text(encoding="utf-8")


def _catalogue(folder, content: bytes):
    (folder / "labels").mkdir()
    (folder / "labels/es.po").write_bytes(content)
    return folder / "labels/es.po"


def test_a_catalogue_with_a_byte_order_mark_is_read(tmp_path):
    content = data_path("labels", "es.po").read_bytes()
    marked = read_catalogue(_catalogue(tmp_path, b"\xef\xbb\xbf" + content))
    assert len(marked) == len(read_catalogue(data_path("labels", "es.po")))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("ó".encode(), b"\xf3", r"es\.po, line \d+, is not in the letters .*0xf3.*Save the catalogue in UTF-8"),
        (b"# The kit's", "# The kit's".encode("utf-16"), r"es\.po, line 1, is not in the letters .*0xff"),
    ],
)
def test_a_catalogue_in_other_letters_is_named_with_the_remedy(tmp_path, old, new, sentence):
    content = data_path("labels", "es.po").read_bytes()
    assert old in content
    with pytest.raises(ContentError, match=sentence):
        read_catalogue(_catalogue(tmp_path, content.replace(old, new)))


def test_a_label_that_a_template_alone_says_is_found_there():
    places = [file for file, _ in labels_of_the_code()["Mark where it stands."].locations]
    assert places == ["kit/paper/templates/worksheet.html"]
