"""Points: each is made exactly once for every reader it is for, and for nobody else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.questions import Questions
from generator.diagnostics import Span
from generator.logic.bodies import Stretch
from generator.logic.combine import all_of, any_of, negated, none_of
from generator.logic.describe import condition_words
from generator.logic.entries import condition_of
from generator.logic.hits import Hits
from generator.logic.presence import Presence
from generator.logic.subject import PLAN, Subjects
from generator.model.condition import ALWAYS, Clause, Condition
from generator.model.cost import Cost
from generator.model.data import Point
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class Maker:
    """Something that makes a point: what, where, and for whom. `stretches` are the texts that do."""

    point: str
    name: str
    place: Span
    where: Condition
    stretches: tuple[Stretch, ...] = ()


def makers_of(project: Project, presence: Presence, hits: Hits, ask: Questions) -> dict[str, list[Maker]]:
    """What makes each point, in the order of the files. A row that may lose to another date is reported."""
    makers: dict[str, list[Maker]] = {name: [] for name in project.points}
    for maker in (*_in_modules(presence), *_in_data(project, ask.space.subjects), *_in_rows(project, hits, ask)):
        if maker not in makers[maker.point]:
            makers[maker.point].append(maker)
    return {name: sorted(several, key=lambda one: one.place) for name, several in makers.items()}


def _in_modules(presence: Presence) -> Iterator[Maker]:
    for placed in presence.placed.values():
        module = placed.module
        for number, point in enumerate(module.front.points):
            place = module.front.place("points", number)
            yield Maker(point, f"'{module.id}'", place, placed.there, presence.stretches(placed))
        for one in presence.arms(placed):
            for point in one.arm.points:
                stretches = presence.arm_stretches(one)
                yield Maker(point, f"a block of '{module.id}'", one.arm.span, one.there, stretches)


def _in_data(project: Project, subjects: Subjects) -> Iterator[Maker]:
    for name, milestone in project.milestones.items():
        for number, point in enumerate(milestone.points):
            yield Maker(
                point, f"milestone '{name}'", milestone.place("points", number), condition_of(project, milestone)
            )
    for name, cost in project.costs.items():
        for number, point in enumerate(cost.points):
            where = all_of(condition_of(project, cost), _is_paid(cost, subjects))
            yield Maker(point, f"cost '{name}'", cost.place("points", number), where)
    for name, document in project.documents.items():
        for number, point in enumerate(document.points):
            sets = any_of(*(project.document_sets[one].when for one in document.sets))
            yield Maker(
                point,
                f"document '{name}'",
                document.place("points", number),
                all_of(condition_of(project, document), sets),
            )


def _is_paid(cost: Cost, subjects: Subjects) -> Condition:
    """A line that comes to no unit is left out of the budget."""
    count = cost.times
    if count is None or count.of is None:
        return ALWAYS
    name = count.of if count.of.startswith(PLAN) else PLAN + count.of
    none = [
        value for value in range(subjects[name].low, subjects[name].high + 1) if count.high * value + count.plus <= 0
    ]
    paid = ALWAYS if not none else negated(Clause(name, frozenset(none)))
    if count.plus > 0:
        return paid
    every = frozenset(range(subjects[name].low, subjects[name].high + 1))
    return all_of(paid, Clause(name, every))


def _in_rows(project: Project, hits: Hits, ask: Questions) -> Iterator[Maker]:
    for name in project.tables:
        for hit in hits.of(name):
            for number, point in enumerate(hit.row.points):
                place = hit.row.place("points", number)
                if not hit.exact:
                    ask.diagnostics.error(
                        "undecided-point",
                        f"'{name}' takes the first or last of several dates, so who is told {point} here is open",
                        place,
                        "name the point in a module or block",
                    )
                yield Maker(point, f"a row of '{name}'", place, hit.where)


def check_points(project: Project, makers: dict[str, list[Maker]], ask: Questions) -> None:
    """Report each point that somebody is not told, is told twice, or should not be told."""
    for name, point in project.points.items():
        place = point.place("when")
        with ask.about(place):
            if ask.nobody(point.when):
                continue
            _wrong(name, point, makers[name], ask)
            _twice(name, point, makers[name], ask)
            _missing(name, point, makers[name], ask)


def _wrong(name: str, point: Point, makers: Sequence[Maker], ask: Questions) -> None:
    for maker in makers:
        with ask.about(maker.place):
            witness = ask.witness(all_of(maker.where, negated(point.when)))
            if witness is not None:
                ask.diagnostics.error(
                    "point-misplaced",
                    f"{maker.name} tells {name} to readers it is not for",
                    maker.place,
                    f"{name} is for '{condition_words(point.when)}' ({point.span})",
                    witness,
                )


def _twice(name: str, point: Point, makers: Sequence[Maker], ask: Questions) -> None:
    for first, second in itertools.combinations(makers, 2):
        with ask.about(second.place):
            witness = ask.witness(all_of(point.when, first.where, second.where))
            if witness is not None:
                ask.diagnostics.error(
                    "point-twice",
                    f"{second.name} tells {name} again, after {first.name}",
                    second.place,
                    f"see {first.place}",
                    witness,
                )


def _missing(name: str, point: Point, makers: Sequence[Maker], ask: Questions) -> None:
    if any(ask.nobody(all_of(point.when, negated(maker.where))) for maker in makers):
        return
    witness = ask.witness(all_of(point.when, none_of(maker.where for maker in makers)))
    if witness is None:
        return
    if makers:
        told = " or ".join(dict.fromkeys(maker.name for maker in makers))
        message = f"{name} is not told to some readers it is for, only where {told} is shown"
    else:
        message = f"nothing tells {name}"
    ask.diagnostics.error("point-missing", message, point.span, witness=witness)
