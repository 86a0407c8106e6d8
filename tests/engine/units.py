"""Random conditions with answers: what the engine leaves open of each, and the same as data for the script."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import text
from generator.app.opened import Opened
from generator.assemble.state import answer_label
from generator.browser import plan_data
from generator.browser.rules import subject_data
from generator.browser.words import words_data
from generator.diagnostics import Diagnostics
from generator.logic.combine import all_of, any_of, none_of
from generator.logic.condition_data import condition_data, day_number
from generator.logic.evaluate import evaluate
from generator.logic.lead import LeadWords
from generator.logic.residue import assume, is_ruled_out, reduced, residue
from generator.model.answers import UNASKED, Answers, Interval, Possible, Presumed, Several
from generator.model.condition import NOWHERE, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.dates import whole_months
from generator.model.truth import UNKNOWN, Truth
from generator.select.leads import LeadWriter
from tests.engine.subjects import FOOD, LIKES, SUBJECTS, VALUES

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnitCase:
    """A condition, others that are excluded, and answers."""

    condition: Condition
    excluded: tuple[Condition, ...]
    answers: Answers


def unit_cases(count: int, seed: int) -> Iterator[UnitCase]:
    """Cases that differ in depth and in how much is answered."""
    chance = random.Random(seed)
    for _ in range(count):
        excluded = tuple(_condition(chance, 1) for _ in range(chance.randrange(3)))
        yield UnitCase(_condition(chance, chance.randrange(4)), excluded, _answers(chance))


def unit_data(cases: list[UnitCase]) -> Data:
    """The cases as the script reads them."""
    return {
        "plan": {"words": words_data(), "subjects": {name: subject_data(one) for name, one in SUBJECTS.items()}},
        "cases": [
            {
                "condition": condition_data(one.condition),
                "excluded": [condition_data(other) for other in one.excluded],
                "answers": {name: possible_data(possible) for name, possible in one.answers.items()},
            }
            for one in cases
        ],
    }


def calls(seed: int) -> Iterator[tuple[Data, Any]]:
    """Calls of small functions, and what the engine's own say."""
    chance = random.Random(seed)
    for _ in range(200):
        start = dt.date(2027, 1, 25) + dt.timedelta(chance.randrange(40))
        end = start + dt.timedelta(chance.randrange(-100, 100))
        yield {"call": "wholeMonths", "given": [day_number(start), day_number(end)]}, whole_months(start, end)
    for count in range(400):
        yield {"call": "stretch", "given": [count]}, text.days(count)
    for name in ("bed", "nights"):
        subject = subject_data(SUBJECTS[name])
        values = list(VALUES) if name == "bed" else list(range(5))
        yield {"call": "everyValue", "given": [subject]}, values
    others = LeadWriter(LeadWords(SUBJECTS, Diagnostics()))
    for rest in (AllOf(()), AnyOf(())):
        alone = others.otherwise(rest, {}, None).alone
        yield {"call": "otherLead", "given": [condition_data(rest), {}]}, alone
    yield {"call": "everyValue", "given": [{"type": "integer", "low": 2026, "high": 2032}]}, list(range(2026, 2033))
    settled: list[tuple[Possible, bool]] = [
        (frozenset({"own"}), True),
        (frozenset({"own", "lent"}), False),
        (Presumed(1, frozenset({1})), True),
        (Presumed(1, frozenset({1, 2})), False),
        (Several(frozenset({"sea"})), True),
        (Several(None), False),
        (Interval(_DAY, _DAY), True),
        (Interval(_DAY, None), False),
        (Interval(None, None), False),
    ]
    for possible, is_settled in settled:
        yield {"call": "isSettled", "given": [possible_data(possible)]}, is_settled


_DAY = dt.date(2027, 1, 1)


def label_calls(opened: Opened) -> Iterator[tuple[Data, Any]]:
    """What the answers to a project's questions are called."""
    plan = plan_data(opened.presence, opened.subjects)["facets"]
    for name, facet in opened.project.facets.items():
        given: list[Any]
        match facet.type:
            case "integer":
                given = list(range(facet.min or 0, (facet.max or 0) + 1))
            case "choices":
                given = [frozenset(), *(frozenset({one}) for one in facet.values), frozenset(facet.values)]
            case "date":
                given = [_DAY]
            case _:
                given = [one for one, value in facet.values.items() if not value.means]
        for one in given:
            wanted = text.curly(answer_label(facet, one))
            said = sorted(one) if isinstance(one, frozenset) else one
            yield {"call": "answerLabel", "given": [plan[name], said]}, wanted


