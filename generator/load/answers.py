"""What an answer is: the one place where words become a typed answer, whatever file or form they come from.

Readers of files turn what they find into the words of an answer (a value's id, a whole number, a day as
year-month-day) and ask here. So the same answer is right or wrong everywhere, with the same bounds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.dates import parse_day
from generator.model.facet import Facet
from generator.model.located import Map, Seq
from generator.model.numbers import amount_meant, parse_whole
from generator.model.profile import Answer

SHOWN = 40
"""Characters of an answer that a message repeats."""


class BadAnswer(Exception):
    """Words that are not an answer to a question: what is wrong, and what to write instead.

    The sentence does not name the question: the caller knows what it is called there. Caught by the
    readers of files.
    """

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        self.suggestion = suggestion
        super().__init__(message)


def choose_value(words: object, facet: Facet) -> str:
    """A value of a facet by its id.

    Raises BadAnswer.
    """
    if isinstance(words, str) and words in facet.values:
        return words
    given = "" if words is None else str(words)
    advice = nearest(given, facet.values) or f"allowed: {', '.join(facet.values)}"
    raise BadAnswer(f"'{shown(given)}' is not a valid answer", advice)


def read_one(words: object, facet: Facet) -> str | int | dt.date:
    """The answer to a question that takes one: a value's id, a whole number, a day as year-month-day.

    Raises BadAnswer.
    """
    if isinstance(words, (Map, Seq)):
        raise BadAnswer("this question takes one answer")
    if facet.type == "choice":
        return choose_value(words, facet)
    given = str(words)
    if facet.type == "integer":
        try:
            return check_bounds(parse_whole(given), facet)
        except ValueError:
            raise not_whole(given, facet) from None
    try:
        return parse_day(given)
    except ValueError as error:
        raise BadAnswer(str(error)) from None


def not_whole(given: str, facet: Facet) -> BadAnswer:
    """What is wrong with words that are not a whole number, and the number to write instead."""
    units = () if facet.unit is None else (facet.unit.one, facet.unit.other)
    meant = amount_meant(given, units)
    assert facet.min is not None
    assert facet.max is not None
    if meant is not None and meant >= facet.min and (meant <= facet.max or facet.or_more):
        advice = f"write {meant}"
    else:
        counted = f" of {facet.unit.other}" if facet.unit else ""
        last = f"{facet.max} or more" if facet.or_more else str(facet.max)
        advice = f"write a whole number{counted}, from {facet.min} to {last}"
    return BadAnswer(f"'{shown(given)}' is not a whole number", advice)


def check_bounds(number: int, facet: Facet) -> int:
    """The number itself, or the last one of a facet whose last number means "or more".

    Raises BadAnswer where it is outside what the facet allows.
    """
    assert facet.min is not None
    assert facet.max is not None
    if number > facet.max and facet.or_more:
        return facet.max
    if not facet.min <= number <= facet.max:
        raise BadAnswer(f"{number} is not between {facet.min} and {facet.max}")
    return number


def read_answers(raw: object, facets: Mapping[str, Facet], diagnostics: Diagnostics) -> dict[str, Answer]:
    """Typed answers by facet from a YAML mapping; what does not fit its facet is reported and left out."""
    answers: dict[str, Answer] = {}
    if not isinstance(raw, Map):
        return answers
    for name, value in raw.items():
        facet = facets.get(name)
        if facet is None:
            if not diagnostics.is_lost("facets", name):
                advice = nearest(name, facets)
                diagnostics.error("unknown-facet", f"there is no facet '{name}'", raw.key_spans[name], advice)
        elif facet.derived is not None:
            diagnostics.error("derived-facet", f"'{name}' is derived, not answered", raw.key_spans[name], "remove it")
        elif value is not None:
            answer = _read(name, value, facet, raw.spans[name], diagnostics)
            if answer is not None:
                answers[name] = answer
    return answers


def _read(name: str, value: object, facet: Facet, place: Span, diagnostics: Diagnostics) -> Answer | None:
    if facet.type != "choices":
        try:
            return read_one(value, facet)
        except BadAnswer as bad:
            _report(name, bad, place, diagnostics)
            return None
    several = list(zip(value, value.spans, strict=True)) if isinstance(value, Seq) else [(value, place)]
    chosen: set[str] = set()
    is_wrong = False
    for one, where in several:
        try:
            chosen.add(choose_value(one, facet))
        except BadAnswer as bad:
            _report(name, bad, where, diagnostics)
            is_wrong = True
    return None if is_wrong else frozenset(chosen)


def _report(name: str, bad: BadAnswer, place: Span, diagnostics: Diagnostics) -> None:
    diagnostics.error("bad-answer", f"'{name}': {bad}", place, bad.suggestion)


def shown(words: str) -> str:
    """Words in a message: on one line, short, without control characters."""
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(words.split()))
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}..."
