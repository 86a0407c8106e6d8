"""What a reader answered to one facet, as words that anybody can write into a profile."""

from __future__ import annotations

from typing import assert_never

from generator.model.answers import Interval, Possible, Presumed, Several
from generator.model.facet import Facet, MonthsBetween


def answer_words(answer: Possible, facet: Facet) -> str:
    """An answer in the words of a file: a value, one that stands for several, a day or a list."""
    match answer:
        case Several(chosen):
            return f"[{', '.join(sorted(chosen or ()))}]"
        case Interval(day):
            return str(day)
        case Presumed(value, _):
            return str(value)
        case frozenset():
            values = sorted(answer)
            if len(values) == 1:
                return str(values[0])
            if isinstance(facet.derived, MonthsBetween):
                return f"{values[0]} to {values[-1]}"
            return next(name for name in facet.values if facet.expand(name) == answer)
    assert_never(answer)
