"""Cells of a catalog as texts of a table and as texts of YAML."""

from __future__ import annotations

import json

from generator.diagnostics import Diagnostics
from generator.load.catalog_table import SOURCE, WRITTEN
from generator.load.yaml import read_yaml
from generator.model.catalog import ROW_KEYS, CatalogHead
from generator.model.located import Map

SEVERAL = "; "
"""Separates several values of one cell."""


def flat_cells(row: Map, head: CatalogHead) -> dict[str, str]:
    """What a row says, by the header of its column in a table; what it does not say is left out."""
    flat: dict[str, str] = {}
    for key, value in row.items():
        if isinstance(value, Map) and key in (WRITTEN, SOURCE):
            flat |= {f"{key}.{inner}": _line(str(words)) for inner, words in value.items() if words is not None}
        elif isinstance(value, Map):
            flat[key] = flow(value)
        elif value is not None:
            flat[key] = _line(SEVERAL.join(values_of(key, value, head)))
    return {header: words for header, words in flat.items() if words}


def values_of(key: str, value: object, head: CatalogHead) -> list[str]:
    """The values of one cell, in whatever form they are written."""
    if isinstance(value, list):
        return [str(one) for one in value]
    if key in head.columns and head.columns[key].type == "choices":
        return [one.strip() for one in str(value).split(";")]
    return [str(value)]


def _line(words: str) -> str:
    return " ".join(words.split())


def key_order(head: CatalogHead) -> tuple[str, ...]:
    """The keys of a row as they come in a file."""
    return ("name", *head.columns, *(key for key in ROW_KEYS if key != "name"))


def cell_line(key: str, row: Map, old: object, head: CatalogHead) -> str:
    """`key: value` of one row. Where several values are possible and `old` is a list, it stays one."""
    value = row[key]
    if key in head.columns and head.columns[key].type == "choices":
        values = values_of(key, value, head)
        value = values if len(values) > 1 or isinstance(old, list) else values[0]
    return f"{key}: {flow(value)}"


def flow(value: object) -> str:
    """A value of YAML on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{flow(key)}: {flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return "null" if value is None else _scalar(_line(str(value)))


def _scalar(words: str) -> str:
    """A text as it is where YAML reads it as this text, on its own and in brackets; else in quotes."""
    for form in (f"key: {words}", f"key: [{words}]", f"key: {{{words}: one}}"):
        raw = read_yaml(form, "", Diagnostics())
        found = raw["key"] if raw is not None and len(raw) == 1 else None
        if found not in (words, [words], {words: "one"}):
            return json.dumps(words, ensure_ascii=False)
    return words
