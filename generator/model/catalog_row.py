"""Catalogs as they are used: typed cells, rows, and the ranking that goes with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.model.bounds import Bounds
from generator.model.catalog import CatalogHead, RowHead
from generator.model.dates import add_months
from generator.model.ranking import RankTable

ROW = "row."
"""Begins the name of a column in a condition."""


Cell = frozenset[str] | Bounds | str | None
"""Chosen values, a stretch of numbers or days, or a text; None is unknown."""


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """One thing to choose. `cells` has every column; `checked` are the days on which it may have been checked.

    `digest` is the same for rows that say the same.
    """

    id: str
    head: RowHead
    cells: Mapping[str, Cell]
    checked: Bounds | None
    place: Span
    places: Mapping[str, Span]
    digest: str

    @property
    def name(self) -> str:
        return self.head.name

    def is_stale(self, today: dt.date, fresh_for: int) -> bool:
        """Whether it was checked longer ago than its catalog allows, or nobody knows when."""
        if self.checked is None:
            return True
        assert isinstance(self.checked.low, dt.date)
        return add_months(self.checked.low, fresh_for) < today


@dataclass(frozen=True, eq=False)
class Catalog:
    """A catalog of a project: its rows in the declared order, and the tables that rank them.

    It is not whole where some of its rows could not be read.
    """

    name: str
    head: CatalogHead
    rows: tuple[CatalogRow, ...]
    rankings: Mapping[str, RankTable]
    is_whole: bool = True

    @property
    def menu(self) -> str:
        """What the menu calls it."""
        return self.head.menu or self.head.title
