"""The forward pass: the first days on which each step can begin and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.kept import Kept
from generator.model.path import Pace, Wait, WaitKind
from generator.model.step import Step
from generator.path.moving import DAY, back_to_weekday, days_of, into_window, out_of, to_weekday
from generator.path.order import Order
from generator.path.situation import Standing

Turns = tuple[tuple[dt.date, dt.date], ...]


@dataclass(frozen=True, slots=True, eq=False)
class ForwardDays:
    """A step in the forward pass: its turns as planned, and as soon as can be; how many fit, and why it begins then.

    A skipped step has one turn without length: the day it hands on.
    """

    planned: Turns
    soonest: Turns
    count: int
    wait: Wait


_RUNS: Kept[ForwardDays] = Kept(8_000)


Runs = dict[str, ForwardDays]


def forward(order: Order, as_of: dt.date, standings: Mapping[str, Standing], pace: Pace) -> Runs:
    """Run through the steps of one reader in one pass."""
    return _Forward(order, as_of, standings, pace).walk()


def again(order: Order, as_of: dt.date, standings: Mapping[str, Standing], moved: Collection[str], like: Runs) -> Runs:
    """Another best pass like an earlier one on the same day, in which only the `moved` steps have other standings."""
    return _Forward(order, as_of, standings, "best").again(moved, like)


class _Forward:
    def __init__(self, order: Order, as_of: dt.date, standings: Mapping[str, Standing], pace: Pace) -> None:
        self.order, self.as_of, self.standings, self.pace = order, as_of, standings, pace
        self.runs: Runs = {}

    def walk(self) -> Runs:
        for name in self.order.forward:
            self.runs[name] = self._kept(self.order.steps[name], self.standings[name])
        return self.runs

    def again(self, moved: Collection[str], like: Runs) -> Runs:
        self.runs = dict(like)
        waiting = set(moved)
        for name in self.order.forward:
            if name in waiting:
                run = self._kept(self.order.steps[name], self.standings[name])
                if run is not like[name]:
                    self.runs[name] = run
                    waiting.update(follower for follower, _ in self.order.followers[name])
        return self.runs

    def _kept(self, step: Step, standing: Standing) -> ForwardDays:
        """The days of a step, which follow from its standing and from the runs of those it waits for."""
        key = self.pace, self.as_of, standing, tuple([self.runs[name] for name in step.waits_for])
        return _RUNS.get(key, 1, lambda: self._run(step, standing))

    def _run(self, step: Step, standing: Standing) -> ForwardDays:
        if standing.ended is not None:
            day = standing.ended
            return ForwardDays(((day, day),), ((day, day),), 0, Wait("today"))
        planned, soonest, wait = self._ready(step)
        if standing.is_skipped:
            return ForwardDays(((planned, planned),), ((soonest, soonest),), 0, wait)
        for day, rule in standing.not_before:
            if day > planned:
                planned, wait = day, Wait("from", rule=rule)
            soonest = max(soonest, day)
        window = standing.window
        if window is not None:
            entered = into_window(planned, standing, self.pace)
            if entered > planned:
                planned, wait = entered, Wait("within", rule=window.opens)
            soonest = into_window(soonest, standing, self.pace)
        return self._turns(standing, planned, soonest, wait)

    def _ready(self, step: Step) -> tuple[dt.date, dt.date, Wait]:
        """When all that a step waits for is over as planned and as soon as can be, and what is over last as planned."""
        planned, soonest, wait = self.as_of, self.as_of, Wait("today")
        for name in step.after:
            planned, soonest, wait = self._later("after", name, planned, soonest, wait)
        if self.pace == "typical":
            for name in step.soft:
                planned, soonest, wait = self._later("soft", name, planned, soonest, wait)
        ways = [name for name in step.any_after if not self.standings[name].is_skipped]
        if ways:
            first = min(ways, key=self._over)
            if self._over(first) > planned:
                planned, wait = self._over(first), Wait("either", first)
            soonest = max(soonest, min(self.runs[name].soonest[-1][1] for name in ways))
        return planned, soonest, wait

    def _later(
        self, kind: WaitKind, name: str, planned: dt.date, soonest: dt.date, wait: Wait
    ) -> tuple[dt.date, dt.date, Wait]:
        """The same with one step more that is waited for; a skipped step hands on its own reason."""
        run = self.runs[name]
        if self._over(name) > planned:
            wait = run.wait if self.standings[name].is_skipped else Wait(kind, name)
        return max(planned, self._over(name)), max(soonest, run.soonest[-1][1]), wait

    def _over(self, name: str) -> dt.date:
        return self.runs[name].planned[-1][1]

    def _turns(self, standing: Standing, planned: dt.date, soonest: dt.date, wait: Wait) -> ForwardDays:
        """The turns of a step that may begin on these days, wished and set days kept to."""
        weekday, rule = standing.step.day_of_week, standing.step.starts_on
        if standing.set_start is not None:
            if standing.set_start > planned:
                planned, wait = standing.set_start, Wait("day", rule=rule)
            soonest = max(soonest, standing.set_start)
        else:
            planned, soonest = to_weekday(planned, weekday), to_weekday(soonest, weekday)
            wish = None if standing.starts is None else back_to_weekday(standing.starts.day, weekday)
            if wish is not None and wish > planned:
                planned, wait = wish, Wait("wish", rule=rule)
        early = self._series(standing, soonest, standing.repeats)
        last = min((due.day for due in standing.dues), default=None)
        count = standing.repeats if last is None else sum(1 for _, end in early if end <= last)
        return ForwardDays(self._series(standing, planned, max(1, count)), early, count, wait)

    def _series(self, standing: Standing, start: dt.date, repeats: int) -> Turns:
        """One turn after the other."""
        turns: list[tuple[dt.date, dt.date]] = []
        for _ in range(repeats):
            turns.append(self._one(standing, start))
            start = to_weekday(turns[-1][1], standing.step.day_of_week)
        return tuple(turns)

    def _one(self, standing: Standing, start: dt.date) -> tuple[dt.date, dt.date]:
        length = DAY * days_of(standing.takes, self.pace)
        end = start + length
        ends = standing.ends
        if ends is not None and (ends.day > end or not ends.planned):
            end = max(start, ends.day)
            start = max(start, end - length)
        return start, out_of(end, standing.step.closed)
