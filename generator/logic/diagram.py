"""Sets of readers as decision diagrams: small for any number of readers, as long as few facets hang together at once.

A node asks for the position on one axis and leads to one node for each; the two leaves are "in the set" and "not in
it". Equal nodes are one node, and a node whose answer makes no difference is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from generator.logic.cone import ConeTooLarge
from generator.logic.readers import Axes, Choices, Readers

MOST_NODES = 100_000
"""The most nodes that one question may add to the diagrams; above it the question is refused."""

MOST_STEPS = 20 * MOST_NODES
"""The most pairs of nodes that one question may combine."""

MOST_KEPT = 3 * MOST_NODES
"""With more nodes than this, axes are not used for another question."""

Pair = tuple[int, int]
Steps = dict[Pair, int]
"""What pairs of nodes come to."""

OUT, IN = 0, 1


class Diagram(Readers):
    """The readers for whom the way from `node` ends in the set."""

    __slots__ = ("axes", "node")

    def __init__(self, axes: DiagramAxes, node: int) -> None:
        self.axes, self.node = axes, node

    def __and__(self, other: Self) -> Self:
        return type(self)(self.axes, self.axes.both(self.node, other.node))

    def __or__(self, other: Self) -> Self:
        return type(self)(self.axes, self.axes.either(self.node, other.node))

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.axes, self.axes.without(self.node, other.node))

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
        self._in_both: Steps = {}
        self._in_either: Steps = {}
        self._in_first: Steps = {}
        self._steps = 0
        self._lifted: tuple[DiagramAxes, Mapping[str, Choices], dict[int, int]] | None = None
        self.everyone = Diagram(self, IN)
        self.nobody = Diagram(self, OUT)
        self.begin()

    def begin(self) -> bool:
        self._most_nodes = len(self.ways) + MOST_NODES
        self._most_steps = self._steps + MOST_STEPS
        return len(self.ways) <= MOST_KEPT and self._steps <= 2 * MOST_STEPS

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

    def both(self, one: int, other: int) -> int:
        """The node of those who are in two sets.

        Raises ConeTooLarge where that takes too many steps.
        """
        return self._joined(self._in_both, IN, OUT, one, other)

    def either(self, one: int, other: int) -> int:
        """The node of those who are in one of two sets or in both.

        Raises ConeTooLarge where that takes too many steps.
        """
        return self._joined(self._in_either, OUT, IN, one, other)

    def without(self, one: int, other: int) -> int:
        """The node of those who are in the first of two sets only.

        Raises ConeTooLarge where that takes too many steps.
        """
        if OUT in (one, other) or other in (IN, one):
            return one if other == OUT else OUT
        return self._without_inside(one, other)

    def _joined(self, known: Steps, idle: int, strong: int, one: int, other: int) -> int:
        """Two sets joined by an operation to which the `idle` leaf adds nothing and the `strong` one decides."""
        if other in (one, idle):
            return one
        if one == idle:
            return other
        if strong in (one, other):
            return strong
        return self._joined_inside(known, idle, strong, (one, other) if one < other else (other, one))

    def _joined_inside(self, known: Steps, idle: int, strong: int, pair: Pair) -> int:
        """The same of two nodes of which neither decides alone, the lower number first; found once."""
        result = known.get(pair)
        if result is not None:
            return result
        level, pairs = self._next(*pair)
        ways = []
        # Most pairs need no look inside: what `_joined` says of them is written out here.
        for left, right in pairs:
            if left == right or right == idle:  # noqa: PLR1714 -- asked of each pair
                ways.append(left)
            elif left == idle:
                ways.append(right)
            elif left == strong or right == strong:  # noqa: PLR1714
                ways.append(strong)
            else:
                inner = (left, right) if left < right else (right, left)
                ways.append(known.get(inner) or self._joined_inside(known, idle, strong, inner))
        result = known[pair] = self.node(level, tuple(ways))
        return result

    def _without_inside(self, one: int, other: int) -> int:
        """The first of two sets without the second, where neither is a leaf that decides alone; found once."""
        result = self._in_first.get((one, other))
        if result is not None:
            return result
        level, pairs = self._next(one, other)
        ways = []
        for left, right in pairs:
            if right == OUT:
                ways.append(left)
            elif left in (OUT, right) or right == IN:
                ways.append(OUT)
            else:
                ways.append(self._without_inside(left, right))
        result = self._in_first[one, other] = self.node(level, tuple(ways))
        return result

    def _next(self, one: int, other: int) -> tuple[int, Iterable[Pair]]:
        """The level on which two nodes differ first, and the pairs that their ways lead to."""
        self._steps += 1
        if self._steps > self._most_steps:
            raise ConeTooLarge(self.count, self.names)
        at, beside = self.levels[one], self.levels[other]
        if at == beside:
            return at, zip(self.ways[one], self.ways[other], strict=True)
        if at < beside:
            return at, [(left, other) for left in self.ways[one]]
        return beside, [(one, right) for right in self.ways[other]]

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
                    way = self.either(way, lifted[place])
                ways.append(way)
            done[node] = self.node(level, tuple(ways))
        return done[node]
