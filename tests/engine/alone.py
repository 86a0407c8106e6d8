"""What the page asks of the rules without a plan: its questions in order, answers that clash, the nearest guide."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from generator.app.opened import Opened
from generator.diagnostics import Span
from generator.logic.condition_data import day_number
from generator.logic.narrow import Contradiction
from generator.model.answers import ABSENT, Answers
from generator.model.profile import Answer, Profile
from generator.plan import known_reader
from tests.engine.units import Data

Given = dict[str, Answer]
DAY = dt.date(2027, 5, 3)
SAME, MAYBE, OPEN = 8, 4, 2
"""What an answer of a guide counts that is the reader's, that is a part of it or the other way round, that may be."""


def alone(opened: Opened, count: int, seed: int) -> Iterator[tuple[Data, Any]]:
    """Calls with random answers, some of which cannot be together, and what is right."""
    chance = random.Random(seed)
    guides, today = list(opened.project.personas), day_number(DAY)
    for _ in range(count):
        given = _given(opened, chance)
        said = _said(given)
        yield {"call": "askInOrder", "given": [said, today]}, _in_order(opened, given)
        yield {"call": "clashOf", "given": [said, today]}, _clash(opened, given)
        current = chance.choice(guides)
        yield {"call": "nearestGuide", "given": [said, current, today]}, _nearest(opened, given, current)
    for days in range(-40_000, 40_000, 997):
        day = dt.date(1970, 1, 1) + dt.timedelta(days)
        yield {"call": "writeDay", "given": [days]}, day.isoformat()
        yield {"call": "readDay", "given": [day.isoformat()]}, day_number(day)


def _given(opened: Opened, chance: random.Random) -> Given:
    given: Given = {}
    for name, facet in opened.project.facets.items():
        if facet.derived is not None or chance.random() < 0.4:
            continue
        match facet.type:
            case "integer":
                given[name] = chance.randrange(facet.min or 0, (facet.max or 0) + 1)
            case "choices":
                given[name] = frozenset(one for one in facet.real_values if chance.random() < 0.4)
            case "date":
                given[name] = DAY + dt.timedelta(chance.choice((-400, -1, 0, 1, 40, 300)))
            case _:
                given[name] = chance.choice(list(facet.values))
    return given


def _said(given: Given) -> Data:
    """Answers as the page has them."""
    plain = {name: sorted(one) if isinstance(one, frozenset) else one for name, one in given.items()}
    return {name: one.isoformat() if isinstance(one, dt.date) else one for name, one in plain.items()}


def _left(opened: Opened, given: Given) -> Answers | None:
    """What is possible besides; None where the answers cannot be together."""
    profile = Profile(id="reader", answers=given, span=Span("test"))
    try:
        return known_reader(opened.project, opened.subjects, profile, DAY).plan.answers
    except Contradiction:
        return None


def _in_order(opened: Opened, entered: Given) -> Data:
    questions = [name for name, facet in opened.project.facets.items() if facet.derived is None]
    given: Given = {}
    state, broken = {}, []
    for name in questions:
        left = _left(opened, given)
        assert left is not None
        possible = left[name]
        is_decided = isinstance(possible, frozenset) and len(possible) == 1
        state[name] = "unasked" if possible == ABSENT else "decided" if is_decided else "asked"
        if state[name] == "asked" and name in entered:
            if _left(opened, {**given, name: entered[name]}) is None:
                broken.append(name)
            else:
                given[name] = entered[name]
    while True:
        left = _left(opened, given)
        assert left is not None
        gone = [name for name in questions if state[name] == "asked" and left[name] == ABSENT]
        if not gone:
            break
        for name in gone:
            state[name] = "unasked"
            given.pop(name, None)
    return {"state": state, "given": _said(given), "broken": broken}


def _clash(opened: Opened, given: Given) -> list[str] | None:
    """Answers that cannot be together, without those that have nothing to do with it."""
    if _left(opened, given) is not None:
        return None
    names = list(given)
    for name in given:
        others = [one for one in names if one != name]
        if _left(opened, {one: given[one] for one in others}) is None:
            names = others
    return names


def _nearest(opened: Opened, given: Given, current: str) -> str:
    facets, left = opened.project.facets, _left(opened, given)

    def meant(name: str, answer: Answer) -> frozenset[Any]:
        if isinstance(answer, frozenset):
            return answer
        return facets[name].expand(answer) if isinstance(answer, str) else frozenset({answer})

    def agreement(name: str, answer: Answer) -> int:
        if name in given:
            if given[name] == answer:
                return SAME
            return MAYBE if meant(name, answer) & meant(name, given[name]) else 0
        possible = None if left is None else left[name]
        if not isinstance(possible, frozenset) or possible == ABSENT:
            return OPEN
        return OPEN if meant(name, answer) & possible else 0

    best, most, here = current, -1.0, opened.project.personas[current].answers
    for guide, persona in opened.project.personas.items():
        alike = sum(here.get(name) == answer for name, answer in persona.answers.items())
        agrees = sum(agreement(name, answer) for name, answer in persona.answers.items()) + 0.25 * alike
        if agrees > most:
            best, most = guide, agrees
    return best
