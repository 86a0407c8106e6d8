"""`guidegen init`: a small runnable project."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.errors import OutputError, RefusedError
from generator.resources import starter_dir
from generator.write.swap import stage_path

NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc")


def init(target: Path, *, empty: bool = False) -> list[str]:
    """Copy the starter project, or one without a subject, into a new or empty folder; gives the files made.

    Raises RefusedError where the folder holds something, OutputError where the disk fails.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RefusedError(f"{target} is not empty; name a new folder")
    stage = stage_path(target)
    try:
        shutil.copytree(starter_dir(empty=empty), stage, ignore=NOT_COPIED)
        if target.exists():
            target.rmdir()
        stage.rename(target)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise OutputError(f"{target} could not be made: {error.strerror or error}") from error
    return sorted(file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file())
