"""One reader, as the path sees them: which steps are theirs, which lie behind them, and what was only assumed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.condition import Condition
from generator.model.dates import Dated, DateRule
from generator.model.path import State
from generator.model.step import Durations, NotAfter, Step, Window
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth

MOST_SEASONS = 8
"""How many seasons are looked through for an open window."""

Openings = tuple[tuple[dt.date, dt.date], ...]
"""The first and the last day of a window, season by season."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which a step must be over."""

    day: dt.date
    by: NotAfter


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """What one step is for one reader, the same in every pass.

    `ended` is the day it was over, None while it is not; `takes` is how long it takes this reader. `starts` and `ends`
    are days set or wished for. `openings` are those of its `window`, `early_openings` those of the best pass.
    """

    step: Step
    is_skipped: bool
    ended: dt.date | None
    takes: Durations
    repeats: int
    dues: tuple[Due, ...]
    not_before: tuple[tuple[dt.date, DateRule], ...]
    window: Window | None
    openings: Openings
    early_openings: Openings
    starts: Dated | None
    ends: Dated | None

    @property
    def key(self) -> object:
        """Equal for standings of the same step that give the same days, and the same reasons for them."""
        return (
            self.is_skipped,
            self.ended,
            (self.takes.min, self.takes.typical, self.takes.max),
            self.repeats,
            tuple((due.day, id(due.by)) for due in self.dues),
            self.not_before,
            id(self.window),
            self.openings,
            self.early_openings,
            self.starts,
            self.ends,
        )

    @property
    def state(self) -> State:
        if self.is_skipped:
            return "skipped"
        return "todo" if self.ended is None else "done"

    @property
    def set_start(self) -> dt.date | None:
        """The day it begins, where the reader said so."""
        return None if self.starts is None or self.starts.planned else self.starts.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the path of one reader is found from.

    `counted` are the facets that were not answered, with what they are counted as. `truth` decides a condition with
    them, `truth_given` without. `resolve` gives the day of a rule, in the season so many years from the reader's;
    `behind` names the facets on which a rule rests. `number` gives a number of the plan, `answered` the one a facet was
    answered with. `ticks` are the days on which steps were ticked.
    """

    as_of: dt.date
    counted: Mapping[str, str | int | dt.date]
    truth: Callable[[Condition], Truth]
    truth_given: Callable[[Condition], Truth]
    resolve: Callable[[DateRule, int], Dated | None]
    behind: Callable[[DateRule], frozenset[str]]
    number: Callable[[str], int]
    answered: Callable[[str], int | None]
    ticks: Mapping[str, dt.date] = field(default_factory=dict)

    def standing(self, name: str, step: Step) -> Standing:
        """What a step is for the reader."""
        repeats = 1 if step.repeat is None else max(0, self.number(step.repeat.of) - step.repeat.fewer)
        is_done = step.done is not None and self.truth(step.done) is TRUE
        window = next((one for one in step.within if self.truth(one.when) is not FALSE), None)
        early = None if window is None else window.opens_early or window.opens
        return Standing(
            step=step,
            is_skipped=self.truth(step.when) is FALSE or repeats == 0,
            ended=self.ticks.get(name, self.as_of if is_done else None),
            takes=self._takes(step),
            repeats=repeats,
            dues=tuple(self._dues(step)),
            not_before=tuple(
                (dated.day, one.date)
                for one in step.from_
                if self.truth(one.when) is not FALSE and (dated := self.resolve(one.date, 0)) is not None
            ),
            window=window,
            openings=() if window is None else tuple(self._openings(window, window.opens)),
            early_openings=() if window is None or early is None else tuple(self._openings(window, early)),
            starts=None if step.starts_on is None else self.resolve(step.starts_on, 0),
            ends=None if step.ends_on is None else self.resolve(step.ends_on, 0),
        )

    def _takes(self, step: Step) -> Durations:
        days = None if step.takes.answer is None else self.answered(step.takes.answer)
        return step.takes if days is None else step.takes.answered(days)

    def _openings(self, window: Window, opens: DateRule) -> Iterator[tuple[dt.date, dt.date]]:
        for season in range(window.season, window.season + MOST_SEASONS):
            first, last = self.resolve(opens, season), self.resolve(window.closes, season)
            if first is None or last is None:
                return
            yield first.day, last.day

    def _dues(self, step: Step) -> list[Due]:
        found = []
        for by in step.by:
            dated = None if self.truth(by.when) is FALSE else self.resolve(by.date, 0)
            if dated is not None:
                found.append(Due(dated.day, by))
        return found

    def assumed(self, step: Step, standing: Standing) -> frozenset[str]:
        """The facets whose stated default decides this step for the reader.

        Its days are asked of nobody who does not have the step, or has it behind them, and a rule under a condition
        only of those for whom that may hold.
        """
        if not self.counted:
            return frozenset()
        conditions = [step.when, *(one.when for one in step.from_), *(one.when for one in step.by)]
        conditions += [one.when for one in step.within]
        if step.done is not None:
            conditions.append(step.done)
        found = {name for one in conditions for name in self._assumed_in(one)}
        if standing.state != "todo":
            return frozenset(found)
        rules = [one.date for one in step.from_ if self.truth(one.when) is not FALSE]
        rules += [one.date for one in step.by if self.truth(one.when) is not FALSE]
        windows = [one for one in step.within if self.truth(one.when) is not FALSE]
        rules += [rule for window in windows for rule in (window.opens, window.closes)]
        rules += [rule for rule in (step.starts_on, step.ends_on) if rule is not None]
        for rule in rules:
            found |= self.behind(rule) & self.counted.keys()
        return frozenset(found)

    def _assumed_in(self, condition: Condition) -> frozenset[str]:
        subjects = {clause.subject for clause in condition.clauses()} & self.counted.keys()
        if not subjects or self.truth_given(condition) is not UNKNOWN:
            return frozenset()
        return frozenset(subjects)
