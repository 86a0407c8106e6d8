"""What one reader finds in a catalog: its rows in words, ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.catalog import Column, Note
from generator.model.catalog_row import Catalog, CatalogRow
from generator.model.condition import Condition
from generator.model.ranking import Fit


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell for a reader. `words` is empty where nobody knows; `written` is what the source says."""

    name: str
    column: Column
    words: str
    written: str | None

    @property
    def told(self) -> str:
        """All that is known of it: the typed value, and what the source says."""
        if self.words and self.written:
            return f"{self.words} ({self.written})"
        return self.words or self.written or ""


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """One score of a row: the name of its table, the number, and why."""

    label: str
    value: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row as one reader has it; `verdict` is what its fit is called.

    `reasons` say why it is not for them, or why it has to be asked; `asks` what to ask before anything else, `more`
    what else nobody knows of it. `open` are the questions of this reader that decide, `unsettled` these as conditions.
    `reach` is what is open of whether it is for them at all. `checked` says when it was checked, and `is_listed` rows
    are on the reader's own list.
    """

    row: CatalogRow
    fit: Fit
    verdict: str
    reasons: tuple[str, ...]
    asks: tuple[str, ...]
    open: tuple[str, ...]
    more: tuple[str, ...]
    scores: tuple[ScoreWords, ...]
    cells: tuple[CellWords, ...]
    unsettled: tuple[Condition, ...]
    reach: Condition | None
    checked: str
    is_stale: bool
    is_listed: bool

    @property
    def id(self) -> str:
        return self.row.id


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A paragraph over the rows, under a lead where it may not be for the reader; `checked` says when that was."""

    note: Note
    text: str
    checked: str
    lead: str | None
    unsettled: Condition | None


@dataclass(frozen=True, slots=True)
class ReaderCatalog:
    """A catalog for one reader: its rows from best to worst, and the columns that are shown to them."""

    catalog: Catalog
    title: str
    about: str | None
    notes: tuple[NoteWords, ...]
    columns: Mapping[str, Column]
    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        return self.catalog.name

    @property
    def open_to(self) -> tuple[Choice, ...]:
        """What fits or may fit."""
        return tuple(one for one in self.choices if one.fit != "no")

    @property
    def closed(self) -> tuple[Choice, ...]:
        """What is not for this reader."""
        return tuple(one for one in self.choices if one.fit == "no")

    @property
    def best(self) -> tuple[Choice, ...]:
        """What the handbook prints: the reader's own list, then the best of what fits or may fit."""
        listed = tuple(one for one in self.choices if one.is_listed)
        others = [one for one in self.open_to if not one.is_listed and not one.is_stale]
        return (*listed, *others[: max(0, self.catalog.head.handbook - len(listed))])
