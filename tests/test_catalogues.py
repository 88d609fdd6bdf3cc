"""The words of content files and pages in catalogues: a changed sentence marks itself, and no translation is lost."""

import json
import os
import random
import re
import shutil
import subprocess
import sys

import msgspec
import pytest
import yaml

from kit.adapt.check.languages import check_translations, notes_on
from kit.adapt.commands import labels as main
from kit.adapt.make.label_catalogue import as_text
from kit.adapt.make.translations import bring_up_to_date, changes
from kit.base import catalogue, language, paths
from kit.base.catalogue import read_catalogue, read_words
from kit.base.errors import KitError
from kit.classroom.student_copy import sealed_catalogue
from kit.content.lesson_form import LessonContent
from kit.content.page_translation import Pages, originals, page_in, stored_page
from kit.content.pages import so_far
from kit.content.table import dimensions_of, load_table
from kit.content.translation import is_stale, looked_up, read_translated, table_in_translation, texts_in
from kit.content.yaml_reader import read_plain
from tests.forgetting import forget

LESSON = "lessons/governance.yaml"
OTHERS = [
    path.name for path in paths.data_path("lessons").glob("*.yaml") if path.stem not in ("governance", "critiques")
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A copy of the kit's data and three of its pages, all in a Latin of one rule, but for the labels."""
    folder = tmp_path_factory.mktemp("whole")
    left_out = shutil.ignore_patterns("es", "es.po", "de", "de.po", "ar", "ar.po", "pages", "columns", "facts", *OTHERS)
    shutil.copytree(paths.data_path(), folder / "data", ignore=left_out)
    for name in ("00_start_here", "02_governance", "teacher/vote"):
        (folder / f"notebooks/{name}").parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.notebooks_path(f"{name}.ipynb"), folder / f"notebooks/{name}.ipynb")
    (folder / "data/labels").mkdir(exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "data/labels/la.po").write_text(head, encoding="utf-8")
    pages = Pages(folder / "data", folder / "notebooks", "la")
    list(bring_up_to_date(pages))
    for one in originals(pages):
        tell(one.there)
    return folder


