"""What would be possible at best: the open answers that a path only assumed, each taken as what helps most.

"Not possible" is said only where it stays so: a default is not an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from generator.logic.calendar import Calendar
from generator.logic.narrow import Contradiction, narrow
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.answers import UNASKED, Answers, Given, Interval, is_settled
from generator.model.project import Project
from generator.path.forward import again
from generator.path.situation import Standing
from generator.plan.alike import alike
from generator.plan.counting import counted_answers
from generator.plan.journey import compared_days, found_journey, situation_of
from generator.plan.standings import standings_of


def at_best(project: Project, subjects: Subjects, reader: Reader) -> Mapping[str, Given]:
    """What conditions find on the path of a reader whose open answers are all as good as they may be.

    One facet after the other takes the value with which all steps together end earliest.
    """
    known = alike(project, subjects)
    return known.best.get(known.of(reader), 1, lambda: _at_best(project, subjects, reader))


def _at_best(project: Project, subjects: Subjects, reader: Reader) -> Mapping[str, Given]:
    assert reader.journey is not None
    answers, days = reader.plan.answers, _Days(project, reader)
    for name in project.facets:
        if name in reader.journey.path.counted:
            tried = list(_tries(name, project, answers, reader.today))
            if tried:
                answers = min(tried, key=days.taken) if len(tried) > 1 else tried[0]
    counted, _ = counted_answers(project, answers, reader.calendar, reader.today)
    return compared_days(subjects, reader, found_journey(project, reader, counted, {}))


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
            yield narrow({**answers, name: value}, project.facets, project.constraints, like=answers)[0]
        except Contradiction:
            continue


class _Days:
    """How long all steps of a reader take together in the best pass, for one answer after the other.

    Only what differs from their path is worked out.
    """

    def __init__(self, project: Project, reader: Reader) -> None:
        self.project, self.reader, self.steps = project, reader, standings_of(project)
        assert reader.journey is not None
        self.first = self._calendar(reader.plan.answers)
        self.standings, self.runs = reader.journey.standings, reader.journey.passes.runs("best")
        self._known: dict[frozenset[tuple[str, Standing]], int] = {}

    def _calendar(self, answers: Answers) -> Calendar:
        counted, _ = counted_answers(self.project, answers, self.reader.calendar, self.reader.today)
        return self.reader.calendar.with_answers(counted)

    def taken(self, answers: Answers) -> int:
        """The last days of all steps, added up."""
        calendar, today = self._calendar(answers), self.reader.today
        situation = situation_of(self.project, self.reader, calendar, {})
        standings, moved = self.steps.again(situation, calendar, self.standings, self.first.answers)
        key = frozenset((name, standings[name]) for name in moved)
        if key not in self._known:
            runs = again(self.steps.order, today, standings, moved, self.runs)
            self._known[key] = sum([run.soonest[-1][1].toordinal() for run in runs.values()])
        return self._known[key]
