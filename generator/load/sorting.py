"""Comparing the rows of a roster: the newest row of a person counts, and rows of two people with one address do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Span
from generator.load.cells import folded
from generator.load.mailboxes import ADVICE, Holder, sharing_message, wrongly_shared
from generator.load.rows import ReadRow
from generator.model.profile import Applicant
from generator.model.roster import FailedRow, Roster, RosterRow, RosterTable


@dataclass(slots=True)
class Sorter:
    """Sorts the rows of one table by person. `times` is what heads the column of their times, `email` their address."""

    table: RosterTable
    times: str | None
    email: int
    warnings: list[Diagnostic]
    applicants: dict[str, Applicant] = field(default_factory=dict)
    rows: dict[str, RosterRow] = field(default_factory=dict)
    failed: dict[str, FailedRow] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)

    def roster(self, read: Iterable[ReadRow]) -> Roster:
        """Everybody who can be made a handbook, and every row that is wrong."""
        headers = tuple(map(folded, self.table.headers))
        rows: list[ReadRow] = []
        for one in read:
            if tuple(map(folded, one.row.cells)) == headers:
                self.warn("repeated-header", "this row repeats the header; it is left out", one.row)
            else:
                rows.append(one)
        wrong = self.doubtful(rows)
        groups: dict[str, list[ReadRow]] = {}
        for one in rows:
            found = wrong.get(one.row.number)
            if found is not None:
                self.failed[one.row.label] = FailedRow(one.row, one.identity, [*one.found, *found])
            else:
                groups.setdefault(one.identity or one.row.label, []).append(one)
        for name, several in groups.items():
            self.sort(name, several)
        return Roster(
            table=self.table,
            applicants=dict(sorted(self.applicants.items())),
            rows=self.rows,
            failed=dict(sorted(self.failed.items(), key=lambda item: item[1].row.number)),
            warnings=tuple(self.warnings),
            times=self.answered,
        )

    def doubtful(self, rows: list[ReadRow]) -> dict[int, list[Diagnostic]]:
        """What is wrong with each row whose address or id is also somebody else's, by the row's number."""
        holders = {one.row.number: _holder(one) for one in rows if one.row.problem is None}
        found: dict[int, list[Diagnostic]] = {}
        shared = {holder.place: group for group in wrongly_shared(holders.values()) for holder in group}
        owners: dict[str, list[ReadRow]] = {}
        for one in rows:
            if one.identity is not None:
                owners.setdefault(one.identity, []).append(one)
        for number, holder in holders.items():
            if holder.place in shared:
                message = sharing_message(holder, shared[holder.place])
                place = Span(self.table.path, number, self.email + 1)
                found[number] = [Diagnostic("error", "two-people", message, place, ADVICE)]
        for several in owners.values():
            if len({one.name for one in several}) == 1:
                continue
            for one in several:
                if one.row.number not in found:
                    other = next(other for other in several if other.name != one.name)
                    message = f"row {other.row.number} has the same id, but another name"
                    place = Span(self.table.path, one.row.number)
                    advice = "give each person an id of their own in the column 'id'"
                    found[one.row.number] = [Diagnostic("error", "two-people", message, place, advice)]
        return found

    def sort(self, name: str, several: list[ReadRow]) -> None:
        """The newest of one person's rows, with a word about the others."""
        dated = all(one.answered for one in several)
        *older, newest = sorted(several, key=lambda one: (one.answered if dated else "", one.row.number))
        for one in older:
            message = f"row {newest.row.number} is a newer answer of the same person, so this row is not used"
            if self.times is not None and not dated:
                message += (
                    f"; the later row is taken as the newer, since column '{self.times}' does not give every time"
                )
            self.warn("older-answer", message, one.row)
        if newest.applicant is None:
            self.failed[name] = FailedRow(newest.row, newest.identity, newest.found)
        else:
            self.applicants[name] = newest.applicant
            self.rows[name] = newest.row
            if newest.answered:
                self.answered[name] = newest.answered

    def warn(self, code: str, message: str, row: RosterRow) -> None:
        """Something to know about a row."""
        self.warnings.append(Diagnostic("warning", code, message, Span(self.table.path, row.number)))


def _holder(one: ReadRow) -> Holder:
    return Holder(f"row {one.row.number}", one.email, (one.identity or "", one.name), one.consents)
