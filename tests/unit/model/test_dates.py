"""Dates that follow from other dates."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.model.dates import (
    DateRule,
    add_months,
    check_year,
    nth_weekday,
    parse_date_rule,
    parse_day,
    whole_months,
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-05-31", -3, "2027-02-28"),
        ("2027-12-15", 1, "2028-01-15"),
        ("2027-01-15", -1, "2026-12-15"),
        ("2027-01-15", -13, "2025-12-15"),
        ("2027-06-30", 0, "2027-06-30"),
        ("2027-08-31", 1, "2027-09-30"),
    ],
)
def test_adding_months(start: str, count: int, end: str) -> None:
    assert add_months(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-11-22", "2027-09-25", 10),
        ("2026-11-22", "2026-12-21", 0),
        ("2026-11-22", "2026-12-22", 1),
        ("2026-11-22", "2026-11-22", 0),
        ("2027-01-31", "2027-02-28", 1),
        ("2027-01-31", "2027-02-27", 0),
        ("2028-02-29", "2029-02-28", 12),
        ("2027-02-28", "2027-01-31", 0),
        ("2027-03-31", "2027-02-28", -1),
        ("2027-02-22", "2026-11-22", -3),
        ("2027-02-22", "2026-11-23", -2),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert whole_months(day(start), day(end)) == months


def test_whole_months_never_pass_the_end() -> None:
    for first in range(0, 800, 7):
        for length in range(0, 800, 13):
            start = day("2026-01-01") + dt.timedelta(first)
            end = start + dt.timedelta(length)
            months = whole_months(start, end)
            assert add_months(start, months) <= end < add_months(start, months + 1)


@pytest.mark.parametrize(
    ("year", "month", "weekday", "n", "found"),
    [
        (2028, 3, 4, 3, "2028-03-17"),  # the third Friday of March: Match Day
        (2027, 9, 2, 1, "2027-09-01"),
        (2028, 2, 1, 5, "2028-02-29"),
        (2027, 5, 5, 1, "2027-05-01"),
        (2027, 5, 4, 1, "2027-05-07"),
    ],
)
def test_nth_weekday(year: int, month: int, weekday: int, n: int, found: str) -> None:
    assert nth_weekday(year, month, weekday, n) == day(found)


def test_a_fifth_weekday_may_be_missing() -> None:
    with pytest.raises(ValueError, match="out of range"):
        nth_weekday(2027, 2, 0, 5)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("match-day", DateRule("match-day")),
        (" rotation_start ", DateRule("rotation_start")),
        ("rotation_start - 20 weeks", DateRule("rotation_start", -20, "weeks")),
        ("rotation_start + 1 week", DateRule("rotation_start", 1, "weeks")),
        ("match-day - 2 days", DateRule("match-day", -2, "days")),
        ("match-day -2 days", DateRule("match-day", -2, "days")),
        ("plan.window_opens + 3 months", DateRule("plan.window_opens", 3, "months")),
        ("a + 0 days", DateRule("a", 0, "days")),
    ],
)
def test_date_rules(text: str, rule: DateRule) -> None:
    assert parse_date_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2027-05-01", "never a year"),
        ("1.5.2027", "never a year"),
        ("20 weeks before rotation_start", "a name and a distance"),
        ("match-day-2 weeks", "a space before the '-'"),
        ("rotation_start - 2 years", "a name and a distance"),
        ("rotation_start - two weeks", "a name and a distance"),
        ("rotation_start - 20", "a name and a distance"),
        ("rotation_start - 1000 weeks", "a name and a distance"),
        ("Rotation_start", "a name and a distance"),
        ("rotation start", "a name and a distance"),
        ("", "a name and a distance"),
        ("- 2 weeks", "a name and a distance"),
    ],
)
def test_what_is_no_date_rule(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_date_rule(text)


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        (DateRule("x", -20, "weeks"), "2026-12-14"),
        (DateRule("x", 1, "months"), "2027-06-03"),
        (DateRule("x", 30, "days"), "2027-06-02"),
        (DateRule("x"), "2027-05-03"),
    ],
)
def test_shifting(rule: DateRule, end: str) -> None:
    assert rule.shift(day("2027-05-03")) == day(end)


@pytest.mark.parametrize(
    "text", ["2027-02-29", "27-02-01", "2027-2-1", "20270201", "2027-W05-1", "today", "", "２０２７-02-01"]
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_day(text)


def test_days_stay_within_the_calendar() -> None:
    assert parse_day("1900-01-01") == day("1900-01-01")
    assert parse_day("2200-12-31") == day("2200-12-31")
    for far in ("1899-12-31", "2201-01-01", "9999-12-31", "0001-01-01"):
        with pytest.raises(ValueError, match="too far away"):
            parse_day(far)
    with pytest.raises(ValueError, match="too far away"):
        check_year(dt.date.max)
