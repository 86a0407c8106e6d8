"""What `not_before` says of two days, as a constraint: one meaning for every reader, file and page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.logic import words
from generator.logic.comparison import Comparison
from generator.logic.subject import Subject, comparison_clauses
from generator.model.condition import ALWAYS, Not
from generator.model.dates import DateRule
from generator.model.facet import Facet
from generator.model.rules import ORDER, Constraint


def orders_of(facets: Mapping[str, Facet], subjects: dict[str, Subject]) -> Iterator[Constraint]:
    """A constraint for each facet whose day cannot come before that of another; its comparison joins the subjects.

    It holds where either day is not known, or not asked for. What is wrong with a `not_before` is told by `check`.
    """
    for name, facet in facets.items():
        first = None if facet.not_before is None else facets.get(facet.not_before)
        if first is None or first.type != "date" or facet.type != "date":
            continue
        place = facet.place("not_before")
        early = Comparison(name, "<=", DateRule(str(facet.not_before), -1))
        yield Constraint.model_construct(
            span=place,
            spans={},
            id=f"{ORDER}{name}",
            if_=ALWAYS,
            then=Not(comparison_clauses(subjects, [early], facet.label, place)),
            because=words.OUT_OF_ORDER.format(later=facet.called or facet.label, earlier=first.called or first.label),
        )
