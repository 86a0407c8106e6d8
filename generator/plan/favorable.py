"""What would be possible at best: the open answers that a path only assumed, each taken as what helps most.

"Not possible" is said only where it stays so: a default is not an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from generator.logic.narrow import Contradiction, narrow
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.answers import UNASKED, Answers, Given, Interval, is_settled
from generator.model.project import Project
from generator.path import Order, find_journey
from generator.path.forward import forward
from generator.plan.counting import counted_answers
from generator.plan.journey import compared_days, situation_of


def at_best(project: Project, subjects: Subjects, reader: Reader) -> Mapping[str, Given]:
    """What conditions find on the path of a reader whose open answers are all as good as they may be.

    One facet after the other takes the value with which all steps together end earliest.
    """
    assert reader.journey is not None
    order = reader.journey.order
    answers = reader.plan.answers
    for name in project.facets:
        if name in reader.journey.path.counted:
            tried = list(_tries(name, project, answers, reader.today))
            if tried:
                answers = min(tried, key=lambda one: _days_taken(project, order, reader, one))
    counted, _ = counted_answers(project, answers, reader.calendar, reader.today)
    journey = find_journey(order, situation_of(project, reader, counted, {}))
    return compared_days(subjects, reader, journey)


def _tries(name: str, project: Project, answers: Answers, today: dt.date) -> Iterator[Answers]:
    """The answers with each value that a facet may still have; of days, today's is the best."""
    possible = answers[name]
    values: list[Interval | frozenset[str | int]] = []
    if isinstance(possible, Interval) and not is_settled(possible):
        values = [Interval(today, today)]
    elif isinstance(possible, frozenset):
        values = [frozenset({value}) for value in sorted(possible, key=str) if value != UNASKED]
    for value in values:
        try:
            yield narrow({**answers, name: value}, project.facets, project.constraints)[0]
        except Contradiction:
            continue


def _days_taken(project: Project, order: Order, reader: Reader, answers: Answers) -> int:
    counted, _ = counted_answers(project, answers, reader.calendar, reader.today)
    situation = situation_of(project, reader, counted, {})
    standings = {name: situation.standing(name, step) for name, step in order.steps.items()}
    runs = forward(order, situation.as_of, standings, "best")
    return sum(run.soonest[-1][1].toordinal() for run in runs.values())
