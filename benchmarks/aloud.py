"""Read the plan *Two who differ* aloud against a clock: what of each part's minutes is left for the class.

python benchmarks/aloud.py [--words-a-minute 140]

What a teacher says in each part, in the words of the pages wherever they have them, is spoken by eSpeak NG (Debian:
`espeak-ng`) into sound, and the sound's length is the time for speaking. Beside it stands how long the part's own text
takes, for a teacher who reads the run sheet aloud as it stands. For a class of 30, the middles of codes are spelt out,
and, below the table, the whole codes for whoever types them in.
"""

import subprocess
import sys
import wave
from argparse import ArgumentParser
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kit.answers.ballot import LETTERS, Motion, motion_of
from kit.answers.ballot_code import ALPHABET
from kit.base.labels import prose
from kit.classroom.vote import room
from kit.classroom.vote.movement import Pairs
from kit.content.lesson_form import load_content
from kit.content.run_sheet_form import load_course
from kit.learner.lesson import talk
from kit.views.markup import plain_text
from kit.views.templates import render

PLAN, PAIRS = "two_who_differ", 15
ROOM, TALK = prose(room.__file__), prose(talk.__file__)
OUTCOME = """First vote thirty, second vote thirty. Pick two people at random: in the first vote, 73 of 100 such pairs
stood at different places; in the second, 75 of 100. Of thirty who voted both times, nine changed their stance and
twenty-one stayed. Thirty people had a partner. Thirty lines were sent, and twenty-six were found fair."""


def spoken_in(motion: Motion) -> list[str]:
    """Return what is said in each part: from the pages where it stands there, else as the run sheet asks for it."""
    stances = " ".join(f"{letter}. {one.text}" for letter, one in zip(LETTERS, motion.stances, strict=False))
    middles = spelt(4)
    off = plain_text(render("classroom/vote/templates/pairs.html", pairs=Pairs([("A", "B")], 0, 0), off=[]))
    return [
        f"{motion.statement} {motion.statement} {ROOM['stages']['choose']} You vote, alone. You write one reason. You "
        "get a partner who stands elsewhere. You put that partner's reason in one line. Then you vote again. There is "
        "no right answer and no mark.",
        f"{motion.statement} {stances} Vote now, alone and in silence. Beside it, in one line, the strongest reason "
        "for it. Nobody sees what you vote. I see only how many votes are in. Who needs more time? I close the vote.",
        f"{off} {' '.join(f'{one} With {other}' for one, other in zip(middles[::2], middles[1::2], strict=True))}",
        f"{ROOM['talk']} You have seven minutes each way. Begin with whoever sits nearer to the window. Change over "
        "now. Seven minutes for the other way. One minute is left. Write the line, if you have not.",
        f"Read one reason of each other stance. {TALK['legend']}",
        "Vote again, alone and in silence. You may stay, and you may move. Write one line: what moved you, or what "
        "would have had to be said? I close the vote.",
        f"{OUTCOME} Which reason gave most to think? Did those who chose it move? Who stayed? What is the best reason "
        "of the other side? What would have moved the others?",
        "Take your partner's reason home, as its owner found it fair. Say thank you for it.",
    ]  # fmt: skip


def spelt(signs: int) -> list[str]:
    """Return as many signs for each of a class, to be said one by one."""
    chance = Random(30)
    return [", ".join(chance.choices(ALPHABET, k=signs)) + "." for _ in range(2 * PAIRS)]


def seconds(words: str, rate: int, folder: Path) -> float:
    """Return how long it takes to say something."""
    sound = folder / "said.wav"
    subprocess.run(["espeak-ng", "-v", "en", "-g", "4", "-s", str(rate), "-w", str(sound), words], check=True)
    with wave.open(str(sound)) as one:
        return one.getnframes() / one.getframerate()


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words-a-minute", type=int, default=140)
    rate = parser.parse_args().words_a_minute
    plan = next(one for one in load_course() if one.id == PLAN)
    motion = motion_of("governance", "Governance", load_content("governance").vote)
    blocks = plan.units[0].blocks
    print("| part | minutes | the sheet's own words, s | said to the class, s | left for the class, min |")
    print("| --- | --: | --: | --: | --: |")
    with TemporaryDirectory() as place:
        words = all_told = 0
        for number, (block, said) in enumerate(zip(blocks, spoken_in(motion), strict=True), 1):
            whole, told = (seconds(words, rate, Path(place)) for words in (block.do, said))
            print(f"| {number} | {block.minutes} | {whole:.0f} | {told:.0f} | {block.minutes - told / 60:.1f} |")
            if number != 3:  # where signs are spelt out
                words, all_told = words + len(said.split()), all_told + told
        codes = seconds(" ".join(spelt(9)), rate, Path(place))
    print(f"It spoke {60 * words / all_told:.0f} words a minute; {2 * PAIRS} codes took it {codes:.0f} s.")


if __name__ == "__main__":
    main()
