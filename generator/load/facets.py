"""Reading `profiles/facets.yaml`, and what its types demand of each facet."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.conditions import ConditionReader
from generator.load.schema import build
from generator.logic.subject import ANSWERED, Subject, facet_subject
from generator.model.condition import ALWAYS
from generator.model.dates import TODAY, parse_date_rule
from generator.model.facet import Facet
from generator.model.located import Map

RESERVED = {"any", "all", "not", "lead", "unknown", "points", ANSWERED, TODAY}
ID = re.compile(r"[a-z][a-z0-9_]*")
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


def read_facets(raw: Map, diagnostics: Diagnostics) -> dict[str, Facet]:
    """The facets in the order declared, without those that are wrong.

    Derived rows may test the facets declared above them.
    """
    facets: dict[str, Facet] = {}
    subjects: dict[str, Subject] = {}
    for key in raw:
        if key != "facets":
            advice = nearest(key, ["facets"]) or "the known key is 'facets'"
            diagnostics.error("unknown-key", f"'{key}' is not known here", raw.key_spans[key], advice)
    entries = raw.get("facets")
    if not isinstance(entries, Map):
        diagnostics.lose("facets")
        if entries is not None:
            diagnostics.error("bad-value", "write the facets as 'name: ...' lines", raw.spans["facets"])
        elif not raw or "facets" in raw:
            diagnostics.error(
                "missing-key", "'facets' is missing", raw.span, "write 'facets:' and the questions below it"
            )
        return {}
    for name, entry in entries.items():
        place = entries.key_spans[name]
        if name in RESERVED:
            diagnostics.error("bad-id", f"'{name}' cannot name a facet: in a condition it means something else", place)
        elif not ID.fullmatch(name):
            diagnostics.error(
                "bad-id", f"'{name}' cannot name a facet", place, "use lower-case letters, digits and '_'"
            )
        if not isinstance(entry, Map):
            diagnostics.error("bad-value", f"write the keys of '{name}' below it", place)
            diagnostics.lose("facets", name)
            continue
        reader = ConditionReader(subjects, diagnostics, takes_rules=False)
        facet = build(Facet, entry, reader, diagnostics)
        if facet is None or not _fits(name, facet, diagnostics):
            diagnostics.lose("facets", name)
            continue
        facets[name] = facet
        subjects[name] = facet_subject(name, facet)
    return facets


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
            diagnostics.error(
                "bad-facet", f"'{name}' needs 'min' and 'max'", facet.span, "write both, such as 'min: 0' and 'max: 4'"
            )
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
    _check_path(name, facet, diagnostics)
    _check_unlisted(name, facet, diagnostics)
    check_range(facet.if_, facet.place("if"), diagnostics)
    return len(diagnostics) == before


def _check_path(name: str, facet: Facet, diagnostics: Diagnostics) -> None:
    """What a facet is counted as, and whom it is asked of."""
    if facet.derived is not None:
        for key in ("counted_as", "asked_when"):
            if key in facet.spans:
                message = f"'{name}' is derived, so it is never asked, and has no '{key}'"
                diagnostics.error("bad-facet", message, facet.place(key), "take it out")
    elif facet.counted_as is not None:
        wrong = _wrong_default(facet, facet.counted_as)
        if wrong is not None:
            diagnostics.error(
                "unknown-value", f"'{name}' cannot be counted as '{facet.counted_as}'", facet.place("counted_as"), wrong
            )


def _check_unlisted(name: str, facet: Facet, diagnostics: Diagnostics) -> None:
    """What stands for answers that are not listed has to be one that is."""
    value = facet.unlisted
    if value is None or (facet.type == "choice" and value in facet.values):
        return
    message = f"'{name}' has no value '{value}' to stand for answers that are not listed"
    hint = nearest(value, facet.values) or "name one of the values of a facet of type choice"
    diagnostics.error("unknown-value", message, facet.place("unlisted"), hint)


def _wrong_default(facet: Facet, value: str) -> str | None:
    """What to write instead of a default that a facet cannot have; None where it can."""
    match facet.type:
        case "choice":
            return (
                None if value in facet.values else nearest(value, facet.values) or f"allowed: {', '.join(facet.values)}"
            )
        case "integer":
            fits = value.isdecimal() and (facet.min or 0) <= int(value) <= (facet.max or 0)
            return None if fits else f"write a number from {facet.min} to {facet.max}"
        case "date":
            try:
                parse_date_rule(value)
            except ValueError as error:
                return str(error)
            return None
        case "choices":
            return "a question with several answers is counted as nothing; take 'counted_as' out"


def check_range(phrase: str | None, place: Span, diagnostics: Diagnostics) -> None:
    """Report braces in a phrase that are not '{range}': they would be printed."""
    wrong = None if phrase is None else _BRACES.search(phrase.replace("{range}", ""))
    if wrong is not None:
        diagnostics.error("bad-mark", f"'{wrong.group()}' means nothing here", place, "the one hole is {range}")


def _check_derivation(name: str, facet: Facet, diagnostics: Diagnostics) -> None:
    if isinstance(facet.derived, tuple):
        if facet.type != "choice":
            diagnostics.error(
                "bad-facet",
                f"rows derive a choice, and '{name}' is of type {facet.type}",
                facet.place("derived"),
            )
        if not facet.derived or facet.derived[-1].when != ALWAYS:
            diagnostics.error(
                "bad-facet",
                f"no row of '{name}' holds for everybody, so some readers would get no value",
                facet.derived[-1].span if facet.derived else facet.place("derived"),
                "end with a row that has only a value",
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
        diagnostics.error(
            "missing-key", "'question' is missing", facet.span, "write 'question:' and what readers are asked"
        )


def _check_values(name: str, facet: Facet, diagnostics: Diagnostics) -> None:
    if not facet.values:
        diagnostics.error(
            "bad-facet", f"'{name}' needs 'values'", facet.span, "write 'values:' and the answers below it"
        )
    for key, value in facet.values.items():
        for phrase, place in ((value.if_, value.place("if")), (value.if_not, value.place("if_not"))):
            check_range(phrase, place, diagnostics)
        for real in value.means:
            if real not in facet.values or facet.values[real].means:
                diagnostics.error(
                    "unknown-value",
                    f"'{name}' has no value '{real}' for '{key}' to stand for",
                    value.place("means"),
                    nearest(real, facet.real_values),
                )
