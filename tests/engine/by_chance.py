"""Projects of random rules, each with tables, facets, constraints and texts under conditions, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.app.opened import Opened
from tests.space.opened import opened
from tests.space.rule_sets import make_rule_set


def random_projects(folder: Path, seeds: Iterable[int]) -> Iterator[Opened]:
    """Those of these seeds that have no error."""
    for seed in seeds:
        project, found = opened(folder / str(seed), make_rule_set(seed, texts=True).files())
        if all(one.severity != "error" for one in found):
            yield project
