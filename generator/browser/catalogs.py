"""What ranks the rows of a catalog and words it, as the pages of lists read it once a reader has answered."""

from __future__ import annotations

from typing import Any

from generator import text
from generator.assemble import words
from generator.assemble.catalog_cells import cell_words
from generator.browser.conditions import Data, present
from generator.logic.condition_data import condition_data, day_number
from generator.logic.row_classes import Classes, RowClass
from generator.model.catalog_row import CatalogRow
from generator.model.condition import ALWAYS
from generator.model.dates import add_months
from generator.model.ranking import RankDefault, RankRow, RankTable


def ranking_data(classes: Classes, currency: str) -> Data:
    """The conditions of a catalog, its tables, columns, classes of rows, and its rows without what pages print of them.

    `currency` is the sign before sums of money.
    """
    catalog = classes.catalog
    return {
        "when": condition_data(catalog.head.when),
        "conditions": [condition_data(one) for one in classes.conditions],
        "tables": [_table(one) for one in catalog.rankings.values()],
        "classes": [_class(one) for one in classes.classes],
        "of": list(classes.of_row),
        "columns": {
            name: present(
                (
                    ("ask", None if column.ask is None else text.curly(column.ask)),
                    ("because", text.curly(column.because or column.label) if column.facet else None),
                    ("when", None if column.when == ALWAYS else condition_data(column.when)),
                )
            )
            for name, column in catalog.head.columns.items()
        },
        "rows": [_row(one, classes, currency) for one in catalog.rows],
        "words": {"byAnswer": words.BY_ANSWER, "byPlan": words.BY_PLAN},
    }


def _table(table: RankTable) -> Data:
    rules = table.every_row
    return {
        "type": table.type,
        "policy": table.policy,
        "values": [row.value for row in table.rows],
        "default": None if table.default is None else table.default.value,
        "because": [text.curly(one.because) for one in rules],
        "asks": [_ask(one) for one in rules],
    }


def _ask(rule: RankRow | RankDefault) -> str:
    return "" if rule.ask is None else text.curly(rule.ask)


def _class(one: RowClass) -> Data:
    return {
        "facets": [[None, one.when], *one.facets.items()],
        "tables": [list(ruled.conditions) for ruled in one.tables],
    }


def _row(row: CatalogRow, classes: Classes, currency: str) -> Data:
    """A row: what nobody knows of it, what is said of the columns that decide, and the last day it may be trusted."""
    head = classes.catalog.head
    deciding = {name: column for name, column in head.columns.items() if column.facet is not None}
    return {"id": row.id, "name": text.curly(row.head.name)} | present(
        (
            ("because", None if row.head.because is None else text.curly(row.head.because)),
            ("unknown", [name for name, column in head.columns.items() if column.ask and row.cells[name] is None]),
            ("said", {name: cell_words(one, row.cells[name], currency) for name, one in deciding.items()}),
            ("fresh", _fresh(row, head.fresh_for)),
            ("dated", row.checked is not None),
        )
    )


def _fresh(row: CatalogRow, months: int) -> Any:
    """The last day on which it was checked lately enough; None where nobody knows when it was."""
    if row.checked is None:
        return None
    return day_number(add_months(row.checked.low, months))  # type: ignore[arg-type]
