"""Fixtures that all tests share."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from generator.app import handbooks, opened, persona_books
from generator.app.kept_pieces import keeping, reading
from generator.app.stopwatch import Stopwatch
from generator.cli import build_, handbooks_
from generator.diagnostics import Diagnostic, Diagnostics
from generator.publish import histories
from generator.render import cluster
from generator.render.pdf import _press
from generator.render.surroundings import Typesetting, read_surroundings
from generator.write import locked
from tests.projects import ROOT, SMALL, TODAY, Files, MakeProject, guidegen, write_project
from tests.shared import built_once

# The same examples on every run, so that nobody's change turns another's test red; no clock in the verdict.
settings.register_profile(
    "tests", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten only when asked for; read the difference before you keep it."""
    parser.addoption("--rewrite-expected", action="store_true", help="rewrite tests/invalid/*/expected.txt")


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as cores: for a third of its time a run would wait for browsers and servers."""
    return max(1, (os.cpu_count() or 1) * 3 // 2)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Campaigns take minutes: they run only where they are asked for (`make campaign`), each test with an hour."""
    if "campaign" in config.option.markexpr:
        for item in items:
            if item.get_closest_marker("campaign"):
                item.add_marker(pytest.mark.timeout(3600))
        return
    left_out = [item for item in items if item.get_closest_marker("campaign")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def _shipped_project_is_opened_once() -> Iterator[None]:
    """The shipped project does not change under the tests: what opens it gets it as it was opened first on that day.

    `check` opens it again each time.
    """
    known: dict[tuple[dt.date, bool], tuple[opened.Opened | None, tuple[Diagnostic, ...]]] = {}
    examine = opened.examine_project

    def once(
        root: Path, today: dt.date, watch: Stopwatch, *, drafts: bool = False, **earlier: Any
    ) -> tuple[opened.Opened | None, Diagnostics]:
        if root.resolve() != ROOT:
            return examine(root, today, watch, drafts=drafts, **earlier)
        if (today, drafts) not in known:
            found, diagnostics = examine(root, today, watch, drafts=drafts)
            known[today, drafts] = found, tuple(diagnostics)
        project, said = known[today, drafts]
        diagnostics = Diagnostics(list(said))
        return None if project is None else replace(project, root=root, warnings=diagnostics, watch=watch), diagnostics

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "examine_project", once)
        yield


@pytest.fixture(scope="session")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pieces are that tests have laid out."""
    return built_once(tmp_path_factory, "pieces", lambda _: None)


@pytest.fixture(scope="session", autouse=True)
def _pieces_are_laid_out_once(pieces: Path) -> Iterator[None]:
    """A piece of a handbook that one test laid out is there for all others that call `guidegen` in this process.

    tests/press holds books from such pieces against whole ones; `own_pieces` is for tests that care where pieces are.
    """

    def shared(typesetting: Typesetting, root: Path, *, reuse: bool) -> Typesetting:
        return replace(typesetting, stock=str(pieces), keeps=True) if reuse else typesetting

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(persona_books, "keeping", shared)
        patch.setattr(handbooks, "reading", shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_take_one_process() -> Iterator[None]:
    """Tests keep every core at work already; several processes for one command lay out the same pieces each.

    Tests of several processes name their number.
    """
    with pytest.MonkeyPatch.context() as patch:
        for command in (build_.command, handbooks_.command):
            (jobs,) = (one for one in command.params if one.name == "jobs")
            patch.setattr(jobs, "default", 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def _slow_machines_are_waited_for() -> Iterator[None]:
    """What gives up on others after seconds waits for as long as a test may take.

    Tests of giving up set a limit of their own.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module, limit in ((locked, "WAIT"), (histories, "PATIENCE"), (cluster, "CONNECT")):
            patch.setattr(module, limit, 250.0)
        yield


@pytest.fixture(scope="session", autouse=True)
def _fonts_go_before_the_interpreter() -> Iterator[None]:
    """The library that frees the engine's fonts is gone when Python clears what is left."""
    yield
    _press.cache_clear()
    read_surroundings.cache_clear()


@pytest.fixture
def own_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pieces as every project does: in its cache, and those of personas only."""
    monkeypatch.setattr(persona_books, "keeping", keeping)
    monkeypatch.setattr(handbooks, "reading", reading)


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter project with its site and its handbooks built. Look, but do not touch."""

    def build(folder: Path) -> None:
        root = folder / "tour"
        commands: list[list[str | Path]] = [["init", root], ["build", "-C", root], ["handbooks", "-C", root]]
        for command in commands:
            ran = guidegen(*command, *([] if command[0] == "init" else ["--as-of", TODAY]))
            assert ran.code == 0, ran.err

    return built_once(tmp_path_factory, "starter", build) / "tour"


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write a project: `make_project({path: text})` over the small one (tests/small), or over another `base`."""

    def make(files: Files | None = None, *, base: Files = SMALL, name: str = "project") -> Path:
        return write_project(tmp_path / name, files or {}, base)

    return make
