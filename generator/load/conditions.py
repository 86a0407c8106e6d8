"""Reading conditions: from YAML to typed clauses on known subjects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator import text
from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.examples import Examples
from generator.load.path_clauses import PathClauses
from generator.load.unknown_subject import report_unknown
from generator.logic.comparison import PATH, Bound, range_of
from generator.logic.subject import ANSWERED, PLAN, Subject, answered_clause, comparison_clauses
from generator.model.catalog_row import ROW
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.dates import DateRule, parse_date_rule, parse_day
from generator.model.located import Map, Seq
from generator.model.numbers import parse_whole


@dataclass(frozen=True, slots=True)
class ConditionReader:
    """Reads the conditions of one project.

    `later` names plan values whose tables come further down, `after_path` those that follow from the path.
    `path` reads clauses on steps; None where they cannot be tested, since the path is found later. `takes_rules` is
    false where dates cannot be compared with milestones yet. Only blocks, steps, rows of the plan and constraints may
    test whether something was answered, constraints only of days.
    """

    subjects: dict[str, Subject]
    diagnostics: Diagnostics
    later: frozenset[str] = frozenset()
    after_path: frozenset[str] = frozenset()
    path: PathClauses | None = None
    takes_rules: bool = True
    asks_answered: bool = False
    asks_days_only: bool = False

    def condition(self, raw: object) -> Condition:
        """Read a `when:`; what is wrong is reported and left out."""
        if raw is None or isinstance(raw, (AllOf, AnyOf, Clause, Not)):
            return raw or ALWAYS
        if not isinstance(raw, Map):
            raise ValueError("write a condition as {facet: value}")
        return self._mapping(raw)

    def _mapping(self, raw: Map) -> Condition:
        parts: list[Condition] = []
        for key, value in self._in_order(raw):
            if key in ("any", "all"):
                several = self._several(key, value, raw)
                if several is not None:
                    parts.append(AnyOf(several) if key == "any" else AllOf(several))
            elif key == "not":
                if isinstance(value, Map) and value:
                    parts.append(Not(self._mapping(value)))
                else:
                    self._wrong(
                        raw.spans[key], f"'not' takes one condition, such as {Examples(self.subjects).condition}"
                    )
            else:
                clause = self._clause(key, value, raw)
                if clause is not None:
                    parts.append(clause)
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _in_order(self, raw: Map) -> list[tuple[str, object]]:
        """Clauses as their facets are declared, then the joins: the order of keys says nothing, and changes no word."""
        places = {key: number for number, key in enumerate((*self.subjects, "any", "all", "not"))}
        return sorted(raw.items(), key=lambda item: places.get(item[0], -1))

    def _several(self, key: str, value: object, raw: Map) -> tuple[Condition, ...] | None:
        if not isinstance(value, Seq) or not value:
            self._wrong(
                raw.spans[key],
                f"'{key}' takes a list of conditions, such as {Examples(self.subjects).conditions}",
            )
            return None
        conditions: list[Condition] = []
        for one, place in zip(value, value.spans, strict=True):
            if isinstance(one, Map) and one:
                conditions.append(self._mapping(one))
            else:
                self._wrong(place, "write a condition as {facet: value}")
        return tuple(conditions)

    def _clause(self, key: str, value: object, raw: Map) -> Condition | None:
        place = raw.spans[key]
        if key == ANSWERED:
            return self._answered(value, raw)
        if key.startswith(PATH):
            return self._on_path(key, value, raw)
        subject = self.subjects.get(key)
        if key in self.after_path:
            self._wrong(raw.key_spans[key], f"'{key}' follows from the path, so no step can test it")
            return None
        if subject is None:
            report_unknown(key, raw.key_spans[key], self.subjects, self.later, self.diagnostics)
            return None
        if isinstance(value, Map):
            bounds = self._range(subject, value, place)
            return None if bounds is None else self._between(subject, *bounds, place)
        given = list(zip(value, value.spans, strict=True)) if isinstance(value, Seq) else [(value, place)]
        if not given:
            self._wrong(place, f"'{key}' needs at least one value")
            return None
        if subject.type == "date":
            return self._dates(key, given)
        if subject.type == "integer":
            numbers = [number for one, where in given if (number := self._integer(subject, one, where)) is not None]
            return Clause(key, frozenset(numbers), place) if numbers else None
        values = [name for one, where in given if (name := self._value(subject, one, where)) is not None]
        return Clause(key, frozenset(values), place) if values else None

    def _answered(self, value: object, raw: Map) -> Condition | None:
        """Clauses on whether facets were answered: true or false, never unknown."""
        place = raw.spans[ANSWERED]
        if not self.asks_answered:
            advice = "write '::: when {answered: ...}' around the text"
            message = f"'{ANSWERED}' can be tested only by a block, a step, a row of the plan or a constraint"
            self._wrong(raw.key_spans[ANSWERED], message, advice)
            return None
        given = list(zip(value, value.spans, strict=True)) if isinstance(value, Seq) else [(value, place)]
        clauses: list[Condition] = []
        for one, where in given:
            asked = {name: facet for name, facet in self.subjects.items() if _is_asked(facet)}
            facet = asked.get(one) if isinstance(one, str) else None
            if facet is None:
                advice = nearest(_shown(one), asked) or "name a question of profiles/facets.yaml"
                message = f"there is no question '{_shown(one)}' to be answered"
                self.diagnostics.error("unknown-facet", message, where, advice)
            elif self.asks_days_only and facet.type != "date":
                self._wrong(where, f"a constraint asks '{ANSWERED}' of days only", f"name the values of '{facet.name}'")
            else:
                clauses.append(answered_clause(self.subjects, facet, where))
        if not given:
            self._wrong(place, f"'{ANSWERED}' needs at least one question")
        return None if not clauses else clauses[0] if len(clauses) == 1 else AnyOf(tuple(clauses))

    def _on_path(self, key: str, value: object, raw: Map) -> Condition | None:
        if self.path is None:
            advice = "steps come after it; test the answers themselves"
            self._wrong(raw.key_spans[key], f"'{key}' is not known yet where this is decided", advice)
            return None
        return self.path.clause(key, value, raw)

    def _between(self, subject: Subject, low: Bound | None, high: Bound | None, place: Span) -> Condition:
        """A clause on a range; bounds that follow from other dates are compared for each reader."""
        if isinstance(low, DateRule) or isinstance(high, DateRule):
            return comparison_clauses(self.subjects, range_of(subject.name, low, high), subject.label, place)
        return Clause(subject.name, Range(low, high), place)

    def _dates(self, key: str, given: list[tuple[object, Span]]) -> Condition | None:
        days = [
            Clause(key, Range(day, day), where) for one, where in given if (day := self._date(one, where)) is not None
        ]
        if not days:
            return None
        return days[0] if len(days) == 1 else AnyOf(tuple(days))

    def _range(self, subject: Subject, raw: Map, place: Span) -> tuple[Bound | None, Bound | None] | None:
        if subject.type not in {"integer", "date"}:
            self._wrong(place, f"'{subject.name}' is not a number or date; write one of its values")
            return None
        bounds: dict[str, Bound | None] = {"min": None, "max": None}
        for key, value in raw.items():
            if key not in bounds:
                self.diagnostics.error(
                    "unknown-key",
                    f"'{key}' is not known here",
                    raw.key_spans[key],
                    nearest(key, bounds) or "write min, max or both",
                )
            elif subject.type == "integer":
                bounds[key] = self._integer(subject, value, raw.spans[key])
            else:
                bounds[key] = self._bound(subject, value, raw.spans[key])
        low, high = bounds["min"], bounds["max"]
        if low is None and high is None:
            if not raw:
                self._wrong(place, "write min, max or both")
            return None
        is_fixed = not isinstance(low, DateRule) and not isinstance(high, DateRule)
        if is_fixed and low is not None and high is not None and low > high:  # type: ignore[operator]
            self._wrong(place, f"min {low} is above max {high}, so nothing satisfies this")
            return None
        return low, high

    def _integer(self, subject: Subject, value: object, place: Span) -> int | None:
        try:
            number = parse_whole(_shown(value))
        except ValueError:
            self.diagnostics.error("unknown-value", f"'{subject.name}' is a number, not '{_shown(value)}'", place)
            return None
        if not subject.name.startswith(PLAN) and not subject.low <= number <= subject.high:
            message = f"'{subject.name}' goes from {subject.low} to {subject.high}, so it is never {number}"
            self.diagnostics.error("unknown-value", message, place)
            return None
        return number

    def _date(self, value: object, place: Span) -> dt.date | None:
        try:
            return parse_day(_shown(value))
        except ValueError as error:
            self.diagnostics.error("unknown-value", str(error), place)
            return None

    def _bound(self, subject: Subject, value: object, place: Span) -> dt.date | DateRule | None:
        """A day, or a rule such as "rank-deadline - 2 weeks"; a column of a catalog is compared with days only."""
        shown = _shown(value)
        if not shown[:1].isalpha():
            return self._date(value, place)
        if subject.name.startswith(ROW) or not self.takes_rules:
            of_row = f"'{subject.name}' is compared with days only, not with '{shown}'"
            why = of_row if self.takes_rules else "milestones are not known yet where this is decided"
            self._wrong(place, why, "write a day, such as 2027-06-30")
            return None
        try:
            return parse_date_rule(shown)
        except ValueError as error:
            self.diagnostics.error("unknown-value", str(error), place)
            return None

    def _value(self, subject: Subject, value: object, place: Span) -> str | None:
        if isinstance(value, str) and value in subject.values:
            return value
        shown = _shown(value)
        if shown in subject.stands_for:
            real = text.joined(list(subject.stands_for[shown]), "or")
            self.diagnostics.error("unknown-value", f"'{shown}' stands for {real}; a condition names these", place)
        else:
            advice = nearest(shown, subject.values) or f"allowed: {', '.join(subject.values)}"
            self.diagnostics.error("unknown-value", f"'{subject.name}' has no value '{shown}'", place, advice)
        return None

    def _wrong(self, place: Span, message: str, suggestion: str | None = None) -> None:
        self.diagnostics.error("bad-condition", message, place, suggestion)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _is_asked(subject: Subject) -> bool:
    """Whether a subject is a question that readers answer."""
    is_question = subject.comparison is None and subject.answered is None and not subject.is_derived
    return is_question and not subject.name.startswith(PLAN)
