"""The reader: one profile on one day, with what is decided for it. Made by `plan`, read by the later stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.logic.calendar import Calendar
from generator.logic.subject import PLAN
from generator.logic.values import Values
from generator.model.answers import ABSENT, Answers, Presumed
from generator.model.guide import Guide
from generator.model.plan import Plan, PlanValue
from generator.model.profile import Profile
from generator.model.selection import Selection
from generator.path import Journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One reader. The plan is decided in steps, each of which gives a reader with one thing more decided.

    `calendar` holds the answers and the dates of `plan`.
    """

    profile: Profile
    plan: Plan
    calendar: Calendar
    today: dt.date
    journey: Journey | None = None
    constants: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> Values:
        """What value marks stand for."""
        return Values(self.profile, self.plan, self.calendar, self.constants)

    @property
    def answered(self) -> tuple[str, ...]:
        """The facets this reader answered and is asked about, in the order declared."""
        given = self.profile.answers
        return tuple(name for name in self.calendar.facets if name in given and self.plan.answers[name] != ABSENT)

    def with_answers(self, more: Answers) -> Reader:
        """The reader with what else conditions can ask about."""
        answers = {**self.plan.answers, **more}
        return replace(self, plan=replace(self.plan, answers=answers), calendar=replace(self.calendar, answers=answers))

    def with_journey(
        self,
        journey: Journey,
        days: Mapping[str, dt.date],
        last: Mapping[str, dt.date],
        moved: Mapping[str, dt.date] | None = None,
    ) -> Reader:
        """The reader with a path, and with the days it gives to open dates, planned and last, and to those it moves."""
        calendar = replace(self.calendar, journey=journey, path_days=days, last_days=last, moved_days=moved or {})
        return replace(self, journey=journey, calendar=calendar)

    def with_value(self, value: PlanValue, *, is_tested: bool) -> Reader:
        """The reader with one more plan value; conditions can test it where `is_tested`."""
        answers, dates = self.plan.answers, self.calendar.plan_dates
        if isinstance(value.value, dt.date):
            dates = {**dates, value.name: value.value}
        elif is_tested:
            answers = {**answers, PLAN + value.name: Presumed(value.value, value.possible)}
        return replace(
            self,
            plan=replace(self.plan, answers=answers, values={**self.plan.values, value.name: value}),
            calendar=replace(self.calendar, answers=answers, plan_dates=dates),
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one reader gets: what is decided for them, the modules selected, and the guide made of these."""

    reader: Reader
    selection: Selection
    guide: Guide
