"""Sets of readers as whole numbers: one bit for each combination of positions along some axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Axes:
    """The combinations of positions along named axes. The first axis is the one that changes fastest."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.names = tuple(sizes)
        self.sizes = dict(sizes)
        self.strides: dict[str, int] = {}
        self.count = 1
        for name, size in sizes.items():
            self.strides[name] = self.count
            self.count *= size
        self.everyone = ones(self.count)

    def those(self, name: str, positions: Iterable[int]) -> int:
        """Everyone who stands at one of these positions along an axis."""
        stride = self.strides[name]
        pattern = 0
        for position in positions:
            pattern |= ones(stride) << (position * stride)
        width = stride * self.sizes[name]
        return repeated(pattern, width, self.count // width)

    def positions(self, reader: int) -> dict[str, int]:
        """Where one reader, given as the number of its bit, stands."""
        return {name: reader // self.strides[name] % self.sizes[name] for name in self.names}


def ones(count: int) -> int:
    """The lowest `count` bits."""
    return (1 << count) - 1


def lowest(readers: int) -> int:
    """The number of the lowest bit that is set."""
    return (readers & -readers).bit_length() - 1


def union(several: Iterable[int]) -> int:
    """Everyone who is in any of some sets."""
    readers = 0
    for one in several:
        readers |= one
    return readers


def repeated(pattern: int, width: int, count: int) -> int:
    """`count` copies of a pattern of `width` bits side by side."""
    result, filled = 0, 0
    copies, block = 1, pattern
    while count:
        if count & 1:
            result |= block << (filled * width)
            filled += copies
        count >>= 1
        if count:
            block |= block << (copies * width)
            copies *= 2
    return result
