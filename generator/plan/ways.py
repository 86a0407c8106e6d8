"""The ways a path may go: each open answer that it was only counted for, tried with every other value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from generator.errors import ProfileError
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.logic.ways import Way, verdicts_of
from generator.model.answers import Interval, is_settled
from generator.model.profile import Answer
from generator.model.project import Project
from generator.plan.plan import plan_reader

AHEAD = 3 * 365
STRIDE = 122
"""Days are tried four months apart, for three years; where verdicts differ, the day on which they change is found."""


def find_ways(project: Project, subjects: Subjects, reader: Reader) -> tuple[Way, ...]:
    """What else may follow for a reader, for one open question at a time; answers that change nothing are left out."""
    return _Ways(project, subjects, reader).find()


class _Ways:
    def __init__(self, project: Project, subjects: Subjects, reader: Reader) -> None:
        self.project, self.subjects, self.reader = project, subjects, reader
        self.said = verdicts_of(reader.plan, project)
        self.found: dict[tuple[str, Answer], dict[str, str] | None] = {}

    def find(self) -> tuple[Way, ...]:
        if self.reader.journey is None:
            return ()
        ways: list[Way] = []
        for name in self.project.facets:
            if name in self.reader.journey.path.counted and not is_settled(self.reader.plan.answers[name]):
                ways += self._days(name) if self.project.facets[name].type == "date" else self._values(name)
        return tuple(ways)

    def _values(self, name: str) -> Iterator[Way]:
        possible = self.reader.plan.answers[name]
        assert isinstance(possible, frozenset)
        facet = self.project.facets[name]
        values: list[Answer] = [value for value in facet.real_values if value in possible]
        values += sorted(value for value in possible if isinstance(value, int))
        for value in values:
            verdicts = self._verdicts(name, value)
            if verdicts is not None and verdicts != self.said:
                yield Way(name, str(value), self._changed(verdicts))

    def _days(self, name: str) -> Iterator[Way]:
        """The stretches of days with other verdicts."""
        assert isinstance(self.reader.plan.answers[name], Interval)
        first = self.reader.today
        stretches = [(first, self._verdicts(name, first))]
        for count in range(0, AHEAD, STRIDE):
            low, high = first + dt.timedelta(count), first + dt.timedelta(count + STRIDE)
            after = self._verdicts(name, high)
            while after != stretches[-1][1]:
                low, verdicts = self._change(name, low, high, stretches[-1][1])
                stretches.append((low, verdicts))
        for number, (day, verdicts) in enumerate(stretches):
            if verdicts is not None and verdicts != self.said:
                last = stretches[number + 1][0] - dt.timedelta(1) if number + 1 < len(stretches) else None
                yield Way(name, f"from {day}" if last is None else f"{day} to {last}", self._changed(verdicts))

    def _change(
        self, name: str, low: dt.date, high: dt.date, before: dict[str, str] | None
    ) -> tuple[dt.date, dict[str, str] | None]:
        """The first day after `low` on which other verdicts follow than `before`."""
        while (high - low).days > 1:
            middle = low + (high - low) / 2
            low, high = (middle, high) if self._verdicts(name, middle) == before else (low, middle)
        return high, self._verdicts(name, high)

    def _verdicts(self, name: str, value: Answer) -> dict[str, str] | None:
        """What follows from an answer; None where it cannot be."""
        if (name, value) not in self.found:
            self.found[name, value] = self._planned(name, value)
        return self.found[name, value]

    def _planned(self, name: str, value: Answer) -> dict[str, str] | None:
        profile = replace(self.reader.profile, answers={**self.reader.profile.answers, name: value})
        try:
            return verdicts_of(plan_reader(self.project, self.subjects, profile, self.reader.today).plan, self.project)
        except ProfileError:
            return None

    def _changed(self, verdicts: dict[str, str]) -> dict[str, str]:
        names = [*self.said, *(name for name in verdicts if name not in self.said)]
        return {name: verdicts.get(name, "-") for name in names if verdicts.get(name) != self.said.get(name)}
