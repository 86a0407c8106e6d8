"""Facets that every reader answers: where one is left open, no guide can be built."""

from __future__ import annotations

from generator.logic.combine import none_of
from generator.logic.cone import ConeTooLarge
from generator.logic.presence import Presence
from generator.logic.space import Space
from generator.logic.values import mark_paths
from generator.model.condition import Condition
from generator.model.module import ValueMark, mark_numbers


def needed_facets(presence: Presence, space: Space) -> frozenset[str]:
    """The asked facets named in a reason of the rules, or in texts of which every reader is shown one."""
    project = presence.project
    rows = [row for table in project.tables.values() for row in table.every_row]
    paths = [path for row in rows for words in row.texts.values() for path in mark_paths(words)]
    needed = {path[1] for path in paths if path[0] == "profile"}
    for name, shown in _namings(presence).items():
        try:
            if space.nobody(none_of(shown)):
                needed.add(name)
        except ConeTooLarge:
            continue  # somebody may leave it open, which only lets more readers be looked at
    return frozenset(name for name in needed if project.facets[name].derived is None)


def _namings(presence: Presence) -> dict[str, list[Condition]]:
    """For each facet named in texts, for the readers of those that nothing hides."""
    found: dict[str, list[Condition]] = {}
    for placed in presence.placed.values():
        for one in presence.texts(placed):
            for number in mark_numbers(one.text.markdown):
                mark = placed.module.marks[number]
                if isinstance(mark, ValueMark) and mark.path[0] == "profile" and not one.stretch.hiding:
                    found.setdefault(mark.path[1], []).append(one.there)
    return found
