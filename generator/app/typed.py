"""Commands that messages name, as they have to be typed here: with every option without which they would not do."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

from generator import clock

MARKER = "guidegen.yaml"
"""The file that makes a folder a project."""


def nearest_project(folder: Path) -> Path | None:
    """The project a folder lies in: the nearest one upward."""
    return next((one.resolve() for one in (folder, *folder.parents) if (one / MARKER).is_file()), None)


def typed(root: Path, *words: str | Path) -> str:
    """A command of guidegen for a project, to be typed where this one was."""
    command, *rest = map(str, words)
    place = [] if nearest_project(Path.cwd()) == root.resolve() else ["-C", str(root)]
    return shlex.join(["guidegen", command, *place, *rest])


def folder_words(root: Path, folder: Path, usual: str) -> list[str]:
    """The option that names an output folder, where it is not the usual one."""
    return [] if folder == root / usual else ["-o", str(folder)]


def day_words(today: dt.date) -> list[str]:
    """The option that names the day to count from, where it is not today."""
    return [] if today == clock.today() else ["--as-of", today.isoformat()]
