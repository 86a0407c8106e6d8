"""The steps of one reader as lines: days, what they wait for, what waits for them, and why now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator import text
from generator.assemble import words
from generator.assemble.step_days import ShownStep, kept_start, shown_step
from generator.assemble.step_rests import step_rests
from generator.assemble.step_why import StepWhy, follower
from generator.diagnostics import Diagnostics
from generator.kept import Kept
from generator.logic.asked import asked_by
from generator.logic.combine import all_of, negated
from generator.logic.evaluate import evaluate
from generator.logic.lead import LeadWords
from generator.logic.likeness import Likeness
from generator.logic.phrase import MOST_CLAUSES, NoPhrase, clause_count
from generator.logic.reader import Reader
from generator.logic.residue import remainder
from generator.logic.subject import Subjects
from generator.logic.words import UNWORDED
from generator.model.answers import Answers
from generator.model.condition import Condition
from generator.model.guide_path import StepLine
from generator.model.path import PathStep
from generator.model.project import Project
from generator.model.truth import TRUE
from generator.path.chain import tightest
from generator.words import LONG

MONTH = 30.4
"""The days of a month."""


@dataclass(frozen=True, slots=True)
class AskedOfSteps:
    """The answers that decide what is said of the steps of a project, their path aside, and who is alike to that."""

    project: Project
    names: tuple[str, ...]
    likeness: Likeness


_ASKED: Kept[AskedOfSteps] = Kept(10)


def asked_of_steps(project: Project) -> AskedOfSteps:
    """What steps ask of a reader besides their path."""

    def make() -> AskedOfSteps:
        steps, facets = project.steps.values(), project.facets
        conditions = [one for step in steps for one in (step.when, step.done, step.settled) if one is not None]
        names = asked_by(conditions, facets)
        asking = (facets[one].asked_when for one in names if one in facets)
        return AskedOfSteps(project, names, Likeness([*conditions, *asking], exact=(), moving=names))

    return _ASKED.get(id(project), 1, make, lambda known: known.project is project)


class StepLines:
    """Makes the lines of one reader. `lost` are the sentences of what is not possible, by verdict.

    `answers` are those that `asked_of_steps` names.
    """

    def __init__(
        self, project: Project, subjects: Subjects, reader: Reader, answers: Answers, lost: Mapping[str, str]
    ) -> None:
        assert reader.journey is not None
        self.project, self.reader, self.answers = project, reader, answers
        self.journey, self.path = reader.journey, reader.journey.path
        self.leads = LeadWords(subjects, Diagnostics())
        self.tight = tightest(self.path)
        drawn = project.settings.timeline
        self.lanes = {phase: lane.label for lane in (drawn.lanes if drawn else ()) for phase in lane.phases}
        self.lost = lost
        self.why = StepWhy(project, reader, lost)
        self.waiting = cache(self._waiting)

    def todo(self) -> tuple[StepLine, ...]:
        """The steps still to be done, numbered in the order in which they can begin."""
        order = sorted(self.path.todo(), key=lambda one: (one.typical.start, one.typical.finish))
        return tuple(self._line(number, one) for number, one in enumerate(order, start=1))

    def done(self) -> tuple[StepLine, ...]:
        """The steps that lie behind the reader, in the order of the project."""
        behind = {name for name, one in self.path.steps.items() if one.state == "done"}
        return tuple(self._line(0, self.path.steps[name]) for name in self.project.steps if name in behind)

    def _line(self, number: int, one: PathStep) -> StepLine:
        shown = shown_step(self.reader, one.id)
        days, step = one.typical, one.step
        begin, over, missed = self._limits(one, shown)
        is_set = kept_start(self.journey, one.id) is not None
        unsettled, waits_for = self._unsettled(one), self._before(one.id)
        in_time = self.why.words(one, is_late=False)
        waiting, awaited = self.waiting(one.id)
        return StepLine(
            id=one.id,
            number=number,
            label=text.curly(step.label),
            called=text.capitalized(self.why.called(one.id)),
            lane=text.curly(self.lanes.get(step.phase) or text.capitalized(step.phase)),
            is_done=one.state == "done",
            start=days.start,
            finish=days.finish,
            begin=begin,
            day=days.finish if shown is None else shown.day,
            over=over,
            missed=missed,
            slack=days.slack,
            fixed=None if shown is None else shown.fixed,
            latest=None if shown is None or shown.fixed is None else days.latest,
            is_told=self._is_told(one),
            is_planned=shown is not None and shown.planned and missed is None,
            is_tight=one.id in self.tight,
            is_ready=one.state == "todo" and step.takes.basis != "event" and days.start <= self.path.as_of,
            waits_for=waits_for,
            follows=follower(one),
            waiting=waiting,
            awaited=awaited,
            room=self._room(one, is_set=is_set, is_missed=missed is not None),
            why=in_time if missed is None else self.why.words(one, is_late=True),
            brief=self.why.brief(one, is_late=missed is not None),
            lead=None if unsettled is None else self._lead(one, unsettled),
            is_settled=self._is_settled(one),
            decides=one.step.settled is not None and bool(self.lost),
            unsettled=unsettled,
            rests=step_rests(self.project, self.reader, one, waits_for, in_time),
        )

    def _limits(self, one: PathStep, shown: ShownStep | None) -> tuple[dt.date | None, dt.date, dt.date | None]:
        """The last day to begin, the one to be over, and the last day that is not kept."""
        days = one.typical
        if shown is None:
            return None, days.finish, None
        if kept_start(self.journey, one.id) is not None:
            return days.start, days.finish, None
        if _is_of_others(one) and shown.missed is None:
            return None, days.finish, None
        return None if days.latest is None else shown.begin, shown.day, shown.missed

    def _is_told(self, one: PathStep) -> bool:
        """Whether calendar and mail tell its day: of what others do, only what waits for nothing else."""
        step = one.step
        if one.state != "todo" or one.typical.latest is None or step.takes.basis == "event":
            return False
        return not step.by_others or not self._before(one.id)

    def _before(self, name: str) -> tuple[str, ...]:
        """The steps still to be done that it waits for; one that is not for the reader hands on its own."""
        found: dict[str, None] = {}
        for other in self.project.steps[name].waits_for:
            state = self.path.steps[other].state
            if state == "todo":
                found[other] = None
            elif state == "skipped":
                found.update(dict.fromkeys(self._before(other)))
        return tuple(found)

    def _waiting(self, name: str) -> tuple[int, tuple[str, ...]]:
        """The days others take from its beginning on, without the reader doing anything, and for what."""
        one = self.path.steps[name]
        after = [
            self.waiting(other)
            for other, _ in self.journey.order.followers[name]
            if self.path.steps[other].state == "todo" and self.project.steps[other].by_others
        ]
        days, steps = max(after, key=lambda one: one[0], default=(0, ()))
        own = self.journey.standings[name].takes.typical if one.step.by_others else 0
        return (own + days, (self.why.called(name), *steps)) if own else (days, steps)

    def _room(self, one: PathStep, *, is_set: bool, is_missed: bool) -> str:
        slack = one.typical.slack
        if is_set:
            return words.FIXED
        if _is_of_others(one) and not is_missed:
            return words.OTHERS
        if slack is None:
            return words.ANY_TIME
        if slack == 0 or (slack < 0 and not is_missed):
            return words.NO_SPARE
        return _length(slack) if slack > 0 else words.LATE.format(days=_length(-slack))

    def _is_settled(self, one: PathStep) -> bool:
        """Whether it is likely behind the reader; where something is not possible, nothing is."""
        settled = one.step.settled
        return settled is not None and not self.lost and evaluate(settled, self.answers) is TRUE

    def _unsettled(self, one: PathStep) -> Condition | None:
        """What the answers leave open of whether a step is for the reader."""
        if not one.is_open:
            return None
        step = one.step
        when = all_of(step.when, *(() if step.done is None else (negated(step.done),)))
        return remainder(when, self.answers)

    def _lead(self, one: PathStep, rest: Condition) -> str:
        """The words over a step that may not be for the reader."""
        if one.step.lead is not None:
            return self.leads.own(one.step.lead)
        if clause_count(rest) > MOST_CLAUSES:
            return UNWORDED
        try:
            return self.leads.plain(rest, self.answers)
        except NoPhrase:
            return UNWORDED


def _is_of_others(one: PathStep) -> bool:
    """Whether it is a day that others set and that does not wait for the reader."""
    return one.step.takes.basis == "event" and one.step.by_others


def _length(days: int) -> str:
    """A stretch of days in words, in months where it is longer than two."""
    if days <= LONG:
        return text.days(days)
    return words.ABOUT.format(months=text.plural(round(days / MONTH), "month", "months"))
