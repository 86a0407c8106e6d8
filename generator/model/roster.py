"""A roster: the applicants of one CSV, XLSX or YAML file, and the rows that failed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Span
from generator.model.profile import Applicant

FIELDS = ("id", "name", "first_name", "last_name", "email", "answered", "pass_phrase", "shared_mailbox")
"""The columns of a roster that are not facets: `answered` is when the row was filled in, `shared_mailbox` says that the
person shares their address with others who say so too.
"""

ERROR, KEY = "error", "row (leave as it is)"
"""The columns that a list of failed rows has more than the roster: what is wrong, and which row it is. In a roster they
are passed over.
"""

NOT_KNOWN, NONE_OF_THESE = "I do not know yet", "None of these"
"""What the form calls an answer that is open, and the answer to a question of which nothing is true. Everywhere in a
roster they mean just that.
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "%", "|")
"""What makes a spreadsheet program run a cell instead of showing it."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row as it is in the file: the number of its first line or row, and its cells.

    `problem` says why the row cannot be read as cells. `origin` is the row as the roster has it, where these are its
    corrected cells, which are at `at` of another file.
    """

    number: int
    cells: tuple[str, ...]
    problem: str | None = None
    origin: RosterRow | None = None
    at: Span | None = None

    @property
    def key(self) -> str:
        """Which row of a roster this is: its number, and a digest of its cells, which finds it after others moved."""
        cells = self.cells if self.origin is None else self.origin.cells
        digest = hashlib.sha256("\x1f".join(cells).rstrip("\x1f").encode("utf-8", "replace")).hexdigest()
        return f"{self.number} {digest[:12]}"

    @property
    def label(self) -> str:
        """What the row is called where its applicant is not known."""
        return f"row-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a table, which may be several rows.

    `first` and `size` say which of the rows looked at. `names` is what each column is called; `ids` what a survey calls
    it besides, `options` the answer that a column of ticks stands for, `own` the columns a form adds about itself.
    """

    first: int
    size: int = 1
    names: tuple[str, ...]
    ids: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    own: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RosterTable:
    """A file's header and rows. `path` is how messages name the file, `hidden` the numbers of rows nobody sees."""

    path: str
    header_row: int
    header: Header
    rows: tuple[RosterRow, ...]
    sheet: str | None = None
    hidden: frozenset[int] = frozenset()

    @property
    def headers(self) -> tuple[str, ...]:
        """What each column is called."""
        return self.header.names


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A row of which nothing is made, whose it is where that is known, and what is wrong with it."""

    row: RosterRow
    identity: str | None
    found: list[Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who a roster names.

    `rows` gives each applicant's row; `failed` each wrong row, by the applicant's id where it is theirs alone, else by
    the row's label; `told` says the same once for each column and value. `corrections` are the lists of
    failed rows as they were when the roster was read, `times` when applicants answered, where the roster says it.
    """

    table: RosterTable
    applicants: Mapping[str, Applicant]
    rows: Mapping[str, RosterRow]
    failed: Mapping[str, FailedRow]
    told: tuple[Diagnostic, ...] = ()
    corrections: Mapping[Path, bytes] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """A roster, and each of its rows by the keys under which a run may tell that it failed."""

    roster: Roster
    rows: dict[str, RosterRow]
