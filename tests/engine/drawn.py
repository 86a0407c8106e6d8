"""Drawings of made-up steps and dates, and the steps of a week: random ones, and some that just fit or just do not."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

from generator import text
from generator.assemble.guide_path import _this_week
from generator.assemble.step_lines import StepLines, _length
from generator.logic.condition_data import day_number
from generator.model.entries import DataNote, TimelineEntry
from generator.model.guide_path import Anchor, GuidePath, StepLine
from generator.model.path import PathStep
from tests.engine.expected_lists import drawings
from tests.engine.units import Data

FIRST = dt.date(2027, 1, 1)
"""The first day of a month of 31 days: on a drawing of so many times 31 units each day has a whole number of them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A step from one day after the first to another."""

    start: int
    finish: int
    name: str = "step"
    begin: int | None = None
    slack: int | None = None
    waits: tuple[str, ...] = ()
    tight: bool = False
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A date; with an end it is a window."""

    start: int | None
    name: str
    end: int | None = None
    lane: str = "Apply"
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: steps, days of others by name, dates."""

    width: int
    bars: tuple[Bar, ...] = ()
    others: tuple[tuple[int, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    lanes: tuple[str, ...] = ("Apply", "Visa")
    today: int = 0


def _name(letters: int) -> str:
    return "n" * letters


EDGES = (
    # Eight letters are 53 wide, 25 of a date are 159 and 50 are 318: on the right and on the left of their bar.
    Drawing(899, (Bar(10, 29, _name(6)),)),
    Drawing(899, (Bar(2, 30, _name(6)),)),
    Drawing(589, (Bar(3, 28, _name(6)),)),
    # The day of others, whose name ends at the border, begins where another ends, or has room on neither side.
    Drawing(713, (Bar(0, 1),), ((17, _name(50)),)),
    Drawing(403, (Bar(0, 1),), ((1, _name(25)), (14, _name(25)))),
    Drawing(558, (Bar(0, 1),), ((15, _name(50)), (18, _name(5)))),
    Drawing(620, (Bar(0, 1),), ((0, "the first day"), (31, "too late"), (30, "the last day"))),
    Drawing(620, (Bar(0, 1),), ((9, "later"), (9, "alike"), (-1, "too early"))),
    # Marks whose names meet, in their order and against it; names that just fit in, after, and before their mark.
    Drawing(713, marks=(Mark(0, _name(25)), Mark(8, "b"))),
    Drawing(713, marks=(Mark(8, "b"), Mark(0, _name(25)))),
    Drawing(806, marks=(Mark(0, _name(50), 13), Mark(2, "b"))),
    Drawing(806, marks=(Mark(24, _name(25)),)),
    Drawing(279, marks=(Mark(18, _name(25)), Mark(17, "b"))),
    Drawing(279, marks=(Mark(4, "b"), Mark(18, _name(15)))),
    Drawing(310, marks=(Mark(17, _name(27)), Mark(16, "b"))),
    # A name before its mark that is too long by less than a unit; names that begin where a mark ends, or before.
    Drawing(278, marks=(Mark(18, _name(25)),)),
    Drawing(248, marks=(Mark(0, _name(60)), Mark(23, _name(25)))),
    Drawing(247, marks=(Mark(0, _name(60)), Mark(23, _name(25)))),
    # What begins on the last day is drawn as far to the left as it is long.
    Drawing(100, (Bar(30, 30),), marks=(Mark(30, "b"),)),
    # Links: a week or a day more is between two steps, the later one is drawn above, two end on one day, one
    # waits for itself.
    Drawing(620, (Bar(3, 3, waits=("s0",)),)),
    Drawing(620, (Bar(0, 3), Bar(10, 12, waits=("s0",)))),
    Drawing(620, (Bar(0, 3), Bar(11, 12, waits=("s0",)))),
    Drawing(620, (Bar(0, 3, waits=("s1",)), Bar(0, 0), Bar(3, 4, waits=("s0",)))),
    Drawing(620, (Bar(0, 3), Bar(1, 3), Bar(4, 5, waits=("s1", "s0")), Bar(2, 5, waits=("s0",)))),
    # From top to bottom: a bar that ends where the next begins, one drawn as far as it may be, a line that is full.
    Drawing(330, (Bar(0, 21), Bar(23, 24))),
    Drawing(330, (Bar(0, 0, slack=27), Bar(1, 1))),
    Drawing(330, (Bar(0, 0, slack=28), Bar(1, 1))),
    Drawing(330, (Bar(0, 1, f"{_name(10)} {_name(14)} {_name(27)} {_name(28)}"),)),
)


def drawn_calls(seed: int) -> Iterator[tuple[Data, Any]]:
    """Drawings, and what is right."""
    chance = random.Random(seed)
    for one in (*EDGES, *(_random(chance) for _ in range(60))):
        yield {"call": "drawn", "given": [_data(one)]}, _told(one)


def week_calls(seed: int) -> Iterator[tuple[Data, Any]]:
    """The steps of a week by when each of them has to be begun, what each has to spare, and stretches of days."""
    chance = random.Random(seed)
    for days in range(420):
        yield {"call": "length", "given": [days]}, _length(days)
    for slack, is_missed in product((None, -70, -2, -1, 0, 1, 2, 70), (False, True)):
        yield {"call": "roomWords", "given": [slack, is_missed]}, _room(slack, is_missed=is_missed)
    for _ in range(300):
        steps = [_week_step(number, chance) for number in range(1, chance.randrange(2, 9))]
        lines = cast("tuple[StepLine, ...]", tuple(SimpleNamespace(**one, brief="") for one in steps))
        wanted = [{"id": one.step, "why": one.why} for one in _this_week(lines)]
        yield {"call": "thisWeek", "given": [[_as_data(one) for one in steps]]}, wanted


def _room(slack: int | None, *, is_missed: bool) -> str:
    takes = SimpleNamespace(basis="advice")
    step = SimpleNamespace(typical=SimpleNamespace(slack=slack), step=SimpleNamespace(takes=takes, by_others=False))
    return StepLines._room(cast("Any", None), cast("PathStep", step), is_set=False, is_missed=is_missed)


def _week_step(number: int, chance: random.Random) -> Data:
    return {
        "id": f"s{number}",
        "number": number,
        "start": _day(chance.randrange(5)),
        "begin": chance.choice((None, _day(chance.randrange(5)))),
        "missed": chance.choice((None, None, _day(chance.randrange(5)))),
        "lead": chance.choice((None, None, None, "If so")),
        "is_ready": chance.random() < 0.7,
        "decides": chance.random() < 0.1,
        "slack": chance.choice((-3, -1, 0, 1, 2, None)),
        "waiting": chance.choice((0, 0, 1, 7, 14)),
        "awaited": ["a letter"],
        "why": "",
        "is_settled": chance.random() < 0.2,
    }


def _random(chance: random.Random) -> Drawing:
    count, span = chance.randrange(6), chance.choice((20, 90, 400))
    bars = []
    for _ in range(count):
        start = chance.randrange(span)
        finish = start + chance.randrange(span // 3)
        waits = tuple(f"s{chance.randrange(6)}" for _ in range(chance.randrange(3)))
        slack, begin = chance.choice((None, -3, 0, 5, span)), chance.choice((None, start, start + 4))
        name = " ".join(_name(chance.randrange(1, 16)) for _ in range(chance.randrange(1, 6)))
        bars.append(Bar(start, finish, name, begin, slack, waits, chance.random() < 0.6, chance.choice((None, "If"))))
    marks = []
    for _ in range(chance.randrange(8)):
        day, name = chance.randrange(span), _name(chance.randrange(1, 60))
        end = chance.choice((None, day, day + chance.randrange(span)))
        marks.append(Mark(day, name, end, chance.choice(("Apply", "Visa", "Else")), chance.choice((None, "If"))))
    marks.append(Mark(None, "some day"))
    others = {_name(letters): chance.randrange(-40, span + 40) for letters in chance.sample(range(3, 60), count)}
    bars.sort(key=lambda one: (one.start, one.finish))
    told = tuple((day, name) for name, day in others.items())
    return Drawing(chance.randrange(200, 1000), tuple(bars), told, tuple(marks), today=chance.randrange(30))


def _data(one: Drawing) -> Data:
    """The drawing as the script has it."""
    return {
        "lines": [_as_data(_step(bar, number)) for number, bar in enumerate(one.bars)],
        "others": [[name, day_number(_day(day))] for day, name in one.others],
        "dates": [_as_data(_date(mark, number)) for number, mark in enumerate(one.marks)],
        "lanes": one.lanes,
        "width": one.width,
        "today": day_number(_day(one.today)),
    }


def _told(one: Drawing) -> Data:
    """What the engine draws."""
    steps = [_step(bar, number) for number, bar in enumerate(one.bars)]
    lines = [SimpleNamespace(**{**step, "called": text.capitalized(step["called"])}) for step in steps]
    path = GuidePath(
        as_of=_day(one.today),
        state=(),
        counted=(),
        verdicts=(),
        steps=cast("tuple[StepLine, ...]", tuple(lines)),
        done=(),
        this_week=(),
        anchors=tuple(Anchor(name, _day(day), cast("Any", None)) for day, name in sorted(one.others)),
    )
    return drawings(path, [_entry(mark, number) for number, mark in enumerate(one.marks)], one.lanes, one.width)


def _step(bar: Bar, number: int) -> Data:
    return {
        "id": f"s{number}",
        "number": number + 1,
        "called": bar.name,
        "start": _day(bar.start),
        "finish": _day(bar.finish),
        "begin": None if bar.begin is None else _day(bar.begin),
        "slack": bar.slack,
        "waits_for": bar.waits,
        "is_tight": bar.tight,
        "lead": bar.lead,
    }


def _date(mark: Mark, number: int) -> Data:
    return {
        "id": f"d{number}",
        "label": mark.name,
        "lane": mark.lane,
        "kind": "event" if mark.end is None else "window",
        "start": None if mark.start is None else _day(mark.start),
        "end": None if mark.end is None else _day(mark.end),
        "lead": mark.lead,
    }


def _entry(mark: Mark, number: int) -> TimelineEntry:
    date = _date(mark, number)
    lead = date.pop("lead")
    beside = DataNote(lead=lead, unsettled=None, note=None, source=None, verify=False, confidence="high")
    rest: Data = {"rule": None, "planned": False, "official": False, "standing": "own", "is_past": False, "alarm": None}
    return TimelineEntry(**date, **rest, beside=beside)


def _as_data(made: Data) -> Data:
    return {_camel(name): day_number(one) if isinstance(one, dt.date) else one for name, one in made.items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(one.capitalize() for one in rest)


def _day(number: int) -> dt.date:
    return FIRST + dt.timedelta(number)
