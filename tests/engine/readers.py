"""Random readers: answers some of which are given, ticks, and a day."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.app.opened import Opened
from generator.diagnostics import Span
from generator.logic.narrow import Contradiction, possible_answers
from generator.model.answers import ABSENT, Answers, Possible
from generator.model.profile import Answer, Persona
from generator.plan import known_reader

FIRST_DAY = dt.date(2026, 6, 1)
DAYS = 900
ANYBODY = Persona(id="anybody", title="", answers={}, span=Span("test"))
"""Whom readers of a project without personas are like."""


@dataclass(frozen=True, slots=True)
class RandomReader:
    """A reader on a day."""

    profile: Persona
    today: dt.date


def random_readers(
    opened: Opened, count: int, seed: int, *, persona: str | None = None, edges: Sequence[dt.date] = ()
) -> Iterator[RandomReader]:
    """Readers who answered what a persona did and some more, most of them what can be together.

    Every other one reads on one of the days of `edges`, where there are some, and may begin on it.
    """
    chance = random.Random(seed)
    known = [one for one in opened.project.personas.values() if persona in (None, one.id)] or [ANYBODY]
    for number in range(count):
        edge = chance.choice(edges) if edges and number % 2 else None
        day = edge or FIRST_DAY + dt.timedelta(chance.randrange(DAYS))
        like = chance.choice(known)
        share = chance.choice((0.0, 0.2, 0.5, 0.9, 1.0))
        answers = dict(like.answers)
        facets = [name for name, facet in opened.project.facets.items() if facet.derived is None]
        for name in sorted(facets, key=lambda _: chance.random()):
            if name not in answers and chance.random() < share:
                _answer(name, answers, opened, chance, edge, day)
        ticks = {name: _tick(chance, day) for name in opened.project.steps if chance.random() < share / 8}
        profile = Persona(id=f"r{number}", title="", answers=answers, ticks=ticks, span=Span("test"))
        yield RandomReader(profile, day)


def by_hand(day: str, **answers: Answer) -> RandomReader:
    """A reader with these answers on a day."""
    profile = Persona(id="by-hand", title="", answers=answers, span=Span("test"))
    return RandomReader(profile, dt.date.fromisoformat(day))


def _tick(chance: random.Random, today: dt.date) -> dt.date | None:
    return None if chance.random() < 0.3 else today - dt.timedelta(chance.randrange(DAYS))


def _answer(
    name: str, answers: dict[str, Answer], opened: Opened, chance: random.Random, edge: dt.date | None, today: dt.date
) -> None:
    """Answer one more question; now and then with what the others rule out."""
    possible = _left_by(opened, answers, today)[name]
    if possible == ABSENT:
        return
    for _ in range(20):
        trial = {**answers, name: _one_of(name, possible, opened, chance, edge)}
        with contextlib.suppress(Contradiction):
            _known(opened, trial, today)
            answers[name] = trial[name]
            return
        if chance.random() < 0.02:
            answers[name] = trial[name]
            return


def _left_by(opened: Opened, given: dict[str, Answer], today: dt.date) -> Answers:
    with contextlib.suppress(Contradiction):
        return _known(opened, given, today)
    return possible_answers({}, opened.project.facets, opened.subjects)


def _known(opened: Opened, given: dict[str, Answer], today: dt.date) -> Answers:
    """What answers leave possible. Raises Contradiction."""
    profile = Persona(id="reader", title="", answers=given, span=Span("test"))
    return known_reader(opened.project, opened.subjects, profile, today).plan.answers


def _one_of(name: str, possible: Possible, opened: Opened, chance: random.Random, edge: dt.date | None) -> Answer:
    facet = opened.project.facets[name]
    if facet.type == "choices":
        return frozenset(one for one in facet.real_values if chance.random() < 0.3)
    if facet.type == "date" and edge is not None:
        return edge
    if facet.type == "date":
        return FIRST_DAY + dt.timedelta(chance.randrange(-200, DAYS))
    assert isinstance(possible, frozenset)
    values: list[Answer] = sorted(possible - ABSENT, key=str)
    several = [value for value, one in facet.values.items() if one.means and set(one.means) <= possible]
    return chance.choice([*values, *several])
