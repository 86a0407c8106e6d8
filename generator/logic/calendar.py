"""Dates for one reader: milestones, the dates they gave, the plan's dates, and rules between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator import text
from generator.logic import words
from generator.logic.comparison import PATH
from generator.logic.path_field import DAY_WORDS, parse_path_field
from generator.logic.subject import PLAN
from generator.model.answers import ABSENT, Answers, Interval
from generator.model.dates import TODAY, Dated, DateRule
from generator.model.facet import Facet
from generator.model.milestone import Milestone, RelativeDay, SeasonDay, StoredDates
from generator.path import Journey


@dataclass(frozen=True, slots=True)
class Calendar:
    """Resolves date rules for one reader.

    `season` is the year that milestones are dated for; without one, none of them counts from it. `plan_dates` are the
    days among the plan values decided so far, `plan_called` what sentences call plan values.
    `today` is the day the reader counts from, where there is one reader.
    `journey` is the path, once it is found, and `path_days` are the days it gives to dates that were not answered;
    `last_days` are the last days that would do for these, `moved_days` those in place of answered days it cannot keep.
    """

    milestones: Mapping[str, Milestone]
    facets: Mapping[str, Facet]
    answers: Answers
    season: int | None
    plan_dates: Mapping[str, dt.date] = field(default_factory=dict)
    plan_called: Mapping[str, str] = field(default_factory=dict)
    today: dt.date | None = None
    journey: Journey | None = None
    path_days: Mapping[str, dt.date] = field(default_factory=dict)
    last_days: Mapping[str, dt.date] = field(default_factory=dict)
    moved_days: Mapping[str, dt.date] = field(default_factory=dict)

    def with_answers(self, answers: Answers) -> Calendar:
        """The same calendar for other answers."""
        return replace(self, answers=answers)

    def in_season(self, offset: int) -> Calendar:
        """The calendar of the season so many years later."""
        return self if offset == 0 or self.season is None else replace(self, season=self.season + offset)

    def resolve(self, rule: DateRule) -> Dated | None:
        """The date a rule gives this reader; None where it needs a date they have not given."""
        anchor = self.anchor(rule.anchor)
        return None if anchor is None else Dated(rule.shift(anchor.day), anchor.planned)

    def last(self, rule: DateRule) -> Dated | None:
        """The date by which something is due: as `resolve`, but what is only planned on the last day that would do.

        The tasks before it have their last days too, so they come in their order. A day the path cannot keep is moved.
        """
        if rule.anchor in self.moved_days:
            return Dated(rule.shift(self.moved_days[rule.anchor]), planned=True)
        dated = self.resolve(rule)
        if dated is None or not dated.planned:
            return dated
        return replace(self, path_days={**self.path_days, **self.last_days}).resolve(rule)

    def anchor(self, name: str) -> Dated | None:
        """The day a name stands for."""
        if name.startswith(PLAN):
            day = self.plan_dates.get(name.removeprefix(PLAN))
            return None if day is None else Dated(day)
        if name.startswith(PATH):
            return self._path_day(name)
        if name == TODAY:
            return None if self.today is None else Dated(self.today)
        if name in self.facets:
            possible = self.answers[name]
            if isinstance(possible, Interval) and possible.day is not None:
                return Dated(possible.day)
            if possible == ABSENT:
                return None
            if name in self.path_days:
                return Dated(self.path_days[name], planned=True)
            planned = self.facets[name].planned
            resolved = self.resolve(planned) if planned else None
            return None if resolved is None else Dated(resolved.day, planned=True)
        return self.milestone(name)

    def _path_day(self, name: str) -> Dated | None:
        value = None if self.journey is None else parse_path_field(name).value(self.journey)
        return Dated(value) if isinstance(value, dt.date) else None

    def milestone(self, name: str) -> Dated | None:
        """The first day of a milestone: an official date where one is stored, else by its rule."""
        milestone = self.milestones[name]
        stored = self._stored(milestone)
        if stored is not None:
            return Dated(stored.start)
        rule = milestone.start
        if rule is None:
            return self._path_day(f"{PATH}{milestone.step}.start")
        if not isinstance(rule, RelativeDay):
            return self._in_season(rule)
        return self._after(rule)

    def milestone_end(self, name: str) -> Dated | None:
        """The last day of a milestone that is a window; None for a single day, or one without a date."""
        milestone = self.milestones[name]
        stored = self._stored(milestone)
        if stored is not None:
            return None if stored.end is None else Dated(stored.end)
        rule = milestone.end
        if rule is None:
            return None
        if not isinstance(rule, RelativeDay):
            return self._in_season(rule)
        return self._after(rule)

    def _after(self, rule: RelativeDay) -> Dated | None:
        other = self.milestone(rule.to)
        return None if other is None else Dated(other.day + dt.timedelta(days=rule.days), other.planned)

    def _stored(self, milestone: Milestone) -> StoredDates | None:
        """The official dates of this reader's season."""
        return None if self.season is None else milestone.dates.get(self.season)

    def _in_season(self, rule: SeasonDay) -> Dated | None:
        return None if self.season is None else Dated(rule.day_in(self.season))

    def words(self, rule: DateRule) -> str:
        """The rule in words: "20 weeks before your departure"."""
        called = self.called(rule.anchor)
        if rule.count == 0:
            return called
        pattern = words.STRETCH_BEFORE if rule.count < 0 else words.STRETCH_AFTER
        return pattern.format(stretch=text.plural(abs(rule.count), *words.UNITS[rule.unit]), day=called)

    def called(self, name: str) -> str:
        """What a sentence calls an anchor."""
        if name.startswith(PLAN):
            return self.plan_called.get(name.removeprefix(PLAN), name)
        if name.startswith(PATH):
            return self._path_called(name)
        if name == TODAY:
            return TODAY
        if name in self.facets:
            return self.facets[name].called or self.facets[name].label
        milestone = self.milestones[name]
        return milestone.called or milestone.label

    def _path_called(self, name: str) -> str:
        field = parse_path_field(name)
        noun = field.step if self.journey is None else self.journey.path.steps[field.step].step.noun
        return DAY_WORDS[field.field].replace("{step}", noun)
