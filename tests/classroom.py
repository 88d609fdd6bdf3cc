"""A class that never was: varied hand-ins as learners make them, the same ones for the same seed."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import msgspec

from kit import __version__
from kit.answers.hand_in import FORMAT, VERSION, Answer, HandIn, write_hand_in
from kit.answers.placements import rounded
from kit.content.columns import columns_of
from kit.content.lesson import Prediction, lesson_on
from kit.content.lesson_form import LessonContent, load_content
from kit.content.table import load_table, slug
from kit.explorables.critiques import HOMES, MODELS

START = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
CASES = ("wikipedia", "mondragon", "national_health_service", "amazon", "kibbutz", "bitcoin")
# where learners tend to see a case: weights of commons, collectivism, liberalism
CENTRES = {
    "wikipedia": (75, 10, 15),
    "mondragon": (45, 15, 40),
    "national_health_service": (15, 70, 15),
    "amazon": (5, 10, 85),
    "kibbutz": (45, 45, 10),
    "bitcoin": (35, 5, 60),
}
DISPUTED = {"view_of_the_state": 26, "relation_to_capital": 24, "autonomy_and_freedom": 20, "governance": 8}
HARD_ROWS = {"value_logic": 0.45, "relation_to_capital": 0.5, "core_principle": 0.9}  # the share that is matched right
_ALL_NAMES = (
    "Amina Bjørn Chidi Dana Elif Fatou Giulia Hiro Ines Jakub Kofi Lena Mateo Nia Omar Priya Quentin Rosa "
    "Samir Thảo Uma Víctor Wanjiru Xiomara Yusuf Zofia Łukasz 小明 Олена عمر"
)
NAMES = _ALL_NAMES.split()
WRITTEN = {
    "warm up": (
        "In our band the drummer decides, because the cellar belongs to his parents.",
        "Nobody decides in the group chat. The loudest one does.",
        "At home we vote about films, but my mother can veto.",
        "My football club has a board; I have never seen it.",
        "Our class has a speaker. In fact two girls in the second row decide.",
        "We take turns. It works until somebody is ill.",
        "Whoever bought the ball makes the rules.",
        "In my grandmother's choir the oldest voice picks the songs.",
        "I thought it was fair until I counted who speaks first.",
        "Minecraft server: the admin. You can leave, and many did.",
        "The timetable decides over us all, and no one wrote it.",
        "My brother and I share one console. The rule is older than both of us.",
    ),
    "interpret": (
        "Each word sounds neutral, but 'subordination' already tells you what to think.",
        "Two of the cells describe a goal, the third one describes a result.",
        "I read it as a promise, not as a fact.",
        "The cell leaves out who pays for it.",
        "You could swap two of them and hardly notice.",
        "'Planned' can mean with care or by order. The table means by order.",
        "It says what they want, not what they got.",
        "The drawing came out better than I expected, but nobody could take a line back.",
        "For a worker in 1930 this sentence would have meant bread.",
        "All three want people to be free. They disagree about from what.",
        "The word 'often' is doing a lot of work in this cell.",
        "I would have put 'through contracts' under all three.",
    ),
    "apply": (
        "The rich clubs would book every evening, so we would need a limit a week.",
        "As a commons: whoever cleans may play. As a plan: the head decides in August.",
        "The market version was the shortest to write and the hardest to defend.",
        "In the plan nobody could complain, in the market nobody had to listen.",
        "Those who lose are always the ones who come new.",
        "We would set the price at zero for under-twelves and see who comes.",
        "A list on the door, first come, first served, and a referee for quarrels.",
        "The village would need water first, then all three ideas at once.",
        "I mixed two: a plan for the pipes, a commons for the garden.",
        "Our group could not agree, so we drew lots, which none of the models has.",
        "Open software for the lessons, a bought one for the marks.",
        "You would have to ask who repairs it on a Sunday.",
    ),
    "challenge": (
        "It compares the best of one with the worst of another.",
        "A party programme should be held against a party programme.",
        "The example is from 1960. The others are from 2010.",
        "If the same fault happens under all three, it is no argument against one.",
        "Who counted, and who was not asked?",
        "I would want the numbers for the people who left.",
        "A firm that plans inside is also a planned economy, a small one.",
        "Wikipedia is free because somebody else pays for the evenings.",
        "The state in the table has no elections. Why not?",
        "One counterexample does not sink a model, ten might.",
        "Aim and means are mixed up in the second column.",
        "The critics of the market also buy their shoes there.",
    ),
    "take a stand": (
        "I would rather have a bad rule that I can read than a good boss.",
        "Share the knowledge, keep the tools. That is my line.",
        "The river should belong to itself, as in New Zealand.",
        "I changed my mind twice while writing this.",
        "Market, but with a floor under which nobody falls.",
        "Plan the vaccines, leave the shoes alone.",
        "A commons, as long as I may leave it.",
        "No model for everything. I would choose a different one for each thing.",
        "Public money, public code. It is not hard.",
        "I can't decide, and I think that is an answer.",
        "The good people win only when the rules let them.",
        "Whoever breaks it should have to mend it.",
    ),
}
ODD = (
    "",
    "   ",
    "idk",
    "<b>All</b> power to the <script>alert('class')</script> & co.",
    '=HYPERLINK("http://example.org";"click")',
    "🤖🤷‍♀️ depends 🌍",
    "我觉得每个人都应该有发言权。",
    "كل شخص يجب أن يكون له صوت.",
    "@everyone -1",
    " ".join(["It goes on and on, because I could not stop once I had begun."] * 40),
)
REASONS = (
    "Anyone can join, but a few run it.",
    "The law made it, and the law could end it.",
    "They sell what others wrote.",
    "Its members own it and hire people who do not.",
    "Because of who pays.",
    "It would fall apart without the state.",
)


@cache
def lessons() -> dict[str, LessonContent]:
    return {slug(title): load_content(slug(title)) for title in load_table().index}


@cache
def models() -> tuple[str, ...]:
    table = load_table()
    return tuple(column.id for column in columns_of(table, table.index[0]))


@cache
def prediction(lesson: str) -> Prediction:
    return lesson_on(lesson, load_table()).prediction


def make_class(learners: int = 30, seed: int = 1) -> list[HandIn]:
    """The hand-ins of a class; learner 7 of a class of 30 is learner 7 of a class of 500."""
    return [make_hand_in(number, seed) for number in range(learners)]


def write_class(folder: Path, learners: int = 30, seed: int = 1) -> list[Path]:
    """The same class as files in a folder."""
    return [write_hand_in(one, folder) for one in make_class(learners, seed)]


def make_hand_in(number: int, seed: int = 1, made: datetime | None = None) -> HandIn:
    """One learner's hand-in: some do every step, some few; about a hundred answers each."""
    random = Random(f"{seed}/{number}")
    case, diligence = random.choice(CASES), random.choice((0.6, 0.9, 0.97, 1))
    answers = [_answer("start", "case", "choice", {"id": case, "name": "", "about": ""}, random)]
    for lesson, content in lessons().items():
        if random.random() < diligence:
            answers += _lesson(lesson, content, case, diligence, random)
    name = random.choice(("", NAMES[number % len(NAMES)], f"{NAMES[number % len(NAMES)]} {chr(65 + number % 26)}."))
    learner = f"{random.getrandbits(128):032x}"
    return HandIn(
        FORMAT, VERSION, __version__, learner, name, made or START + timedelta(minutes=number), tuple(answers)
    )


