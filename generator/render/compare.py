"""Two guides side by side: only what differs, with what both say folded between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from generator import text
from generator.model.difference import Difference, LineDifference, PlanDifference, SectionDifference
from generator.model.facet import Facet
from generator.model.guide import Passage, PlanItem
from generator.model.line_kinds import COST, DATE, DOCUMENT
from generator.model.profile import Persona
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.media import Shelf
from generator.render.plain import plain_text
from generator.render.typography import title_html

View = dict[str, Any]
KINDS = {DATE: "Dates", DOCUMENT: "Documents", COST: "Costs"}
"""The lines that are compared, and what they are called; others follow from the sections."""

Blocks = tuple[tuple[str, str], ...]
"""The outermost elements of a stretch of HTML, each with its words alone."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = {"br", "hr", "input"}


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
    """Makes the views of comparisons; each section is filled once, without anything to tick or to follow home."""

    fragments: FragmentMaker
    macros: Any
    facets: Mapping[str, Facet]
    shelf: Shelf | None = None
    filled: dict[tuple[str, str], Blocks] = field(default_factory=dict)

    def view(self, pair: Pair, difference: Difference) -> View:
        """What the template sees of one comparison."""
        chapters: list[View] = []
        for section in _side_by_side(difference.sections):
            if not chapters or chapters[-1]["title"] != section.chapter.title:
                chapters.append({"title": section.chapter.title, "sections": []})
            chapters[-1]["sections"].append(self._section(section, pair))
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

    def _section(self, section: SectionDifference, pair: Pair) -> View:
        was = self._blocks(pair.first.id, section.was)
        becomes = self._blocks(pair.second.id, section.becomes)
        return {
            "was": None if section.was is None else title_html(section.was.line.label),
            "becomes": None if section.becomes is None else title_html(section.becomes.line.label),
            "rows": list(_rows(was, becomes)),
        }

    def _blocks(self, guide: str, passage: Passage | None) -> Blocks:
        if passage is None:
            return ()
        section = passage.section
        known = self.filled.get((guide, section.id))
        if known is None:
            home = f"../../guides/{guide}/"
            addresses = Addresses(
                section=lambda chapter, one: f"{home}{chapter}.html#{one}",
                source=lambda _, fact: f"{home}sources.html#source-{fact}",
                term=lambda term: f"{home}sources.html#term-{term}",
            )
            filler = Filler(self.fragments, self.macros, addresses, shelf=self.shelf)
            html = filler.body(section.decision.body, section.marks)
            lead = section.decision.lead
            if lead is not None:
                html = Markup(self.macros.lead(lead.sentence.removesuffix(":"), html))  # noqa: S704 -- the macro escapes
            known = self.filled[guide, section.id] = tuple((block, plain_text(block)) for block in _blocks(html))
        return known


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


def _blocks(html: str) -> list[str]:
    """The outermost elements of a stretch of HTML."""
    blocks: list[str] = []
    depth = start = 0
    for tag in _TAG.finditer(html):
        closes, name = tag.groups()
        if name in _VOID:
            continue
        depth += -1 if closes else 1
        if depth == 0:
            blocks.append(html[start : tag.end()].strip())
            start = tag.end()
    return blocks


def _rows(first: Blocks, second: Blocks) -> Iterator[View]:
    """Stretches that read the same in both, and stretches that do not."""
    keys, others = [words for _, words in first], [words for _, words in second]
    for kind, start, stop, other_start, other_stop in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        was, becomes = _joined(first[start:stop]), _joined(second[other_start:other_stop])
        if kind == "equal":
            yield {"same": was, "count": stop - start}
        else:
            yield {"same": None, "was": was, "becomes": becomes}


def _joined(blocks: Blocks) -> Markup:
    return Markup("\n".join(html for html, _ in blocks))  # noqa: S704 -- parts of HTML that the filler made
