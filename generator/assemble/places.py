"""Where in a guide each unanswered question matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from generator.assemble.questions import in_body
from generator.model.condition import Condition
from generator.model.guide import (
    Budget,
    DataNote,
    DocumentLine,
    GuideChapter,
    OpenPlace,
    PlanItem,
    Section,
    TimelineEntry,
)


def open_places(
    chapters: Iterable[GuideChapter],
    plan: Iterable[PlanItem],
    timeline: Iterable[TimelineEntry],
    budget: Budget,
    documents: Iterable[DocumentLine],
) -> dict[str, tuple[OpenPlace, ...]]:
    """For each facet the places that an answer to it may change: the plan first, then sections in order, then lists."""
    found: dict[str, dict[OpenPlace, None]] = {}
    for place, condition in _everywhere(chapters, plan, timeline, budget, documents):
        for clause in condition.clauses():
            found.setdefault(clause.subject, {})[place] = None
    return {facet: tuple(places) for facet, places in found.items()}


def _everywhere(
    chapters: Iterable[GuideChapter],
    plan: Iterable[PlanItem],
    timeline: Iterable[TimelineEntry],
    budget: Budget,
    documents: Iterable[DocumentLine],
) -> Iterator[tuple[OpenPlace, Condition]]:
    for item in plan:
        for change in item.changes:
            yield OpenPlace("plan"), change.residue
    for chapter in chapters:
        for section in chapter.sections:
            for condition in _in_section(section):
                yield OpenPlace("section", chapter.id, section.id), condition
    yield from _beside("timeline", (entry.beside for entry in timeline))
    yield from _beside("documents", (line.beside for line in documents))
    yield from _beside("budget", (line.beside for group in budget.groups for line in group.lines))


def _in_section(section: Section) -> Iterator[Condition]:
    if section.decision.unsettled is not None:
        yield section.decision.unsettled
    yield from in_body(section.decision.body)


def _beside(
    kind: Literal["timeline", "documents", "budget"], notes: Iterable[DataNote]
) -> Iterator[tuple[OpenPlace, Condition]]:
    for note in notes:
        if note.unsettled is not None:
            yield OpenPlace(kind), note.unsettled