def _lesson(lesson: str, content: LessonContent, case: str, diligence: float, random: Random) -> list[Answer]:
    answers = _predicted(lesson, random)
    answers.append(_answer(lesson, "explore", content.bet.id, random.choice(content.bet.options).id, random))
    for question in content.questions:
        right = next(option.id for option in question.options if option.right)
        first = right if random.random() < 0.55 else random.choice(question.options).id
        answers.append(_answer(lesson, "check", question.id, right if random.random() < 0.9 else first, random, first))
    answers.append(_answer(lesson, "place", case, _placed(lesson, case, random), random))
    if random.random() < diligence:
        answers.append(_answer(lesson, "place", f"{case}/reason", random.choice(REASONS), random))
    for prompt in content.prompts:
        if random.random() < 0.5 * diligence:
            said = random.choice(ODD) if random.random() < 0.08 else random.choice(WRITTEN[prompt.kind])
            aloud = random.random() > 0.05
            answers.append(_answer(lesson, "discuss", prompt.id, said, random, said, aloud))
    if lesson == "critiques":
        answers.append(_answer(lesson, "explore", "figure/marks", _marks(random), random))
    return answers


def _predicted(lesson: str, random: Random) -> list[Answer]:
    asked, first = prediction(lesson), _guessed(lesson, random)
    if not asked.questions:
        return [_answer(lesson, "predict", asked.form, _matched(models()), random, first)]
    rights = {one.id: next(option.id for option in one.options if option.right) for one in asked.questions}
    tried = {
        one.id: random.choice(one.options).id if first != _matched(models()) else rights[one.id]
        for one in asked.questions
    }
    return [_answer(lesson, "predict", id_, right, random, tried[id_]) for id_, right in rights.items()]


def _answer(lesson: str, step: str, item: str, value: object, random: Random, first: object = None,
            aloud: bool = True) -> Answer:  # fmt: skip
    tries = 1 if first in (None, value) else random.randint(2, 4)
    return Answer(lesson, step, item, value, value if first is None else first, tries, START, aloud)


def _matched(all_models: tuple[str, ...]) -> dict[str, str]:
    return {model: model for model in all_models}


def _guessed(lesson: str, random: Random) -> dict[str, str]:
    """A first match: right, or two models given each other's cells, the first two most often."""
    guess = _matched(models())
    if random.random() > HARD_ROWS.get(lesson, 0.7):
        one, other = (models()[0], models()[1]) if random.random() < 0.6 else random.sample(models(), 2)
        guess[one], guess[other] = other, one
    return guess


def _placed(lesson: str, case: str, random: Random) -> dict[str, int]:
    noise = DISPUTED.get(lesson, 12)
    parts = [max(0.0, random.gauss(share, noise)) for share in CENTRES[case]]
    total = sum(parts) or 1.0
    shares = [100 * part / total for part in parts] if sum(parts) else [100.0, 0.0, 0.0]
    return rounded(dict(zip(MODELS, shares, strict=True)))


def _marks(random: Random) -> dict[str, str]:
    return {
        f"{critique}/{model}": str(min(4, max(0, round(random.gauss(3 if model == home else 1.5, 1)))))
        for critique, home in HOMES.items()
        for model in MODELS
        if random.random() < 0.9
    }


def as_text(hand_in: HandIn, **changes: object) -> str:
    """A hand-in as a file holds it, with some of its keys changed; a key given as None is left out."""
    builtins = {**msgspec.to_builtins(hand_in), **changes}
    return json.dumps({name: value for name, value in builtins.items() if value is not None})
