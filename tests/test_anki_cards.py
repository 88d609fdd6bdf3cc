"""Cards for Anki, read by the program itself: its import knows each again, and a learner's progress stays."""

import re
import time

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest

from kit.base import paths
from kit.base.errors import KitError
from kit.content.lesson_form import Option
from kit.paper import commands
from kit.paper.anki_cards import KIND, asked, fields, package, sides, text
from kit.paper.commands import EVERY, chosen
from kit.paper.questions import Bank, Chapter, Question, bank, written

NASTY = "if a < b &amp; <b>c</b> [sound:x.mp3] {{Answer}}\t\"d\" 'e'\n#f"
OPTIONS = [Option("a", "I", "No.", False), Option("b", NASTY, NASTY, True)]
CARDS = [Question(f"a.check.{n}", "A", f"Who {n}? {NASTY}", OPTIONS) for n in (1, 2)]
MENDED = [CARDS[0], CARDS[1]._replace(stem="Whose?")]
NO_CARDS = [Question("a.vote.v", "A", "Who?", OPTIONS, has_key=False), Question("a.predict.match", "A", "Who?")]


def of(questions: list[Question]) -> Bank:
    return Bank("Kit", "en", [Chapter("a", "01 A <i>", [*questions, *NO_CARDS])])


@pytest.fixture
def anki(tmp_path):
    """A learner's collection in the real program."""
    made = Collection(str(tmp_path / "learner.anki2"))
    yield made
    made.close()


def bring(anki: Collection, path) -> dict[str, int]:
    """Import a file as the program does when nobody changes a setting, and return what it says of it."""
    if path.suffix == ".apkg":
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        log = anki.import_anki_package(request).log
    else:
        metadata = anki.get_csv_metadata(path=str(path), delimiter=None)
        assert not metadata.is_html and metadata.guid_column == 1 and metadata.tags_column == 4
        log = anki.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    return {name: len(getattr(log, name)) for name in ("new", "updated")}


def notes(anki: Collection) -> dict[str, list[str]]:
    return {note.guid: note.fields for note in map(anki.get_note, anki.find_notes(""))}


def written_to(path, made: list[Question], when: float):
    path.write_bytes(package(of(made), when) if path.suffix == ".apkg" else text(of(made)).encode())
    return path


@pytest.mark.parametrize("ending", ["apkg", "txt"])
def test_a_mended_card_is_brought_up_to_date_and_none_is_doubled_and_what_was_learnt_stays(tmp_path, anki, ending):
    path, now = tmp_path / f"cards.{ending}", time.time()
    assert bring(anki, written_to(path, CARDS, now - 9)) == {"new": 2, "updated": 0}
    anki.decks.select(anki.get_card(anki.find_cards("")[0]).did)
    for _ in CARDS:
        card = anki.sched.getCard()
        anki.sched.answerCard(card, 4)
    learnt = anki.db.all("select id, reps, ivl, due, type from cards order by id")
    log = anki.db.all("select * from revlog")
    assert len(log) == 2 and all(one[1] for one in learnt)
    before, guids = notes(anki), list(notes(anki))
    assert bring(anki, written_to(path, MENDED, now + 9))["new"] == 0
    after = notes(anki)
    assert list(after) == guids and after[guids[0]] == before[guids[0]]
    assert after[guids[1]][0].startswith("Whose?") and "Who 2?" not in str(after)
    assert anki.db.all("select id, reps, ivl, due, type from cards order by id") == learnt
    assert anki.db.all("select * from revlog") == log
    assert bring(anki, path)["new"] == 0 and notes(anki) == after


def test_both_files_side_by_side_change_nothing_of_each_other(tmp_path, anki):
    for name in ("one.apkg", "one.txt", "one.apkg", "one.txt"):
        bring(anki, written_to(tmp_path / name, CARDS, time.time()))
    assert sorted(notes(anki)) == [
        f"three-models-kit.a.check.{name}" for name in ("1.en", "1.en.text", "2.en", "2.en.text")
    ]


def test_whatever_stands_on_a_card_is_words(tmp_path, anki):
    for name in ("a.apkg", "a.txt"):
        bring(anki, written_to(tmp_path / name, CARDS[:1], time.time()))
    for note in map(anki.get_note, anki.find_notes("")):
        [card] = note.cards()
        shown = card.question() + card.answer()
        assert "<b>c" not in shown and "&lt;b&gt;c" in shown and "&amp;amp;" in shown
    [card] = anki.get_note(anki.find_notes('note:"Three Models Kit"')[0]).cards()
    assert not card.question_av_tags() and not card.answer_av_tags()
    assert card.answer().index("Who 1?") < card.answer().index('<hr id="answer">') < card.answer().rindex("B) if a")


def test_the_options_wait_behind_a_hint_and_the_answer_is_on_the_back_alone(tmp_path, anki):
    plain = [Option("a", "I", "No.", False), Option("b", "You", "Because.", True)]
    bring(anki, written_to(tmp_path / "a.apkg", [Question("a.check.q", "A", "Who?", plain)], time.time()))
    front = anki.get_card(anki.find_cards("")[0]).question()
    assert "hint" in front and "Who?" in front
    assert "Because." not in front and "Because." in anki.get_card(anki.find_cards("")[0]).answer()


def test_the_header_has_no_blank_and_the_fields_are_those_that_learners_have():
    assert re.fullmatch(r"(#[a-z ]+:\S+\n)+", KIND["header"])
    assert [one["name"] for one in KIND["fields"]] == ["Question", "Options", "Answer", "Lesson", "Spare"]
    assert KIND["id"] == 1764355200 and len(fields(of([]).chapters[0], CARDS[0])) == len(KIND["fields"])


@pytest.mark.parametrize("language", [None, "es"])
def test_each_question_of_the_kit_is_a_card_with_a_guid_of_its_ids(language):
    made = asked(bank(written(chosen([EVERY], language))))
    assert (
        len(made) == 39 and next(iter(made)) == f"three-models-kit.core_principle.check.stale_count.{language or 'en'}"
    )
    for _, one in made.values():
        options, right, reply = sides(one)
        assert right in options and len(options) == 4 and reply


def test_a_question_without_a_right_option_is_no_card():
    assert list(asked(of(CARDS[:1]))) == ["three-models-kit.a.check.1.en"]


def test_the_command_writes_both_files_and_says_where(tmp_path, capsys):
    commands.cards([str(tmp_path / "mine.apkg")])
    told = capsys.readouterr().out
    assert all(f"Written: {tmp_path / name}" in told for name in ("mine.apkg", "mine.txt"))
    assert (
        (tmp_path / "mine.txt").read_text("utf-8").startswith(KIND["header"] + "three-models-kit.core_principle.check.")
    )


def test_no_answers_go_out_of_a_copy_for_learners(tmp_path, monkeypatch):
    (tmp_path / paths.LIST).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / paths.LIST).write_text("")
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    with pytest.raises(KitError, match="copy for learners"):
        commands.cards([])
