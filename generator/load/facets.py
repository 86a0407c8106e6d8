"""Reading `profiles/facets.yaml`, and what its types demand of each facet."""

from __future__ import annotations

from generator.diagnostics import Diagnostics, nearest
from generator.load.conditions import ConditionReader
from generator.load.schema import build
from generator.logic.subject import Subject, facet_subject
from generator.model.facet import Facet
from generator.model.located import Map

RESERVED = {"any", "all", "not", "lead", "unknown", "points"}


def read_facets(raw: Map, diagnostics: Diagnostics) -> tuple[dict[str, Facet], frozenset[str]]:
    """The facets in the order declared, and the names of those that are wrong.

    Derived rows may test the facets declared above them.
    """
    facets: dict[str, Facet] = {}
    subjects: dict[str, Subject] = {}
    broken: set[str] = set()
    for key in raw:
        if key != "facets":
            diagnostics.error("unknown-key", f"'{key}' is not known here", raw.key_spans[key], nearest(key, ["facets"]))
    entries = raw.get("facets")
    if not isinstance(entries, Map):
        diagnostics.error("missing-key", "'facets' is missing", raw.span)
        return {}, frozenset()
    for name, entry in entries.items():
        place = entries.key_spans[name]
        if name in RESERVED or not name.replace("_", "").isalnum() or not name[0].isalpha() or name != name.lower():
            diagnostics.error(
                "bad-id", f"'{name}' cannot name a facet", place, "use lower-case letters, digits and '_'"
            )
        if not isinstance(entry, Map):
            diagnostics.error("bad-value", f"write the keys of '{name}' below it", place)
            broken.add(name)
            continue
        reader = ConditionReader(subjects, diagnostics, frozenset(broken))
        facet = build(Facet, entry, reader, diagnostics)
        if facet is None or not _fits(name, facet, diagnostics):
            broken.add(name)
            continue
        facets[name] = facet
        subjects[name] = facet_subject(name, facet)
    return facets, frozenset(broken)


def _fits(name: str, facet: Facet, diagnostics: Diagnostics) -> bool:
    before = len(diagnostics)
    if facet.type in ("choice", "choices"):
        _check_values(name, facet, diagnostics)
    elif facet.values:
        diagnostics.error(
            "bad-facet", f"'{name}' is of type {facet.type}, so it lists no values", facet.place("values")
        )
    if facet.type == "integer":
        if facet.min is None or facet.max is None:
            diagnostics.error("bad-facet", f"'{name}' needs 'min' and 'max'", facet.span)
        elif not 0 <= facet.max - facet.min <= 10_000:
            diagnostics.error(
                "bad-facet",
                f"'{name}' must go from 'min' up to 'max', over at most 10,000 numbers",
                facet.place("max"),
            )
    if facet.type == "choices" and facet.derived is not None:
        diagnostics.error(
            "bad-facet", f"'{name}' takes several values, so it cannot be derived", facet.place("derived")
        )
    _check_derivation(name, facet, diagnostics)
    return len(diagnostics) == before


def _check_derivation(name: str, facet: Facet, diagnostics: Diagnostics) -> None:
    if isinstance(facet.derived, tuple):
        if facet.type != "choice":
            diagnostics.error(
                "bad-facet",
                f"rows derive a choice, and '{name}' is of type {facet.type}",
                facet.place("derived"),
            )
        for row in facet.derived:
            if row.value not in facet.real_values:
                diagnostics.error(
                    "unknown-value",
                    f"'{name}' has no value '{row.value}'",
                    row.place("value"),
                    nearest(row.value, facet.real_values),
                )
    elif facet.derived is not None and facet.type != "integer":
        diagnostics.error(
            "bad-facet", f"months are a number, and '{name}' is of type {facet.type}", facet.place("derived")
        )
    elif facet.derived is None and facet.question is None:
        diagnostics.error("missing-key", "'question' is missing", facet.span)


def _check_values(name: str, facet: Facet, diagnostics: Diagnostics) -> None:
    if not facet.values:
        diagnostics.error("bad-facet", f"'{name}' needs 'values'", facet.span)
    for key, value in facet.values.items():
        for real in value.means:
            if real not in facet.values or facet.values[real].means:
                diagnostics.error(
                    "unknown-value",
                    f"'{name}' has no value '{real}' for '{key}' to stand for",
                    value.place("means"),
                    nearest(real, facet.real_values),
                )
