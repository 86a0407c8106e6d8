"""The page's script decides conditions as the engine does: both are held against one table, and against each other."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.logic.evaluate import evaluate
from generator.model.answers import Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.render.browser import condition_json
from tests.browser.conftest import GUIDE, Visitor

TABLE: list[list[Any]] = json.loads(Path(__file__).with_name("truth.json").read_text("utf-8"))
WORDS = """(cases) => cases.map(([condition, answers]) =>
    ({ true: "true", false: "false", null: "unknown" })[truth(condition, answers)])"""


def condition_of(data: Mapping[str, Any]) -> Condition:
    """The condition that a page holds as data."""
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
    """The possible answers that a page holds as data."""
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


def test_the_page_keeps_to_the_table(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    found = page.evaluate(WORDS, [[condition, answers] for _, condition, answers, _ in TABLE])
    assert {row[0]: one for row, one in zip(TABLE, found, strict=True)} == {row[0]: row[3] for row in TABLE}


def test_an_unanswered_question_is_unknown_on_the_page(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    clause = {"is": "visa", "in": ["j1"]}
    assert page.evaluate(WORDS, [[clause, {}], [{"not": clause}, {}], [{"all": [clause]}, {}]]) == ["unknown"] * 3


def test_both_agree_on_random_conditions(site: Path, visitor: Visitor) -> None:
    chance = random.Random(20261122)
    cases: list[tuple[Condition, dict[str, Any]]] = [(_condition(chance, 3), _answers(chance)) for _ in range(3000)]
    page = visitor.open(site / GUIDE / "papers.html")
    found = page.evaluate(WORDS, [[json.loads(condition_json(condition)), answers] for condition, answers in cases])
    for (condition, answers), words in zip(cases, found, strict=True):
        possible = {subject: possible_of(one) for subject, one in answers.items()}
        assert evaluate(condition, possible).value == words, (condition, answers)


def _condition(chance: random.Random, depth: int) -> Condition:
    kind = chance.randrange(8 if depth else 4)
    if kind >= 4:
        parts = tuple(_condition(chance, depth - 1) for _ in range(chance.randrange(3)))
        return (AllOf(parts), AnyOf(parts), Not(_condition(chance, depth - 1)), AllOf(parts))[kind - 4]
    match kind:
        case 0:
            return Clause("visa", frozenset(chance.sample(("j1", "h1b", "none"), chance.randrange(4))))
        case 1:
            return Clause(chance.choice(("rotations", "plan.rotations")), _numbers(chance))
        case 2:
            return Clause("interest", frozenset(chance.sample(("research", "teaching"), chance.randrange(1, 3))))
    low, high = sorted((_day(chance), _day(chance)))
    return Clause("start", Range(low, high) if chance.random() < 0.5 else Range(None, high))


def _numbers(chance: random.Random) -> frozenset[str | int] | Range:
    if chance.random() < 0.5:
        return frozenset(chance.sample(range(4), chance.randrange(4)))
    low, high = sorted((chance.randrange(4), chance.randrange(4)))
    return Range(low, high)


def _day(chance: random.Random) -> dt.date:
    return dt.date(2027, chance.randrange(1, 5), 1)


def _answers(chance: random.Random) -> dict[str, Any]:
    low, high = sorted((_day(chance), _day(chance)))
    possible: list[Any] = chance.sample([None, 0, 1, 2, 3], chance.randrange(1, 5))
    return {
        "visa": chance.sample(["j1", "h1b", "none"], chance.randrange(1, 4)),
        "rotations": chance.sample(range(4), chance.randrange(1, 5)),
        "plan.rotations": {"value": possible[0], "possible": possible},
        "interest": {"several": chance.choice([None, [], ["research"], ["research", "teaching"]])},
        "start": {
            "low": chance.choice([None, low.isoformat()]),
            "high": chance.choice([None, high.isoformat()]),
        },
    }
