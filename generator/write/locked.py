"""The lock that keeps two runs from writing to the same folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.cache import make_folder, unwritable
from generator.errors import RefusedError

WAIT = 10.0
"""Seconds to wait for another run that writes to the same root."""


@contextmanager
def locked(target: Path, locks: Path) -> Iterator[None]:
    """Lock an output folder; `locks` is where locks are. Raises RefusedError where another run has it."""
    make_folder(locks)
    lock = FileLock(locks / f"{hashlib.sha256(str(target).encode()).hexdigest()[:16]}.lock", timeout=WAIT)
    try:
        lock.acquire()
    except Timeout:
        raise RefusedError(f"another run of guidegen is writing to {target}") from None
    except OSError as error:
        raise unwritable(locks, error) from error
    try:
        yield
    finally:
        lock.release()
