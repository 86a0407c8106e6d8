"""The days of small networks, worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.path import Circle, Order
from generator.path.chain import chain_after, chain_before, tightest
from tests.unit.path.networks import AS_OF, journey_of, steps_of

TAKES = "label: A, phase: way, takes: {min: 5, typical: 10, max: 20, basis: advice}"
JUNE = {"june": dt.date(2027, 6, 1)}


def day(count: int) -> dt.date:
    return AS_OF + dt.timedelta(count)


def test_three_passes() -> None:
    steps = steps_of(f"steps:\n  visa: {{{TAKES}}}\n  train: {{{TAKES}, after: [visa], by: june}}\n")
    journey = journey_of(steps, days=JUNE)
    train = journey.path.steps["train"].days
    assert {pace: (one.start, one.finish) for pace, one in train.items()} == {
        "best": (day(5), day(10)),
        "typical": (day(10), day(20)),
        "careful": (day(20), day(40)),
    }
    assert train["typical"].latest == dt.date(2027, 5, 22)
    assert train["best"].latest is None, "advice counts for nothing in the best pass"
    assert journey.path.steps["visa"].typical.latest == dt.date(2027, 5, 12)
    assert journey.path.steps["visa"].typical.slack == (dt.date(2027, 5, 12) - AS_OF).days


@pytest.mark.parametrize(("said", "lengths"), [(None, (5, 10, 20)), (3, (3, 3, 3)), (40, (5, 40, 40))])
def test_an_answer_says_how_long_it_takes(said: int | None, lengths: tuple[int, int, int]) -> None:
    takes = TAKES.replace("basis: advice", "basis: advice, answer: queue")
    steps = steps_of(f"steps:\n  visa: {{{takes}, by: june}}\n")
    journey = journey_of(steps, days=JUNE, answered={} if said is None else {"queue": said})
    days = journey.path.steps["visa"].days
    assert tuple((one.finish - one.start).days for one in days.values()) == lengths
    assert days["typical"].latest == JUNE["june"] - dt.timedelta(lengths[1])


@pytest.mark.parametrize("is_planned", [False, True])
def test_a_day_that_was_set_need_not_be_the_weekday(*, is_planned: bool) -> None:
    ride = "label: Ride, phase: way, takes: {min: 5, typical: 5, max: 5, basis: event}, weekday: friday"
    steps = steps_of(f"steps:\n  visa: {{{TAKES}}}\n  ride: {{{ride}, after: [visa], starts_on: june, by: july}}\n")
    july = {"july": JUNE["june"] + dt.timedelta(5)}
    journey = journey_of(steps, days=july if is_planned else {**JUNE, **july}, planned=JUNE if is_planned else None)
    first = JUNE["june"] - dt.timedelta(4 if is_planned else 0)
    found = journey.path.steps["ride"].typical
    assert (found.start, found.latest) == (first, first)
    assert journey.path.steps["visa"].typical.due == first


def test_a_rule_of_others_counts_in_the_best_pass() -> None:
    steps = steps_of(f"steps:\n  visa: {{{TAKES}, by: {{date: june, hard: yes}}}}\n")
    best = journey_of(steps, days=JUNE).path.steps["visa"].days["best"]
    assert (best.latest, best.due) == (dt.date(2027, 5, 27), dt.date(2027, 6, 1))


def test_a_skipped_step_hands_on_what_it_waits_for() -> None:
    steps = steps_of(
        f"steps:\n  visa: {{{TAKES}}}\n  repair: {{{TAKES}, after: [visa]}}\n  ride: {{{TAKES}, after: [repair]}}\n"
    )
    journey = journey_of(steps, skipped=frozenset({"repair"}))
    assert journey.path.steps["ride"].typical.start == day(10)
    assert journey.path.steps["ride"].typical.wait.step == "visa"
    assert journey.days("repair") is None


def test_one_of_several_ways_is_enough() -> None:
    steps = steps_of(
        "steps:\n"
        f"  mail: {{{TAKES}}}\n"
        "  form: {label: F, phase: way, takes: {min: 1, typical: 30, max: 40, basis: advice}}\n"
        f"  place: {{{TAKES}, any_after: [form, mail]}}\n"
    )
    assert journey_of(steps).path.steps["place"].typical.start == day(10)
    assert journey_of(steps, skipped=frozenset({"mail"})).path.steps["place"].typical.start == day(30)


def test_a_soft_step_is_waited_for_typically() -> None:
    steps = steps_of(f"steps:\n  test: {{{TAKES}}}\n  apply: {{{TAKES}, soft: [test]}}\n")
    days = journey_of(steps).path.steps["apply"].days
    assert (days["best"].start, days["typical"].start, days["careful"].start) == (AS_OF, day(10), AS_OF)


def test_repeats_that_fit() -> None:
    steps = steps_of(
        "steps:\n  round: {label: R, phase: way, takes: {min: 25, typical: 25, max: 25, basis: event}, "
        "weekday: monday, repeat: plan.rounds, by: june}\n"
    )
    days = journey_of(steps, days={"june": dt.date(2027, 2, 28)}, repeats=3).path.steps["round"].typical
    monday = dt.date(2027, 1, 4)
    assert days.count == 2
    assert days.turns == ((monday, dt.date(2027, 1, 29)), (dt.date(2027, 2, 1), dt.date(2027, 2, 26)))


def test_a_window_that_returns() -> None:
    steps = steps_of(
        f"steps:\n  apply: {{{TAKES}, within: {{opens: opening, closes: closing, left: "
        "{min: 10, typical: 30, max: 60}}}\n"
    )
    windows = {"opening": dt.date(2026, 8, 19), "closing": dt.date(2027, 1, 20)}
    days = journey_of(steps, days=windows).path.steps["apply"].days
    assert days["best"].start == AS_OF, "it is open, and ten days are left"
    assert days["typical"].start == dt.date(2027, 8, 19), "not a month is left: the next season"


def test_days_on_which_nothing_can_end() -> None:
    steps = steps_of(f"steps:\n  exam: {{{TAKES}, closed: [{{from: 12-20, to: 01-14}}], by: june}}\n")
    days = journey_of(steps, days={"june": dt.date(2028, 1, 10)}).path.steps["exam"].days
    assert days["best"].finish == dt.date(2027, 1, 15)
    assert days["typical"].due == dt.date(2027, 12, 19)


def test_a_day_that_was_answered_and_one_that_is_wished_for() -> None:
    steps = steps_of(f"steps:\n  visa: {{{TAKES}}}\n  ride: {{{TAKES}, after: [visa], starts_on: june}}\n")
    given = journey_of(steps, days=JUNE)
    assert given.path.steps["ride"].typical.start == dt.date(2027, 6, 1)
    assert given.path.steps["visa"].typical.latest == dt.date(2027, 5, 22), "what it waits for is due by then"
    wished = journey_of(steps, planned=JUNE)
    assert wished.path.steps["ride"].typical.start == dt.date(2027, 6, 1)
    assert wished.path.steps["ride"].typical.earliest == day(10)
    assert wished.path.steps["visa"].typical.latest is None, "a wish is not a day to hurry for"


def test_toward_a_goal_only_its_own_days_count() -> None:
    steps = steps_of(
        f"steps:\n  visa: {{{TAKES}}}\n  ride: {{{TAKES}, after: [visa], by: june}}\n"
        f"  race: {{{TAKES}, after: [ride], by: june}}\n"
    )
    journey = journey_of(steps, days=JUNE)
    assert journey.path.steps["visa"].typical.due == dt.date(2027, 5, 12)
    last = journey.toward("visa", "ride")
    assert last is not None
    assert last.due == dt.date(2027, 5, 22)
    assert journey.toward("race", "ride") is None


def test_the_chains_behind_a_day() -> None:
    steps = steps_of(
        f"steps:\n  visa: {{{TAKES}}}\n  train: {{{TAKES}, after: [visa], by: june}}\n  rest: {{{TAKES}}}\n"
    )
    path = journey_of(steps, days=JUNE).path
    assert [(one.id, one.why, one.step) for one in chain_before(path, "train")] == [
        ("train", "after", "visa"),
        ("visa", "today", None),
    ]
    assert [(one.id, one.why, one.step) for one in chain_after(path, "visa")] == [
        ("visa", "before", "train"),
        ("train", "by", None),
    ]
    assert chain_after(path, "rest") == ()
    assert tightest(path) == {"visa", "train"}


def test_a_circle_is_its_chain() -> None:
    steps = steps_of(f"steps:\n  a: {{{TAKES}, after: [b]}}\n  b: {{{TAKES}, soft: [a]}}\n")
    with pytest.raises(Circle) as caught:
        assert Order(steps).forward
    assert caught.value.chain in (("a", "b", "a"), ("b", "a", "b"))
