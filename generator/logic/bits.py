"""Sets of readers as whole numbers, one bit a reader: quick where there are not too many of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from generator.logic.readers import Axes, Choices, Readers


class Bits(Readers):
    """The readers whose bits are set. The first axis is the one that changes fastest."""

    __slots__ = ("axes", "bits")

    def __init__(self, axes: BitAxes, bits: int) -> None:
        self.axes, self.bits = axes, bits

    def __and__(self, other: Self) -> Self:
        return type(self)(self.axes, self.bits & other.bits)

    def __or__(self, other: Self) -> Self:
        return type(self)(self.axes, self.bits | other.bits)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.axes, self.bits & ~other.bits)

    def is_same(self, other: Self) -> bool:
        return self.bits == other.bits

    def __bool__(self) -> bool:
        return self.bits != 0

    def first(self) -> dict[str, int]:
        number = (self.bits & -self.bits).bit_length() - 1
        return {name: number // self.axes.strides[name] % size for name, size in self.axes.sizes.items()}


class BitAxes(Axes):
    """Axes whose readers have a bit each."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        super().__init__(sizes)
        self.strides: dict[str, int] = {}
        stride = 1
        for name, size in sizes.items():
            self.strides[name] = stride
            stride *= size
        self.everyone = Bits(self, _ones(self.count))
        self.nobody = Bits(self, 0)

    def begin(self) -> bool:
        return True

    def those(self, name: str, positions: Iterable[int]) -> Readers:
        stride = self.strides[name]
        pattern = 0
        for position in positions:
            pattern |= _ones(stride) << (position * stride)
        width = stride * self.sizes[name]
        return Bits(self, _repeated(pattern, width, self.count // width))

    def lift(self, readers: Readers, choices: Mapping[str, Choices]) -> Readers:
        assert isinstance(readers, Bits)
        done: dict[tuple[int, int], int] = {}
        return Bits(self, self._lift(readers.bits, len(self.names) - 1, readers.axes, choices, done))

    def _lift(
        self,
        bits: int,
        axis: int,
        below: BitAxes,
        choices: Mapping[str, Choices],
        done: dict[tuple[int, int], int],
    ) -> int:
        if axis < 0 or not bits:
            return bits
        key = axis, bits
        if key not in done:
            name = self.names[axis]
            width = below.strides[name]
            blocks = [
                self._lift(bits >> (place * width) & _ones(width), axis - 1, below, choices, done)
                for place in range(below.sizes[name])
            ]
            lifted = 0
            for at, several in enumerate(choices[name]):
                for place in several:
                    lifted |= blocks[place] << (at * self.strides[name])
            done[key] = lifted
        return done[key]


def _ones(count: int) -> int:
    return (1 << count) - 1


def _repeated(pattern: int, width: int, count: int) -> int:
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