def unit_told(case: UnitCase) -> Data:
    """What the engine makes of a case."""
    condition, answers = case.condition, case.answers
    rest = reduced(condition, answers)
    told: Data = {
        "truth": _truth(evaluate(condition, answers)),
        "negated": _truth(evaluate(condition, answers, wanted=False)),
        "reduced": _truth(rest) if isinstance(rest, Truth) else condition_data(rest),
        "isRuledOut": is_ruled_out(condition, case.excluded, answers),
        "all": condition_data(all_of(condition, *case.excluded)),
        "any": condition_data(any_of(condition, *case.excluded)),
        "none": condition_data(none_of((condition, *case.excluded))),
        "lead": None,
        "assumed": None,
    }
    if isinstance(rest, Truth) and evaluate(condition, answers) is UNKNOWN:
        told["residue"] = condition_data(residue(condition, answers))
    if not isinstance(rest, Truth):
        told["lead"] = LeadWords(SUBJECTS, Diagnostics()).write(rest, answers, None, NOWHERE)
        told["other"] = LeadWriter(LeadWords(SUBJECTS, Diagnostics())).otherwise(rest, answers, None).alone
        told["short"] = LeadWords(SUBJECTS, Diagnostics()).short(rest, answers, NOWHERE, "{name}")
        told["assumed"] = {name: possible_data(one) for name, one in assume(rest, answers).items()}
    return told


def _truth(truth: Truth) -> bool | None:
    return None if truth is UNKNOWN else truth.value == "true"


def possible_data(possible: Possible) -> Any:
    """Possible answers as the script has them."""
    match possible:
        case Several(chosen, is_asked):
            return {"several": None if chosen is None else sorted(chosen), "asked": is_asked}
        case Interval(low, high, is_asked):
            days = [None if one is None else day_number(one) for one in (low, high)]
            return {"low": days[0], "high": days[1], "asked": is_asked}
        case Presumed(value, values):
            return {"value": value, "possible": _sorted(values)}
    return _sorted(possible)


def _sorted(values: Any) -> list[Any]:
    return sorted(values, key=lambda one: "null" if one is None else str(one))


def _condition(chance: random.Random, depth: int) -> Condition:
    if depth and chance.random() < 0.7:
        parts = tuple(_condition(chance, depth - 1) for _ in range(chance.randrange(4)))
        return chance.choice((AllOf(parts), AnyOf(parts), Not(_condition(chance, depth - 1))))
    match chance.choice(tuple(SUBJECTS)):
        case "bed":
            return Clause("bed", _some(chance, VALUES))
        case "food":
            return Clause("food", _some(chance, FOOD))
        case "bike":
            return Clause("bike", _some(chance, ("own", "lent")))
        case "likes":
            return Clause("likes", _some(chance, LIKES))
        case "start":
            return Clause("start", _range(chance, _day(chance), _day(chance)))
        case name:
            bounds = _range(chance, chance.randrange(5), chance.randrange(5))
            return Clause(name, chance.choice((_some(chance, range(5)), bounds)))


def _range(chance: random.Random, one: Any, other: Any) -> Range:
    low, high = sorted((one, other))
    return chance.choice((Range(low, high), Range(None, high), Range(low, None)))


def _some(chance: random.Random, values: Any) -> frozenset[Any]:
    return frozenset(one for one in values if chance.random() < 0.5)


def _day(chance: random.Random) -> dt.date:
    return dt.date(2027, 1, 1) + dt.timedelta(chance.randrange(6))


def _answers(chance: random.Random) -> Answers:
    low, high = sorted((_day(chance), _day(chance)))
    stops = chance.sample([None, 0, 1, 2, 3], chance.randrange(1, 5))
    is_asked = chance.random() < 0.7
    return {
        "bed": _values(chance, VALUES, is_asked=is_asked),
        "bike": _values(chance, ("own", "lent"), is_asked=is_asked),
        "nights": _values(chance, range(5), is_asked=is_asked),
        "plan.stops": Presumed(stops[0], frozenset(stops)),
        "likes": Several(chance.choice((None, _some(chance, LIKES))), is_asked),
        "food": _values(chance, tuple(FOOD), is_asked=is_asked),
        "start": Interval(chance.choice((None, low)), chance.choice((None, high, low)), is_asked),
    }


def _values(chance: random.Random, values: Any, *, is_asked: bool) -> frozenset[str | int]:
    left = chance.sample(tuple(values), chance.randrange(1, len(values) + 1))
    return frozenset(left) if is_asked else frozenset((*left, UNASKED))
