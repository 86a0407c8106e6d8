"""Readers who answered every question, each answer one that those before it leave."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Iterator, Mapping

from generator.app.opened import Opened
from generator.diagnostics import Span
from generator.logic.narrow import Contradiction
from generator.model.answers import ABSENT, Answers, Possible
from generator.model.profile import Answer, Persona
from generator.plan import known_reader


def completions(opened: Opened, persona: Persona, count: int) -> Iterator[Persona]:
    """Readers who answered everything, and of whom the persona's answers are true.

    Questions are answered one after the other, each with what those before it leave.
    """
    chance = random.Random(persona.id)
    project = opened.project
    asked = [name for name, facet in project.facets.items() if facet.derived is None]
    for number in range(count):
        full = dict(persona.answers)
        for name in sorted(asked, key=lambda _: chance.random()):
            try:
                possible = left_by(opened, full)[name]
            except Contradiction:
                break  # none of the answers drawn goes with the others
            if possible == ABSENT:
                continue
            for _ in range(20):
                full[name] = _one_of(name, possible, opened, chance)
                with contextlib.suppress(Contradiction):
                    left_by(opened, full)
                    break
        else:
            yield Persona(id=f"{persona.id}-{number}", title="", answers=full, span=Span("test"))


def left_by(opened: Opened, given: Mapping[str, Answer]) -> Answers:
    """What these answers leave possible. Raises Contradiction."""
    persona = Persona(id="reader", title="", answers=given, span=Span("test"))
    return known_reader(opened.project, opened.subjects, persona, opened.today).plan.answers


def _one_of(name: str, possible: Possible, opened: Opened, chance: random.Random) -> Answer:
    facet = opened.project.facets[name]
    if name == opened.project.settings.season_facet:
        return opened.project.settings.season or 0
    if facet.type == "choices":
        return frozenset(one for one in facet.real_values if chance.random() < 0.5)
    if facet.type == "date":
        return dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(1200))
    assert isinstance(possible, frozenset)
    return chance.choice(sorted(possible - ABSENT, key=str))
