"""Everything in a project that has a condition, with what holds around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Span
from generator.logic.combine import all_of, none_of
from generator.logic.entries import condition_of
from generator.logic.presence import Presence
from generator.model.condition import ALWAYS, Condition
from generator.model.outline import SlotEntry
from generator.model.project import Project
from generator.model.rules import Row
from generator.model.step import NotAfter, NotBefore, Window

Kind = Literal[
    "part", "chapter", "slot", "module", "alternative", "block", "entry", "point", "row", "derived", "step", "asked"
]


@dataclass(frozen=True, slots=True)
class Conditional:
    """Something that is there for some readers.

    `around` is what holds for every reader who may get it, `before` what rivals ask that come first: of a slot the
    better alternatives, of a block the earlier arms, of a table the rows above.
    """

    kind: Kind
    name: str
    condition: Condition
    place: Span
    around: Condition = ALWAYS
    before: tuple[Condition, ...] = ()

    @property
    def reached(self) -> Condition:
        """For whom it is looked at: what is around it holds, and no rival comes first."""
        return all_of(self.around, none_of(self.before))


def conditionals(project: Project, presence: Presence) -> Iterator[Conditional]:
    """The text of the guide from the outside in, then the data and the rules."""
    yield from _outline(project)
    for placed in presence.placed.values():
        front = placed.module.front
        yield Conditional(
            "module" if front.slot is None else "alternative",
            placed.module.id,
            front.when,
            front.place("when"),
            placed.around,
            tuple(one.condition for one in placed.better),
        )
        for one in presence.arms(placed):
            yield Conditional("block", placed.module.id, one.arm.condition, one.arm.span, one.around, one.earlier)
    yield from _data(project)
    yield from _steps(project)
    yield from _rules(project)


def _outline(project: Project) -> Iterator[Conditional]:
    for part in project.outline.parts:
        yield Conditional("part", part.id, part.when, part.place("when"))
        for chapter in part.chapters:
            yield Conditional("chapter", chapter.id, chapter.when, chapter.place("when"), part.when)
            outer = all_of(part.when, chapter.when)
            for entry in chapter.contents:
                if isinstance(entry, SlotEntry):
                    yield Conditional("slot", entry.slot, entry.when, entry.place("when"), outer)


def _data(project: Project) -> Iterator[Conditional]:
    for name, point in project.points.items():
        yield Conditional("point", name, point.when, point.place("when"))
    for name, entry in project.data_entries():
        yield Conditional("entry", name, condition_of(project, entry), entry.place("when"))


def _steps(project: Project) -> Iterator[Conditional]:
    """What decides whether a step lies behind a reader, and which of its days count."""
    for name, step in project.steps.items():
        if step.done is not None:
            yield Conditional("step", name, step.done, step.place("done"))
        if step.settled is not None:
            yield Conditional("step", name, step.settled, step.place("settled"))
        days: tuple[NotBefore | NotAfter | Window, ...] = (*step.from_, *step.by, *step.within)
        for one in days:
            yield Conditional("step", name, one.when, one.place("when"))


def _rules(project: Project) -> Iterator[Conditional]:
    for name, facet in project.facets.items():
        if facet.asked_when != ALWAYS:
            yield Conditional("asked", name, facet.asked_when, facet.place("asked_when"))
        rows = facet.derived if isinstance(facet.derived, tuple) else ()
        for number, derived in enumerate(rows):
            # The last row must hold for everybody, even where the others leave nobody to it.
            if derived.when != ALWAYS:
                earlier = tuple(one.when for one in rows[:number])
                yield Conditional("derived", name, derived.when, derived.place("when"), before=earlier)
    for name, table in project.tables.items():
        for number, row in enumerate(table.rows):
            yield _row(name, row, table.rows[:number] if table.policy == "first" else ())


def _row(name: str, row: Row, above: tuple[Row, ...]) -> Conditional:
    return Conditional("row", name, row.when, row.place("when"), before=tuple(one.when for one in above))
