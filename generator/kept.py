"""The last things made, kept while they are not too heavy together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """Things by key. Where their weights exceed `limit`, those not asked for longest go first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.weight = 0
        self._things: OrderedDict[object, tuple[int, Thing]] = OrderedDict()

    def get(self, key: object, weight: int, make: Callable[[], Thing], is_good: Callable[[Thing], bool]) -> Thing:
        """The thing of this key, made where it is not here or no longer good."""
        if key in self._things:
            if is_good(self._things[key][1]):
                self._things.move_to_end(key)
                return self._things[key][1]
            self.weight -= self._things.pop(key)[0]
        thing = make()
        self._things[key] = weight, thing
        self.weight += weight
        while self.weight > self.limit and len(self._things) > 1:
            _, (gone, _) = self._things.popitem(last=False)
            self.weight -= gone
        return thing
