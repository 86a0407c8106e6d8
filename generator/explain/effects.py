"""What the answers to unanswered questions would change in a reader's guide: every answer is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal, assert_never

from generator import text
from generator.errors import ProfileError
from generator.logic.cone import Cone
from generator.logic.presence import Presence
from generator.logic.reader import Chosen
from generator.logic.subject import Subject, Subjects
from generator.model.answers import Answers, Given, Interval, Possible, Several, is_settled
from generator.model.condition import Condition
from generator.model.line_kinds import DATE, TASK
from generator.model.profile import Answer, Profile
from generator.model.selection import Selection

Kind = Literal["module", "block", "plan value", "date"]
Key = tuple[Kind, str]
State = Mapping[Key, object]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("module", "modules"),
    ("block", "blocks"),
    ("plan value", "plan values"),
    ("date", "dates"),
)

MOST_VALUES = 16
"""Values of a facet tried one by one; of a larger one those that some condition tells apart."""

DAYS_APART = 45
"""How far apart two days are tried for a date that conditions do not ask for but other dates follow from."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A question that a reader has not answered, and what its answers would change.

    `differ` are the modules, blocks, plan values and dates that are not the same for all its answers, `answers` what
    each answer would change in the guide as it is.
    """

    facet: str
    question: str
    differ: tuple[Key, ...]
    answers: Mapping[str, tuple[Key, ...]]

    @property
    def changes(self) -> int:
        """How many modules, blocks and plan values depend on the answer."""
        return len(self.differ) - self.dates

    @property
    def dates(self) -> int:
        """How many dates depend on the answer."""
        return sum(1 for kind, _ in self.differ if kind == "date")

    def counted(self) -> str:
        """What depends on the answer, in words: "3 modules, 1 plan value"."""
        counts = {kind: sum(1 for one, _ in self.differ if one == kind) for kind, _ in KINDS}
        parts = [f"{counts[kind]} {kind if counts[kind] == 1 else plural}" for kind, plural in KINDS if counts[kind]]
        return text.joined(parts)


def effect_data(one: Effect) -> dict[str, Any]:
    """An effect as data."""
    return {
        "facet": one.facet,
        "question": one.question,
        "changes": one.changes,
        **{plural.replace(" ", "_"): [name for other, name in one.differ if other == kind] for kind, plural in KINDS},
        "answers": {answer: [name for _, name in keys] for answer, keys in one.answers.items()},
    }


@dataclass(frozen=True, slots=True)
class Effects:
    """Tries answers on a reader. `choose` makes all that a profile gets; it raises ProfileError where there is none.

    `today` is where the days begin that are tried for a date.
    """

    presence: Presence
    subjects: Subjects
    choose: Callable[[Profile], Chosen]
    today: dt.date

    def of(self, reader: Profile) -> list[Effect]:
        """The unanswered questions that would change a guide, those that change most first, dates counted last.

        Raises ProfileError.
        """
        chosen = self.choose(reader)
        answers, now = chosen.reader.plan.answers, _state(chosen)
        cone = self.presence.space.cones.of(self._conditions(chosen.selection))
        found: list[Effect] = []
        for name, facet in self.presence.project.facets.items():
            if facet.question is None or facet.derived is not None or is_settled(answers[name]):
                continue
            states = self._states(reader, name, self._answers(cone, name, answers))
            keys = sorted({key for state in states.values() for key in state} | set(now))
            differ = tuple(key for key in keys if len({state.get(key) for state in states.values()}) > 1)
            if differ:
                changed = {
                    answer: tuple(key for key in keys if state.get(key) != now.get(key))
                    for answer, state in states.items()
                }
                found.append(Effect(name, facet.question, differ, changed))
        return sorted(found, key=lambda one: (-one.changes, -one.dates))

    def _states(self, reader: Profile, name: str, answers: Iterable[Answer]) -> dict[str, State]:
        """What the reader would get with each answer; one that breaks a constraint is not an answer."""
        states: dict[str, State] = {}
        for answer in answers:
            with suppress(ProfileError):
                states[_words(answer)] = _state(self.choose(replace(reader, answers={**reader.answers, name: answer})))
        return states

    def _conditions(self, selection: Selection) -> Iterator[Condition]:
        for table in self.presence.project.tables.values():
            yield from (row.when for row in table.rows)
        yield from (around for _, _, _, around in self.presence.entries())
        for decision in selection.decisions.values():
            yield decision.module.condition
            yield from (arm.condition for arm in decision.module.arms())

    def _answers(self, cone: Cone, name: str, left: Answers) -> list[Answer]:
        """The answers to try: every value still possible, or one of each kind that the conditions tell apart."""
        possible = left[name]
        if isinstance(possible, frozenset) and len(possible) <= MOST_VALUES:
            return list(_declared(self.subjects[name], possible))
        cells = self.presence.space.cones.cells(cone, name) if name in cone.facets else ()
        answers = [_answer(cell) for cell in cells if _may_be(cell, possible)]
        if isinstance(possible, Interval) and len(answers) < 2:
            first = possible.low or self.today
            answers += [first, first + dt.timedelta(days=DAYS_APART)]
        return answers


def _declared(subject: Subject, possible: frozenset[str | int]) -> list[str | int]:
    """The possible values in the order declared."""
    values = subject.values
    return [one for one in values if one in possible] if values else sorted(possible)


def _may_be(cell: Possible, possible: Possible) -> bool:
    """Whether what the reader said leaves this answer open."""
    return not isinstance(cell, frozenset) or not isinstance(possible, frozenset) or bool(cell & possible)


def _answer(cell: Given) -> Answer:
    match cell:
        case Several(chosen):
            return chosen or frozenset()
        case Interval(day):
            assert day is not None
            return day
        case frozenset():
            return next(iter(cell))
    assert_never(cell)


def _state(chosen: Chosen) -> State:
    """What a reader gets, as comparable pieces: modules, blocks, plan values and dates."""
    state: dict[Key, object] = {
        ("plan value", name): (value.value, tuple(one.value for one in value.winners))
        for name, value in chosen.reader.plan.values.items()
    }
    for decision in chosen.selection.decisions.values():
        if decision.shown:
            state["module", decision.module.id] = "shown", decision.lead
        for arm in decision.arms:
            if arm.shown:
                state["block", str(arm.span)] = "shown", arm.lead
    for line in chosen.guide.of(TASK):
        state["date", f"task {line.id}"] = line.compared["due"], line.compared["rule"]
    for line in chosen.guide.of(DATE):
        state["date", line.id] = line.compared["start"], line.compared["end"]
    return state


def _words(answer: Answer) -> str:
    return ", ".join(sorted(answer)) or "none" if isinstance(answer, frozenset) else str(answer)
