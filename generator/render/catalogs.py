"""Catalogs as templates see them: what fits, what was not checked this year, and what is not for the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator import text
from generator.kept import Kept
from generator.model.bounds import Bounds
from generator.model.catalog import Column
from generator.model.choices import CellWords, Choice, ReaderCatalog
from generator.model.condition import ALWAYS
from generator.render.beside import source_view
from generator.render.fill import Filler

View = dict[str, Any]

MOST_WHOLE = 150
"""Rows that a page shows whole; those after them it names in one line."""


_VIEWS: Kept[tuple[ReaderCatalog, View]] = Kept(20_000)
_ROWS: Kept[tuple[Choice, View]] = Kept(5_000)


def catalog_page(name: str) -> str:
    """What the page of a catalog is called, without its ending."""
    return f"list-{name}"


def catalogs_view(catalogs: Iterable[ReaderCatalog], filler: Filler) -> list[View]:
    """The catalogs of a guide, each with a page of its own."""
    return [_kept(one, filler) for one in catalogs]


def _kept(catalog: ReaderCatalog, filler: Filler) -> View:
    """A catalog, made once for all readers who have it alike: they have one and the same."""

    def make() -> tuple[ReaderCatalog, View]:
        return catalog, _catalog(catalog, filler)

    key = id(catalog), filler.interactive
    return _VIEWS.get(key, len(catalog.choices), make, lambda known: known[0] is catalog)[1]


def picked_view(catalogs: Iterable[ReaderCatalog], filler: Filler) -> list[View]:
    """The rows on the reader's own list, as tasks."""
    return [row_view(choice, filler) for one in catalogs for choice in one.choices if choice.is_listed]


def _catalog(catalog: ReaderCatalog, filler: Filler) -> View:
    head = catalog.catalog.head
    rows = [*catalog.open_to]
    fresh = [one for one in rows if not one.is_stale]
    stale = [one for one in rows if one.is_stale]
    counts = {fit: sum(1 for one in catalog.choices if one.fit == fit) for fit in ("fits", "ask", "no")}
    return {
        "name": catalog.name,
        "page": catalog_page(catalog.name),
        "title": catalog.title,
        "menu": text.curly(catalog.catalog.menu),
        "about": catalog.about,
        "one": head.unit.one,
        "other": head.unit.other,
        "fitted": head.fitted,
        "ranked": head.fitted and (bool(catalog.catalog.rankings) or any(one.facet for one in head.columns.values())),
        "counts": counts,
        "months": head.fresh_for,
        "notes": [
            {
                "kind": one.note.kind,
                "text": one.text,
                "lead": one.lead,
                "own_lead": None if one.note.lead is None else one.lead,
                "open": filler.open(one.unsettled),
                "source": source_view(one.note.source),
                "checked": one.checked,
            }
            for one in catalog.notes
        ],
        "keys": [key_view(name, column) for name, column in catalog.columns.items() if column.key],
        "sorts": controls_view(catalog.columns)["sorts"],
        "filters": _filters(catalog, rows[:MOST_WHOLE]),
        "groups": [
            {"name": name, "rows": [row_view(one, filler) for one in several]}
            for name, several in (("fresh", fresh[:MOST_WHOLE]), ("stale", stale[: MOST_WHOLE - len(fresh)]))
            if several and MOST_WHOLE - (len(fresh) if name == "stale" else 0) > 0
        ],
        "others": [{"id": one.id, "name": text.curly(one.row.name)} for one in (*fresh, *stale)[MOST_WHOLE:]],
        "closed": _closed(catalog),
        "best": [row_view(one, filler) for one in catalog.best],
        "most": head.handbook,
    }


def key_view(name: str, column: Column) -> View:
    """The head of a column that decides; `asked` where it matters to some readers only."""
    return {
        "name": name,
        "label": text.curly(column.label),
        "help": column.help,
        "type": column.type,
        "asked": column.when != ALWAYS,
    }


def row_view(choice: Choice, filler: Filler) -> View:
    """A row of a catalog, made once for all readers who have it alike: they have one and the same."""
    key = id(choice), filler.interactive
    return _ROWS.get(key, 1, lambda: (choice, _row(choice, filler)), lambda known: known[0] is choice)[1]


def _row(choice: Choice, filler: Filler) -> View:
    head = choice.row.head
    return {
        "id": choice.id,
        "name": text.curly(head.name),
        "fit": choice.fit,
        "reasons": list(choice.reasons),
        "asks": list(choice.asks),
        "depends": list(choice.open),
        "more": list(choice.more),
        "scores": [one.because for one in choice.scores],
        "keys": [_cell(one) for one in choice.cells if one.column.key],
        "cells": [_cell(one) for one in choice.cells if not one.column.key and one.told],
        "values": {one.name: _value(choice, one) for one in choice.cells if one.column.words},
        "orders": {
            one.name: _lowest(cell) for one in choice.cells if isinstance(cell := choice.row.cells[one.name], Bounds)
        },
        "source": source_view(head.source),
        "checked": choice.checked,
        "dated": choice.row.checked is not None,
        "stale": choice.is_stale,
        "confidence": head.confidence,
        "confirm": None if head.confirm is None else text.curly(head.confirm.rstrip(". ")),
        "note": None if head.note is None else text.curly(head.note),
        "listed": choice.is_listed,
        "open": filler.open(choice.reach),
    }


def _cell(one: CellWords) -> View:
    return {
        "name": one.name,
        "label": text.curly(one.column.label),
        "asked": one.column.when != ALWAYS,
        "words": one.words,
        "written": one.written,
        "is_address": one.column.type == "address",
    }


def _value(choice: Choice, one: CellWords) -> str:
    """The values of a choice, by which a reader filters; empty where it is unknown."""
    cell = choice.row.cells[one.name]
    return " ".join(sorted(cell)) if isinstance(cell, frozenset) else ""


def _lowest(cell: Bounds) -> int:
    """What a reader sorts by: the least a number may be, or the first day."""
    return cell.low.toordinal() if isinstance(cell.low, dt.date) else cell.low or 0


def controls_view(columns: Mapping[str, Column]) -> View:
    """The columns that rows are sorted by, and the choices that they can be filtered by."""
    return {
        "sorts": [
            {"name": name, "label": text.curly(column.label)}
            for name, column in columns.items()
            if column.is_number or column.type == "date"
        ],
        "filters": [
            {
                "name": name,
                "label": text.curly(column.label),
                "values": [{"value": value, "label": text.curly(said)} for value, said in column.words.items()],
            }
            for name, column in columns.items()
            if column.words
        ],
    }


def _filters(catalog: ReaderCatalog, rows: Sequence[Choice]) -> list[View]:
    """The choices of which some rows have more than one value, with these."""
    filters: list[View] = []
    for one in controls_view(catalog.columns)["filters"]:
        given = {value for row in rows for value in row.row.cells[one["name"]] or ()}  # type: ignore[union-attr]
        if len(given) > 1:
            filters.append(one | {"values": [value for value in one["values"] if value["value"] in given]})
    return filters


def _closed(catalog: ReaderCatalog) -> list[View]:
    """What is not for the reader, by the reason."""
    groups: dict[str, View] = {}
    for one in catalog.closed:
        because = "; ".join(one.reasons)
        group = groups.setdefault(because, {"because": because, "rows": []})
        group["rows"].append({"id": one.id, "name": text.curly(one.row.name)})
    return sorted(groups.values(), key=lambda group: -len(group["rows"]))
