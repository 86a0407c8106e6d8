"""Reading conditions: the words of a condition become the same condition however they are written."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics
from generator.load.conditions import ConditionReader
from generator.logic.describe import condition_words
from tests.readers import small_world, yaml_map


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{}", "always"),
        ("{visa: j1}", "visa: j1"),
        ("{visa: [j1]}", "visa: j1"),
        ("{visa: [h1b, j1]}", "visa: h1b or j1"),
        ("{visa: j1, status: student}", "visa: j1 and status: student"),
        ("{all: [{visa: j1}, {status: student}]}", "visa: j1 and status: student"),
        ("{any: [{visa: j1}, {status: student}]}", "visa: j1 or status: student"),
        ("{not: {visa: j1}}", "not visa: j1"),
        ("{not: {visa: j1, status: student}}", "not (visa: j1 and status: student)"),
        (
            "{visa: j1, not: {any: [{status: student}, {rotations: 2}]}}",
            "visa: j1 and not (status: student or rotations: 2)",
        ),
        ("{any: [{all: [{visa: j1}]}]}", "visa: j1"),
        ("{rotations: 2}", "rotations: 2"),
        ("{rotations: [0, 3]}", "rotations: 0 or 3"),
        ("{rotations: {min: 2}}", "rotations: 2 or more"),
        ("{rotations: {max: 2}}", "rotations: up to 2"),
        ("{rotations: {min: 1, max: 2}}", "rotations: 1 to 2"),
        ("{rotations: {min: 2, max: 2}}", "rotations: 2"),
        ("{rotation_start: 2027-05-01}", "rotation_start: 2027-05-01"),
        ("{rotation_start: [2027-05-01, 2027-06-01]}", "rotation_start: 2027-05-01 or rotation_start: 2027-06-01"),
        ("{rotation_start: {max: 2027-06-30}}", "rotation_start: up to 2027-06-30"),
        ("{rotation_start: {min: 2027-06-30}}", "rotation_start: from 2027-06-30"),
        ("{interest: [teaching, research]}", "interest: research or teaching"),
        ("{setting: ward}", "setting: ward"),
        ("{plan.rotations: {min: 2}}", "plan.rotations: 2 or more"),
        ("{plan.rotations: 9}", "plan.rotations: 9"),
    ],
)
def test_conditions(written: str, meant: str) -> None:
    assert condition_words(small_world().condition(written)) == meant


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("{vis: j1}", "1:2 unknown-facet"),
        ("{visa: o1}", "1:8 unknown-value"),
        ("{visa: undecided}", "1:8 unknown-value"),
        ("{visa: [j1, o1]}", "1:13 unknown-value"),
        ("{visa: []}", "1:8 bad-condition"),
        ("{visa: {min: 1}}", "1:8 bad-condition"),
        ("{rotations: many}", "1:13 unknown-value"),
        ("{rotations: 5}", "1:13 unknown-value"),
        ("{rotations: -1}", "1:13 unknown-value"),
        ("{rotations: {}}", "1:13 bad-condition"),
        ("{rotations: {min: 3, max: 2}}", "1:13 bad-condition"),
        ("{rotations: {least: 3}}", "1:14 unknown-key"),
        ("{rotation_start: soon}", "1:18 unknown-value"),
        ("{rotation_start: 9999-01-01}", "1:18 unknown-value"),
        ("{rotation_start: {min: 2027-02-30}}", "1:24 unknown-value"),
        ("{any: {visa: j1}}", "1:7 bad-condition"),
        ("{any: []}", "1:7 bad-condition"),
        ("{all: [visa]}", "1:8 bad-condition"),
        ("{any: [{}]}", "1:8 bad-condition"),
        ("{not: []}", "1:7 bad-condition"),
        ("{not: {}}", "1:7 bad-condition"),
        ("{not: visa}", "1:7 bad-condition"),
        ("{plan.window_opens: 3}", "1:2 unknown-plan-value"),
        ("{plan.nothing: 3}", "1:2 unknown-plan-value"),
        ("{any: [{not: {all: [{vis: j1}]}}]}", "1:22 unknown-facet"),
    ],
)
def test_what_is_wrong_and_where(written: str, wrong: str) -> None:
    diagnostics = Diagnostics()
    ConditionReader(dict(small_world().opened.subjects), diagnostics).condition(yaml_map(written))
    assert [f"{one.span.line}:{one.span.column} {one.code}" for one in diagnostics] == [wrong]


def test_what_could_not_be_read_is_not_reported_again() -> None:
    diagnostics = Diagnostics()
    diagnostics.lose("facets", "lost")
    diagnostics.lose("plan", "lost")
    reader = ConditionReader(dict(small_world().opened.subjects), diagnostics, frozenset({"plan.later"}))
    reader.condition(yaml_map("{lost: x, plan.lost: 2, gone: y, plan.later: 1}"))
    assert [one.code for one in diagnostics] == ["unknown-facet", "later-plan-value"]
    diagnostics = Diagnostics()
    diagnostics.lose("facets")
    ConditionReader({}, diagnostics).condition(yaml_map("{anything: x}"))
    assert diagnostics.found == []
