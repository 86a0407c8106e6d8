"""Sets of readers as decision diagrams: small for any number of readers, as long as few facets hang together at once.

A node asks for the position on one axis and leads to one node for each; the two leaves are "in the set" and "not in
it". Equal nodes are one node, and a node whose answer makes no difference is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Self

from generator.logic.cone import ConeTooLarge
from generator.logic.readers import Axes, Choices, Readers

MOST_NODES = 100_000
"""The most nodes that one question may add to the diagrams; above it the question is refused."""

MOST_STEPS = 20 * MOST_NODES
"""The most pairs of nodes that one question may combine."""

MOST_KEPT = 3 * MOST_NODES
"""With more nodes than this, axes are not used for another question."""

Operation = Literal["and", "or", "sub"]
OUT, IN = 0, 1


class Diagram(Readers):
    """The readers for whom the way from `node` ends in the set."""

    __slots__ = ("axes", "node")

    def __init__(self, axes: DiagramAxes, node: int) -> None:
        self.axes, self.node = axes, node

    def __and__(self, other: Self) -> Self:
        return type(self)(self.axes, self.axes.combined("and", self.node, other.node))

    def __or__(self, other: Self) -> Self:
        return type(self)(self.axes, self.axes.combined("or", self.node, other.node))

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.axes, self.axes.combined("sub", self.node, other.node))

    def is_same(self, other: Self) -> bool:
        return self.node == other.node

    def __bool__(self) -> bool:
        return self.node != OUT

    def first(self) -> dict[str, int]:
        positions = dict.fromkeys(self.axes.names, 0)
        node = self.node
        while node != IN:
            ways = self.axes.ways[node]
            at = next(at for at, way in enumerate(ways) if way != OUT)
            positions[self.axes.names[self.axes.levels[node]]] = at
            node = ways[at]
        return positions

    def cheapest(self, costs: Mapping[str, Sequence[int]]) -> dict[str, int]:
        """The positions of one of them: those that cost least together. There must be one."""
        axes = self.axes
        least = [costs[name].index(min(costs[name])) for name in axes.names]
        saved = [min(costs[name]) for name in axes.names]
        best: dict[int, tuple[int, int]] = {IN: (0, 0)}

        def cost_from(level: int, node: int) -> int:
            """What the rest costs below a level, axes that make no difference at their least."""
            return sum(saved[level : axes.levels[node]]) + cost(node)

        def cost(node: int) -> int:
            if node not in best:
                level = axes.levels[node]
                paid = costs[axes.names[level]]
                best[node] = min(
                    (paid[at] + cost_from(level + 1, way), at) for at, way in enumerate(axes.ways[node]) if way != OUT
                )
            return best[node][0]

        cost(self.node)
        positions = dict(zip(axes.names, least, strict=True))
        node = self.node
        while node != IN:
            positions[axes.names[axes.levels[node]]] = at = best[node][1]
            node = axes.ways[node][at]
        return positions


class DiagramAxes(Axes):
    """Axes whose sets of readers are diagrams; the first axis is asked first. Holds all their nodes."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        super().__init__(sizes)
        self.levels = [len(self.names), len(self.names)]
        self.ways: list[tuple[int, ...]] = [(), ()]
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._combined: dict[tuple[Operation, int, int], int] = {}
        self._lifted: tuple[DiagramAxes, Mapping[str, Choices], dict[int, int]] | None = None
        self.everyone = Diagram(self, IN)
        self.nobody = Diagram(self, OUT)
        self.begin()

    def begin(self) -> bool:
        self._most_nodes = len(self.ways) + MOST_NODES
        self._most_steps = len(self._combined) + MOST_STEPS
        return len(self.ways) <= MOST_KEPT and len(self._combined) <= 2 * MOST_STEPS

    def node(self, level: int, ways: tuple[int, ...]) -> int:
        """The node that asks for a position and leads these ways.

        Raises ConeTooLarge where there would be too many nodes.
        """
        if ways.count(ways[0]) == len(ways):
            return ways[0]
        key = level, ways
        number = self._numbers.get(key)
        if number is None:
            if len(self.ways) >= self._most_nodes:
                raise ConeTooLarge(self.count, self.names)
            number = self._numbers[key] = len(self.ways)
            self.levels.append(level)
            self.ways.append(ways)
        return number

    def those(self, name: str, positions: Iterable[int]) -> Readers:
        wanted = set(positions)
        ways = tuple(IN if at in wanted else OUT for at in range(self.sizes[name]))
        return Diagram(self, self.node(self.names.index(name), ways))

    def combined(self, operation: Operation, one: int, other: int) -> int:
        """The node of two sets combined.

        Raises ConeTooLarge where that takes too many steps.
        """
        # Most pairs need no look inside, so this is written out where each pair is met.
        if operation == "sub":
            if OUT in (one, other) or other in (IN, one):
                return one if other == OUT else OUT
            return self._combined_inside(operation, one, other)
        idle, strong = (IN, OUT) if operation == "and" else (OUT, IN)
        if other in (one, idle):
            return one
        if one == idle:
            return other
        if strong in (one, other):
            return strong
        return self._combined_inside(operation, min(one, other), max(one, other))

    def _combined_inside(self, operation: Operation, one: int, other: int) -> int:
        """The node of two sets of which neither decides alone, found once."""
        key = operation, one, other
        result = self._combined.get(key)
        if result is None:
            if len(self._combined) >= self._most_steps:
                raise ConeTooLarge(self.count, self.names)
            at, beside = self.levels[one], self.levels[other]
            if at == beside:
                pairs = zip(self.ways[one], self.ways[other], strict=True)
                ways = [self.combined(operation, left, right) for left, right in pairs]
            elif at < beside:
                ways = [self.combined(operation, left, other) for left in self.ways[one]]
            else:
                ways = [self.combined(operation, one, right) for right in self.ways[other]]
            result = self._combined[key] = self.node(min(at, beside), tuple(ways))
        return result

    def lift(self, readers: Readers, choices: Mapping[str, Choices]) -> Readers:
        assert isinstance(readers, Diagram)
        below = readers.axes
        # Sets that are lifted one after the other have most nodes in common.
        if self._lifted is None or self._lifted[0] is not below or self._lifted[1] is not choices:
            self._lifted = below, choices, {}
        return Diagram(self, self._lift(readers.node, below, choices, self._lifted[2]))

    def _lift(self, node: int, below: DiagramAxes, choices: Mapping[str, Choices], done: dict[int, int]) -> int:
        if node in (OUT, IN):
            return node
        if node not in done:
            level = below.levels[node]
            lifted = [self._lift(way, below, choices, done) for way in below.ways[node]]
            ways = []
            for several in choices[self.names[level]]:
                way = OUT
                for place in several:
                    way = self.combined("or", way, lifted[place])
                ways.append(way)
            done[node] = self.node(level, tuple(ways))
        return done[node]
