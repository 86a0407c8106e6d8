"""Two guides side by side: only what differs, with what both say folded between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator import text
from generator.model.difference import Difference, LineDifference, PlanDifference, SectionDifference
from generator.model.facet import Facet
from generator.model.guide import Passage, PlanItem, Section
from generator.model.line import LineKind
from generator.model.line_kinds import COST, DATE, DOCUMENT
from generator.model.profile import Persona
from generator.render.compared_rows import HOME, Blocks, Side, outermost, rows
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.media import Shelf
from generator.render.plain import plain_text
from generator.render.sections import FilledSection, FindSection, SectionFiller, numbers_of, unnumbered
from generator.render.typography import title_html

View = dict[str, Any]
KINDS: Mapping[LineKind[Any], str] = {DATE: "Dates", DOCUMENT: "Documents", COST: "Costs"}
"""The lines that are compared, and what they are called; others follow from the sections."""

ADDRESSES = Addresses(
    section=lambda chapter, one: f"{HOME}{chapter}.html#{one}",
    source=lambda _, fact: f"{HOME}sources.html#source-{fact}",
    term=lambda term: f"{HOME}sources.html#term-{term}",
)

Named = tuple[str, str, str | None, dict[str, int]]
"""A section of a guide: its module, its name, the words of its lead, and the numbers of its sources."""

NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two personas that differ in the answer to one facet only."""

    facet: str
    first: Persona
    second: Persona

    @property
    def path(self) -> str:
        """Where their comparison is below the site's root."""
        return f"compare/{self.first.id}/{self.second.id}.html"


def pairs(personas: Iterable[Persona], compared: Iterable[str]) -> Iterator[Pair]:
    """Every pair of personas that differs in one of the facets compared and in nothing else."""
    listed = list(personas)
    for facet in compared:
        alike: dict[frozenset[tuple[str, object]], list[Persona]] = {}
        for persona in listed:
            if facet in persona.answers:
                rest = frozenset((name, answer) for name, answer in persona.answers.items() if name != facet)
                alike.setdefault(rest, []).append(persona)
        for several in alike.values():
            for index, first in enumerate(several):
                for second in several[index + 1 :]:
                    if first.answers[facet] != second.answers[facet]:
                        yield Pair(facet, first, second)


