"""How a command tells its progress: the command line shows it, everything else keeps silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how many of some items are done."""

    def over(
        self, items: Iterable[Item], label: str, length: int, kept: Collection[Item] = (), *, likely: float = 0.0
    ) -> Iterator[Item]:
        """The items themselves, shown as they are taken.

        `kept` are those that took no work; it may grow while items are taken. `likely` are the seconds that one may
        take, where no earlier run has shown it; 0 where nobody knows.
        """

    def say(self, line: str) -> None:
        """Something to know while items are taken, on a line of its own."""
