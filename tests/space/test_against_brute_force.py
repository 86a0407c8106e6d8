"""Small random projects: the same findings as going through every reader with `plan` and `select`."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from tests.campaigns import sampled
from tests.space.brute_force import Brute, Finding, answers_of, choices, select, violations
from tests.space.opened import opened, proved
from tests.space.rule_sets import make_rule_set

PROJECTS = 160
BATCH = 20
MOST_READERS = 250
FOR_SOME = {
    "hole", "broken-requires", "absent-target", "no-value", "point-misplaced", "point-twice", "point-missing",
}  # fmt: skip
NEVER_OR_ALWAYS = {
    "dead-part", "dead-chapter", "dead-slot", "dead-module", "dead-block", "dead-point", "never-wins", "always-true",
}  # fmt: skip
HIDDEN = "hidden from them"


def found_in(everything: list[Diagnostic], codes: set[str]) -> set[Finding]:
    return {(one.code, one.span) for one in everything if one.code in codes and HIDDEN not in one.message}


@pytest.mark.parametrize("first", sampled(range(0, PROJECTS, BATCH), 1))
def test_the_same_findings_as_brute_force(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        project, loaded = opened(tmp_path / "project", make_rule_set(seed, texts=True).files())
        if {one.code for one in loaded if one.severity == "error"} - {"tie"}:
            continue
        if math.prod(len(several) for several in choices(project).values()) > MOST_READERS:
            continue
        everything = proved(project)
        brute = Brute(project)
        if not brute.everybody:
            assert [one.code for one in everything] == ["no-reader"], seed
            continue
        some = brute.any_violation()
        others = brute.never_or_always()
        assert found_in(everything, FOR_SOME) == some | {one for one in others if one[0] == "no-value"}, seed
        ours = found_in(everything, NEVER_OR_ALWAYS)
        assert ours == {one for one in others if one[0] in NEVER_OR_ALWAYS}, seed
        nobody = {path_of(name) for name in brute.chosen_by_nobody()}
        silent = brute.blocks_shown_to_nobody()
        for one in everything:
            assert one.code not in ("dead-module", "never-wins") or one.span.path in nobody, (seed, one)
            assert one.code != "dead-block" or one.span in silent, (seed, one)
            if one.code in FOR_SOME and one.witness is not None and HIDDEN not in one.message:
                assert_shown(one, brute, seed)


def path_of(module: str) -> str:
    return f"content/modules/m/{module}.md"


def assert_shown(one: Diagnostic, brute: Brute, seed: int) -> None:
    """Anyone who gives the answers of the witness has the finding, whatever else they answer."""
    assert one.witness is not None
    readers = list(itertools.islice(brute.completed(answers_of(brute.project, one.witness)), 5))
    assert readers, (seed, one)
    for reader in readers:
        if one.code != "no-value":
            assert (one.code, one.span) in violations(brute.project, reader, select(brute.project, reader)), (seed, one)
