"""What ranks the rows of a catalog, as its own page carries it."""

from __future__ import annotations

from generator.browser.conditions import Data
from generator.logic.condition_data import condition_data
from generator.logic.row_classes import Classes, RowClass
from generator.model.ranking import RankTable


def ranking_data(classes: Classes) -> Data:
    """The conditions of a catalog, its tables, its classes of rows, and the class of each row."""
    return {
        "conditions": [condition_data(one) for one in classes.conditions],
        "tables": [_table(one) for one in classes.catalog.rankings.values()],
        "classes": [_class(one) for one in classes.classes],
        "of": list(classes.of_row),
    }


def _table(table: RankTable) -> Data:
    return {
        "type": table.type,
        "policy": table.policy,
        "values": [row.value for row in table.rows],
        "default": None if table.default is None else table.default.value,
    }


def _class(one: RowClass) -> Data:
    return {
        "facets": [[None, one.when], *one.facets.items()],
        "tables": [list(ruled.conditions) for ruled in one.tables],
    }
