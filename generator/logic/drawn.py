"""Readers drawn from a space too large to be gone through: some facets keep all their answers, the others get one.

A reader who is found among them is one there can be. That nobody is found proves nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from generator.logic.cone import Cone
from generator.logic.grid import Grid
from generator.model.answers import Given
from generator.model.facet import Facet
from generator.model.rules import Table

DRAWS = 24
"""How often readers are drawn for one question."""

TOGETHER = 1 << 12
"""The most readers that are drawn at once."""

Cells = Mapping[str, tuple[Given, ...]]


def drawn_grids(cone: Cone, cells: Cells, facets: Mapping[str, Facet], tables: Mapping[str, Table]) -> Iterator[Grid]:
    """Grids of a few facets' answers each, the rest fixed; always the same for the same cone."""
    rng = random.Random("drawn")  # noqa: S311 -- the same draw each time is what is wanted
    for _ in range(DRAWS):
        names = sorted(cells)
        rng.shuffle(names)
        left, kept = TOGETHER, {}
        for name in names:
            several = cells[name]
            if len(several) <= left:
                left //= max(1, len(several))
                kept[name] = several
            else:
                kept[name] = (rng.choice(several),)
        yield Grid(cone, {name: kept[name] for name in cells}, facets, tables)
