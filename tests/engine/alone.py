"""What the page asks of the rules without a plan: its questions in order, answers that clash, the nearest guide."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
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


def alone(opened: Opened, count: int, seed: int, more: Sequence[Given] = ()) -> Iterator[tuple[Data, Any]]:
    """Calls with random answers, some of which cannot be together, and with others by hand; and what is right."""
    chance = random.Random(seed)
    guides, today = list(opened.project.personas), day_number(DAY)
    for given in (*more, *(_given(opened, chance) for _ in range(count))):
        said = _said(given)
        if (order := _in_order(opened, given)) is not None:
            yield {"call": "askInOrder", "given": [said, today]}, order
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


def _in_order(opened: Opened, entered: Given) -> Data | None:
    """None where the answers that count at last cannot be together, since others no longer count."""
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
        if left is None:
            return None
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

    def agrees(answers: Mapping[str, Answer]) -> tuple[int, ...]:
        """How little is denied and ruled out, how much is as here where nothing is said, as said, and as here."""
        denied = [
            name
            for name in answers
            if name in given
            and given[name] != answers[name]
            and not meant(name, answers[name]) & meant(name, given[name])
        ]
        open_ = [(name, left[name]) for name in answers if name not in given] if left is not None else []
        known = [(name, possible) for name, possible in open_ if isinstance(possible, frozenset) and possible != ABSENT]
        out = [name for name, possible in known if not meant(name, answers[name]) & possible]
        alike = {name for name in answers if here.get(name) == answers[name]}
        said = [name for name in answers if given.get(name) == answers[name]]
        return -len(denied), -len(out), len(alike - set(given)), len(said), len(alike & set(given))

    here = opened.project.personas[current].answers
    return max(opened.project.personas, key=lambda guide: agrees(opened.project.personas[guide].answers))
