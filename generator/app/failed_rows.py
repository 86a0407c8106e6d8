"""Lists of failed rows in the folder of handbooks: kept until everybody in them is right, and never thrown away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostics, Failure
from generator.load.cells import folded
from generator.load.corrections import Corrections, is_list_of_failed_rows, kept_headers, read_corrections
from generator.model.roster import ERROR, KEY, ReadRoster, Roster, RosterRow, RosterTable
from generator.write.rows import NAME, STEM, failed_rows, write_rows


def keep_failed_rows(folder: Path, roster: Roster, failed: Mapping[RosterRow, Failure]) -> tuple[Path | None, bool]:
    """Write what failed into its list, and say in it of every other row that it is right now.

    Gives the list where it has a row that is still wrong, and whether it could be written: somebody may be correcting
    it at this moment. Rows of other rosters, and what was corrected by hand, stay. Raises OutputError.
    """
    lists = read_corrections(folder, Diagnostics())
    changed = [one.file for one in lists if roster.corrections.get(one.file) != one.content]
    if is_list_of_failed_rows(roster.table):
        return _marked(roster.table, failed, lists, changed)
    known = next((one for one in lists if _is_of(one, roster.table)), None)
    if known is None and not failed:
        return None, True
    if known is not None and known.file in changed:
        return known.file, False
    rows = _rows(roster.table, failed, known)
    wrong = any(why for _, _, why in rows)
    file = _file(folder, roster.table, lists) if known is None else known.file
    content = failed_rows(kept_headers(roster.table), rows)
    is_written = write_rows(file, content, None if known is None else known.content)
    return (file if wrong else None), is_written


def failed_rows_of(
    rosters: Iterable[ReadRoster], failed: Mapping[str, Failure]
) -> Iterator[tuple[Roster, dict[RosterRow, Failure]]]:
    """The rows that failed, by roster. Rosters with the same columns have one list, so they come as one."""
    groups: dict[tuple[str, ...], list[ReadRoster]] = {}
    for one in rosters:
        groups.setdefault(tuple(map(folded, kept_headers(one.roster.table))), []).append(one)
    for several in groups.values():
        first = several[0].roster
        rows = {row: why for one in several for key, row in one.rows.items() if (why := failed.get(key)) is not None}
        whole = tuple(row for one in several for row in one.roster.table.rows)
        yield replace(first, table=replace(first.table, rows=whole)), rows


def _is_of(one: Corrections, table: RosterTable) -> bool:
    return tuple(map(folded, one.headers)) == tuple(map(folded, kept_headers(table)))


def _rows(
    table: RosterTable, failed: Mapping[RosterRow, Failure], known: Corrections | None
) -> list[tuple[str, tuple[str, ...], str]]:
    """Every row of a list by its key: those it had, in their order, then those that failed now."""
    own = {index for index, name in enumerate(table.headers) if folded(name) in (ERROR, folded(KEY))}
    now = {_digest(row.key): (row, str(why)) for row, why in failed.items()}
    there = {_digest(row.key) for row in table.rows}
    rows: list[tuple[str, tuple[str, ...], str]] = []
    for key, row in (known.rows if known else {}).items():
        digest = _digest(key)
        if digest in now:
            continue
        is_untouched = _digest(RosterRow(0, row.cells).key) == digest
        if digest in there and not is_untouched:
            rows.append((key, row.cells, ""))  # corrected, and right: it stands for the roster's own row
        elif digest not in there and not is_untouched:
            rows.append((key, row.cells, "the roster no longer has the row that this one corrects"))
    for row, why in sorted(now.values(), key=lambda one: one[0].number):
        rows.append((row.key, tuple(cell for index, cell in enumerate(row.cells) if index not in own), why))
    return sorted(rows, key=lambda one: int(one[0].partition(" ")[0]))


def _digest(key: str) -> str:
    return key.partition(" ")[2]


def _marked(
    table: RosterTable, failed: Mapping[RosterRow, Failure], lists: list[Corrections], changed: list[Path]
) -> tuple[Path | None, bool]:
    """A list that was itself taken as a roster: every row stays, with what is still wrong with it."""
    known = next((one for one in lists if one.file.resolve() == Path(table.path).resolve()), None)
    if known is None or known.file in changed:
        return (None if known is None else known.file), known is None
    names = [folded(name) for name in table.headers]
    key, own = names.index(folded(KEY)), {index for index, name in enumerate(names) if name in (ERROR, folded(KEY))}
    why = {row.number: str(failure) for row, failure in failed.items()}
    rows = [
        (
            row.cells[key] if row.problem is None else "",
            tuple(cell for index, cell in enumerate(row.cells) if index not in own),
            why.get(row.number, ""),
        )
        for row in table.rows
    ]
    is_written = write_rows(known.file, failed_rows(kept_headers(table), rows), known.content)
    return (known.file if failed else None), is_written


def _file(folder: Path, table: RosterTable, lists: list[Corrections]) -> Path:
    """A name for a new list: that of the roster is added where the plain one belongs to another roster."""
    taken = {one.file.name for one in lists}
    if NAME not in taken:
        return folder / NAME
    words = re.sub(r"[^a-z0-9]+", "-", Path(table.path).stem.casefold()).strip("-") or "roster"
    names = (f"{STEM}-{words}{number}.csv" for number in ("", *(f"-{one}" for one in range(2, 1000))))
    return folder / next(name for name in names if name not in taken)
