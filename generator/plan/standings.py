"""What steps are for readers: each found once for the answers, numbers and days that it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.kept import Kept
from generator.logic.calendar import Calendar
from generator.logic.comparison import PATH
from generator.logic.subject import PLAN
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.dates import DateRule
from generator.model.milestone import RelativeDay
from generator.model.project import Project
from generator.model.step import Step
from generator.path import Order, Situation
from generator.path.situation import Standing

MOST_KEPT = 6_000
"""Standings that are kept for the next readers."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a step's standing rests on but the season: subjects, date facets, days of the plan and the path, a number.

    Milestones are not among it: they follow from the season, or from days of the path.
    """

    subjects: tuple[str, ...]
    dates: tuple[str, ...]
    days: tuple[str, ...]
    number: str | None


class Standings:
    """Finds the standings of the steps of one project; `order` is that of its steps."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.order = Order(project.steps)
        self._grounds = {name: _ground(project, step) for name, step in project.steps.items()}
        self._asking: dict[str, set[str]] = {}
        for name, ground in self._grounds.items():
            for asked in (*ground.subjects, *ground.dates):
                self._asking.setdefault(asked, set()).add(name)
        self._kept: Kept[Standing] = Kept(MOST_KEPT)
        self._same: Kept[Standing] = Kept(MOST_KEPT)

    def of(self, situation: Situation, calendar: Calendar) -> Mapping[str, Standing]:
        """What each step is in a situation, which was made with this calendar."""
        return {name: self._one(name, step, situation, calendar) for name, step in self.order.steps.items()}

    def again(
        self, situation: Situation, calendar: Calendar, like: Mapping[str, Standing], earlier: Answers
    ) -> tuple[Mapping[str, Standing], set[str]]:
        """The same for other answers of the same reader, like the standings of `earlier` ones; and which are others."""
        changed = (name for name in self._asking if calendar.answers[name] != earlier[name])
        asking = {step for name in changed for step in self._asking[name]}
        found = {name: self._one(name, self.order.steps[name], situation, calendar) for name in asking}
        moved = {name for name in asking if found[name] is not like[name]}
        return {**like, **found}, moved

    def _one(self, name: str, step: Step, situation: Situation, calendar: Calendar) -> Standing:
        key = name, self._rests_on(name, step, situation, calendar)
        return self._kept.get(key, 1, lambda: self._found(name, situation.standing(name, step)))

    def _found(self, name: str, standing: Standing) -> Standing:
        """A standing, or the one that was found before and is the same."""
        return self._same.get((name, standing.key), 1, lambda: standing)

    def _rests_on(self, name: str, step: Step, situation: Situation, calendar: Calendar) -> Hashable:
        ground, answers = self._grounds[name], calendar.answers
        return (
            calendar.season,
            None if step.done is None else situation.as_of,
            situation.ticks.get(name),
            None if ground.number is None else situation.number(ground.number),
            None if step.takes.answer is None else situation.answered(step.takes.answer),
            tuple([answers[subject] for subject in ground.subjects]),
            tuple([(answers[date], calendar.path_days.get(date)) for date in ground.dates]),
            tuple([calendar.anchor(day) for day in ground.days]),
        )


_STANDINGS: Kept[Standings] = Kept(10)


def standings_of(project: Project) -> Standings:
    """Finds the standings of a project's steps; it holds on to the project, so that nothing else gets these ids."""
    key = id(project.steps), id(project.facets), id(project.milestones)
    return _STANDINGS.get(key, 1, lambda: Standings(project))


def _ground(project: Project, step: Step) -> _Ground:
    subjects = {clause.subject for one in conditions_of(step) for clause in one.clauses()}
    dates, days = _anchors(project, (rule.anchor for rule in _rules(step)))
    number = None if step.repeat is None else step.repeat.of
    return _Ground(tuple(sorted(subjects)), tuple(sorted(dates)), tuple(sorted(days)), number)


def conditions_of(step: Step) -> Iterator[Condition]:
    """All that a step asks of the answers."""
    yield step.when
    if step.done is not None:
        yield step.done
    yield from (one.when for one in step.from_)
    yield from (one.when for one in step.by)
    yield from (one.when for one in step.within)


def _rules(step: Step) -> Iterator[DateRule]:
    yield from (one.date for one in step.from_)
    yield from (one.date for one in step.by)
    for window in step.within:
        yield from (rule for rule in (window.opens, window.closes, window.opens_early) if rule is not None)
    yield from (rule for rule in (step.starts_on, step.ends_on) if rule is not None)


def _anchors(project: Project, names: Iterable[str]) -> tuple[set[str], set[str]]:
    """The date facets that anchors lead to, and the days of the plan and the path."""
    dates: set[str] = set()
    days: set[str] = set()
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.startswith((PLAN, PATH)):
            days.add(name)
        elif name in project.facets:
            dates.add(name)
            planned = project.facets[name].planned
            waiting += [] if planned is None else [planned.anchor]
        else:
            milestone = project.milestones[name]
            waiting += [milestone.start.to] if isinstance(milestone.start, RelativeDay) else []
            days |= set() if milestone.step is None else {f"{PATH}{milestone.step}.start"}
    return dates, days
