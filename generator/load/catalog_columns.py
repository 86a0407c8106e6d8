"""The columns of a catalog: what their types demand of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, nearest
from generator.load.facets import ID
from generator.load.modules import ID as CATALOG_ID
from generator.model.catalog import ALL, DESCENDING, ROW_KEYS, CatalogHead, Column
from generator.model.facet import Facet

MOST_KEYS = 3
_HOLE = re.compile(r"\{[^{}]*\}?|\}")
CHOICES = ("choice", "choices")
EXAMPLES = {
    "ask": 'say what a reader asks where it is unknown, such as ask: "whether it has beds"',
    "because": 'say why others do not get a row, such as because: "it takes {value} only"',
}


def checked_head(
    name: str, head: CatalogHead, facets: Mapping[str, Facet], diagnostics: Diagnostics
) -> CatalogHead | None:
    """The catalog with its columns complete; None where one of them is wrong, which is reported."""
    before = len(diagnostics)
    if not CATALOG_ID.fullmatch(name):
        advice = "use lower-case letters, digits and hyphens"
        diagnostics.error("bad-id", f"'{name}' cannot name a catalog", head.span, advice)
    columns = {key: _Checking(key, column, facets, diagnostics).run() for key, column in head.columns.items()}
    keys = [key for key, column in columns.items() if column.key]
    if len(keys) > MOST_KEYS:
        message = f"at most {MOST_KEYS} columns decide at a glance; these are {len(keys)}: {', '.join(keys)}"
        diagnostics.error("bad-column", message, columns[keys[MOST_KEYS]].span, "take 'key' out of one")
    for number, key in enumerate(head.order):
        known = ("name", "checked", *columns)
        if key.removesuffix(DESCENDING) not in known:
            advice = nearest(key.removesuffix(DESCENDING), known) or f"known: {', '.join(known)}"
            diagnostics.error("unknown-column", f"there is no column '{key}'", head.place("order", number), advice)
    return head.model_copy(update={"columns": columns}) if len(diagnostics) == before else None


@dataclass(slots=True)
class _Checking:
    name: str
    column: Column
    facets: Mapping[str, Facet]
    diagnostics: Diagnostics

    def run(self) -> Column:
        """The column, with the values of its facet where it has none of its own."""
        name, column = self.name, self.column
        if not ID.fullmatch(name):
            self._wrong(f"'{name}' cannot name a column", "use lower-case letters, digits and '_'", code="bad-id")
        elif name in ROW_KEYS or name == "id":
            self._wrong(f"'{name}' cannot name a column: every row has it", "choose another name", code="bad-id")
        if column.facet is not None:
            column = self._of_facet(column, column.facet)
        is_choice = column.type in CHOICES
        if is_choice and not column.values and column.facet is None:
            self._wrong(f"'{name}' needs 'values'", "write 'value: words' lines below it")
        if not is_choice and column.values:
            self._wrong(f"'{name}' is of type {column.type}, so it lists no values", "take 'values' out")
        if column.unit is not None and column.type != "integer":
            self._wrong(f"'{name}' is of type {column.type}, so it has no 'unit'", "take 'unit' out")
        if column.means and column.facet is None:
            self._wrong(
                f"'{name}' is not a facet, so its values mean nothing else", "name the facet, or take 'means' out"
            )
        hole = _HOLE.search((column.because or "").replace("{value}", ""))
        if hole is not None:
            message = f"'{hole.group()}' means nothing here"
            self.diagnostics.error("bad-mark", message, column.place("because"), "the one hole is {value}")
        return column

    def _of_facet(self, column: Column, name: str) -> Column:
        facet = self.facets.get(name)
        if facet is None:
            if not self.diagnostics.is_lost("facets", name):
                self.diagnostics.error(
                    "unknown-facet", f"there is no facet '{name}'", column.place("facet"), nearest(name, self.facets)
                )
            return column
        if column.type not in CHOICES or facet.type not in CHOICES:
            self._wrong(f"'{self.name}' and '{name}' must both be choices", "test it in a ranking table instead")
            return column
        for key in ("ask", "because"):
            if getattr(column, key) is None:
                self._wrong(f"'{self.name}' is a facet, so it needs '{key}'", EXAMPLES[key], code="missing-key")
        if not column.values:
            words = {value: facet.values[value].in_text for value in facet.real_values}
            column = column.model_copy(update={"values": words})
        self._check_means(column, name, facet)
        return column

    def _check_means(self, column: Column, name: str, facet: Facet) -> None:
        """Every value of the column must say for which answers it is."""
        for value, answers in column.means.items():
            if value not in column.values:
                self._unknown(f"'{self.name}' has no value '{value}'", value, column.values)
            for answer in answers:
                if answer not in (*facet.real_values, ALL):
                    self._unknown(f"'{name}' has no value '{answer}'", answer, (*facet.real_values, ALL))
        for value in column.values:
            if value not in column.means and value not in facet.real_values:
                message = f"'{value}' is not a value of '{name}', so 'means' must say for whom it is"
                self._wrong(message, f"write {value}: {ALL}, or values of '{name}', below 'means'")

    def _unknown(self, message: str, word: str, known: Mapping[str, str] | tuple[str, ...]) -> None:
        advice = nearest(word, known) or f"allowed: {', '.join(known)}"
        self.diagnostics.error("unknown-value", message, self.column.place("means"), advice)

    def _wrong(self, message: str, advice: str, code: str = "bad-column") -> None:
        self.diagnostics.error(code, message, self.column.span, advice)
