"""For whom each stretch of the guide is there, as one condition: what `select` does, for all readers together.

Holds for fully answered readers: of a slot exactly one alternative wins, of a block exactly one arm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.logic.combine import all_of, any_of, none_of
from generator.logic.space import Space
from generator.logic.specificity import rank
from generator.model.condition import ALWAYS, Condition
from generator.model.module import Arm, Aside, Block, Body, Module, Text
from generator.model.outline import Chapter, SlotEntry
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text and for whom it is there. `hiding` are conditions that hide it from a reader who leaves one open."""

    there: Condition
    hiding: tuple[Condition, ...] = ()


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
class PlacedArm:
    """An arm of a block in its place.

    `around` is all that holds where the block begins, `earlier` what the arms before it ask. `hiding` are the
    conditions, its own and those around it, that hide it from a reader for whom they are unknown.
    """

    arm: Arm
    around: Condition
    earlier: tuple[Condition, ...]
    hiding: tuple[Condition, ...]

    @property
    def chosen(self) -> Condition:
        return all_of(self.arm.condition, none_of(self.earlier))

    @property
    def there(self) -> Condition:
        return all_of(self.around, self.chosen, filled(self.arm.body))


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A stretch of text in its place."""

    text: Text
    stretch: Stretch

    @property
    def there(self) -> Condition:
        return self.stretch.there


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A slot in the outline and the place of its entry in a chapter."""

    name: str
    chapter: Chapter
    number: int
    around: Condition


class Presence:
    """The whole outline, worked out once.

    Making it raises ConeTooLarge where the alternatives of a slot cannot be ranked.
    """

    def __init__(self, project: Project, space: Space) -> None:
        self.project = project
        self.placed: dict[str, Placed] = {}
        self.slots: dict[str, PlacedSlot] = {}
        self.chapters: dict[str, Condition] = {}
        position = 0
        for part, chapter in project.outline.chapters():
            outer = self.chapters[chapter.id] = all_of(part.when, chapter.when)
            for number, entry in enumerate(chapter.contents):
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                around = all_of(outer, entry.when) if isinstance(entry, SlotEntry) else outer
                if name in project.slots:
                    self.slots[name] = PlacedSlot(name, chapter, number, around)
                    order = rank(project.slots[name], space).order
                    for place, module in enumerate(order):
                        rivals = tuple(
                            one
                            for one in order[:place]
                            if space.find(all_of(around, one.condition, module.condition)) is not None
                        )
                        self.placed[module.id] = Placed(module, position, around, rivals)
                else:
                    self.placed[name] = Placed(project.modules[name], position, around)
                position += 1

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
        yield from _arms(placed.module.body, all_of(placed.around, placed.chosen), placed.hiding)

    def texts(self, placed: Placed) -> Iterator[PlacedText]:
        """Every stretch of a module's text."""
        yield from _texts(placed.module.body, all_of(placed.around, placed.chosen), placed.hiding)

    def stretches(self, placed: Placed) -> tuple[Stretch, ...]:
        """The texts of a module, those with the same fate together."""
        return _together(self.texts(placed))

    def arm_stretches(self, placed: PlacedArm) -> tuple[Stretch, ...]:
        """The texts of an arm, those with the same fate together."""
        return _together(_texts(placed.arm.body, all_of(placed.around, placed.chosen), placed.hiding))


def filled(body: Body) -> Condition:
    """For whom anything of a body is left."""
    parts: list[Condition] = []
    for node in body:
        match node:
            case Text():
                return ALWAYS
            case Aside():
                parts.append(filled(node.body))
            case Block():
                parts.extend(
                    all_of(arm.condition, none_of(earlier), filled(arm.body)) for arm, earlier in _with_earlier(node)
                )
    return any_of(*parts)


def _with_earlier(block: Block) -> Iterator[tuple[Arm, tuple[Condition, ...]]]:
    for number, arm in enumerate(block.arms):
        yield arm, tuple(one.condition for one in block.arms[:number])


def _arms(body: Body, around: Condition, hiding: tuple[Condition, ...]) -> Iterator[PlacedArm]:
    for node in body:
        match node:
            case Block():
                for arm, earlier in _with_earlier(node):
                    placed = PlacedArm(arm, around, earlier, (*hiding, *_hiding(arm, earlier)))
                    yield placed
                    yield from _arms(arm.body, all_of(around, placed.chosen), placed.hiding)
            case Aside():
                yield from _arms(node.body, around, hiding)
            case Text():
                pass


def _texts(body: Body, around: Condition, hiding: tuple[Condition, ...]) -> Iterator[PlacedText]:
    for node in body:
        match node:
            case Block():
                for arm, earlier in _with_earlier(node):
                    inside = all_of(around, arm.condition, none_of(earlier))
                    yield from _texts(arm.body, inside, (*hiding, *_hiding(arm, earlier)))
            case Aside():
                yield from _texts(node.body, around, hiding)
            case Text():
                yield PlacedText(node, Stretch(around, hiding))


def _hiding(arm: Arm, earlier: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return (all_of(arm.condition, none_of(earlier)),) if arm.unknown == "hide" else ()


def _together(texts: Iterable[PlacedText]) -> tuple[Stretch, ...]:
    there: dict[tuple[Condition, ...], list[Condition]] = {}
    for one in texts:
        there.setdefault(one.stretch.hiding, []).append(one.there)
    return tuple(Stretch(any_of(*several), hiding) for hiding, several in there.items())