@pytest.fixture
def pages(whole, tmp_path, monkeypatch) -> Pages:
    """A kit of one's own that is all there in Latin."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    forget()
    yield Pages(tmp_path / "data", tmp_path / "notebooks", "la")
    forget()


def tell(path):
    """Translate all that is empty in a catalogue."""
    catalog = read_catalogue(path)
    for message in catalog:
        if message.id and not message.string:
            message.string = latin(message.id)
    path.write_text(as_text(catalog), encoding="utf-8")


def latin(words: str) -> str:
    return re.sub(r"(?<!_)e(?![^ ]*\.ipynb)", "ae", words)


def the(pages: Pages, name: str):
    return next(one for one in originals(pages) if one.path.name == name and one.path.parent.name != "teaching")


def rewrite(pages: Pages, change, file: str = LESSON):
    """Change the plain content of a file of the copy."""
    path = pages.data / file
    plain = read_plain(path)[0]
    change(plain)
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=70), encoding="utf-8")


def test_all_is_translated_and_nothing_stale(pages):
    assert [len(one.left) + len(one.stale) for one in originals(pages)] == [0] * len(list(originals(pages)))
    assert not [note for note in notes_on(pages) if "labels" not in note and "pages on their way" not in note]


def edited(words: str, by: random.Random) -> str:
    """A sentence with one word of it taken out, put in, changed or moved, as a writer does it."""
    parts = words.split(" ")
    place = by.randrange(len(parts))
    match by.randrange(4):
        case 0 if len(parts) > 3:
            del parts[place]
        case 1:
            parts.insert(place, "indeed")
        case 2:
            parts[place] = parts[place].upper() + "s"
        case _:
            parts.append("(see above)")
    return " ".join(parts)


def test_fifty_edits_of_originals_are_each_found_as_stale_and_no_other_sentence_is(pages):
    by = random.Random(21)
    files = [one for one in originals(pages) if one.path.suffix == ".yaml"]
    texts = [(one.path, text) for one in files for text in one.texts if len(text.words.split()) > 2]
    made = {}
    for path, text in by.sample(texts, 50):
        plain = read_plain(path)[0]
        part, step = plain, text.place[-1]
        for one in text.place[:-1]:
            part = part[one]
        while (new := edited(text.words, by)) == text.words or new in [other.words for _, other in texts]:
            pass
        part[step] = new
        path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
        made[path, new] = text.words
    found = {(one.path, text.words): entry.words for one in originals(pages) for text, entry in one.stale}
    assert found == made
    assert not [one.path for one in originals(pages) if one.left]


def test_a_learner_goes_on_reading_what_was_translated_with_a_quiet_mark(pages):
    rewrite(pages, lambda plain: plain.update(big_question="Who decides?"))
    one = the(pages, "governance.yaml")
    content = read_translated(one.path, one.there, LessonContent)
    assert content.big_question.startswith("≈ Whaen many paeoplae")
    assert not content.why_it_matters.startswith("≈ ")


KEPT = {
    "a renamed id": lambda plain: plain["questions"][0].update(id="renamed"),
    "a renamed option": lambda plain: plain["questions"][1]["options"][2].update(id="z"),
    "a moved question": lambda plain: plain["questions"].reverse(),
    "a moved term": lambda plain: plain["terms"].reverse(),
    "an option that moved to another question": lambda plain: plain["questions"][0]["options"].append(
        plain["questions"][1]["options"].pop() | {"id": "e", "right": "false"}
    ),
    "a paragraph taken out": lambda plain: plain["explore"]["things_to_try"].pop(0),
}


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
def test_what_is_renamed_moved_or_taken_out_costs_no_translation(pages, change):
    rewrite(pages, change)
    one = the(pages, "governance.yaml")
    assert (one.left, one.stale) == ([], [])


def test_an_item_put_in_front_is_new_and_all_others_keep_their_words(pages):
    rewrite(pages, lambda plain: plain["explore"]["things_to_try"].insert(0, "Do nothing at all."))
    rewrite(pages, lambda plain: plain["terms"].insert(0, {"term": "Quorum", "definition": "How many must be there."}))
    one = the(pages, "governance.yaml")
    assert [text.words for text in one.left] == ["Do nothing at all.", "Quorum", "How many must be there."]
    assert one.stale == []


def test_of_a_split_paragraph_the_closer_part_keeps_the_translation_as_stale(pages):
    def split(plain):
        first, rest = plain["explore"]["things_to_try"][1].split("?", 1)[0], "And which would you choose? Try it."
        plain["explore"]["things_to_try"][1:2] = [first, rest]

    rewrite(pages, split)
    one = the(pages, "governance.yaml")
    assert [text.words for text in one.left] == ["And which would you choose? Try it."]
    assert len(one.stale) == 1


ANY = [
    "No", "12:30", "# x", "  two spaces before", '"quoted" and \'quoted\'', "{braces} and {", "100 % of {0}",
    "* a\n* b", "back\\slash\tand tab", "≈ [en]", "null", "one\n\ntwo", "x" * 300, "long-hyphen words " * 30,
]  # fmt: skip


def test_any_words_go_through_a_catalogue_and_come_out_as_they_were(pages):
    rewrite(pages, lambda plain: plain["explore"]["things_to_try"].extend(ANY))
    list(bring_up_to_date(pages))
    one = the(pages, "governance.yaml")
    catalog = read_catalogue(one.there)
    for words in ANY:
        catalog.get(words, "explore/things_to_try").string = words
    one.there.write_text(as_text(catalog), encoding="utf-8")
    assert read_translated(one.path, one.there, LessonContent).explore.things_to_try[-len(ANY) :] == tuple(ANY)

    def other(plain):
        plain["explore"]["things_to_try"][-len(ANY) :] = [f"{words}!" for words in ANY]

    rewrite(pages, other)
    list(bring_up_to_date(pages))
    stale = [(text.words, entry.told, entry.sure) for text, entry in the(pages, "governance.yaml").stale]
    assert stale == [(f"{words}!", (words,), False) for words in ANY]
    shown = [each.split("\n  new:")[0].split("old: ", 1)[1] for each in changes(pages, "governance")]
    assert shown == ANY


def test_a_catalogue_says_where_words_stand_what_they_were_and_keeps_what_is_gone(pages):
    rewrite(pages, lambda plain: plain.update(big_question="Who decides?") or plain["terms"].pop(0))
    list(bring_up_to_date(pages))
    text = the(pages, "governance.yaml").there.read_text(encoding="utf-8")
    line = next(n for n, line in enumerate((pages.data / LESSON).read_text("utf-8").splitlines(), 1) if "big_" in line)
    entry = text[text.index('msgctxt "big_question"') - 400 : text.index('msgctxt "big_question"')]
    assert f"#: data/lessons/governance.yaml:{line}" in entry and "#, fuzzy" in entry and '#| "When many' in entry
    assert entry.index("#, fuzzy") < entry.index("#|"), "as GNU's own programs want it"
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", os.devnull, the(pages, "governance.yaml").there], check=True)
    assert '#~ msgctxt "terms/term"' in text
    list(bring_up_to_date(pages))
    assert the(pages, "governance.yaml").there.read_text(encoding="utf-8") == text


def test_an_edit_that_is_taken_back_and_a_term_that_comes_back_are_translated_again(pages):
    before = (pages.data / LESSON).read_text(encoding="utf-8")
    rewrite(pages, lambda plain: plain.update(big_question="Who decides?") or plain["terms"].pop(0))
    list(bring_up_to_date(pages))
    (pages.data / LESSON).write_text(before, encoding="utf-8")
    list(bring_up_to_date(pages))
    one = the(pages, "governance.yaml")
    assert (one.left, one.stale) == ([], [])
    assert "#~" not in one.there.read_text(encoding="utf-8")


def test_ids_sources_numbers_and_right_answers_are_never_offered(pages):
    (plain, _), offered = read_plain(pages.data / LESSON), the(pages, "governance.yaml").texts
    words = {text.words for text in offered}
    assert not words & {one["source"] for one in plain["readings"]}
    assert not words & {"true", "false"} and not [one for one in words if one.isdigit()]
    assert not [text for text in offered if text.context.split("/")[-1] in ("id", "kind", "minutes", "model", "source")]
    assert not [text.context for text in offered if re.search(r"(^|/)\d+(/|$)", text.context)], "no place by position"


FOREIGN = {
    "a mark of byte order": lambda raw: b"\xef\xbb\xbf" + raw,
    "lines as Windows ends them": lambda raw: raw.replace(b"\n", b"\r\n"),
    "letters of Western Europe": lambda raw: raw.decode().replace("charset=utf-8", "charset=iso-8859-1")
    .encode("iso-8859-1", "replace"),
    "three plural forms": lambda raw: raw.replace(b"nplurals=2; plural=(n != 1)", b"nplurals=3; plural=(n==1 ? 0 : 1)"),
    "what Poedit says of dropped entries": lambda raw: raw + b'\n#~| msgid "before"\n#~ msgid "x"\n#~ msgstr "y"\n',
    "an entry that was dropped": lambda raw: raw + b'\n#~ msgctxt "a"\n#~ msgid "x"\n#~ msgstr "y"\n',
}  # fmt: skip


@pytest.mark.parametrize("change", FOREIGN.values(), ids=FOREIGN)
def test_what_other_programs_write_is_read(pages, change):
    one = the(pages, "governance.yaml")
    one.there.write_bytes(change(one.there.read_bytes()))
    assert len(read_words(one.there).entries) == len({text[:2] for text in one.texts})
    list(bring_up_to_date(pages))
    assert (one.left, one.stale) == ([], [])


def test_a_fuzzy_entry_counts_as_stale(pages):
    one = the(pages, "governance.yaml")
    text = one.there.read_text(encoding="utf-8")
    one.there.write_text(text.replace('msgctxt "big_question"', '#, fuzzy\nmsgctxt "big_question"'), encoding="utf-8")
    assert [text.context for text, _ in one.stale] == ["big_question"]
    assert read_translated(one.path, one.there, LessonContent).big_question.startswith("≈ ")


def test_what_was_read_once_is_kept_for_the_same_bytes_and_read_anew_for_others(pages, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    there = the(pages, "governance.yaml").there
    first = read_words(there)
    kept = there.parent / "__pycache__" / "governance.po.json"
    with monkeypatch.context() as no_parser:
        no_parser.setattr(catalogue, "read_catalogue", lambda path: pytest.fail("it was parsed again"))
        assert read_words(there) == first
    there.write_text(there.read_text(encoding="utf-8").replace("Whaen", "Quando"), encoding="utf-8")
    assert "Quando" in str(read_words(there).entries)
    kept.write_bytes(b"[half")
    assert "Quando" in str(read_words(there).entries)


def test_a_catalogue_is_read_where_nothing_may_be_written(pages, monkeypatch):
    there = the(pages, "governance.yaml").there
    shutil.rmtree(there.parent / "__pycache__", ignore_errors=True)
    (there.parent / "__pycache__").write_text("a file, where a folder should be made", encoding="utf-8")
    assert read_words(there).entries


OLD = """\
big_question: ¿Quién decide?
why_it_matters: 'No'
questions:
- id: {second}
  stem: '12:30'
