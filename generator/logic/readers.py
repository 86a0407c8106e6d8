"""Sets of readers, and the axes along which readers differ."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Self

Choices = tuple[tuple[int, ...], ...]
"""Positions on one axis, each as the positions on another that it leaves possible."""


class Readers(ABC):
    """A set of readers. Only sets along the same axes go together."""

    __slots__ = ()

    @abstractmethod
    def __and__(self, other: Self) -> Self:
        """Those who are in both."""

    @abstractmethod
    def __or__(self, other: Self) -> Self:
        """Those who are in either."""

    @abstractmethod
    def __sub__(self, other: Self) -> Self:
        """Those who are in this set only."""

    @abstractmethod
    def is_same(self, other: Self) -> bool:
        """Whether both are the same readers."""

    @abstractmethod
    def __bool__(self) -> bool:
        """Whether there are any."""

    @abstractmethod
    def first(self) -> dict[str, int]:
        """The position of one of them on each axis. There must be one."""


class Axes(ABC):
    """Named axes with positions from 0. Every combination of positions is a reader."""

    everyone: Readers
    nobody: Readers

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self.names = tuple(sizes)
        self.count = math.prod(sizes.values())

    @abstractmethod
    def begin(self) -> bool:
        """Another question begins, and what it may take counts from here; false where it had better use new axes."""

    @abstractmethod
    def those(self, name: str, positions: Iterable[int]) -> Readers:
        """Everyone who is at one of these positions."""

    @abstractmethod
    def lift(self, readers: Readers, choices: Mapping[str, Choices]) -> Readers:
        """Those of whom some completion is among `readers`, who lie along other axes of the same names and kind.

        `choices` gives for each position here the positions there that it leaves possible.
        """

    def union(self, several: Iterable[Readers]) -> Readers:
        """Everyone who is in any of these sets."""
        readers = self.nobody
        for one in several:
            readers |= one
        return readers
