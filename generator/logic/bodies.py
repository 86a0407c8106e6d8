"""For whom the arms and texts of a module's body are there, given for whom the body is.

Holds for fully answered readers: of a block exactly one arm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.logic.combine import all_of, any_of, none_of
from generator.model.condition import ALWAYS, Condition
from generator.model.module import Arm, Aside, Block, Body, Run, Text


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text and for whom it is there. `hiding` are conditions that hide it from a reader who leaves one open."""

    there: Condition
    hiding: tuple[Condition, ...] = ()


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


def filled(body: Body, *, hiding: bool = True) -> Condition:
    """For whom anything of a body is left; without arms that a reader who leaves something open may not see, where
    `hiding` is false.
    """
    parts: list[Condition] = []
    for node in body:
        match node:
            case Text():
                return ALWAYS
            case Aside() | Run():
                parts.append(filled(node.body, hiding=hiding))
            case Block():
                parts.extend(
                    all_of(arm.condition, none_of(earlier), filled(arm.body, hiding=hiding))
                    for arm, earlier in _with_earlier(node)
                    if hiding or arm.unknown == "show"
                )
    return any_of(*parts)


def _with_earlier(block: Block) -> Iterator[tuple[Arm, tuple[Condition, ...]]]:
    for number, arm in enumerate(block.arms):
        yield arm, tuple(one.condition for one in block.arms[:number])


def arms_in(body: Body, around: Condition, hiding: tuple[Condition, ...]) -> Iterator[PlacedArm]:
    """Every arm of a body's blocks, from the outside in. `around` holds where the body begins."""
    for node in body:
        match node:
            case Block():
                for arm, earlier in _with_earlier(node):
                    placed = PlacedArm(arm, around, earlier, (*hiding, *_hiding(arm, earlier)))
                    yield placed
                    yield from arms_in(arm.body, all_of(around, placed.chosen), placed.hiding)
            case Aside() | Run():
                yield from arms_in(node.body, around, hiding)
            case Text():
                pass


def texts_in(body: Body, around: Condition, hiding: tuple[Condition, ...]) -> Iterator[PlacedText]:
    """Every stretch of a body's text. `around` holds where the body begins."""
    for node in body:
        match node:
            case Block():
                for arm, earlier in _with_earlier(node):
                    inside = all_of(around, arm.condition, none_of(earlier))
                    yield from texts_in(arm.body, inside, (*hiding, *_hiding(arm, earlier)))
            case Aside() | Run():
                yield from texts_in(node.body, around, hiding)
            case Text():
                yield PlacedText(node, Stretch(around, hiding))


def _hiding(arm: Arm, earlier: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return (all_of(arm.condition, none_of(earlier)),) if arm.unknown == "hide" else ()


def together(texts: Iterable[PlacedText]) -> tuple[Stretch, ...]:
    """The texts with the same fate as one stretch each."""
    there: dict[tuple[Condition, ...], list[Condition]] = {}
    for one in texts:
        there.setdefault(one.stretch.hiding, []).append(one.there)
    return tuple(Stretch(any_of(*several), hiding) for hiding, several in there.items())
