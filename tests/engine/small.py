"""Calls of small functions of the page's script, some of them inner ones, and what the engine's own say."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from generator.browser.plan import VERSION
from generator.logic.condition_data import day_number
from generator.model.condition import NOWHERE
from generator.model.dates import add_months
from generator.model.step import Closed
from generator.path.moving import back_to_weekday, out_of, to_weekday
from generator.render.views import minutes

Data = dict[str, Any]
FIRST = dt.date(2026, 12, 20)
SPANS = (((1, 1), (6, 30)), ((7, 2), (12, 30)), ((12, 24), (1, 2)), ((2, 27), (3, 1)), ((5, 5), (5, 5)))


def small_calls(seed: int) -> Iterator[tuple[Data, Any]]:
    """Days that are moved and read, and minutes."""
    chance = random.Random(seed)
    for place in range(420):
        day = FIRST + dt.timedelta(place)
        weekday = chance.randrange(7)
        number = day_number(day)
        yield _call("toWeekday", number, weekday), day_number(to_weekday(day, weekday))
        yield _call("backToWeekday", number, weekday), day_number(back_to_weekday(day, weekday))
        chosen = [SPANS[place % 2], *chance.sample(SPANS[2:], chance.randrange(3))]
        closed = tuple(Closed.model_construct(span=NOWHERE, spans={}, from_=one, to=other) for one, other in chosen)
        data = [[100 * month + date for month, date in span] for span in chosen]
        yield _call("outOf", number, data), day_number(out_of(day, closed))
        yield _call("outOf", number, data, -1), day_number(out_of(day, closed, back=True))
        count = chance.randrange(-30, 30)
        yield _call("addMonths", number, count), day_number(add_months(day, count))
        yield _call("todayOf", f"{day}T{place % 24:02}:30:00"), number
    yield _call("version"), VERSION
    for words in (0, 1, 159, 160, 161, 320, 321, 5000):
        yield _call("minutesOf", words), minutes(words)


def _call(name: str, *given: Any) -> Data:
    return {"call": name, "given": list(given)}
