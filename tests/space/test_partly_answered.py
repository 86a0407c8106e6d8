"""Readers who left something open: the same findings as going through every one of them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.campaigns import sampled
from tests.space.brute_force import Brute, answers_of, choices
from tests.space.opened import opened, proved
from tests.space.rule_sets import make_rule_set

PROJECTS = 240
BATCH = 30
MOST_READERS = 60


@pytest.mark.parametrize("first", sampled(range(0, PROJECTS, BATCH), 1))
def test_what_stays_open_what_is_never_used_and_what_is_ruled_out(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        project, loaded = opened(tmp_path / "project", make_rule_set(seed).files())
        if {one.code for one in loaded if one.severity == "error"} - {"tie"}:
            continue
        if math.prod(len(several) for several in choices(project).values()) > MOST_READERS:
            continue
        brute = Brute(project)
        assert next(brute.surprises(), None) is None, f"{seed}: no completion has what was ruled out"
        if not brute.everybody:
            continue
        everything = proved(project)
        rows, open_ones = brute.partial_findings()
        assert {(one.code, one.span) for one in everything if one.code == "stays-unknown"} == open_ones, seed
        ours = {(one.code, one.span) for one in everything if one.code == "dead-row" and "rules" in one.span.path}
        assert ours == rows, seed
        for one in everything:
            if one.code == "stays-unknown":
                assert one.witness is not None
                assert brute.shows_open(answers_of(project, one.witness), (one.code, one.span)), (seed, one)


@pytest.mark.parametrize("first", sampled(range(0, PROJECTS, BATCH), 1))
def test_which_points_are_hidden(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        project, loaded = opened(tmp_path / "project", make_rule_set(seed, texts=True).files())
        if {one.code for one in loaded if one.severity == "error"} - {"tie"} or project.project.tables:
            continue
        if math.prod(len(several) for several in choices(project).values()) > MOST_READERS:
            continue
        brute = Brute(project)
        ours = {(one.code, one.span) for one in proved(project) if one.code == "point-hidden"}
        assert not brute.everybody or ours == brute.lost_points(), seed
