"""Dates for one reader: milestones by rule or as stored, planned days, and rules in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.diagnostics import Diagnostics
from generator.load.conditions import ConditionReader
from generator.load.schema import build_entries
from generator.logic.calendar import Calendar
from generator.model.answers import Answers, Interval
from generator.model.dates import Dated, parse_date_rule
from generator.model.milestone import Milestone
from tests.readers import small_world, yaml_map

REST = "phase: p, kind: event, basis: pattern, confidence: high, verify: false"
THIRD_FRIDAY = "month: 3, weekday: friday, n: 3"
STORED = "{start: 2028-01-03, status: published}"
MILESTONES = f"""
milestones:
  fixed: {{label: Fixed, start: {{rule: fixed, year: -1, month: 9, day: 1}}, {REST}}}
  match-day: {{label: Match Day, called: Match Day, start: {{rule: nth-weekday, year: 0, {THIRD_FRIDAY}}}, {REST}}}
  before: {{label: B, start: {{rule: weekday-on-or-before, year: 0, month: 5, day: 1}}, {REST}}}
  after: {{label: A, start: {{rule: weekday-on-or-after, year: 0, month: 5, day: 1}}, {REST}}}
  later: {{label: L, called: the later day, start: {{rule: relative, to: match-day, days: -16}}, {REST}}}
  stored: {{label: S, start: {{rule: fixed, year: 0, month: 1, day: 1}}, dates: {{2028: {STORED}}}, {REST}}}
"""


def calendar(answers: Answers, year: int = 2028) -> Calendar:
    diagnostics = Diagnostics()
    reader = ConditionReader(dict(small_world().opened.subjects), diagnostics)
    milestones = build_entries(Milestone, yaml_map(MILESTONES), "milestones", reader, diagnostics)
    assert not diagnostics.found
    return Calendar(
        milestones,
        small_world().opened.project.facets,
        answers,
        year,
        plan_dates={"window_opens": dt.date(2027, 4, 25)},
        plan_called={"window_opens": "the first month of your window"},
    )


def given(day: str | None) -> Answers:
    date = None if day is None else dt.date.fromisoformat(day)
    return {"rotation_start": Interval(date, date)}


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("fixed", 2028, "2027-09-01"),
        ("fixed", 2030, "2029-09-01"),
        ("match-day", 2028, "2028-03-17"),
        ("match-day", 2027, "2027-03-19"),
        ("later", 2028, "2028-03-01"),
        ("before", 2027, "2027-04-30"),  # May 1, 2027 is a Saturday
        ("after", 2027, "2027-05-03"),
        ("before", 2028, "2028-05-01"),  # a Monday
        ("after", 2028, "2028-05-01"),
        ("stored", 2028, "2028-01-03"),
        ("stored", 2029, "2029-01-01"),
    ],
)
def test_milestones(name: str, year: int, day: str) -> None:
    assert calendar(given(None), year).milestone(name) == Dated(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("rule", "answer", "day", "planned"),
    [
        ("rotation_start", "2027-05-03", "2027-05-03", False),
        ("rotation_start - 20 weeks", "2027-05-03", "2026-12-14", False),
        ("rotation_start - 20 weeks", None, "2026-12-06", True),
        ("plan.window_opens + 1 month", None, "2027-05-25", False),
        ("match-day - 2 weeks", None, "2028-03-03", False),
    ],
)
def test_rules(rule: str, answer: str | None, day: str, *, planned: bool) -> None:
    found = calendar(given(answer)).resolve(parse_date_rule(rule))
    assert found == Dated(dt.date.fromisoformat(day), planned)


def test_without_the_plan_there_is_no_planned_day() -> None:
    made = replace(calendar(given(None)), plan_dates={})
    assert made.resolve(parse_date_rule("rotation_start - 2 weeks")) is None
    assert made.resolve(parse_date_rule("plan.window_opens")) is None


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("rotation_start - 20 weeks", "20 weeks before your first rotation"),
        ("rotation_start + 1 week", "one week after your first rotation"),
        ("match-day - 2 days", "two days before Match Day"),
        ("fixed - 1 month", "one month before Fixed"),
        ("later", "the later day"),
        ("plan.window_opens - 3 months", "three months before the first month of your window"),
    ],
)
def test_rules_in_words(rule: str, words: str) -> None:
    assert calendar(given(None)).words(parse_date_rule(rule)) == words
