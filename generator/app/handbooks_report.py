"""What a run of `guidegen handbooks` did, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.applicants import People
from generator.diagnostics import Diagnostic, Failure
from generator.load.together import once_for_all_rows


@dataclass(slots=True)
class HandbooksReport:
    """What was done. `failed` names each applicant by id, or a row of the roster, with the reasons.

    `renewed` are those of the `reused` who got a new calendar or workbook. `kept` are files of kinds that this run was
    not asked for: they are as an earlier run made them.

    `told` says once for each column and value what is wrong with the rows of a roster, which are `told_of`.
    `others` are people of earlier runs whose files were left as they are, `failed_rows` the lists of rows to
    correct (`is_list_busy`: one changed during the run, so it was left as it is). `whole` says by id why a handbook was
    not made from pieces.
    """

    made_for: set[str] = field(default_factory=set)
    reused: int = 0
    renewed: int = 0
    kept: set[str] = field(default_factory=set)
    failed: dict[str, Failure] = field(default_factory=dict)
    told: tuple[Diagnostic, ...] = ()
    told_of: tuple[str, ...] = ()
    is_grouped: bool = False
    warnings: list[Diagnostic] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    failed_rows: tuple[Path, ...] = ()
    is_list_busy: bool = False
    whole: dict[str, str] = field(default_factory=dict)

    def doubt(self, found: Iterable[Diagnostic], people: People) -> None:
        """Add warnings about people; the same ones about rows of a roster once."""
        tables = {read.roster.table.path for read in people.rosters}
        rows: list[Diagnostic] = []
        for one in found:
            (rows if one.span.path in tables else self.warnings).append(one)
        self.warnings += once_for_all_rows(rows)

    def tell_together(self, people: People) -> None:
        """Say once what is wrong with many rows of a roster for the same reason, unless one person was asked for."""
        if not self.is_grouped:
            return
        tables = {read.roster.table.path for read in people.rosters}
        same = {
            name: why.found[0]
            for name, why in self.failed.items()
            if name not in self.told_of
            and people.row_of(name) is not None
            and len(why.found) == 1
            and why.found[0].span.path in tables
        }
        self.told = (*self.told, *once_for_all_rows(same.values()))
        self.told_of = (*self.told_of, *same)
