"""For whom each stretch of the guide is there, as one condition: what `select` does, for all readers together.

Holds for fully answered readers: of a slot exactly one alternative wins, of a block exactly one arm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.logic.bodies import PlacedArm, PlacedText, Stretch, arms_in, filled, texts_in, together
from generator.logic.combine import all_of, any_of, negated, none_of
from generator.logic.space import ConeTooLarge, Space
from generator.logic.specificity import rank
from generator.model.condition import ALWAYS, Condition
from generator.model.module import Module, TaskMark, mark_numbers
from generator.model.outline import Chapter, SlotEntry
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class Placed:
    """A module in its place. `around` is what the outline asks, `better` the alternatives that come before it."""

    module: Module
    position: int
    around: Condition
    better: tuple[Module, ...] = ()

    @property
    def chosen(self) -> Condition:
        """For whom it is chosen: its own condition holds, and no better alternative's does."""
        return all_of(self.module.condition, none_of(one.condition for one in self.better))

    @property
    def there(self) -> Condition:
        """For whom it is in the guide. A module none of whose blocks are for a reader leaves no trace."""
        return all_of(self.around, self.chosen, filled(self.module.body))

    @property
    def hiding(self) -> tuple[Condition, ...]:
        """What hides it from a reader for whom that is unknown."""
        if self.module.front.unknown == "show":
            return ()
        return (all_of(self.around, self.module.condition),)


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A slot in the outline and the place of its entry in a chapter."""

    name: str
    chapter: Chapter
    number: int
    around: Condition


class Presence:
    """The whole outline, worked out once, when it is first asked for."""

    def __init__(self, project: Project, space: Space) -> None:
        self.project, self.space = project, space
        self._for_everybody: dict[str, bool] = {}

    @cached_property
    def chapters(self) -> dict[str, Condition]:
        """For whom each chapter is."""
        return {chapter.id: all_of(part.when, chapter.when) for part, chapter in self.project.outline.chapters()}

    @cached_property
    def slots(self) -> dict[str, PlacedSlot]:
        """Every slot that the outline names."""
        return {
            name: PlacedSlot(name, chapter, number, around)
            for name, chapter, number, around in self.entries()
            if name in self.project.slots
        }

    @cached_property
    def placed(self) -> dict[str, Placed]:
        """Every module in its place, in the order of the outline.

        Raises ConeTooLarge where the alternatives of a slot cannot be ranked.
        """
        placed: dict[str, Placed] = {}
        for position, (name, _, _, around) in enumerate(self.entries()):
            if name in self.project.slots:
                order = rank(self.project.slots[name], self.space).order
                for place, module in enumerate(order):
                    better = tuple(one for one in order[:place] if self._meet(around, one, module))
                    placed[module.id] = Placed(module, position, around, better)
            else:
                placed[name] = Placed(self.project.modules[name], position, around)
        return placed

    @cached_property
    def tasks(self) -> dict[str, Condition]:
        """For whom each task is that names no step, by its id.

        Raises ConeTooLarge where the alternatives of a slot cannot be ranked.
        """
        found: dict[str, list[Condition]] = {}
        for placed in self.placed.values():
            for one in self.texts(placed):
                for number in mark_numbers(one.text.markdown):
                    mark = placed.module.marks[number]
                    if isinstance(mark, TaskMark) and mark.step is None:
                        found.setdefault(mark.id, []).append(one.there)
        return {name: any_of(*several) for name, several in found.items()}

    @property
    def is_ranked(self) -> bool:
        """Whether the alternatives of every slot can be ranked, so that `placed` can be asked for."""
        try:
            _ = self.placed
        except ConeTooLarge:
            return False
        return True

    def entries(self) -> Iterator[tuple[str, Chapter, int, Condition]]:
        """Every module and slot that the outline names: its chapter, its place there, and what the outline asks."""
        for _, chapter in self.project.outline.chapters():
            outer = self.chapters[chapter.id]
            for number, entry in enumerate(chapter.contents):
                if isinstance(entry, SlotEntry):
                    yield entry.slot, chapter, number, all_of(outer, entry.when)
                else:
                    yield entry, chapter, number, outer

    def _meet(self, around: Condition, first: Module, second: Module) -> bool:
        """Whether two alternatives hold for the same reader in their slot's place."""
        return not self.space.nobody(all_of(around, first.condition, second.condition))

    def is_for_everybody(self, name: str) -> bool:
        """Whether it is proved that every reader there can be gets a module, however much they answer.

        Where that would take too many readers to compare, it is not proved.
        """
        if name not in self._for_everybody:
            placed = self.placed[name]
            sure = all_of(placed.around, placed.chosen, filled(placed.module.body, hiding=False))
            is_hidden = any(condition != ALWAYS for condition in placed.hiding)
            try:
                self._for_everybody[name] = not is_hidden and self.space.nobody(negated(sure))
            except ConeTooLarge:
                self._for_everybody[name] = False
        return self._for_everybody[name]

    def there(self, name: str) -> Condition:
        """For whom a module, or any alternative of a slot, is in the guide."""
        return any_of(*(one.there for one in self.rivals(name)))

    def rivals(self, name: str) -> tuple[Placed, ...]:
        """The module, or all alternatives of a slot."""
        if name in self.placed:
            return (self.placed[name],)
        return tuple(self.placed[module.id] for module in self.project.slots.get(name, ()))

    def arms(self, placed: Placed) -> Iterator[PlacedArm]:
        """Every arm of a module's blocks, from the outside in."""
        yield from arms_in(placed.module.body, all_of(placed.around, placed.chosen), placed.hiding)

    def texts(self, placed: Placed) -> Iterator[PlacedText]:
        """Every stretch of a module's text."""
        yield from texts_in(placed.module.body, all_of(placed.around, placed.chosen), placed.hiding)

    def stretches(self, placed: Placed) -> tuple[Stretch, ...]:
        """The texts of a module, those with the same fate together."""
        return together(self.texts(placed))

    def arm_stretches(self, placed: PlacedArm) -> tuple[Stretch, ...]:
        """The texts of an arm, those with the same fate together."""
        return together(texts_in(placed.arm.body, all_of(placed.around, placed.chosen), placed.hiding))
