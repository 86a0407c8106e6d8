"""Where in a guide each unanswered question matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.condition import Condition
from generator.model.guide import OpenPlace, Passage
from generator.model.line import Line
from generator.model.line_kinds import LISTED, PLAN


def open_places(passages: Iterable[Passage], lines: Iterable[Line]) -> dict[str, tuple[OpenPlace, ...]]:
    """For each facet the places that an answer to it may change: the plan first, then sections in order, then lists."""
    found: dict[str, dict[OpenPlace, None]] = {}
    for place, condition in _everywhere(list(passages), list(lines)):
        for clause in condition.clauses():
            # Of a comparison ("departure <= deadline") the facet is asked.
            found.setdefault(clause.subject.partition(" ")[0], {})[place] = None
    return {facet: tuple(places) for facet, places in found.items()}


def _everywhere(passages: list[Passage], lines: list[Line]) -> Iterator[tuple[OpenPlace, Condition]]:
    yield from _pages(line for line in lines if line.kind is PLAN)
    for passage in passages:
        place = OpenPlace("section", passage.chapter.id, passage.section.id)
        yield from ((place, condition) for condition in passage.line.unsettled)
    # A task is open because its section is, which has a place of its own.
    yield from _pages(line for line in lines if line.kind in LISTED)


def _pages(lines: Iterable[Line]) -> Iterator[tuple[OpenPlace, Condition]]:
    for line in lines:
        if line.kind.page is not None:
            yield from ((OpenPlace(line.kind.page), condition) for condition in line.unsettled)
