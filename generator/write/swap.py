"""Exchanging two folders in one step, so that a reader sees the old tree whole or the new tree whole."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def stage_path(target: Path) -> Path:
    """Where the new tree is prepared: next to the target, so that it can be renamed into place."""
    return target.with_name(f".{target.name}.guidegen-new")


def spool_path(target: Path) -> Path:
    """Where files wait that are finished before the new tree is prepared."""
    return target.with_name(f".{target.name}.guidegen-spool")


def old_path(target: Path) -> Path:
    """Where the old tree is kept for a moment, where folders cannot be exchanged in one step."""
    return target.with_name(f".{target.name}.guidegen-old")


def is_interrupted(target: Path) -> bool:
    """Whether a run is at work on the target, or one that was killed left something next to it."""
    return any(path.exists() for path in (spool_path(target), stage_path(target), old_path(target)))


def repair(target: Path) -> None:
    """Undo what a killed run left: what was half made is removed, an old tree without a new one is put back."""
    old, stage = old_path(target), stage_path(target)
    if old.exists():
        if not target.exists():
            old.rename(target)
        else:
            shutil.rmtree(old)
    if stage.exists():
        shutil.rmtree(stage)


def swap(stage: Path, target: Path, *, exchange: bool = True) -> None:
    """Put the stage in the target's place and remove the old tree."""
    if not target.exists():
        stage.rename(target)
        return
    # What cannot be removed of the old tree is left to the next `repair`: the new one is in its place.
    if exchange and _exchanged(stage, target):
        shutil.rmtree(stage, ignore_errors=True)
        return
    old = old_path(target)
    target.rename(old)
    stage.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(first: Path, second: Path) -> bool:
    """Linux's renameat2; False where the system or the file system has none."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    result: int = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    return result == 0
