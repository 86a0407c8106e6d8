"""What runs on a worker of a cluster: it says what it has, takes the theme, and lays out with a pool of its own.

A pool inside the worker keeps the isolation that a book has on this machine, and leaves the worker's own threads free.
"""

from __future__ import annotations

import multiprocessing
import shutil
import threading
import time
from collections.abc import Mapping
from concurrent.futures import wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.errors import GuidegenError
from generator.render.pdf import Enclosure
from generator.render.pool import LOOK, BookPool, Outcome
from generator.render.surroundings import Typesetting
from generator.render.theme import Theme
from generator.render.versions import versions

PIECES = "pieces"
"""The folder of the pieces that are kept, among a run's files on a worker."""

IDLE = 600.0
"""Seconds after which the pool of a run that never said goodbye is ended."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A handbook on its way. Nothing of it is in what Dask writes to its logs."""

    html: str = field(repr=False)
    enclosures: tuple[Enclosure, ...] = field(repr=False)
    own: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Declined:
    """A worker that does not take a handbook: it knows nothing of the run yet, or cannot do it at all, and why."""

    worker: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Wares:
    """What the handbooks of a run are laid out with, as it travels: the files of the theme by path, not its folders.

    The pieces that are kept travel too. They were made for personas, so that nobody's words are in them.
    """

    name: str
    typesetting: Typesetting
    files: Mapping[str, bytes]

    @classmethod
    def of(cls, name: str, typesetting: Typesetting) -> Wares:
        """The files of a typesetting of this machine."""
        theme = Theme(tuple(Path(folder) for folder in typesetting.folders))
        files = {f"handbook/{path}": content for path, content in theme.assets("handbook").items()}
        logo = None if typesetting.logo is None else theme.asset("site", typesetting.logo)
        if logo is not None:
            files[f"site/{typesetting.logo}"] = logo
        if typesetting.stock is not None:
            stock = Path(typesetting.stock)
            kept = (file for file in stock.rglob("*") if file.is_file())
            files |= {f"{PIECES}/{file.relative_to(stock).as_posix()}": file.read_bytes() for file in kept}
        return cls(name, replace(typesetting, folders=(), stock=typesetting.stock and PIECES), files)

    def unpacked(self, folder: Path) -> Typesetting:
        """The same on another machine."""
        for path, content in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        stock = None if self.typesetting.stock is None else str(folder / PIECES)
        return replace(self.typesetting, folders=(str(folder),), stock=stock)


class Workshop:
    """A run's theme and pool on this worker."""

    def __init__(self, wares: Wares, worker: str, folder: Path, jobs: int) -> None:
        self.worker, self.folder, self.jobs = worker, folder, jobs
        self.typesetting = wares.unpacked(folder)
        self.used = time.monotonic()
        self._pool: BookPool | None = None
        self._lock = threading.Lock()

    def pool(self) -> BookPool:
        """The pool, started with the first handbook."""
        with self._lock:
            if self._pool is None:
                self._pool = BookPool(self.typesetting, self.jobs)
            self.used = time.monotonic()
            return self._pool

    def close(self) -> None:
        """End the pool and remove the theme."""
        with self._lock:
            if self._pool is not None:
                self._pool.close(at_once=True)
        shutil.rmtree(self.folder, ignore_errors=True)


WORKSHOPS: dict[str, Workshop] = {}
"""By name of the run; of this process alone."""


def report(dask_worker: Any) -> dict[str, Any]:
    """What a worker has: the versions of what lays out, and whether it may start processes and writes what it holds
    to its disk.
    """
    return {
        "versions": versions(),
        "daemon": multiprocessing.current_process().daemon,
        "spills": type(dask_worker.data) is not dict,
    }


def open_workshop(wares: Wares, dask_worker: Any) -> None:
    """Get ready for a run; those of runs that are long gone are closed."""
    for name, other in list(WORKSHOPS.items()):
        if time.monotonic() - other.used > IDLE:
            close_workshop(name)
    if wares.name not in WORKSHOPS:
        folder = Path(dask_worker.local_directory) / wares.name
        WORKSHOPS[wares.name] = Workshop(wares, dask_worker.address, folder, dask_worker.state.nthreads)


def close_workshop(name: str) -> None:
    """End what a run had here."""
    workshop = WORKSHOPS.pop(name, None)
    if workshop is not None:
        workshop.close()


def lay_out_there(name: str, parcel: Parcel) -> Outcome | Declined:
    """One handbook of a run, laid out in a process of its own. Never raises: Dask would log what it was called with."""
    workshop = WORKSHOPS.get(name)
    if workshop is None:
        return Declined()
    try:
        pool = workshop.pool()
        future = pool.start(parcel.html, parcel.enclosures, parcel.own)
        while not wait([future], LOOK).done:
            pool.check()
        return pool.outcome(future)
    except (GuidegenError, OSError, RuntimeError) as error:
        return Declined(workshop.worker, str(error))
