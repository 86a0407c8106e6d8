"""Comparisons have the labels of what they compare, also where no phrase can be made of them."""

from __future__ import annotations

from generator.load.project import load_project
from tests.projects import ROOT


def test_what_is_compared_is_called_by_its_label() -> None:
    project, subjects, _ = load_project(ROOT)
    assert project is not None
    labels = {step.label for step in project.steps.values()}
    on_path = [one for one in subjects.values() if one.comparison is not None and one.comparison.is_on_path]
    assert any(not one.phrases for one in on_path), "one with a bound that has no name"
    assert [one.name for one in on_path if one.label not in labels] == []
