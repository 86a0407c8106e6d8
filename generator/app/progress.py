"""How a command tells its progress: the command line shows it, everything else keeps silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how many of some items are done."""

    def over(self, items: Iterable[Item], label: str, length: int, kept: Collection[Item] = ()) -> Iterator[Item]:
        """The items themselves, shown as they are taken.

        `kept` are those that took no work; it may grow while items are taken.
        """
