"""Projects of these tests, loaded without the command line."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.app.opened import Opened, examine_project
from generator.app.stopwatch import Stopwatch
from generator.check.whole import check_whole_space
from generator.diagnostics import Diagnostic, Diagnostics

TODAY = dt.date(2026, 11, 22)


def write(root: Path, files: Mapping[str, str]) -> None:
    """Make `root` hold exactly these files."""
    shutil.rmtree(root, ignore_errors=True)
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")


def opened(root: Path, files: Mapping[str, str]) -> tuple[Opened, list[Diagnostic]]:
    """A project of these files, and what loading it found."""
    write(root, files)
    project, found = examine_project(root, TODAY, Stopwatch())
    assert project is not None
    return project, list(found)


def proved(project: Opened) -> list[Diagnostic]:
    """What is found over the whole profile space."""
    diagnostics = Diagnostics()
    check_whole_space(project.presence, TODAY, diagnostics)
    return list(diagnostics)
