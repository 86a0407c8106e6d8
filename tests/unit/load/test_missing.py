"""What is told to be written for a key that is missing, by the type of the key."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import pytest

from generator.load.missing import cure
from generator.model.dates import DateRule
from generator.model.facet import Unit
from generator.model.step import Step
from tests.projects import INVALID_DIR


@pytest.mark.parametrize(
    ("annotation", "written"),
    [
        (Literal["1"], "write 'key: 1'"),
        (Literal["first", "min"], "write 'key:' and one of first, min"),
        (Literal["all"] | tuple[str, ...], "write 'key: all'"),
        (str | None, "write 'key:' and a text"),
        (bool, "write 'key:' and yes or no"),
        (int, "write 'key:' and a whole number"),
        (dt.date, "write 'key:' and a day as year-month-day, such as 2027-06-30"),
        (DateRule, "write 'key:' and a name and a distance, such as 'name - 20 weeks'"),
        (tuple[str, ...], "write 'key:' and a list, such as [one, two]"),
        (tuple[Unit, ...], "write 'key:' and a list below it, each entry begun with '-'"),
        (dict[str, object], "write 'key:' and 'key: value' lines indented below it"),
        (Unit, "write 'key:' and 'key: value' lines indented below it"),
        (object, "write 'key:' and its value"),
    ],
)
def test_cures(annotation: Any, written: str) -> None:
    assert cure("key", annotation) == written


def test_every_type_of_a_model_has_one() -> None:
    for name, field in Step.model_fields.items():
        assert cure(name, field.annotation).startswith(f"write '{name}:")


def test_no_missing_key_is_told_without_a_cure() -> None:
    lines = [line for file in INVALID_DIR.glob("*/expected.txt") for line in file.read_text("utf-8").splitlines()]
    told = [line for line in lines if "is missing" in line and "bad-person" not in line]
    assert len(told) > 25
    assert [line for line in told if " | " not in line] == []
