"""The last things made, kept while they are not too heavy together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class _One(Generic[Thing]):
    """A thing that is kept, with its weight, and how many had been made when it was last asked for."""

    __slots__ = ("asked", "thing", "weight")

    def __init__(self, thing: Thing, weight: int, asked: int) -> None:
        self.thing, self.weight, self.asked = thing, weight, asked


class Kept(Generic[Thing]):
    """Things by key. Where their weights exceed `limit`, those not asked for longest go first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.weight = 0
        self._things: dict[object, _One[Thing]] = {}
        self._made = 0

    def get(
        self, key: object, weight: int, make: Callable[[], Thing], is_good: Callable[[Thing], bool] | None = None
    ) -> Thing:
        """The thing of this key, made where it is not here or no longer good."""
        # Keys are large, and to find one takes longer than all else here: it is looked up once.
        known = self._things.get(key)
        if known is not None and (is_good is None or is_good(known.thing)):
            known.asked = self._made
            return known.thing
        thing = make()
        known = self._things.get(key)
        self.weight += weight - (0 if known is None else known.weight)
        self._made += 1
        self._things[key] = _One(thing, weight, self._made)
        if self.weight > self.limit:
            self._trim()
        return thing

    def _trim(self) -> None:
        """Let go of what was not asked for longest, and of some more, since to find it all are gone through."""
        oldest = sorted(self._things.items(), key=lambda one: one[1].asked)
        for key, one in oldest[:-1]:
            if self.weight <= self.limit - self.limit // 8:
                break
            self.weight -= one.weight
            del self._things[key]
