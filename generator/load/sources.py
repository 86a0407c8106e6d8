"""Which source of `rosters:` a table is of: the one whose headers it has most of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span
from generator.load.cells import folded
from generator.model.roster import RosterTable
from generator.model.settings import NO_SOURCE, RosterSettings


@dataclass(frozen=True, slots=True)
class Recognized:
    """A source by its name in `rosters:`; None where a table is of none."""

    name: str | None
    settings: RosterSettings

    @property
    def place(self) -> str:
        """Where its settings are, as a message says it."""
        return f"'rosters: {self.name}:'" if self.name else "'rosters:'"


def recognize(table: RosterTable, sources: Mapping[str, RosterSettings], diagnostics: Diagnostics) -> Recognized:
    """The source that a table is of. Two that fit equally well are an error: they would read it differently."""
    headers = {folded(header) for header in (*table.header.names, *table.header.ids)} - {""}
    fits: dict[str, tuple[int, float]] = {}
    for name, source in sources.items():
        own = {folded(header) for header in source.headers}
        found = len(own & headers) + (1 if source.sheet is not None and source.sheet == table.sheet else 0)
        if found:
            fits[name] = (found, found / (len(own) + (source.sheet is not None)))
        elif not own:
            fits[name] = (0, 0.0)
    best = [name for name, fit in fits.items() if fit == max(fits.values())]
    if not best:
        return Recognized(None, NO_SOURCE)
    if len(best) > 1:
        message = f"the headers are those of '{best[0]}' and of '{best[1]}' alike"
        advice = f"in guidegen.yaml give one of them a header that only its files have, under 'rosters: {best[1]}:'"
        diagnostics.error("two-sources", message, Span(table.path, table.header_row), advice)
    return Recognized(best[0], sources[best[0]])
