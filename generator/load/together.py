"""What is wrong with many rows, told once for each column and value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.diagnostics import Diagnostic
from generator.load.answers import shown
from generator.load.block import answer_line
from generator.load.cells import CellReader
from generator.load.columns import Columns
from generator.load.options import OptionReader
from generator.load.proposed_answers import propose_answers
from generator.load.sources import Recognized
from generator.model.roster import FailedRow, RosterTable

MOST_ROWS = 8
"""So many rows are named by their number."""
ALIKE = 3
"""From so many different values of a column on, which have the same advice, they are told together."""


@dataclass(slots=True)
class _Group:
    """The rows with one problem."""

    first: Diagnostic
    rows: list[int] = field(default_factory=list)
    others: int = 0


def tell_together(
    failed: Iterable[FailedRow],
    table: RosterTable,
    columns: Columns,
    source: Recognized,
    readers: Mapping[str, CellReader | OptionReader],
) -> tuple[Diagnostic, ...]:
    """One finding for each column and value that is wrong, with how many rows have it, in the order of the rows."""
    groups: dict[tuple[int, str, str], _Group] = {}
    for row in failed:
        for one in row.found:
            key = (one.span.column, one.code, one.message)
            groups.setdefault(key, _Group(one)).rows.append(row.row.number)
    names = {index: name for name, index in columns.found.items()}
    advised: dict[tuple[int, str, str], list[_Group]] = {}
    for (column, code, message), group in groups.items():
        reader = readers.get(names.get(column - 1, ""))
        is_listed = isinstance(reader, CellReader) and bool(reader.facet.values)
        same = group.first.suggestion if code == "bad-answer" and group.first.suggestion and not is_listed else message
        advised.setdefault((column, code, same), []).append(group)
    merged = [one for several in advised.values() for one in _merged(several)]
    return tuple(_told(group, table, names, source, readers) for group in merged)


def _merged(several: list[_Group]) -> list[_Group]:
    """Many values of a column that are wrong in the same way, as one."""
    if len(several) <= ALIKE:
        return several
    rows = sorted(row for group in several for row in group.rows)
    return [_Group(several[0].first, rows, len(several) - 1)]


def _told(
    group: _Group,
    table: RosterTable,
    names: Mapping[int, str],
    source: Recognized,
    readers: Mapping[str, CellReader | OptionReader],
) -> Diagnostic:
    first, rows = group.first, group.rows
    where = f"in {len(rows)} rows" if len(rows) > MOST_ROWS else f"rows {', '.join(map(str, rows))}"
    where = f"row {rows[0]}" if len(rows) == 1 else where
    more = f" and {group.others} other values" if group.others else ""
    name = names.get(first.span.column - 1, "")
    reader = readers.get(name)
    suggestion = first.suggestion
    if first.code == "bad-answer" and isinstance(reader, CellReader) and reader.facet.values and not group.others:
        row = next(one for one in table.rows if one.number == rows[0])
        suggestion = _advice(
            table.headers[first.span.column - 1], row.cells[first.span.column - 1], name, reader, source
        )
    return Diagnostic(first.severity, first.code, f"{first.message}{more} ({where})", first.span, suggestion)


def _advice(header: str, cell: str, name: str, reader: CellReader, source: Recognized) -> str:
    """What to add to the source's settings so that an answer is understood."""
    proposed, still_open = propose_answers(header, [cell], reader)
    words = still_open[0] if still_open else next(iter(proposed), shown(cell))
    line = answer_line(words, proposed[words]) if words in proposed else answer_line(words, "...")
    allowed = "" if words in proposed else f" (one of {', '.join(reader.facet.values)}, or null for no answer)"
    return f"add {line} in guidegen.yaml, {source.place} 'answers: {name}:'{allowed}"


def once_for_all_rows(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings about single rows, those with the same words as one."""
    rows: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        rows.setdefault((one.code, one.message), []).append(one)
    together: list[Diagnostic] = []
    for (_, message), several in rows.items():
        listed = ", ".join(str(one.span.line) for one in several)
        where = f"in {len(several)} rows" if len(several) > MOST_ROWS else f"rows {listed}"
        where = f"row {listed}" if len(several) == 1 else where
        together.append(replace(several[0], message=f"{message} ({where})"))
    return together
