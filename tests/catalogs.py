"""Catalogs for tests, made without files: a column of each kind that decides, rows and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.diagnostics import Span
from generator.logic.row_order import in_order
from generator.model.answers import Answers
from generator.model.bounds import Bounds
from generator.model.catalog import CatalogHead, Column, RowHead
from generator.model.catalog_row import Catalog, CatalogRow, Cell
from generator.model.condition import ALWAYS, AllOf, Clause, Condition, Range
from generator.model.data import Source
from generator.model.ranking import RankDefault, RankRow, RankTable

PLACE = {"@span": Span("catalog.yaml"), "@spans": {}}
VISAS: frozenset[str | int] = frozenset({"j1", "h1b"})
ANSWERS: tuple[Answers, ...] = ({"visa": frozenset({"j1"})}, {"visa": frozenset({"h1b"})}, {"visa": VISAS})
"""Readers who want a J-1 visa, an H-1B visa, and who have not answered."""

Asked = Mapping[str, object]
Rule = tuple[Asked, object]

_COLUMNS: dict[str, Mapping[str, object]] = {
    "visa": {
        "label": "Visa", "type": "choices", "facet": "visa", "values": {"j1": "J-1", "h1b": "H-1B", "any": "any"},
        "means": {"any": ["all"]}, "ask": "which visas it takes", "because": "it takes {value} only",
    },
    "fee": {"label": "Fee", "type": "money", "ask": "what it costs"},
    "kind": {"label": "Kind", "type": "choice", "values": {"visit": "visit", "elective": "elective"}, "ask": "what"},
}  # fmt: skip

HEAD = CatalogHead.model_validate({
    **PLACE,
    "title": "Hosts",
    "when": ALWAYS,
    "unit": {"one": "host", "other": "hosts", **PLACE},
    "columns": {name: {**column, **PLACE} for name, column in _COLUMNS.items()},
})  # fmt: skip
COLUMNS: Mapping[str, Column] = HEAD.columns
_SOURCE = Source.model_validate({**PLACE, "name": "A page", "url": "https://example.org/"})


def row(name: str, **cells: Cell) -> CatalogRow:
    """A row of the three columns; what is not said of it is unknown, but that it takes every visa."""
    head = RowHead.model_validate({
        **PLACE, "name": name, "when": ALWAYS, "source": _SOURCE, "checked": "2026-11-20", "confidence": "high",
    })  # fmt: skip
    everything: dict[str, Cell] = {"visa": frozenset({"any"}), "fee": None, "kind": None, **cells}
    return CatalogRow(name, head, everything, Bounds(None, None), Span("catalog.yaml"), {}, name)


def catalog(rows: Sequence[CatalogRow], *tables: RankTable) -> Catalog:
    """A catalog of the rows in their declared order, ranked by the tables."""
    rankings = {f"table_{number}": table for number, table in enumerate(tables)}
    return Catalog("hosts", HEAD, in_order(rows, HEAD), rankings)


def fit(*rules: Rule, default: str | None = None) -> RankTable:
    """A table that says what fits."""
    return _table("fit", "Fit", rules, default)


def score(label: str, *rules: Rule, default: str | None = None) -> RankTable:
    """A table of scores."""
    return _table("score", label, rules, default)


def _table(kind: str, label: str, rules: Sequence[Rule], default: str | None) -> RankTable:
    rows = tuple(
        RankRow.model_validate({**PLACE, "when": condition(when), "value": str(value), "because": f"{label} {number}"})
        for number, (when, value) in enumerate(rules)
    )
    last = None if default is None else RankDefault.model_validate({**PLACE, "value": default, "because": "else"})
    return RankTable.model_validate({**PLACE, "label": label, "type": kind, "rows": rows, "default": last})


def condition(asked: Asked) -> Condition:
    """`{"row.fee": (1000, None), "visa": ["j1"]}` as a condition."""
    clauses: list[Condition] = []
    for subject, value in asked.items():
        match value:
            case tuple((low, high)):
                clauses.append(Clause(subject, Range(low, high)))
            case [*_]:
                clauses.append(Clause(subject, frozenset(map(str, value))))
            case _:
                clauses.append(Clause(subject, frozenset({str(value)})))
    return clauses[0] if len(clauses) == 1 else AllOf(tuple(clauses))