@dataclass(slots=True)
class Comparer:
    """Makes the views of comparisons; each section is filled once, without anything to tick.

    `filled` are the sections that were filled, by module and name.
    """

    sections: SectionFiller
    facets: Mapping[str, Facet]
    filled: dict[str, dict[str, FilledSection]] = field(default_factory=dict)
    _blocks: dict[tuple[str, str, str | None], Blocks] = field(default_factory=dict)

    @classmethod
    def of(cls, fragments: FragmentMaker, macros: Any, facets: Mapping[str, Facet], shelf: Shelf) -> Comparer:
        """The comparer of a site."""
        return cls(SectionFiller(Filler(fragments, macros, ADDRESSES, shelf=shelf)), facets)

    def source(self, pair: Pair, difference: Difference) -> View:
        """What a comparison is made of, as plain values: its sections are named, not filled."""
        chapters: list[View] = []
        for section in _side_by_side(difference.sections):
            if not chapters or chapters[-1]["title"] != section.chapter.title:
                chapters.append({"title": section.chapter.title, "sections": []})
            sides = ((one, self._named(one)) for one in (section.was, section.becomes))
            titles, named = zip(*((one and title_html(one.line.label), side) for one, side in sides), strict=True)
            chapters[-1]["sections"].append({"was": titles[0], "becomes": titles[1], "sides": named})
        facet = self.facets[pair.facet]
        return {
            "facet": text.curly(facet.label),
            "first": _side(pair.first, pair.facet, facet),
            "second": _side(pair.second, pair.facet, facet),
            "shared": " · ".join(_shared_answers(pair, self.facets)),
            "plan": [_plan(one) for one in difference.plan],
            "chapters": chapters,
            "lines": _lines(difference.lines),
            "same": difference.same,
            "count": sum(len(chapter["sections"]) for chapter in chapters),
        }

    def view(self, pair: Pair, source: View, find: FindSection | None = None) -> View | None:
        """What the template sees of one comparison; None where one of its sections is not known.

        `find` gives the sections that were not filled now.
        """
        chapters = []
        for chapter in source["chapters"]:
            sections = []
            for section in chapter["sections"]:
                was, becomes = (self._found(side, find) for side in section["sides"])
                if was is None or becomes is None:
                    return None
                homes = (f"../../guides/{one.id}/" for one in (pair.first, pair.second))
                numbers = ({} if side is None else side[NUMBERS] for side in section["sides"])
                sides = [Side(*one, self.sections) for one in zip((was, becomes), homes, numbers, strict=True)]
                sections.append(section | {"rows": list(rows(*sides))})
            chapters.append(chapter | {"sections": sections})
        return source | {"chapters": chapters}

    def fill(self, section: Section) -> FilledSection:
        """A section as it is shown in comparisons."""
        one = self.sections.fill(section)
        return self.filled.setdefault(one.module, {}).setdefault(one.name, one)

    def _named(self, passage: Passage | None) -> Named | None:
        if passage is None:
            return None
        section, lead = passage.section, passage.section.decision.lead
        one = self.fill(section)
        words = None if lead is None else lead.sentence.removesuffix(":")
        return one.module, one.name, words, dict(numbers_of(section))

    def _found(self, side: Named | None, find: FindSection | None) -> Blocks | None:
        """The outermost elements of a section; None where it is not known."""
        if side is None:
            return ()
        module, name, lead, _ = side
        key = module, name, lead
        if key not in self._blocks:
            one = self.filled.get(module, {}).get(name) or (find and find(module, name))
            if one is None:
                return None
            html = one.html
            if lead is not None:
                html = str(self.sections.filler.macro("lead", lead, Markup(html)))  # noqa: S704 -- filled pieces
            self._blocks[key] = tuple((block, plain_text(unnumbered(block))) for block in outermost(html))
        return self._blocks[key]


def _side(persona: Persona, facet: str, asked: Facet) -> View:
    return {
        "answer": text.curly(asked.values[str(persona.answers[facet])].label),
        "title": text.curly(persona.title),
        "href": f"../../guides/{persona.id}/index.html",
    }


def _shared_answers(pair: Pair, facets: Mapping[str, Facet]) -> list[str]:
    """What the two have in common, in the order of the questions."""
    return [
        text.curly(facet.values[answer].label)
        for name, facet in facets.items()
        if name != pair.facet and isinstance(answer := pair.first.answers.get(name), str)
    ]


def _side_by_side(sections: Iterable[SectionDifference]) -> Iterator[SectionDifference]:
    """A section that goes and one that comes at the same place, as one."""
    waiting: SectionDifference | None = None
    for section in sections:
        if waiting is not None:
            if section.was is None and section.chapter.id == waiting.chapter.id:
                yield SectionDifference(waiting.chapter, waiting.was, section.becomes)
                waiting = None
                continue
            yield waiting
            waiting = None
        if section.becomes is None:
            waiting = section
        else:
            yield section
    if waiting is not None:
        yield waiting


def _plan(one: PlanDifference) -> View:
    return {"label": text.curly(one.label), "was": _stated(one.was), "becomes": _stated(one.becomes)}


def _stated(item: PlanItem | None) -> list[View]:
    if item is None:
        return []
    lines = item.items or ((item.text, item.because),)
    return [{"text": words, "because": because} for words, because in lines]


def _lines(lines: Iterable[LineDifference]) -> list[View]:
    groups: dict[str, list[View]] = {}
    for line in (one for one in lines if one.kind in KINDS):
        groups.setdefault(KINDS[line.kind], []).append({"label": line.label, "was": line.was, "becomes": line.becomes})
    return [{"title": title, "lines": group} for title, group in groups.items()]
