"""All cases through which a break of the page's script may be noticed: calls of its functions, and readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.browser import plan_data
from tests.engine.alone import alone
from tests.engine.both import cases
from tests.engine.by_chance import random_projects
from tests.engine.counted import EDGES as BEST
from tests.engine.counted import open_counted
from tests.engine.counted_steps import READERS as TOGETHER
from tests.engine.drawn import drawn_calls, week_calls
from tests.engine.later import EDGES as FREE
from tests.engine.later import READERS as ANSWERED
from tests.engine.later import open_later, open_years
from tests.engine.odd import EDGES, open_odd
from tests.engine.rare import GIVEN, READERS, open_rare
from tests.engine.readers import random_readers
from tests.engine.small import small_calls
from tests.engine.test_agreement import BLOCKS, SMALL_ONES
from tests.engine.units import calls, label_calls, unit_cases, unit_data
from tests.path.network import DAY, open_network
from tests.projects import ROOT, SMALL, files_of, write_project
from tests.readers import DAY as TODAY


def all_cases(folder: Path, *, of: int = 1) -> dict[str, Any]:
    """The cases as mutate.js reads them; of those that are drawn, one of so many."""
    network, rare = open_network(folder / "network"), open_rare(folder / "rare")
    return {
        "units": list(_unit_groups(network, rare, of)),
        "projects": [*_reader_groups(folder, network, rare, of)],
    }


def _reader_groups(folder: Path, network: Opened, rare: Opened, of: int) -> Iterator[dict[str, Any]]:
    """Readers of projects, some of whom are there by hand."""
    written = {"blocks": files_of(BLOCKS), **SMALL_ONES}
    small = [
        open_project(write_project(folder / name, files, SMALL), DAY, Stopwatch()) for name, files in written.items()
    ]
    projects = (
        *((one, 12, (), ()) for one in random_projects(folder / "random", range(0, 80, of))),
        *((one, 60, (), ()) for one in (network, *small)),
        (open_odd(folder / "odd"), 90, EDGES, ()),
        (open_counted(folder / "counted"), 90, BEST, TOGETHER),
        (open_later(folder / "later"), 60, FREE, ANSWERED),
        (open_years(folder / "years"), 40, FREE, ()),
        (rare, 12, (), READERS),
        (open_project(ROOT, TODAY, Stopwatch()), 12, (), ()),
    )
    for one, count, edges, others in projects:
        yield cases(one, [*random_readers(one, count // of, 5, edges=edges), *others])


def _unit_groups(network: Opened, rare: Opened, of: int) -> Iterator[dict[str, Any]]:
    """Calls of single functions: those that ask no rules, and those that ask the rules of a project."""
    units = unit_data(list(unit_cases(2000 // of, 5)))
    named = (*calls(3), *small_calls(3), *label_calls(network), *drawn_calls(3), *week_calls(3))
    yield {"plan": units["plan"], "cases": [*(one for one, _ in named), *units["cases"]]}
    for opened, more in ((network, ()), (rare, GIVEN)):
        rules = {"rules": plan_data(opened.presence, opened.subjects)}
        yield {"plan": units["plan"] | rules, "cases": [one for one, _ in alone(opened, 80 // of, 3, more)]}
