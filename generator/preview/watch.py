"""Watching files: a word for every change, as soon as writing has come to rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

REST = 60
"""Milliseconds without a further change before a change is told."""

STEP = 20


def watch_files(paths: Iterable[Path], changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` after every change below the paths that exist, until `stop` is set."""
    from watchfiles import watch  # noqa: PLC0415 -- only where something is watched

    existing = [path for path in paths if path.exists()]
    for _ in watch(*existing, stop_event=stop, debounce=REST, step=STEP, raise_interrupt=False):
        changed()
