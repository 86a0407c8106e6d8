"""Reading clauses on steps: `path.certificate.finish: {max: rank-deadline}`, `path.visit.count: 0`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span, nearest
from generator.logic.comparison import Bound, range_of
from generator.logic.path_field import WORDS, YES_OR_NO, PathField, known_field
from generator.logic.subject import Subject, comparison_clauses
from generator.model.condition import AnyOf, Condition
from generator.model.dates import parse_date_rule, parse_day
from generator.model.located import Map, Seq


@dataclass(frozen=True, slots=True)
class PathClauses:
    """Reads what a condition says of steps. `steps` are the ids of all steps."""

    steps: frozenset[str]
    subjects: dict[str, Subject]
    diagnostics: Diagnostics

    def clause(self, key: str, value: object, raw: Map) -> Condition | None:
        """The clause on one field; None (and a diagnostic) where it cannot be read."""
        place = raw.spans[key]
        field = known_field(key, self.steps, raw.key_spans[key], self.diagnostics)
        if field is None:
            return None
        if isinstance(value, Map):
            bounds = self._range(field, value, place)
            return None if bounds is None else self._clauses(field, *bounds, place)
        given = list(zip(value, value.spans, strict=True)) if isinstance(value, Seq) else [(value, place)]
        several = [self._single(field, one, where) for one, where in given]
        conditions = tuple(one for one in several if one is not None)
        if not conditions:
            return None
        return conditions[0] if len(conditions) == 1 else AnyOf(conditions)

    def _single(self, field: PathField, value: object, place: Span) -> Condition | None:
        if field.field in YES_OR_NO:
            if str(value) not in WORDS:
                self.diagnostics.error("unknown-value", f"'{field.name}' is yes or no", place)
                return None
            return self._clauses(field, *WORDS[str(value)], place)
        bound = self._bound(field, value, place)
        return None if bound is None else self._clauses(field, bound, bound, place)

    def _range(self, field: PathField, raw: Map, place: Span) -> tuple[Bound | None, Bound | None] | None:
        bounds: dict[str, Bound | None] = {"min": None, "max": None}
        for key, value in raw.items():
            if key not in bounds:
                advice = nearest(key, bounds) or "write min, max or both"
                self.diagnostics.error("unknown-key", f"'{key}' is not known here", raw.key_spans[key], advice)
            elif field.field in YES_OR_NO:
                self.diagnostics.error("unknown-value", f"'{field.name}' is yes or no", raw.spans[key])
            else:
                bounds[key] = self._bound(field, value, raw.spans[key])
        if bounds["min"] is None and bounds["max"] is None:
            if not raw:
                self.diagnostics.error("bad-condition", "write min, max or both", place)
            return None
        return bounds["min"], bounds["max"]

    def _bound(self, field: PathField, value: object, place: Span) -> Bound | None:
        shown = "" if value is None else str(value)
        try:
            if not field.is_day:
                return int(shown)
            return parse_date_rule(shown) if shown[:1].isalpha() else parse_day(shown)
        except ValueError as error:
            message = str(error) if field.is_day else f"'{field.name}' is a number of days, not '{shown}'"
            if field.field == "count":
                message = f"'{field.name}' is a number, not '{shown}'"
            self.diagnostics.error("unknown-value", message, place)
            return None

    def _clauses(self, field: PathField, low: Bound | None, high: Bound | None, place: Span) -> Condition:
        return comparison_clauses(self.subjects, range_of(field.name, low, high), field.name, place)
