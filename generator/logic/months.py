"""Days from which counted months follow: no profile can say "six months before a deadline", only give the dates."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.logic.calendar import Calendar
from generator.logic.subject import Subjects
from generator.model.answers import Answers, Interval, Possible
from generator.model.dates import TODAY, add_months, whole_months
from generator.model.facet import Facet, MonthsBetween
from generator.model.project import Project

MOST_YEARS = 30


@dataclass(frozen=True, slots=True)
class _Case:
    """A reader's answers, the year of a season and a day to count from; `wanted` are the numbers of months to reach."""

    project: Project
    answers: Answers
    year: int | None
    today: dt.date
    wanted: Mapping[str, frozenset[int]]

    def between(self, name: str) -> MonthsBetween:
        derived = self.project.facets[name].derived
        assert isinstance(derived, MonthsBetween)
        return derived

    def day(self, name: str) -> dt.date | None:
        """The day a name stands for, where it is known."""
        if name == TODAY:
            return self.today
        if name in self.project.facets:
            answer = self.answers[name]
            return answer.day if isinstance(answer, Interval) else None
        if self.year is None:
            return None
        dated = Calendar(self.project.milestones, self.project.facets, self.answers, self.year).milestone(name)
        return None if dated is None or dated.planned else dated.day

    def others(self, name: str) -> Iterator[dt.date]:
        """The days that lie as many months as wanted from the day at the other end."""
        for facet, wanted in self.wanted.items():
            between = self.between(facet)
            for one, other, sign in ((between.to, between.months_from, 1), (between.months_from, between.to, -1)):
                known = self.day(other) if one == name and other != name else None
                if known is not None:
                    yield from (add_months(known, sign * count) for count in sorted(wanted))

    def fits(self) -> bool:
        """Whether every number of months is one that is wanted."""
        for facet, wanted in self.wanted.items():
            between = self.between(facet)
            start, end = self.day(between.months_from), self.day(between.to)
            if (
                start is None
                or end is None
                or _clamped(whole_months(start, end), self.project.facets[facet]) not in wanted
            ):
                return False
        return True


def find_days(
    project: Project, subjects: Subjects, answers: Answers, today: dt.date
) -> tuple[dict[str, Possible], dt.date] | None:
    """Answers from which the months wanted in `answers` follow, and the day to count from: `today` if there are any.

    None where no day was found.
    """
    wanted = {
        name: frozenset(int(one) for one in answer)
        for name, answer in answers.items()
        if name in project.facets
        and isinstance(project.facets[name].derived, MonthsBetween)
        and isinstance(answer, frozenset)
    }
    if not wanted:
        return {}, today
    everything = {name: subject.everything() for name, subject in subjects.items()}
    case = _Case(project, {**everything, **answers}, None, today, wanted)
    for year in _years(project, answers):
        one = replace(case, year=year)
        for day in (today, *itertools.islice(one.others(TODAY), 12)):
            found = _dates(replace(one, today=day))
            if found is not None:
                facet = project.settings.season_facet
                if facet is not None and year is not None and _counts_from_milestone(one):
                    found[facet] = frozenset({year})
                return found, day
    return None


def _years(project: Project, answers: Answers) -> list[int | None]:
    """The seasons to try: the one answered, else those near the project's first."""
    name, season = project.settings.season_facet, project.settings.season
    facet = None if name is None else project.facets[name]
    if name is None or facet is None or season is None or facet.min is None or facet.max is None:
        return [None]
    given = answers.get(name)
    if isinstance(given, frozenset):
        return [int(one) for one in given]
    return sorted(range(facet.min, facet.max + 1), key=lambda year: (abs(year - season), year))[:MOST_YEARS]  # type: ignore[return-value]


def _counts_from_milestone(case: _Case) -> bool:
    ends = {name for facet in case.wanted for name in (case.between(facet).months_from, case.between(facet).to)}
    return any(name in case.project.milestones for name in ends)


def _dates(case: _Case) -> dict[str, Possible] | None:
    """Answers to the date facets that the months need and that are not given."""
    ends = {name for facet in case.wanted for name in (case.between(facet).months_from, case.between(facet).to)}
    missing = [name for name, facet in case.project.facets.items() if name in ends and case.day(name) is None]
    for days in itertools.product(*(list(case.others(name)) for name in missing)):
        given: dict[str, Possible] = {name: Interval(day, day) for name, day in zip(missing, days, strict=True)}
        if replace(case, answers={**case.answers, **given}).fits():
            return given
    return None


def _clamped(months: int, facet: Facet) -> int:
    assert facet.min is not None
    assert facet.max is not None
    return max(facet.min, min(facet.max, months))
