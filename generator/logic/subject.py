"""Subjects: what a clause can be about. A facet, or an integer or text value of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.diagnostics import Span
from generator.logic.comparison import HOLDS, NO, YES, Comparison, together
from generator.model.answers import Given, Interval, Several
from generator.model.condition import Clause, Condition
from generator.model.dates import DateRule
from generator.model.facet import Facet, Unit

PLAN = "plan."
ANSWERED = "answered"
SubjectType = Literal["choice", "choices", "integer", "date"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """A name with its type, its values or bounds, and how a lead speaks of it.

    A `comparison` is not a question: its values are yes and no, and follow from the answers and the path; it is made at
    `places`. So are those of the subject that says whether the facet `answered` was answered: they are never open.
    """

    name: str
    label: str
    type: SubjectType
    values: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    low: int = 0
    high: int = 0
    or_more: bool = False
    unit: Unit | None = None
    phrase: str | None = None
    phrases: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    stands_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comparison: Comparison | None = None
    places: tuple[Span, ...] = ()
    is_derived: bool = False
    answered: str | None = None

    @property
    def is_never_open(self) -> bool:
        """Whether it is decided for every reader: what was answered, and what the path shows against a fixed bound."""
        one = self.comparison
        return self.answered is not None or (one is not None and one.is_on_path and not isinstance(one.bound, DateRule))

    def everything(self) -> Given:
        """All answers: the subject is unanswered."""
        match self.type:
            case "choice":
                return frozenset(self.values)
            case "choices":
                return Several(None)
            case "integer":
                return frozenset(range(self.low, self.high + 1))
            case "date":
                return Interval()


Subjects = Mapping[str, Subject]


def facet_subject(name: str, facet: Facet) -> Subject:
    """The subject of a facet."""
    return Subject(
        name=name,
        label=facet.label,
        type=facet.type,
        values=facet.real_values,
        labels={value: facet.values[value].label for value in facet.real_values},
        low=facet.min or 0,
        high=facet.max or 0,
        or_more=facet.or_more,
        unit=facet.unit,
        phrase=facet.if_,
        phrases={value: (facet.values[value].if_, facet.values[value].if_not) for value in facet.real_values},
        is_derived=facet.derived is not None,
        stands_for={name: value.means for name, value in facet.values.items() if value.means},
    )


def comparison_clauses(
    subjects: dict[str, Subject], comparisons: Iterable[Comparison], label: str, place: Span
) -> Condition:
    """Clauses that some comparisons hold, which are added to the subjects."""
    clauses = []
    for one in comparisons:
        known = subjects.get(one.name) or Subject(
            name=one.name, label=label, type="choice", values=(YES, NO), comparison=one
        )
        subjects[one.name] = replace(known, places=(*known.places, place))
        clauses.append(Clause(one.name, HOLDS, place))
    return together(clauses)


def comparisons(subjects: Subjects) -> tuple[Comparison, ...]:
    """Every comparison that a condition of the project makes."""
    return tuple(one.comparison for one in subjects.values() if one.comparison is not None)


def answered_clause(subjects: dict[str, Subject], facet: Subject, place: Span) -> Clause:
    """A clause that a facet was answered, which is added to the subjects."""
    name = f"{ANSWERED}.{facet.name}"
    labels = {YES: "given", NO: "not given"}
    subjects.setdefault(
        name,
        Subject(name=name, label=facet.label, type="choice", values=(YES, NO), labels=labels, answered=facet.name),
    )
    return Clause(name, HOLDS, place)


def asked_about(subjects: Subjects) -> Mapping[str, str]:
    """The subjects that say whether a facet was answered, each with that facet."""
    return {name: one.answered for name, one in subjects.items() if one.answered is not None}
