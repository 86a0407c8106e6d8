"""A thousand random rule sets: the same dead text, tautologies, holes, losers and ties as Z3 finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns import sampled
from tests.space.opened import opened, proved
from tests.space.rule_sets import make_rule_set
from tests.space.z3_oracle import Finding, Oracle

RULE_SETS = 1000
BATCH = 50
CODES = {
    "dead-part", "dead-chapter", "dead-slot", "dead-module", "dead-block",
    "always-true", "never-wins", "hole", "tie",
}  # fmt: skip
TEXTS = ("content/outline.yaml", "content/modules/")


@pytest.mark.parametrize("first", sampled(range(0, RULE_SETS, BATCH), 1))
def test_the_same_findings_as_z3(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        project, loaded = opened(tmp_path / "project", make_rule_set(seed).files())
        errors = {one.code for one in loaded if one.severity == "error"}
        assert errors <= {"tie", "circle"}, seed
        everything = [*loaded, *proved(project)]
        oracle = Oracle(project.project)
        if not oracle.possible():
            assert [one.code for one in everything if one.code != "tie"] == ["no-reader"], seed
            continue
        assert "too-large" not in {one.code for one in everything}, seed
        ours: set[Finding] = {
            (one.code, one.span) for one in everything if one.code in CODES and one.span.path.startswith(TEXTS)
        }
        theirs = oracle.findings()
        assert ("circle" in errors) is oracle.has_circle, seed
        assert ours == theirs, seed