"""


def old_form(pages: Pages, words: str):
    one = the(pages, "governance.yaml")
    one.there.unlink()
    path = one.there.with_suffix(".yaml")
    path.write_text(words, encoding="utf-8")
    return one, path


def test_a_translation_in_the_old_form_becomes_a_catalogue_and_loses_nothing(pages):
    second = read_plain(pages.data / LESSON)[0]["questions"][1]["id"]
    one, path = old_form(pages, OLD.format(second=second))
    (complaint,) = [one for one in check_translations(pages.data, pages.notebooks) if "governance.yaml" in one]
    assert complaint.startswith(
        "lessons/la/governance.yaml: translations are catalogues now; `python -m kit labels la`"
    )
    assert path in list(bring_up_to_date(pages))
    assert not path.exists()
    told = {entry.context: entry.told[0] for entry in read_words(one.there).entries}
    assert told == {"big_question": "¿Quién decide?", "why_it_matters": "No", f"questions/{second}/stem": "12:30"}


def test_a_whole_lesson_in_the_old_form_is_said_as_it_was(pages):
    words = read_plain(pages.data / LESSON)[0]
    texts = {text.place: latin(text.words) for text in texts_in(words, LessonContent)}
    for place, said in texts.items():
        part = words
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = said
    one, _ = old_form(pages, yaml.safe_dump(words, allow_unicode=True))
    list(bring_up_to_date(pages))
    told = msgspec.to_builtins(read_translated(one.path, one.there, LessonContent))
    assert json.loads(json.dumps(told["cells"])) == words["cells"]
    assert [one["stem"] for one in told["questions"]] == [one["stem"] for one in words["questions"]]
    assert list(told["explore"]["things_to_try"]) == words["explore"]["things_to_try"]


def test_old_words_that_fit_nowhere_are_named_and_nothing_is_changed(pages):
    one, path = old_form(pages, "big_question: Quis?\nbig_qestion: Quid?\n")
    with pytest.raises(KitError, match="these words fit nowhere in the original: 'Quid\\?'"):
        list(bring_up_to_date(pages))
    assert path.exists() and not one.there.exists()


def test_tables_in_the_old_form_become_catalogues_and_lose_nothing(pages):
    table = load_table(pages.data / "table.csv").map(latin).rename(latin)
    table.insert(0, "id", list(dimensions_of(load_table(pages.data / "table.csv"))))
    old = pages.data / "la/table.csv"
    old.with_suffix(".po").unlink()
    old.write_text(table.reset_index().set_index("id")[::-1].to_csv(), encoding="utf-8")
    facts = pages.data / "facts/la/sizes.csv"
    facts.parent.mkdir(parents=True)
    (pages.data / "facts/sizes.csv").write_text("what,many,source\nA wolf,1,A1\nA ring,,A1\n", encoding="utf-8")
    facts.write_text("what,many,source\nlupus,1,A1\n,,A1\n", encoding="utf-8")
    assert {old, facts} <= set(bring_up_to_date(pages))
    told = table_in_translation(load_table(pages.data / "table.csv").reset_index(), old.with_suffix(".po"))
    assert told.to_numpy().tolist() == table.reset_index().drop(columns="id").to_numpy().tolist()
    assert [(one.words, one.told) for one in read_words(facts.with_suffix(".po")).entries] == [("A wolf", ("lupus",))]


@pytest.mark.parametrize("known", [True, False])
def test_the_columns_of_an_old_table_go_by_their_headings_where_these_are_known(pages, known):
    home = load_table(pages.data / "table.csv")
    titles = [f"{latin(title)} ex Latio" for title in home.columns]
    models = read_plain(pages.data / "models.yaml")[0]["models"]
    blocks = [{"id": one["id"], "title": title} for one, title in zip(models, titles, strict=True)]
    if known:
        told = pages.data / "la/models.yaml"
        told.with_suffix(".po").unlink(missing_ok=True)
        told.write_text(yaml.safe_dump({"models": blocks}, allow_unicode=True), encoding="utf-8")
    old = pages.data / "la/table.csv"
    old.with_suffix(".po").unlink()
    there = home.map(latin).set_axis(titles, axis="columns")
    there[titles[::-1] if known else titles].to_csv(old)
    list(bring_up_to_date(pages))
    told = table_in_translation(home.reset_index(), old.with_suffix(".po")).set_index(home.index.name)
    assert told.to_numpy().tolist() == there.to_numpy().tolist()


@pytest.mark.parametrize("words", ["id,Titulus,A\nregnum,Regnum,a\n", "Titulus,A\nRegnum,a\n"])
def test_an_old_table_with_other_rows_than_its_original_is_refused_and_nothing_is_changed(pages, words):
    old = pages.data / "la/table.csv"
    old.write_text(words, encoding="utf-8")
    before = old.with_suffix(".po").read_bytes()
    with pytest.raises(KitError, match="these words fit nowhere in the original: 'Regnum', 'a'"):
        list(bring_up_to_date(pages))
    assert old.exists() and old.with_suffix(".po").read_bytes() == before


def test_a_page_that_was_copied_by_hand_goes_on_as_it_is(pages):
    one = the(pages, "02_governance.ipynb")
    built = pages.built(one.path)
    built.parent.mkdir(parents=True)
    built.write_text(json.dumps(page_in(pages, one.path)), encoding="utf-8")
    before = built.read_bytes()
    one.there.unlink()
    list(bring_up_to_date(pages))
    assert built.read_bytes() == before
    assert built not in pages.translated()
    assert not [one for one in check_translations(pages.data, pages.notebooks) if "02_governance" in one]


def test_a_page_is_built_from_its_catalogue_and_leads_to_pages_in_its_language(pages):
    page = page_in(pages, pages.notebooks / "02_governance.ipynb")
    original = stored_page(pages.notebooks / "02_governance.ipynb")
    assert [cell["id"] for cell in page["cells"]] == [cell["id"] for cell in original["cells"]]
    assert [cell["metadata"] for cell in page["cells"]] == [cell["metadata"] for cell in original["cells"]]
    text = ["".join(cell["source"]) for cell in page["cells"]]
    assert text[0].startswith("# Govaernancae: who daecidaes")
    assert "(00_start_here.ipynb)" in text[0], "it is there in Latin"
    assert "(../01_core_principle.ipynb)" in text[-1], "it is not"
    assert 'lesson = load_lesson("governance", language="la")' in text[1]
    vote = page_in(pages, pages.notebooks / "teacher/vote.ipynb")
    assert 'load_vote(language="la")' in "".join("".join(cell["source"]) for cell in vote["cells"])


def test_a_page_with_another_number_keeps_its_catalogue(pages):
    (pages.notebooks / "02_governance.ipynb").rename(pages.notebooks / "07_governance.ipynb")
    list(bring_up_to_date(pages))
    one = the(pages, "07_governance.ipynb")
    assert (one.left, one.stale, one.there.name) == ([], [], "02_governance.po")
    assert pages.translated()[pages.notebooks / "la/07_governance.ipynb"] == one.path


def test_a_page_that_is_not_what_would_be_built_is_named(pages):
    named = [one for one in check_translations(pages.data, pages.notebooks) if "is not what its page" in one]
    assert [one.split()[0] for one in named] == [
        "la/00_start_here.ipynb",
        "la/02_governance.ipynb",
        "la/teacher/vote.ipynb",
    ]
    for built, page in pages.translated().items():
        built.parent.mkdir(parents=True, exist_ok=True)
        built.write_text(json.dumps(page_in(pages, page)), encoding="utf-8")
    assert not [one for one in check_translations(pages.data, pages.notebooks) if "is not what its page" in one]


def test_a_note_says_how_much_is_stale_and_the_command_shows_old_new_and_translation(pages, capsys):
    rewrite(pages, lambda plain: plain.update(big_question="Who decides?"))
    assert "changed since they were translated (la; --stale shows them): 1 in lessons/la/governance.po." in notes_on(
        pages
    )
    assert main(["la", "--stale", "governance"]) == 0
    old, new, told = capsys.readouterr().out.splitlines()[1:4]
    assert old.startswith("  old: When many people") and new == "  new: Who decides?"
    assert told.startswith("  la: Whaen many paeoplae")


@pytest.mark.slow
def test_the_start_page_of_a_new_language_is_whole_once_what_comes_first_is_translated(pages):
    assert main(["de"]) == 0
    german = Pages(pages.data, pages.notebooks, "de")
    catalog = read_catalogue(pages.data / "labels/de.po")
    pages_met = [message.auto_comments[-1:] for message in catalog if message.id]
    first = pages_met.index(["02_governance"])
    assert set(map(str, pages_met[:first])) == {"['00_start_here']"} and 20 < first < 160
    sure = next(
        message
        for message in catalog
        if message.id == "Still in touch: mesh {mesh}%, hierarchy {hierarchy}%, market {market}%."
    )
    assert sure.auto_comments == ["02_governance"], "what a guess opens belongs to the page where it does"
    (start,) = [note for note in notes_on(german) if note.startswith("to be translated (de)")]
    assert "in labels/de.po" in start or "more" in start
    before = so_far(german.data, "de")["00_start_here"]
    tell(german.data / "pages/de/00_start_here.po")
    texts = len(read_words(german.data / "pages/de/00_start_here.po").entries)
    assert before[0] == 0 and so_far(german.data, "de")["00_start_here"] == (texts, before[1])
    for name in ("de/table.po", "de/models.po", "de/cases.po", "labels/de.po", "pages/de/02_governance.po"):
        tell(german.data / name)
        text = (german.data / name).read_text(encoding="utf-8")
        (german.data / name).write_text(re.sub(r'(msgstr\[\d\]) ""', r'\1 "x"', text), encoding="utf-8")
    assert "00_start_here" not in so_far(german.data, "de")


@pytest.mark.slow
def test_a_kit_in_another_language_is_translated_into_english(pages):
    package = json.loads((pages.data / "datapackage.json").read_text(encoding="utf-8")) | {"language": "la"}
    (pages.data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    shutil.rmtree(pages.data / "lessons/la")
    forget()
    language.speak("la")
    assert main(["en"]) == 0
    assert not (pages.data / "labels/en.po").exists() and (pages.data / "lessons/en/governance.po").exists()
    one = the(Pages(pages.data, pages.notebooks, "en"), "governance.yaml")
    tell(one.there)
    assert read_translated(one.path, one.there, LessonContent).big_question.startswith("Whaen")
    assert main(["la"]) == 0, "its own words are no translation"
    assert not (pages.data / "lessons/la").exists()


def test_a_learners_copy_says_the_same_and_shows_no_answers(pages):
    one = the(pages, "governance.yaml")
    before = {entry.context: entry for entry in read_words(one.there).entries}
    one.there.write_bytes(sealed_catalogue(one.there))
    text, after = (
        one.there.read_text(encoding="utf-8"),
        {entry.context: entry for entry in read_words(one.there).entries},
    )
    assert after == {context: entry for context, entry in before.items() if not context.endswith("/notes")}
    replies = [entry for context, entry in before.items() if context.endswith(("/feedback", "/second_look"))]
    assert replies and not [one for one in replies if one.words[:40] in text or one.told[0][:40] in text]


def test_a_text_finds_its_own_entry_before_any_other():
    entries = [catalogue.Entry("a", "Yes", ("Ita",), True), catalogue.Entry("b", "Yes", ("Sic",), True)]
    found = looked_up([("a", "Yes"), ("b", "Yes"), ("c", "Yes")], entries)
    assert [found[key, "Yes"].told[0] for key in "ab"] == ["Ita", "Sic"] and ("c", "Yes") in found
    assert not is_stale(texts_in({"big_question": "Yes"}, LessonContent)[0], entries[0])
