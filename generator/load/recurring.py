"""Words that come again and again in a long table: kept once, however many rows have them."""

from __future__ import annotations

LONGEST, MOST = 64, 10_000
"""Characters of a cell that may be an answer, and how many different ones are known."""


class Recurring:
    """The cells of one table, each once. Names and addresses are among the first ones too, and then no more."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def same(self, cell: str) -> str:
        """The cell itself, as it was given first."""
        if len(cell) > LONGEST or len(self._known) >= MOST:
            return self._known.get(cell, cell)
        return self._known.setdefault(cell, cell)
