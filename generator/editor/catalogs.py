"""What files of catalogs may hold, and the tables that rank their rows, as JSON Schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.editor.models import REFERENCE, condition_schema, of_model
from generator.editor.people import ID, TEXT, Schema, choice
from generator.logic.columns import row_subjects
from generator.logic.subject import Subjects
from generator.model.catalog import UNKNOWN_CELL, CatalogHead, Column, RowHead
from generator.model.catalog_row import Catalog
from generator.model.ranking import RankTable

KIND = "catalog"
"""Begins the names of the schema files of catalogs."""

_MONTHS: Schema = {"type": "string", "pattern": r"^[1-9]\d? months?$"}
_CHECKED: Schema = {"type": ["string", "integer"], "pattern": rf"^(\d{{4}}(-\d{{2}}(-\d{{2}})?)?|{UNKNOWN_CELL})$"}
_ONE = {
    "integer": r"\d+",
    "money": r"[\d,]+",
    "days": r"\d{1,4}( *(days?|weeks?|months?))?",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
}
"""How one number or day is written, by the type of its column."""


def catalog_schemas(catalogs: Mapping[str, Catalog], condition: Schema) -> dict[str, Schema]:
    """The schema of any catalog, and of each that the project has, by the name of its schema file."""
    schemas = {f"{KIND}-{name}": _catalog(condition, one.head.columns) for name, one in catalogs.items()}
    return {KIND: _catalog(condition, None), **schemas}


def _catalog(condition: Schema, columns: Mapping[str, Column] | None) -> Schema:
    """A catalog with these columns; with any where they are not known."""
    schema = of_model(CatalogHead, condition)
    row = of_model(RowHead, condition)
    schema["$defs"] |= row.pop("$defs")
    row["properties"]["checked"] = _CHECKED
    if columns is None:
        row["additionalProperties"] = True
    else:
        row["properties"] |= {name: _cell(column) for name, column in columns.items()}
        row["properties"]["as_written"] = {
            "type": "object",
            "properties": dict.fromkeys((*columns, "checked"), TEXT),
            "additionalProperties": False,
        }
    schema["$defs"]["Row"] = row
    properties = schema["properties"]
    properties["rows"] = {"type": "object", "propertyNames": ID, "additionalProperties": {"$ref": "#/$defs/Row"}}
    properties["fresh_for"] = _MONTHS
    schema["oneOf"] = [{"required": ["rows"]}, {"required": ["file"]}]
    means = schema["$defs"]["Column"]["properties"]["means"]["additionalProperties"]
    schema["$defs"]["Column"]["properties"]["means"]["additionalProperties"] = {"anyOf": [TEXT, means]}
    return schema


def _cell(column: Column) -> Schema:
    """What a cell of a column may hold."""
    described = {"description": f"{column.label}. {column.help}" if column.help else column.label}
    if column.type == "text":
        return {**TEXT, **described}
    if column.type == "address":
        return {"type": "string", "pattern": rf"^(https?://|{UNKNOWN_CELL}$)", **described}
    if column.type in _ONE:
        one = _ONE[column.type]
        pattern = rf"^\s*({one}|{one} +to +{one}|{one} +or more|up to +{one}|{UNKNOWN_CELL})\s*$"
        return {"type": ["string", "integer"], "pattern": pattern, "minimum": 0, **described}
    one_of = choice((*column.words, UNKNOWN_CELL))
    if column.type != "choices":
        return {**one_of, **described}
    several: Schema = {"type": "array", "minItems": 1, "items": choice(column.words)}
    joined: Schema = {"type": "string", "pattern": ";"}
    return {"anyOf": [one_of, several, joined], **described}


def with_rankings(rules: Schema, catalogs: Mapping[str, Catalog], subjects: Subjects) -> Schema:
    """The schema of the rules with the tables that rank rows: those of each catalog may also test its columns."""
    known: Schema = {}
    for name, catalog in catalogs.items():
        table = of_model(RankTable, condition_schema({**subjects, **row_subjects(catalog.head)}))
        definitions = table.pop("$defs")
        prefixed = _prefixed({"table": table, "defs": definitions}, f"{KIND}-{name}-")
        rules["$defs"] |= {f"{KIND}-{name}-{one}": schema for one, schema in prefixed["defs"].items()}
        known[name] = {"type": "object", "propertyNames": ID, "additionalProperties": prefixed["table"]}
    rules["properties"]["catalogs"] = {"type": "object", "properties": known, "additionalProperties": False}
    return rules


def _prefixed(schema: Any, prefix: str) -> Any:
    """With another beginning for the names of all that it refers to."""
    if isinstance(schema, list):
        return [_prefixed(one, prefix) for one in schema]
    if not isinstance(schema, dict):
        return schema
    start = REFERENCE["$ref"].removesuffix("Condition")
    return {
        key: f"{start}{prefix}{value.removeprefix(start)}" if key == "$ref" else _prefixed(value, prefix)
        for key, value in schema.items()
    }
