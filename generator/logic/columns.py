"""The columns of a catalog as conditions can ask about them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.logic.subject import Subject
from generator.model.catalog import YES_NO, CatalogHead, Column
from generator.model.catalog_row import ROW


def row_subjects(head: CatalogHead) -> Mapping[str, Subject]:
    """What the ranking tables of a catalog can ask about its rows."""
    return {ROW + name: _subject(ROW + name, column) for name, column in head.columns.items() if column.is_testable}


def _subject(name: str, column: Column) -> Subject:
    if column.is_number:
        return Subject(name=name, label=column.label, type="integer", low=0, high=999_999_999, unit=column.unit)
    if column.type == "date":
        return Subject(name=name, label=column.label, type="date")
    values = YES_NO if column.type == "yes-no" else column.values
    kind = "choices" if column.type == "choices" else "choice"
    return Subject(name=name, label=column.label, type=kind, values=tuple(values), labels=values)  # type: ignore[arg-type]
