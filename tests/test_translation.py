"""A translation lies beside its original: laid over it, marked where it is silent, refused where it does not fit."""

import json
import shutil
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location

import pandas as pd
import pytest

from kit import explorables
from kit.adapt.check.all import settings_of
from kit.adapt.check.languages import check_translations, notes_on_translations
from kit.base import language, paths
from kit.base.catalogue import read_words
from kit.base.errors import ContentError, KitError
from kit.content.course import Models, load_models
from kit.content.facts import facts_at_home, load_facts, read_facts
from kit.content.lesson_form import LessonContent, load_content
from kit.content.page_translation import Pages
from kit.content.pages import lessons_of
from kit.content.schema import FORMS
from kit.content.table import dimension_id, dimensions_of, find_dimension, load_table
from kit.content.translation import Text, in_translation, texts_in, texts_in_table
from kit.content.yaml_reader import hold, read_plain
from kit.explorables import example_institutions, load_explorable
from kit.explorables.global_strategy import members
from kit.learner.lesson.page import load_lesson
from kit.paper import commands
from tests.forgetting import forget

ORIGINALS = [
    (path, form)
    for name, (form, files) in FORMS.items()
    if name not in ("sources", "word_coding", "figure", "run_sheet")
    for path in sorted(paths.data_path().glob(files))
]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the kit's data to translate into Esperanto, of which nothing is there but a catalogue."""
    folder = tmp_path / "data"
    shutil.copytree(
        paths.data_path(), folder, ignore=shutil.ignore_patterns("es", "es.po", "de", "de.po", "ar", "ar.po", "pages")
    )
    (folder / "labels").mkdir(exist_ok=True)
    write(folder / "labels/eo.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    forget()
    yield folder
    forget()


def write(path, words):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


@pytest.mark.parametrize(("path", "form"), ORIGINALS, ids=[path.stem for path, _ in ORIGINALS])
def test_an_empty_translation_of_any_file_keeps_its_form_and_marks_every_text(path, form):
    original, _ = read_plain(path)
    told = in_translation(original, form, [])
    hold(path, told, {}, form)
    assert str(told).count("[en] ") == len(texts_in(original, form)) > 2


def test_what_is_translated_is_shown_and_the_rest_as_it_was_with_its_language_before_it(data):
    asked = load_at_home("governance").big_question
    write(data / "lessons/eo/governance.po", said("big_question", asked, "Kiu decidas?"))
    language.speak("eo")
    content = load_content("governance")
    assert content.big_question == "Kiu decidas?"
    assert content.why_it_matters.startswith("[en] Good intentions")
    assert content.bet.id == load_at_home("governance").bet.id
    assert content.readings[0].source == load_at_home("governance").readings[0].source


def said(context: str, words: str, told: str) -> str:
    """An entry of a catalogue."""
    context, words, told = (json.dumps(one, ensure_ascii=False) for one in (context, words, told))
    return f"msgctxt {context}\nmsgid {words}\nmsgstr {told}\n"


def all_said(form: type, path, tell) -> str:
    """A catalogue of all words of a content file, each as `tell` tells it."""
    texts = texts_in(read_plain(path)[0], form)
    return "\n".join(dict.fromkeys(said(one.context, one.words, tell(one.words)) for one in texts))


def load_at_home(lesson: str) -> LessonContent:
    spoken = language.language()
    language.speak("en")
    content = load_content(lesson)
    language.speak(spoken)
    return content


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (b"big_question: Kiu?", "lessons/eo/governance.po cannot be read as a catalogue ("),
        (b'msgid "open', "lessons/eo/governance.po cannot be read as a catalogue ("),
        (b'msgctxt "a"\nmsgid "b"\nmsgstr "\xf3"', "lessons/eo/governance.po, line 3, is not in the letters"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_in_a_sentence(data, words, sentence):
    (data / "lessons/eo").mkdir()
    (data / "lessons/eo/governance.po").write_bytes(words)
    language.speak("eo")
    with pytest.raises(ContentError) as refused:
        load_content("governance")
    assert sentence in str(refused.value)
    assert sentence in checked(data)[0]


def checked(data) -> list[str]:
    return check_translations(data, data.parent / "notebooks")


def noted(data) -> str:
    return " ".join(notes_on_translations(data, data.parent / "notebooks"))


def test_a_translated_table_keeps_the_ids_of_its_dimensions_and_models(data):
    table = load_table(data / "table.csv")
    write(data / "eo/table.po", in_esperanto(data))
    titles = [one.title for one in load_models()]
    told = all_said(Models, data / "models.yaml", lambda words: f"{words} eo" if words in titles else words)
    write(data / "eo/models.po", told)
    lesson = load_lesson("governance", language="eo")
    assert lesson.title == "Governance eo"
    assert [column.id for column in lesson.columns] == ["commons", "collectivism", "liberalism"]
    assert list(lesson.dimensions) == list(dimensions_of(table))
    assert find_dimension(load_table(), "Governance eo") == "Governance eo"
    assert dimension_id(load_table(), "Governance eo") == "governance"
    assert dimension_id(table, "Governance eo") == "governance_eo", "a table knows its own titles, and no others"
    assert not checked(data)


def test_a_table_that_nobody_has_translated_is_shown_as_it_was_with_its_language_before_it(data):
    lesson = load_lesson("governance", language="eo")
    assert lesson.title == "[en] Governance"
    assert lesson.dimension == "governance"
    assert [column.id for column in lesson.columns] == ["commons", "collectivism", "liberalism"]


def in_esperanto(data) -> str:
    """A catalogue of a table with `eo` after each title."""
    texts = texts_in_table(load_table(data / "table.csv").reset_index())
    return "\n".join(said(one.context, one.words, one.words + " eo" * (one.place[1] == 0)) for one in texts)


CHANGES = {
    "a new row": (lambda home: pd.concat([home.rename({"Governance": "Rule"}).iloc[1:2], home]), "1 in eo/table.po"),
    "a new column": (lambda home: home.assign(Guilds="Masters decide."), "13 in eo/table.po"),
    "a row that is gone": (lambda home: home.drop("Critiques"), ""),
    "a new title": (lambda home: home.rename({"Critiques": "Doubts"}), "1 in eo/table.po"),
    "another order": (lambda home: home[::-1], ""),
}


@pytest.mark.parametrize(("change", "note"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_table_leaves_its_translation_in_use(data, change, note):
    test_a_translated_table_keeps_the_ids_of_its_dimensions_and_models(data)
    changed = change(load_table(data / "table.csv"))
    write(data / "table.csv", changed.to_csv())
    told = load_lesson("governance", language="eo")
    assert told.title == "Governance eo"
    assert told.columns[0].cell == changed.loc["Governance"].iloc[0]
    assert list(told.dimensions) == list(dimensions_of(changed))
    assert not checked(data)
    assert note in noted(data)


def test_what_is_new_in_the_table_is_shown_as_it_stands_there_and_a_new_title_marks_the_old_ones_translation(data):
    test_a_translated_table_keeps_the_ids_of_its_dimensions_and_models(data)
    home = load_table(data / "table.csv").rename({"Critiques": "Doubts"}).assign(Guilds="Masters decide.")
    write(data / "table.csv", home.to_csv())
    language.speak("eo")
    told = load_table()
    assert list(told.columns)[2:] == ["Liberal Individualism (Lockean / Neoliberal) eo", "Guilds"]
    assert set(told["Guilds"]) == {"[en] Masters decide."}
    assert told.loc["≈ Critiques eo"].iloc[0] == home.loc["Doubts"].iloc[0], "its cells have not changed"


def test_a_cell_that_has_changed_keeps_its_translation_with_a_mark(data):
    test_a_translated_table_keeps_the_ids_of_its_dimensions_and_models(data)
    home = load_table(data / "table.csv")
    home.iloc[1, 0] = home.iloc[1, 0].replace("Distributed", "Spread")
    write(data / "table.csv", home.to_csv())
    assert load_lesson("governance", language="eo").columns[0].cell.startswith("≈ Distributed networks")
    assert not checked(data)
    assert "1 in eo/table.po" in noted(data)


@pytest.mark.parametrize(
    ("path", "words", "load"),
    [
        ("eo/models.po", "modls: []", load_models),
        ("eo/table.po", "A,B,C", load_table),
        ("facts/eo/case_facts.po", "case\n", lambda: load_facts("case_facts")),
    ],
)
def test_a_file_has_one_name_where_it_is_used_and_where_it_is_checked(data, path, words, load):
    write(data / path, words)
    language.speak("eo")
    with pytest.raises(KitError) as refused:
        load()
    assert str(refused.value).startswith(path)
    assert str(refused.value) in checked(data)


def test_facts_are_translated_cell_by_cell_and_what_has_no_words_is_not_offered(data):
    first, *_ = texts = facts_said(data, "case_facts")
    assert {text.context.partition("/")[0] for text in texts} == {"fact"}, "neither ids nor sources"
    write(data / "facts/eo/case_facts.po", said(first.context, first.words, "Fondaĵo decidas."))
    language.speak("eo")
    assert load_facts("case_facts")["fact"][0] == "Fondaĵo decidas."
    assert load_facts("case_facts")["fact"][1].startswith("[en] In 2013-14")
    assert list(load_facts("case_facts")["source"]) == list(facts_at_home("case_facts")["source"])


def facts_said(data, name: str) -> list[Text]:
    return texts_in_table(read_facts(data / f"facts/{name}.csv"))


@pytest.mark.parametrize("name", ["economic_model", "technology_and_infrastructure", "view_of_the_state"])
def test_a_figure_that_is_first_seen_in_another_language_finds_its_facts(data, name):
    for path in data.glob("facts/*.csv"):  # each word is still to be translated
        write(data / "facts/eo" / f"{path.stem}.po", said("elsewhere", "Words", "Vortoj"))
    at_home = import_module(f"kit.explorables.{name}").FACTS
    language.speak("eo")
    spec = spec_from_file_location("first_seen", explorables.__path__[0] + f"/{name}.py")
    first_seen = module_from_spec(spec)
    spec.loader.exec_module(first_seen)
    pd.testing.assert_frame_equal(first_seen.FACTS, at_home)


def test_the_chosen_case_is_found_in_another_language_too(data):
    told = [said(one.context, one.words, f"{one.words} eo") for one in facts_said(data, "institutions")]
    write(data / "facts/eo/institutions.po", "\n".join(dict.fromkeys(told)))
    language.speak("eo")
    assert "Enspiral eo" in example_institutions.picture("table", "life", "any", "1").summary


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(data):
    with pytest.raises(ContentError, match=r"There is no language 'xx': data/labels has no xx.po. There are: en, eo"):
        load_lesson("governance", language="xx")


def test_a_lesson_without_a_language_speaks_that_of_its_table_again(data):
    load_lesson("governance", language="eo")
    assert load_lesson("governance").title == "Governance"


def test_a_translated_lesson_may_not_contest_words_that_its_table_does_not_hold(data):
    test_a_translated_table_keeps_the_ids_of_its_dimensions_and_models(data)
    quotes = [one.quote for one in load_at_home("governance").contested]
    path = data / "lessons/governance.yaml"
    told = all_said(LessonContent, path, lambda words: "nenie" if words in quotes else words)
    write(data / "lessons/eo/governance.po", told)
    assert checked(data)[0].startswith("lessons/eo/governance.po: 'nenie' does not stand")


def test_the_progress_leads_to_translated_lessons_and_marks_those_that_are_not(data):
    for name in ("01_core_principle", "02_governance", "eo/02_governance"):
        title = name.upper()
        cell = {"cell_type": "markdown", "id": "a", "source": f"# {title}\n## 1. Predict"}
        write(data.parent / f"notebooks/{name}.ipynb", json.dumps({"cells": [cell]}))
    language.speak("eo")
    pages = lessons_of(load_table())
    assert [(page.file, page.title) for page in pages] == [
        ("../01_core_principle.ipynb", "[en] 01_CORE_PRINCIPLE"),
        ("02_governance.ipynb", "EO/02_GOVERNANCE"),
    ]
    language.speak("en")
    assert [page.file for page in lessons_of(load_table())] == ["01_core_principle.ipynb", "02_governance.ipynb"]


def test_a_page_of_which_the_title_alone_is_translated_keeps_its_own_language_and_says_so(data):
    page = {"cells": [{"cell_type": "markdown", "id": "a", "source": "# Governance: who decides?\n\nWords."}]}
    write(data.parent / "notebooks/02_governance.ipynb", json.dumps(page))
    pages = Pages(data, data.parent / "notebooks", "eo")
    write(data / "pages/eo/02_governance.po", said("a", "# Governance: who decides?", "# Regado: kiu decidas?"))
    language.speak("eo")
    (lesson,) = lessons_of(load_table())
    assert (lesson.file, lesson.title) == ("../02_governance.ipynb", "Regado: kiu decidas? (en)")
    assert pages.translated() == {}
    write(data / "pages/eo/02_governance.po", said("a", "Words.", "Vortoj."))
    assert list(pages.translated()) == [data.parent / "notebooks/eo/02_governance.ipynb"]


def test_a_note_says_how_much_is_still_to_be_translated(data):
    write(data / "eo/models.po", said("elsewhere", "Words", "Vortoj"))
    assert noted(data) == "to be translated (eo): 12 in eo/models.po."


def test_a_label_whose_braces_differ_is_complained_of_with_its_line(data):
    head = (data / "labels/eo.po").read_text(encoding="utf-8")
    write(data / "labels/eo.po", f'{head}\nmsgid "Cell {{letter}} belongs to"\nmsgstr "Ĉelo {{litero}}"\n')
    assert checked(data) == [
        "eo.po, line 4: {letter} must stand in the translation of 'Cell {letter} belongs to' as they are."
    ]


@pytest.mark.parametrize("told", [("cxambro", "cxambroj", ""), ("cxambro", "", "cxambroj"), ("", "", "x")])
def test_a_plural_form_that_is_missing_is_said_once_with_what_asks_for_it(data, told):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=3; plural=n;\\n"\n'
    forms = "".join(f'msgstr[{place}] "{one}"\n' for place, one in enumerate(told))
    write(
        data / "labels/eo.po",
        head + "".join(f'\nmsgid "a {one}"\nmsgid_plural "{one}s"\n{forms}' for one in ("hut", "room")),
    )
    assert checked(data) == [
        "eo.po, line 5: 2 of its translations lack one of 3 plural forms, first that of 'a hut'; "
        "write them, or put the Plural-Forms of the language into its head."
    ]


def test_a_note_counts_the_labels_that_a_catalogue_lacks_and_another_has(data):
    write(data / "labels/fi.po", 'msgid ""\nmsgstr ""\n\nmsgid "Saved"\nmsgstr "Tallennettu"\n')
    write(data / "labels/eo.po", "")
    assert "to be translated (eo): 1 in labels/eo.po." in notes_on_translations(data, data.parent / "notebooks")


@pytest.mark.parametrize("charset", ["ISO-8859-1", "CHARSET", "utf-8"])
def test_a_catalogue_in_utf_8_is_read_so_whatever_its_head_says(data, charset):
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n'
    write(data / "labels/eo.po", f'{head}\nmsgid "cell"\nmsgstr "ĉelo"\n')
    assert [one.told for one in read_words(data / "labels/eo.po").entries] == [("ĉelo",)]


def test_a_worksheet_in_another_language_stands_beside_that_of_the_table_and_says_which_it_is(data, tmp_path):
    for wanted in ([], ["--language", "eo"]):
        commands.handout(["governance", "--to", str(tmp_path / "print"), *wanted])
    assert {"governance.html", "governance-eo.html"} <= {path.name for path in (tmp_path / "print").iterdir()}
    sheet = (tmp_path / "print/governance-eo.html").read_text(encoding="utf-8")
    assert '<html lang="eo" dir="ltr">' in sheet
    assert "[en] Tick one before you turn the page" in sheet
    assert "[en] Tick" not in (tmp_path / "print/governance.html").read_text(encoding="utf-8")


def numbers_in(part) -> list[str]:
    """Every number in nested lists and dicts as it is written, in its order."""
    if isinstance(part, dict | list | tuple):
        return [number for one in (part.values() if isinstance(part, dict) else part) for number in numbers_in(one)]
    return [repr(part)] if isinstance(part, int | float) else []


@pytest.mark.parametrize("name", [path.stem for path in sorted(paths.data_path("lessons").glob("*.yaml"))])
def test_a_figure_draws_the_same_when_every_word_of_its_facts_is_translated(data, name):
    at_home = drawn_with_each_control(name)
    for path in data.glob("facts/*.csv"):
        told = [said(one.context, one.words, f"{one.words} eo") for one in facts_said(data, path.stem)]
        write(data / f"facts/eo/{path.stem}.po", "\n".join(dict.fromkeys(told)))
    language.speak("eo")
    assert drawn_with_each_control(name) == at_home


def drawn_with_each_control(name: str) -> dict[str, list[str]]:
    one = load_explorable(name)
    return {place: numbers_in(one.picture(**values).figure["data"]) for place, values in settings_of(one).items()}


def test_a_state_with_a_long_name_is_called_by_its_short_one_in_a_figure_in_each_language(data):
    for text in facts_said(data, "global_members"):
        if text.words == "German Democratic Republic":
            write(data / "facts/eo/global_members.po", said(text.context, text.words, "Germana Demokratia Respubliko"))
    language.speak("eo")
    assert "Germana Demokratia Respubliko" in members()["member"].tolist()
    assert "[en] East Germany" in members()["short"].tolist()
