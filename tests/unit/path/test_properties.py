"""What holds of every path, for networks and readers at random."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.path import PACES
from tests.unit.path.networks import AS_OF, SEASON, journey_of, random_steps, steps_of

NETWORKS = st.integers(0, 10_000)


@settings(max_examples=150)
@given(seed=NETWORKS, later=st.integers(0, 400))
def test_more_time_makes_nothing_later(seed: int, later: int) -> None:
    steps = steps_of(random_steps(seed))
    soon = journey_of(steps, days=SEASON, repeats=2)
    late = journey_of(steps, days=SEASON, repeats=2, as_of=AS_OF + dt.timedelta(later))
    for name in steps:
        for pace in PACES:
            one, other = soon.path.steps[name].days[pace], late.path.steps[name].days[pace]
            assert one.soonest <= other.soonest, (name, pace)
            assert one.count >= other.count, (name, pace)
            assert one.latest == other.latest, (name, pace)
            assert one.fits or not other.fits, (name, pace)


@settings(max_examples=150)
@given(seed=NETWORKS, more=st.integers(0, 200))
def test_a_longer_window_makes_nothing_later(seed: int, more: int) -> None:
    """Every day before which nothing can begin is earlier, and every day by which it must be over is later."""
    text = random_steps(seed)
    longer = re.sub(r"(by|closes): (\w+)", rf"\1: \2 + {more} days", text)
    longer = re.sub(r"(from|opens): ([a-z]+)", rf"\1: \2 - {more} days", longer)
    short = journey_of(steps_of(text), days=SEASON, repeats=2).path.steps
    for name, step in journey_of(steps_of(longer), days=SEASON, repeats=2).path.steps.items():
        for pace in PACES:
            one, other = step.days[pace], short[name].days[pace]
            assert one.soonest <= other.soonest, (name, pace)
            assert one.count >= other.count, (name, pace)
            assert (one.latest or dt.date.max) >= (other.latest or dt.date.max), (name, pace)
            assert one.fits or not other.fits, (name, pace)


@settings(max_examples=150)
@given(seed=NETWORKS, which=st.integers(0, 11), ago=st.integers(0, 60))
def test_what_is_done_moves_nothing_later(seed: int, which: int, ago: int) -> None:
    steps = steps_of(random_steps(seed))
    ticked = f"s{which % len(steps)}"
    before = journey_of(steps, days=SEASON)
    after = journey_of(steps, days=SEASON, ticks={ticked: AS_OF - dt.timedelta(ago)})
    for name in steps:
        for pace in PACES:
            assert after.path.steps[name].days[pace].soonest <= before.path.steps[name].days[pace].soonest, (name, pace)


@settings(max_examples=150)
@given(seed=NETWORKS, absent=st.frozensets(st.integers(0, 11), max_size=4))
def test_each_step_begins_after_what_it_waits_for(seed: int, absent: frozenset[int]) -> None:
    steps = steps_of(random_steps(seed))
    skipped = frozenset(f"s{one}" for one in absent)
    journey = journey_of(steps, days=SEASON, skipped=skipped)
    for name, step in steps.items():
        if name in skipped:
            continue
        for pace in PACES:
            days = journey.path.steps[name].days[pace]
            for earlier in (*step.after, *(step.soft if pace == "typical" else ())):
                assert days.start >= journey.path.steps[earlier].days[pace].finish, (name, earlier, pace)
            ways = [one for one in step.any_after if one not in skipped]
            if ways:
                first = min(journey.path.steps[one].days[pace].finish for one in ways)
                assert days.start >= first, (name, pace)


@settings(max_examples=100)
@given(seed=NETWORKS)
def test_whoever_begins_on_the_last_day_is_over_on_the_last(seed: int) -> None:
    steps = steps_of(random_steps(seed))
    journey = journey_of(steps, days=SEASON)
    for name, one in journey.path.steps.items():
        days = one.typical
        if days.latest is None or days.due is None:
            continue
        assert days.latest <= days.due, name
        for later, step in steps.items():
            last = journey.path.steps[later].typical.latest
            if name in (*step.after, *step.soft) and last is not None:
                assert days.due <= last, (name, later)
