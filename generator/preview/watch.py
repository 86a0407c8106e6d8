"""Watching files: a word for every change, as soon as writing has come to rest."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

REST = 60
"""Milliseconds without a further change before a change is told."""

STEP = 20
LOOK = 500
"""Milliseconds after which the paths are looked at again: one may have come, or been put in another's place."""


def watch_files(paths: Iterable[Path], changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` after every change below the paths, until `stop` is set.

    Editors save a file by putting a new one in its place, and folders are made while the preview runs: what is
    watched is then watched again.
    """
    from watchfiles import watch  # noqa: PLC0415 -- only where something is watched

    wanted = list(paths)
    while not stop.is_set():
        present = _present(wanted)
        if not present:
            stop.wait(LOOK / 1000)
            continue
        for found in watch(
            *present,
            stop_event=stop,
            debounce=REST,
            step=STEP,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            is_other = _present(wanted) != present
            if found or is_other:
                changed()
            if is_other:
                break


def _present(paths: Iterable[Path]) -> dict[Path, int]:
    """The paths that exist, each with what tells it from another of the same name."""
    found: dict[Path, int] = {}
    for path in paths:
        with contextlib.suppress(OSError):
            found[path] = path.stat().st_ino
    return found
