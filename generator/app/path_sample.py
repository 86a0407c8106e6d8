"""Some readers on some days, followed along their whole path: where a rule of others is missed, a verdict says so.

Days cannot all be gone through. They are cut where a rule of the project changes something: at the days of milestones
and at the same days before them. Readers and days are drawn from these, always the same for the same project.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.app.opened import Opened
from generator.diagnostics import Diagnostic, Span
from generator.errors import ProfileError
from generator.logic.calendar import Calendar
from generator.logic.narrow import Contradiction, behind_of, narrow, possible_answers
from generator.logic.reader import Reader
from generator.logic.season import is_fixed
from generator.logic.subject import asked_about
from generator.model.facet import Facet
from generator.model.path import PathStep
from generator.model.profile import Answer, Profile
from generator.model.rules import Constraint
from generator.path.situation import Due
from generator.plan import known_reader, with_path, with_verdicts

SAMPLED = 120
TRIES = 40 * SAMPLED
"""How many are drawn at most: the answers of most contradict each other."""

BEFORE = (0, 1, 30, 90, 180, 365, 540)
"""Days before a milestone on which a reader may begin, or a date of theirs may lie."""


def sample_path(opened: Opened) -> tuple[list[Diagnostic], int]:
    """What is wrong for the readers drawn, each fault once, and how many readers could be followed."""
    if not opened.project.steps:
        return [], 0
    found: dict[tuple[Span, str], Diagnostic] = {}
    followed = 0
    for profile, day in drawn_readers(opened):
        try:
            known = known_reader(opened.project, opened.subjects, profile, day)
            reader = with_path(opened.project, opened.subjects, known)
            missed = list(_missed(reader))
            verdicts = {name for one, _ in missed for name in one.step.missed}
            reader = with_verdicts(opened.project, opened.subjects, reader, verdicts)
        except (Contradiction, ProfileError):
            continue
        followed += 1
        for step, due in missed:
            if not any(reader.plan.values[name].value for name in step.step.missed):
                found.setdefault((due.by.span, "silent-miss"), _unsaid(reader, step, due))
        if followed == SAMPLED:
            break
    return list(found.values()), followed


def drawn_readers(opened: Opened) -> Iterator[tuple[Profile, dt.date]]:
    """Readers with the day they count from. Their answers can be together, the days among them aside."""
    project, rng = opened.project, random.Random("path")  # noqa: S311 (the same draw each time is what is wanted)
    days, together = _breakpoints(opened), _Together(opened)
    on_path = _on_path(opened)
    asked = [_Asked.of(name, facet, days) for name, facet in project.facets.items() if name in on_path]
    for number in range(TRIES if days else 0):
        given = {one.name: answer for one in asked if (answer := one.drawn(rng)) is not None}
        day = rng.choice(days)
        if together.can_be(given):
            yield Profile(id=f"sampled {number + 1}", answers=given, span=Span("content/data/steps.yaml")), day


class _Together:
    """Tells which answers can be together; what breaks a constraint is worked out once for what it asks about."""

    def __init__(self, opened: Opened) -> None:
        self.facets, self.constraints = opened.project.facets, opened.project.constraints
        self.subjects = opened.subjects
        self._broken: dict[tuple[str, ...], set[tuple[Answer | None, ...]]] = {}

    def can_be(self, given: Mapping[str, Answer]) -> bool:
        """Whether these answers break no constraint, whatever their days are."""
        if any(tuple(map(given.get, asked)) in broken for asked, broken in self._broken.items()):
            return False
        try:
            narrow(possible_answers(given, self.facets, self.subjects), self.facets, self.constraints)
        except Contradiction as found:
            if not found.before:  # no other constraint had a part in it
                asked = self._asked(found.constraint)
                self._broken.setdefault(asked, set()).add(tuple(map(given.get, asked)))
            return False
        return True

    def _asked(self, constraint: Constraint) -> tuple[str, ...]:
        """The facets whose answers decide a constraint."""
        named = {clause.subject for part in (constraint.if_, constraint.then) for clause in part.clauses()}
        named |= behind_of(named, self.facets)
        answered = asked_about(self.subjects)
        return tuple(sorted({answered.get(name, name) for name in named} & self.facets.keys()))


def _breakpoints(opened: Opened) -> list[dt.date]:
    project = opened.project
    calendar = Calendar(project.milestones, project.facets, {}, project.settings.season)
    named = {name for name in project.milestones if is_fixed(project, name)}
    days = {dated.day for name in named if (dated := calendar.milestone(name)) is not None}
    return sorted({day - dt.timedelta(before) for day in days for before in BEFORE})


def _on_path(opened: Opened) -> set[str]:
    """The facets that decide a step, its days or its number."""
    project, cones = opened.project, opened.space.cones
    found: set[str] = set()
    for step in project.steps.values():
        conditions = [step.when, *(one.when for one in step.from_), *(one.when for one in step.by)]
        conditions += [one.when for one in step.within]
        found |= {name for one in conditions for name in cones.asked(one)}
        found |= set() if step.done is None else cones.asked(step.done)
        found |= set() if step.takes.answer is None else {step.takes.answer}
        rules = [*(one.date for one in step.from_), *(one.date for one in step.by), step.starts_on, step.ends_on]
        found |= {rule.anchor for rule in rules if rule is not None}
    return {name for name in found if name in project.facets and project.facets[name].derived is None}


class _Asked(NamedTuple):
    """A facet that answers are drawn to: one of some, or a number from some on; none to a list of choices."""

    name: str
    some: Sequence[str | dt.date] | range

    @classmethod
    def of(cls, name: str, facet: Facet, days: Sequence[dt.date]) -> _Asked:
        """What may be drawn for a facet."""
        match facet.type:
            case "choice":
                return cls(name, facet.real_values)
            case "integer":
                return cls(name, range(facet.min or 0, (facet.max or 0) + 1))
            case "date":
                return cls(name, days)
            case "choices":
                return cls(name, ())

    def drawn(self, rng: random.Random) -> Answer | None:
        """An answer, now and then none."""
        return None if rng.random() < 0.1 or not self.some else rng.choice(self.some)


def _missed(reader: Reader) -> Iterator[tuple[PathStep, Due]]:
    """The rules of others that a reader cannot keep to, even at best."""
    journey = reader.journey
    assert journey is not None
    for one in journey.path.todo():
        for due in journey.standings[one.id].dues:
            if due.by.hard and one.days["best"].finish > due.day:
                yield one, due


def _unsaid(reader: Reader, step: PathStep, due: Due) -> Diagnostic:
    answers = {name: written(answer) for name, answer in reader.profile.answers.items()}
    return Diagnostic(
        "error",
        "silent-miss",
        f"'{step.id}' cannot be over by {due.day} even at best, and none of its verdicts says anything",
        due.by.span,
        f"give one of {', '.join(step.step.missed)} a row for it",
        {**answers, "--as-of": str(reader.today)},
    )


def written(answer: Answer) -> str:
    """An answer as it is written in a file."""
    return f"[{', '.join(sorted(answer))}]" if isinstance(answer, frozenset) else str(answer)
