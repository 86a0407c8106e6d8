"""Engine and page's script keep to one table of what is true, false or open."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.logic.condition_data import condition_data
from generator.logic.evaluate import evaluate
from generator.model.answers import Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from tests.engine.both import page_script, run_node
from tests.engine.units import possible_data, unit_data

TABLE: list[list[Any]] = json.loads(Path(__file__).with_name("truth.json").read_text("utf-8"))
WORDS = {True: "true", False: "false", None: "unknown"}


def condition_of(data: Mapping[str, Any]) -> Condition:
    """A condition of the table."""
    if "not" in data:
        return Not(condition_of(data["not"]))
    if "all" in data:
        return AllOf(tuple(condition_of(part) for part in data["all"]))
    if "any" in data:
        return AnyOf(tuple(condition_of(part) for part in data["any"]))
    if "in" in data:
        return Clause(data["is"], frozenset(data["in"]))
    return Clause(data["is"], Range(_bound(data.get("min")), _bound(data.get("max"))))


def _bound(value: Any) -> Any:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def possible_of(data: Any) -> Possible:
    """Possible answers of the table."""
    if isinstance(data, list):
        return frozenset(data)
    if "several" in data:
        return Several(None if data["several"] is None else frozenset(data["several"]))
    if "possible" in data:
        return Presumed(data["value"], frozenset(data["possible"]))
    return Interval(_bound(data["low"]), _bound(data["high"]))


@pytest.mark.parametrize(("name", "condition", "answers", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_the_engine_keeps_to_the_table(name: str, condition: Any, answers: Any, expected: str) -> None:
    possible = {subject: possible_of(one) for subject, one in answers.items()}
    assert evaluate(condition_of(condition), possible).value == expected


def test_the_script_keeps_to_the_table(tmp_path: Path) -> None:
    cases = [
        {
            "condition": condition_data(condition_of(condition)),
            "excluded": [],
            "answers": {subject: possible_data(possible_of(one)) for subject, one in answers.items()},
            "only": "truth",
        }
        for _, condition, answers, _ in TABLE
    ]
    found = run_node("run_units.js", tmp_path, page_script(), {**unit_data([]), "cases": cases})
    assert {row[0]: WORDS[one["truth"]] for row, one in zip(TABLE, found, strict=True)} == {
        row[0]: row[3] for row in TABLE
    }
