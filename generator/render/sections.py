"""Sections as HTML, each filled once for all guides that say it alike; the numbers of its sources are set in last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup

from generator.diagnostics import Span
from generator.kept import Kept
from generator.logic.fingerprint import digest
from generator.logic.word_count import word_count
from generator.model.filled import LATER, FilledFact, FilledMark
from generator.model.guide import Section
from generator.model.module import Module, Text
from generator.model.selection import ShownArm, ShownAside, ShownNode
from generator.render.browser import condition_json
from generator.render.fill import NUMBER_CLOSE, NUMBER_OPEN, Filler

MOST = 2000
"""Sections kept in memory; the shipped guide has some 700 different ones for all of its personas."""

ASKED = 10_000
"""Sections of guides whose HTML is known: all personas of the shipped guide have some 8,800."""

_NUMBER = re.compile(f"{NUMBER_OPEN}(!?)([^{NUMBER_CLOSE}]*){NUMBER_CLOSE}")

Shape = tuple[object, ...]
Read = tuple[Shape, Shape, Mapping[int, FilledMark]]
"""What a section is made from: the key of all of it, its shape, and its marks without the numbers of sources."""

Numbers = Mapping[str, int]
"""The number of each source in a guide, by the id of its fact."""


@dataclass(frozen=True, slots=True)
class FilledSection:
    """The HTML of a section of a module, with places for the numbers of its sources.

    `name` names all that it is made from but what the module says: which parts of it are shown, under which words,
    and with which values. `words` is how many words of it there are to read.
    """

    module: str
    name: str
    html: str
    words: int

    @property
    def said(self) -> str:
        """A name for what it says."""
        return _said(self)

    @property
    def unnumbered(self) -> str:
        """The HTML without these places."""
        return unnumbered(self.html)


@lru_cache(maxsize=4096)
def _said(section: FilledSection) -> str:
    return digest(section.module, section.name, section.html)


FindSection = Callable[[str, str], FilledSection | None]
"""Gives a filled section by its module and name, as the module reads now."""


class SectionStore(Protocol):
    """Where sections are kept from build to build."""

    def find(self, module: str, name: str) -> FilledSection | None:
        """One section by its module and name, as the module reads now; None where it is not known."""

    def add(self, section: FilledSection) -> None:
        """Keep one."""


@dataclass(slots=True)
class SectionFiller:
    """Fills sections with one filler, but those that the `store` has from earlier builds."""

    filler: Filler
    store: SectionStore | None = None
    made: Kept[FilledSection] = field(default_factory=lambda: Kept(MOST))
    _filled: Kept[tuple[Section, FilledSection]] = field(default_factory=lambda: Kept(ASKED))
    _numbered: dict[tuple[bool, str, int], str] = field(default_factory=dict)

    def fill(self, section: Section) -> FilledSection:
        """The HTML of a section, made where no other one was like it."""
        # The pages of a guide ask for the same section several times.
        known = self._filled.get(id(section), 1, lambda: (section, self._made(section)), lambda it: it[0] is section)
        return known[1]

    def _made(self, section: Section) -> FilledSection:
        module, (key, shape, marks) = section.decision.module, _read(section)

        def make() -> FilledSection:
            name = digest(repr((shape, sorted(marks.items()))))
            known = None if self.store is None else self.store.find(module.id, name)
            if known is not None:
                return known
            html = self.filler.body(section.decision.body, marks, section.id)
            return FilledSection(module.id, name, str(html), word_count(section.decision))

        return self.made.get(key, 1, make, lambda _: True)

    def whole(self, module: Module, body: tuple[ShownNode, ...], marks: Mapping[int, FilledMark]) -> str:
        """The HTML of all that a module may say, its marks filled for nobody in particular."""
        name = digest("whole", repr((tuple(_shape(body, _places(module))), sorted(marks.items()))))
        known = None if self.store is None else self.store.find(module.id, name)
        if known is not None:
            return known.html
        html = str(self.filler.body(body, marks, module.id))
        if self.store is not None:
            self.store.add(FilledSection(module.id, name, html, 0))
        return html

    def numbered(self, html: str, numbers: Numbers) -> Markup:
        """HTML of filled sections in a guide whose sources have these numbers."""

        def number(match: re.Match[str]) -> str:
            confirm, fact = bool(match[1]), match[2]
            key = confirm, fact, numbers[fact]
            if key not in self._numbered:
                self._numbered[key] = self.filler.number(FilledFact(numbers[fact], None, confirm, fact))
            return self._numbered[key]

        return Markup(_NUMBER.sub(number, html))  # noqa: S704 -- filled pieces


def unnumbered(html: str) -> str:
    """HTML of filled sections without the numbers of sources."""
    return _NUMBER.sub("", html)


def numbers_of(section: Section) -> Numbers:
    """The numbers of the sources that a section cites."""
    return {mark.fact: mark.number for mark in section.marks.values() if isinstance(mark, FilledFact)}


_READ: Kept[tuple[Section, Read]] = Kept(ASKED)
_SHAPES: Kept[tuple[object, Shape]] = Kept(ASKED)


def _read(section: Section) -> Read:
    """What a section is made from, found once for all that fill it: pages and comparisons do."""

    def make() -> tuple[Section, Read]:
        marks = {number: _unnumbered(mark) for number, mark in section.marks.items()}
        module, shape = section.decision.module, _shape_of(section)
        return section, ((module.id, module.revision, shape, tuple(marks.items())), shape, marks)

    return _READ.get(id(section), 1, make, lambda known: known[0] is section)[1]


def _shape_of(section: Section) -> Shape:
    """What of a module is shown, and under which words. Decisions are shared by guides, so it is found once."""
    body, module = section.decision.body, section.decision.module

    def make() -> tuple[object, Shape]:
        return body, tuple(_shape(body, _places(module)))

    return _SHAPES.get(id(body), 1, make, lambda known: known[0] is body)[1]


def _unnumbered(mark: FilledMark) -> FilledMark:
    return _later(mark.value, mark.confirm, mark.fact) if isinstance(mark, FilledFact) else mark


@lru_cache(maxsize=4096)
def _later(value: str | None, confirm: bool, fact: str) -> FilledFact:
    return FilledFact(LATER, value, confirm, fact)


def _places(module: Module) -> Mapping[Span, int]:
    """The places of arms by number: lines in a file move, these do not."""
    return {arm.span: number for number, arm in enumerate(module.arms())}


def _shape(body: tuple[ShownNode, ...], places: Mapping[Span, int]) -> Iterator[object]:
    for node in body:
        match node:
            case Text():
                yield "text"
            case ShownArm(lead, inner, span, unsettled, also):
                words = None if lead is None else (lead.words, lead.is_otherwise, lead.alone)
                opened = None if unsettled is None else condition_json(unsettled)
                yield places[span], tuple(places[one] for one in also), words, opened, tuple(_shape(inner, places))
            case ShownAside(_, inner):
                yield "aside", tuple(_shape(inner, places))
            case _:
                yield "run", tuple(_shape(node.body, places))
