"""A roster: the applicants of one CSV, XLSX or YAML file, and the rows that failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.model.profile import Applicant

FIELDS = ("id", "name", "first_name", "last_name", "email", "answered", "pass_phrase", "shared_mailbox")
"""The columns of a roster that are not facets: `answered` is when the row was filled in, `shared_mailbox` says that the
person shares their address with others who say so too.
"""

ERROR = "error"
"""The column that a list of failed rows has more than the roster; in a roster it is passed over."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "%", "|")
"""What makes a spreadsheet program run a cell instead of showing it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is in the file: the number of its first line or row, and its cells.

    `problem` says why the row cannot be read as cells.
    """

    number: int
    cells: tuple[str, ...]
    problem: str | None = None

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
class Table:
    """A file's header and rows. `path` is how messages name the file, `hidden` the numbers of rows nobody sees."""

    path: str
    header_row: int
    header: Header
    rows: tuple[Row, ...]
    sheet: str | None = None
    hidden: frozenset[int] = frozenset()

    @property
    def headers(self) -> tuple[str, ...]:
        """What each column is called."""
        return self.header.names


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A row of which nothing is made, whose it is where that is known, and what is wrong with it."""

    row: Row
    identity: str | None
    found: list[Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who a roster names.

    `rows` gives each applicant's row; `failed` each wrong row, by the applicant's id where it is theirs alone, else by
    the row's label; `told` says the same once for each column and value.
    """

    table: Table
    applicants: Mapping[str, Applicant]
    rows: Mapping[str, Row]
    failed: Mapping[str, FailedRow]
    told: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...]
