"""`guidegen list catalog`: the rows of a catalog, or those whose source is to be looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import nearest
from generator.errors import UsageError
from generator.model.catalog_row import Catalog

ListRow = dict[str, Any]


def catalog_rows(name: str | None, root: Path, today: dt.date, *, stale: bool) -> list[ListRow]:
    """The rows of a catalog in their declared order; with `stale` those checked too long ago, or nobody knows when.

    Raises ProjectError, and UsageError where there is no such catalog.
    """
    catalog = named_catalog(open_project(root, today, Stopwatch()).project.catalogs, name)
    return [
        {
            "row": row.id,
            "name": row.name,
            "checked": row.head.checked,
            "stale": row.is_stale(today, catalog.head.fresh_for),
            "confidence": row.head.confidence,
            "source": row.head.source.url,
            "place": str(row.place),
        }
        for row in catalog.rows
        if not stale or row.is_stale(today, catalog.head.fresh_for)
    ]


def named_catalog(catalogs: Mapping[str, Catalog], name: str | None) -> Catalog:
    """The catalog of a name.

    Raises UsageError where there is none.
    """
    if name is None or name not in catalogs:
        known = ", ".join(catalogs) or "this project has none"
        hint = None if name is None else nearest(name, catalogs)
        raise UsageError(f"there is no catalog '{name}'" if name else "name a catalog", hint or f"catalogs: {known}")
    return catalogs[name]
