"""How things are for a reader: the answers the project marks for it, and what was counted in place of an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator import text
from generator.assemble import words
from generator.logic.describe import number_label
from generator.logic.reader import Reader
from generator.model.facet import Facet
from generator.model.guide_path import StateItem
from generator.model.project import Project


def state_items(project: Project, reader: Reader) -> tuple[StateItem, ...]:
    """The facets that are `state`, as answered or as counted, in the order declared."""
    counted = {one.facet: one for one in counted_items(project, reader)}
    return tuple(_state(project, reader, counted))


def _state(project: Project, reader: Reader, counted: dict[str, StateItem]) -> Iterator[StateItem]:
    for name, facet in project.facets.items():
        if not facet.state:
            continue
        if name in reader.answered:
            said = answer_label(facet, reader.profile.answers[name])
            yield StateItem(name, text.curly(facet.label), text.curly(said), is_counted=False)
        elif name in counted:
            yield counted[name]


def counted_items(project: Project, reader: Reader) -> tuple[StateItem, ...]:
    """What the path was counted with where nothing was answered."""
    if reader.journey is None:
        return ()
    found: list[StateItem] = []
    for name, value in reader.journey.path.counted.items():
        facet = project.facets[name]
        said = text.curly(answer_label(facet, value))
        found.append(StateItem(name, text.curly(facet.label), said, is_counted=True, moves=isinstance(value, dt.date)))
    return tuple(found)


def answer_label(facet: Facet, answer: object) -> str:
    """An answer in the words of its question."""
    if isinstance(answer, frozenset):
        return ", ".join(value.label for name, value in facet.values.items() if name in answer) or words.NOTHING_CHOSEN
    if isinstance(answer, dt.date):
        return text.long_date(answer)
    if isinstance(answer, int):
        return number_label(facet, answer)
    return facet.values[str(answer)].label
