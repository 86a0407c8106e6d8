"""Which unanswered questions would change a guide, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.app.opened import Opened
from generator.errors import ProfileError
from generator.logic.cone import Cone
from generator.model.answers import Interval, Possible, Several, is_settled
from generator.model.condition import Condition
from generator.model.plan import Plan
from generator.model.profile import Answer
from generator.model.selection import Selection


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question with the number of modules, blocks and plan values that each answer would change."""

    facet: str
    question: str
    answers: Mapping[str, int]

    @property
    def changes(self) -> int:
        """The most that one answer changes."""
        return max(self.answers.values(), default=0)


def open_questions(opened: Opened, profile: str) -> list[OpenQuestion]:
    """The unanswered questions that would change this reader's guide, those that change most first.

    Raises UsageError, ProjectError or ProfileError.
    """
    reader = opened.profile(profile)
    plan, selection, _ = opened.choose(reader)
    now = _state(plan, selection)
    cone = opened.space.cones.of(_conditions(opened, selection))
    found: list[OpenQuestion] = []
    for name, facet in opened.project.facets.items():
        if facet.question is None or facet.derived is not None or is_settled(plan.answers[name]):
            continue
        counts = {}
        for answer in _answers(opened, cone, name, plan.answers[name]):
            try:
                then = opened.choose(replace(reader, answers={**reader.answers, name: answer}))
            except ProfileError:
                continue  # an answer that breaks a constraint is none
            counts[_words(answer)] = sum(1 for key, one in _state(then[0], then[1]).items() if now.get(key) != one)
        if any(counts.values()):
            found.append(OpenQuestion(name, facet.question, counts))
    return sorted(found, key=lambda one: (-one.changes, one.facet))


def _conditions(opened: Opened, selection: Selection) -> list[Condition]:
    conditions = [row.when for table in opened.project.tables.values() for row in table.rows]
    for decision in selection.decisions.values():
        conditions.append(decision.module.condition)
        conditions.extend(arm.condition for arm in decision.module.arms())
    return conditions


def _answers(opened: Opened, cone: Cone, name: str, possible: Possible) -> list[Answer]:
    """One answer of each kind that the conditions tell apart; nothing where none mentions the facet."""
    if name not in cone.facets:
        return []
    return [_answer(cell) for cell in opened.space.cones.cells(cone, name) if _may_be(cell, possible)]


def _may_be(cell: Possible, possible: Possible) -> bool:
    """Whether what the reader said leaves this answer open."""
    return not isinstance(cell, frozenset) or not isinstance(possible, frozenset) or bool(cell & possible)


def _answer(cell: Possible) -> Answer:
    match cell:
        case Several(chosen):
            return chosen or frozenset()
        case Interval(day):
            assert day is not None
            return day
        case frozenset():
            return next(iter(cell))
    raise TypeError(cell)


def _state(plan: Plan, selection: Selection) -> dict[str, object]:
    """What a reader gets, as comparable pieces: modules, blocks and plan values."""
    state: dict[str, object] = {
        f"plan.{name}": tuple(one.value for one in value.winners) for name, value in plan.values.items()
    }
    for decision in selection.decisions.values():
        state[decision.module.id] = decision.shown, decision.lead
        for arm in decision.arms:
            state[str(arm.span)] = arm.shown, arm.lead
    return state


def _words(answer: Answer) -> str:
    return ", ".join(sorted(answer)) or "none" if isinstance(answer, frozenset) else str(answer)
