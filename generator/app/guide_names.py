"""Names of the guides of personas: two have the same name only where the same guide follows.

Which modules a reader is shown follows from the rules, the reader and what modules ask, not from what modules say. So
what a guide showed last time is known under the name of these, and its name is made of that and of what these modules
say now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.app.list_names import ListNames, leads_digest
from generator.app.opened import Opened
from generator.app.rules_names import RulesNames, rules_names
from generator.logic.fingerprint import Part, digest, written
from generator.model.module import TASK_OPEN, Aside, Block, Body, Module, Run, mark_numbers, texts_of
from generator.model.profile import Example, Persona
from generator.model.selection import Selection
from generator.render.compare import Pair

_DEFINITION = re.compile(r"\s*\[[^\]]+\]:")
LEFT, PLAIN, LED = "0", "1", "2"
"""What becomes of a module: left out, shown, or shown under a lead."""


class GuideNames:
    """Names the guides of one project. `rules` are the names of its rules from before it was loaded, where known."""

    def __init__(self, opened: Opened, rules: RulesNames | None = None) -> None:
        self.opened = opened
        self.proven = opened.space.proven
        # What conditions anywhere ask about a day or an answer is worked out for every reader.
        rules, asked = rules or rules_names(opened.root), sorted(opened.subjects)
        self.rules, self.planned = digest(rules.every, *asked), digest(rules.planned, *asked)
        self.modules = sorted(opened.project.modules.values(), key=lambda one: one.id)
        self.asked = digest(self.planned, *map(_asks, self.modules))
        self.lists, self.leads = ListNames(opened.project, rules.media), leads_digest(opened.project)
        self.shared = digest(self.planned, self.lists.asks)
        self._said: dict[str, str] = {}
        self._bares: dict[str, str] = {}
        self._marked: dict[str, str] = {}
        self._befores: dict[str, tuple[Persona, str]] = {}
        self._shown: dict[str, list[Module]] = {}
        self._listed: dict[tuple[str, str], str] = {}
        self._sources: dict[tuple[str, str, str], str] = {}
        self._pairs: dict[tuple[str, str, str], str] = {}
        self._filled: dict[str, dict[str, str]] = {}

    def space(self) -> str:
        """The name of all that is asked of the whole space: rules, what modules ask, and the marks of their texts."""
        return digest("space", self.rules, self.asked, *map(self._marks, self.modules))

    def known(self, persona: Persona) -> str | None:
        """The name of a persona's guide; None where it is not known what it shows."""
        shown, listed = self.word(persona), self.listed(persona)
        if shown is None or listed is None:
            return None
        said = map(self._says, self._modules(shown))
        return digest("guide", self._before(persona), *self.lists.says(listed), shown, *said)

    def note(self, persona: Persona, shown: str, listed: str | None = None) -> None:
        """Know what a persona's guide shows: these modules and, where that is known, these entries of lists."""
        self.proven.put(self._before(persona), shown)
        if listed is not None:
            self.proven.put(self._lists(persona, shown), listed)

    def listed(self, persona: Persona) -> str | None:
        """Which entries of lists were shown last, as one word; None where that is not known."""
        shown = self.word(persona)
        return None if shown is None else self.proven.get(self._lists(persona, shown))

    def _lists(self, persona: Persona, shown: str) -> str:
        """The name of all that decides which entries of lists a guide shows."""
        key = self._before(persona), shown
        if key not in self._listed:
            marks = map(self._marks, self._modules(shown))
            self._listed[key] = digest("listed", self.lists.asks, *key, *marks)
        return self._listed[key]

    def shown(self, selection: Selection) -> str:
        """Of each module whether a selection shows it, and whether under a lead, as one word."""
        decisions = (selection.decisions[one.id] for one in self.modules)
        places = (LEFT if not one.shown else PLAIN if one.lead is None else LED for one in decisions)
        return f"{int('1' + ''.join(places), 4):x}"

    def places(self, shown: str) -> dict[str, str]:
        """The same by module id: LEFT, PLAIN or LED."""
        number, places = int(shown, 16), []
        while number > 1:
            number, place = divmod(number, 4)
            places.append(str(place))
        return {one.id: place for one, place in zip(self.modules, reversed(places), strict=True)}

    def word(self, persona: Persona) -> str | None:
        """What was shown last, as one word; None where that is not known."""
        return self.proven.get(self._before(persona))

    def modules_of(self, persona: Persona) -> list[Module]:
        """The modules that a persona was shown last; none where that is not known."""
        shown = self.word(persona)
        return [] if shown is None else self._modules(shown)

    def tried(self, persona: Persona) -> str | None:
        """The name of all that can go wrong where a persona's guide is put together; None where that is not known.

        Of what modules say these are their marks, by the texts that they are in.
        """
        shown = self.word(persona)
        if shown is None:
            return None
        return digest("tried", self._before(persona), self.leads, shown, *map(self._marks, self._modules(shown)))

    def source(self, persona: Persona) -> str | None:
        """The name of all that a persona's pages are made of but the words of modules; None where it is not known."""
        shown, listed = self.word(persona), self.listed(persona)
        if shown is None or listed is None:
            return None
        key = self._before(persona), shown, listed
        if key not in self._sources:
            bares = map(self._bare, self._modules(shown))
            self._sources[key] = digest("source", *key, *self.lists.says(listed), self.lists.asks, *bares)
        return self._sources[key]

    def says(self, module: str) -> str:
        """A name for what a module says."""
        return self._says(self.opened.project.modules[module])

    def note_filled(self, persona: Persona, word: str) -> None:
        """Know in one word how the sections of a persona's guide are filled."""
        name = self.source(persona)
        if name is not None:
            self.proven.put(digest("filled", name), word)

    def filled(self, persona: Persona) -> dict[str, str] | None:
        """How each module of a persona's guide is filled, its words left aside; None where it is not known."""
        name = self.source(persona)
        found = None if name is None else self.proven.get(digest("filled", name))
        if found is None:
            return None
        if found not in self._filled:
            self._filled[found] = dict(_pair(one) for one in found.split(",") if one)
        return self._filled[found]

    def comparison(self, pair: Pair) -> str | None:
        """The name of all that a comparison is made of but the words of modules; None where it is not known."""
        was, becomes = self.source(pair.first), self.source(pair.second)
        if was is None or becomes is None or not (self.filled(pair.first) and self.filled(pair.second)):
            return None
        if (pair.facet, was, becomes) not in self._pairs:
            name = digest("pair", pair.facet, was, becomes, *self._twins(self.unlike(pair)))
            self._pairs[pair.facet, was, becomes] = name
        return self._pairs[pair.facet, was, becomes]

    def _twins(self, modules: Iterable[str]) -> list[str]:
        """Which texts of some modules are equal, by their places: sections are paired and told apart by their words.

        What they say is left out, so that a word is edited without pairing again.
        """
        places: dict[str, dict[str, list[int]]] = {}
        for name in modules:
            for number, one in enumerate(texts_of(self.opened.project.modules[name].body)):
                places.setdefault(one.markdown, {}).setdefault(name, []).append(number)
        return sorted(str(several) for several in places.values() if sum(map(len, several.values())) > 1)

    def unlike(self, pair: Pair) -> list[str]:
        """The modules that two guides show in different ways, or only one does."""
        was, becomes = self.filled(pair.first) or {}, self.filled(pair.second) or {}
        return sorted(one for one in {**was, **becomes} if was.get(one) != becomes.get(one))

    def example(self, example: Example, personas: Iterable[Persona]) -> str:
        """The name of what the page of an example shows: its story, and the personas that are like it."""
        story = self.opened.project.stories[example.story]
        like = (written(one) for one in personas)
        return digest("example", self.asked, self.rules, written(example), _asks(story), self._says(story), *like)

    def _before(self, persona: Persona) -> str:
        known = self._befores.get(persona.id)
        if known is None or known[0] is not persona:
            name = digest("shown", self.asked, written(persona), str(self.opened.day_of(persona)))
            known = self._befores[persona.id] = persona, name
        return known[1]

    def _modules(self, shown: str) -> list[Module]:
        if shown not in self._shown:
            places = self.places(shown)
            self._shown[shown] = [one for one in self.modules if places[one.id] != LEFT]
        return self._shown[shown]

    def _bare(self, module: Module) -> str:
        """A name for what other pages take of what a module says: its marks, by their places, and its tasks."""
        if module.id not in self._bares:
            texts = [one.markdown for one in texts_of(module.body)]
            parts = (f"{mark_numbers(one)} {_told_elsewhere(one)}" for one in texts)
            self._bares[module.id] = digest(module.id, written(module.marks), *parts)
        return self._bares[module.id]

    def _marks(self, module: Module) -> str:
        if module.id not in self._marked:
            numbers = (str(mark_numbers(one.markdown)) for one in texts_of(module.body))
            self._marked[module.id] = digest(module.id, written(module.marks), *numbers)
        return self._marked[module.id]

    def _says(self, module: Module) -> str:
        if module.id not in self._said:
            said = (one.markdown for one in texts_of(module.body))
            self._said[module.id] = digest(module.revision, written(module.marks), *said)
        return self._said[module.id]


def _told_elsewhere(markdown: str) -> str:
    """The lines of a text whose words are on other pages too: tasks, to where their list ends, and definitions."""
    told: list[str] = []
    is_task = is_blank = False
    for line in markdown.split("\n"):
        if TASK_OPEN in line:
            is_task = True
        elif is_blank and line[:1].strip():
            is_task = False
        if is_task and line.strip():
            told += ["", line] if is_blank else [line]
        elif _DEFINITION.match(line):
            told.append(line)
        is_blank = not line.strip()
    return "\n".join(told)


def _pair(words: str) -> tuple[str, str]:
    first, _, second = words.partition(":")
    return first, second


def _asks(module: Module) -> str:
    return written((module.id, module.front, tuple(_bones(module.body))))


def _bones(body: Body) -> Iterator[Part]:
    """What decides which parts of a body are shown, and under which words; not what they say, or how much."""
    has_text = False
    for node in body:
        match node:
            case Block():
                for arm in node.arms:
                    yield written(arm.condition), str(arm.lead), arm.unknown, tuple(_bones(arm.body))
            case Aside() | Run():
                yield tuple(_bones(node.body))
            case _:
                has_text = True
    if has_text:  # with nothing but blocks, a module can be left without a word
        yield "text"
