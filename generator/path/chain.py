"""The chain behind a day of a step: what it waits for, and what waits for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.model.dates import DateRule
from generator.model.path import LimitKind, Pace, Path, PathStep, WaitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of a chain: the day it begins and ends there, and why not earlier (or not later).

    `step` of the reason is the next link; where there is none, `rule` is the day at which the chain ends.
    """

    id: str
    start: dt.date
    end: dt.date
    days: int
    why: WaitKind | LimitKind
    step: str | None
    rule: DateRule | None
    is_hard: bool = False


def chain_before(path: Path, name: str, pace: Pace = "typical") -> tuple[Link, ...]:
    """Why a step begins no earlier, back to a day that no other step decides."""
    links: list[Link] = []
    here: str | None = name
    while here is not None:
        days = path.steps[here].days[pace]
        wait = days.wait
        links.append(
            Link(
                id=here,
                start=days.start,
                end=days.turns[0][1],
                days=(days.turns[0][1] - days.start).days,
                why=wait.kind,
                step=wait.step,
                rule=wait.rule,
            )
        )
        here = None if path.steps[here].state == "done" else wait.step
    return tuple(links)


def chain_after(path: Path, name: str, pace: Pace = "typical") -> tuple[Link, ...]:
    """Why a step is over no later, on to the day that sets it; empty where nothing waits for it."""
    links: list[Link] = []
    here: str | None = name
    while here is not None:
        days = path.steps[here].days[pace]
        if days.latest is None or days.due is None or days.limit is None:
            break
        links.append(
            Link(
                id=here,
                start=days.latest,
                end=days.due,
                days=(days.due - days.latest).days,
                why=days.limit.kind,
                step=days.limit.step,
                rule=days.limit.rule,
                is_hard=days.limit.is_hard,
            )
        )
        here = days.limit.step
    return tuple(links)


def tightest(path: Path) -> frozenset[str]:
    """The chain with the least to spare: the steps that are behind, or else those with the least slack.

    A day that the reader has set, and an event, have no slack of their own, so they do not say what the least is.
    """
    slacks = {one.id: one.typical.slack for one in path.todo() if one.typical.slack is not None and not _is_set(one)}
    moving = [slack for name, slack in slacks.items() if path.steps[name].step.takes.basis != "event"]
    if not slacks:
        return frozenset()
    least = max(0, min(moving or slacks.values()))
    return frozenset(name for name, slack in slacks.items() if slack <= least)


def _is_set(one: PathStep) -> bool:
    limit = one.typical.limit
    return limit is not None and limit.kind == "day"


def by_latest(path: Path) -> tuple[PathStep, ...]:
    """The steps still to be done, in the order of their last day to begin; those for which nothing waits at the end."""
    return tuple(sorted(path.todo(), key=lambda one: (one.typical.latest or dt.date.max, one.typical.start, one.id)))
