"""Three experiments with the class: how many play, one masked round after another, and what has come of it."""

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets
from ipywidgets.widgets.widget_string import TextStyle

from kit.base.labels import prose
from kit.base.language import speak
from kit.classroom.experiment import figures, games
from kit.classroom.experiment.games import CATCH, FEWEST, Round, read_cards
from kit.classroom.vote.outcome import VoteLooks
from kit.paper.document import page, text_of
from kit.views import markup
from kit.views.templates import render
from kit.widgets import parts
from kit.widgets.figure_panel import still
from kit.widgets.parts import Page, Step, html, row

WORDS = prose(__file__)
USUAL, MOST, SLIPS = 20, 60, range(1, 9)


class Table:
    """One game as it goes on; what is kept lies in the journal, so a restart loses nothing."""

    def __init__(self, game: str) -> None:
        self._game, self._words = game, WORDS[game]
        self._shown, self._said = widgets.VBox(layout=parts.shared()), html()
        self._rules = markup.listed(self._words["rules"].values(), "ol")

    def step(self) -> Step:
        """Return the step, in which nothing has begun."""
        self._do(self._choose)
        one = Step(self._rules, [VoteLooks(), self._shown, self._said])
        one.add_class("kit-room")
        return one

    def _do(self, work: Callable[[], object]) -> None:
        self._said.value = ""
        parts.tried(self._said, work)

    def _press(self, words: str, work: Callable[[], object], main: bool = False) -> widgets.Button:
        return parts.button(words, main, partial(self._do, work))

    def _choose(self) -> None:
        """Show the rules, the papers to print, how many play, and earlier games."""
        many = parts.dropdown(WORDS["players"], [(str(one), one) for one in range(FEWEST, MOST + 1)], USUAL)
        begin = self._press(WORDS["begin"], lambda: self._draw(games.begin(self._game, many.value)), True)
        paper, size = html(), html(markup.paragraph(WORDS["size"], "kit-note"))
        papers = self._press(WORDS["papers"], lambda: setattr(paper, "value", self._paper()))
        begun = [(name.split("/")[1][:16], name) for name in games.games_of(self._game)]
        chosen = parts.dropdown(WORDS["earlier"], begun, begun[0][1] if begun else None)
        earlier = row([chosen, self._press(WORDS["go_on"], lambda: self._draw(chosen.value))])
        earlier.layout = parts.shared(display="" if begun else "none")
        parts.replace(self._shown, [html(self._rules), row([papers, paper]), row([many, begin]), size, earlier])

    def _paper(self) -> str:
        """Return a link to the sheet for every player: the rules, a count of one's own, slips to hand in."""
        lists = {name: self._words[name].values() for name in ("rules", "slip", "count", "roles")}
        body = render("paper/templates/game.html", title=self._words["title"], slips=SLIPS, **lists)
        sheet = page(self._words["title"], body, text_of("worksheet.css"))
        return markup.to_save(f"{self._game}.html", sheet.encode(), WORDS["save"])

    def _draw(self, name: str, stage: int | None = None, beside: bool = False) -> None:
        """Show what the last round came to, all rounds as a picture, and the field for the next one."""
        (players, rounds), stages = games.read(name), self._words["stages"].values()
        stage = stage if stage is not None else rounds[-1].stage if rounds else 0
        number = 1 + sum(one.stage == stage for one in rounds)
        head = html(markup.Html("<h3>{}</h3>").format(WORDS("round", stage=stages[stage], number=number)))
        go = partial(partial, self._draw, name)
        ways = [self._press(words, go(at, beside)) for at, words in enumerate(stages) if at != stage]
        ways += [self._press(WORDS["beside"], go(stage, True))] if rounds and not beside else []
        last = row([*ways, self._press(WORDS["another"], self._choose)])
        seen = self._outcome(rounds, beside) if rounds else []
        parts.replace(self._shown, [*seen, head, *self._entry(name, stage, players, rounds), last])

    def _entry(self, name: str, stage: int, players: int, rounds: list[Round]) -> list[widgets.Widget]:
        """Return the masked field for a round's cards, how many are in it, the rule, and how to close it."""
        looks = {"layout": parts.shared(), "style": parts.shared(TextStyle, description_width="auto")}
        typed = widgets.Textarea(description=WORDS["cards"], rows=3, _dom_classes=["kit-masked"], **looks)
        before = next((one for one in rounds[::-1] if one.stage == stage), Round(stage, []))  # whose rule still holds
        rule, count = parts.line(WORDS["rule"]), html()
        limit = parts.dropdown(WORDS["limit"], [(str(most), most) for most in range(CATCH + 1)], before.limit)
        back = widgets.Checkbox(before.back, description=WORDS["back"], indent=False, layout=parts.shared())
        rule.value = before.rule
        read = partial(read_cards, game=self._game, stage=stage)

        def counted() -> str:
            return markup.paragraph(WORDS("in", number=len(read(typed.value)), players=players))

        def shut() -> None:
            one = Round(stage, read(typed.value), 0, rule.value.strip(), limit.value, back.value)
            games.close(name, len(rounds), one)
            self._draw(name, stage)

        parts.kept_up(lambda: setattr(count, "value", parts.result_of(counted)), typed)
        seen = parts.shared(display="" if self._game == "pond" and stage else "none")
        rules = widgets.VBox([row([rule]), row([limit, back])], layout=seen)
        note = html(markup.paragraph(self._words["typing"], "kit-note"))
        return [rules, typed, note, count, self._press(WORDS["close"], shut, True)]

    def _outcome(self, rounds: list[Round], beside: bool) -> list[widgets.Widget]:
        """Return what the last round came to, and the picture of all."""
        drawn, last = figures.parts(self._game, rounds, beside), rounds[-1]
        told, words, numbers = (f"classroom/experiment/templates/{one}.html" for one in ("told", "in_words", "numbers"))
        came = html(render(told, game=self._game, last=last, rounds=rounds, games=games))
        after = [markup.details(WORDS["numbers"], render(numbers, drawn=drawn))]
        after += [markup.paragraph(self._words["beside"], "kit-note")] if beside else []
        return [came, still(figures.figure(self._game, drawn), markup.plain_text(render(words, drawn=drawn)), *after)]


class Experiment(Page):
    """The games that a class plays. Each method returns one widget; its rounds are kept in the teacher's journal."""

    def pot(self) -> Step:
        """Play the public goods game, without fines and with them."""
        return self.show("pot", Table("pot").step())

    def pond(self) -> Step:
        """Play the commons, without a rule and with one that the class makes."""
        return self.show("pond", Table("pond").step())

    def hours(self) -> Step:
        """Share out 100 hours of work: not knowing who one is, knowing it, and after talk."""
        return self.show("hours", Table("hours").step())


def load_experiment(language: str | None = None) -> Experiment:
    """Return the experiments, in another `language` where one is named."""
    speak(language)
    return Experiment()
