"""The two stages of tables: those decided from the answers alone, and those that follow from the path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.kept import Kept
from generator.logic.comparison import PATH
from generator.logic.subject import PLAN
from generator.model.rules import Row, Table

_MARK = re.compile(r"\{\{\s*((?:plan|path)\.[a-z0-9_.-]+)\s*\}\}")
_ANCHOR = re.compile(r"(?:plan|path)\.[a-z0-9_.-]*[a-z0-9_]")


# Every reader is decided by the same tables: what these name is found once. They are held on to for their id.
_LATE: Kept[tuple[Mapping[str, Table], frozenset[str]]] = Kept(20)


def late_tables(tables: Mapping[str, Table]) -> frozenset[str]:
    """The tables that name a step, or a table that does."""
    return _LATE.get(id(tables), 1, lambda: (tables, _late(tables)), lambda known: known[0] is tables)[1]


def _late(tables: Mapping[str, Table]) -> frozenset[str]:
    late: set[str] = set()
    for name, table in tables.items():
        if any(_is_late(one, late) for one in _named(table)):
            late.add(name)
    return frozenset(late)


def tables_behind(tables: Mapping[str, Table], wanted: Iterable[str]) -> frozenset[str]:
    """Some tables and those that they rest on, in their rows, values or reasons."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name in tables and name not in found:
            found.add(name)
            waiting += [one.removeprefix(PLAN).partition(".")[0] for one in _named(tables[name])]
    return frozenset(found)


def late_subjects(tables: Mapping[str, Table]) -> Callable[[str], bool]:
    """Tells of a clause's subject whether it follows from the path."""
    late = set(late_tables(tables))
    return lambda name: _is_late(name, late)


def _is_late(name: str, late: set[str]) -> bool:
    return name.startswith(PATH) or name.removeprefix(PLAN).partition(".")[0] in late


def _named(table: Table) -> Iterator[str]:
    """Every value of the plan or the path that a table rests on."""
    for row in table.every_row:
        if isinstance(row, Row) and not row.reconsider:
            for clause in row.when.clauses():
                if clause.subject.startswith((PLAN, PATH)):
                    yield clause.subject
        anchor = _ANCHOR.match(row.value)
        if anchor is not None:
            yield anchor.group()
        yield from _MARK.findall(row.because)
