"""The backward pass: the last days on which each step can begin and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.kept import Kept
from generator.model.path import Limit, Pace
from generator.path.moving import DAY, back_to_weekday, days_of, out_of
from generator.path.order import Order
from generator.path.situation import Standing


@dataclass(frozen=True, slots=True, eq=False)
class Last:
    """The last day to begin a step and to be over with it, and what sets it. A skipped step hands on one day."""

    latest: dt.date
    due: dt.date
    limit: Limit


_LASTS: Kept[Last | None] = Kept(8_000)


def backward(order: Order, standings: Mapping[str, Standing], pace: Pace, target: str | None = None) -> dict[str, Last]:
    """The last days of the steps of one reader in one pass; a step for which nothing waits is not among them.

    In the best pass only the rules of others count. With a `target`, only the days of that step count, advice too.
    """
    lasts: dict[str, Last] = {}
    for name in reversed(order.forward):
        standing = standings[name]
        if standing.ended is not None:
            continue
        last = _kept(name, order, standings, pace, lasts, target)
        if last is not None:
            lasts[name] = last
    return lasts


def _kept(
    name: str,
    order: Order,
    standings: Mapping[str, Standing],
    pace: Pace,
    lasts: Mapping[str, Last],
    target: str | None,
) -> Last | None:
    """The last days of a step, which follow from its standing and from the last days of those that wait for it."""
    standing, is_own = standings[name], target in (None, name)
    behind = tuple([lasts.get(follower) for follower, _ in order.followers[name]])

    def found() -> Last | None:
        candidates = list(_from_followers(name, order, standings, pace, lasts))
        if not standing.is_skipped and is_own:
            candidates += _own(standing, pace, all_days=target is not None)
        if not candidates:
            return None
        due, limit = min(candidates, key=lambda one: one[0])
        return _last(standing, pace, due, limit)

    key = pace, standing, is_own, target is not None, behind
    return _LASTS.get(key, 1, found)


def _last(standing: Standing, pace: Pace, due: dt.date, limit: Limit) -> Last:
    if standing.is_skipped:
        return Last(due, due, limit)
    step = standing.step
    due = out_of(due, step.closed, back=True)
    # A day that the reader set need not be that weekday.
    weekday = None if standing.set_start is not None else step.day_of_week
    latest = back_to_weekday(due - DAY * days_of(standing.takes, pace), weekday)
    return Last(latest if standing.set_start is None else min(standing.set_start, latest), due, limit)


def _from_followers(
    name: str, order: Order, standings: Mapping[str, Standing], pace: Pace, lasts: Mapping[str, Last]
) -> Iterator[tuple[dt.date, Limit]]:
    for follower, edge in order.followers[name]:
        if follower in lasts and (edge != "soft" or pace == "typical"):
            last = lasts[follower]
            is_skipped = standings[follower].is_skipped
            yield last.latest, last.limit if is_skipped else Limit("before", follower, is_hard=last.limit.is_hard)


def _own(standing: Standing, pace: Pace, *, all_days: bool) -> Iterator[tuple[dt.date, Limit]]:
    """The days of a step itself; a day the reader set for its beginning gives its end too."""
    for due in standing.dues:
        if due.by.hard or pace != "best" or all_days:
            yield due.day, Limit("by", rule=due.by.date, is_hard=due.by.hard)
    if standing.set_start is not None:
        end = standing.set_start + DAY * days_of(standing.takes, pace)
        yield end, Limit("day", rule=standing.step.starts_on)
