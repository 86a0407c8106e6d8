"""Laying out many handbooks in worker processes: one that hangs, crashes or eats memory costs only itself."""

from __future__ import annotations

import itertools
import math
import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from generator.errors import ChangedError, OutputError
from generator.render.handbook import HandbookSource
from generator.render.pdf import Book, Enclosure, print_book
from generator.render.press.commons import open_commons, path_of
from generator.render.surroundings import Typesetting

TIMEOUT = 180.0
"""Seconds of processor time that one handbook may take; a full one takes about ten."""

PATIENCE = 10
"""How many times longer one may take by the clock: other programs may want the processors, too."""

MEMORY = 3 << 30
"""Bytes of address space of one worker; a full handbook takes about a tenth."""

RECYCLE, RECYCLE_WHOLE = 500, 50
"""Handbooks after which a worker is replaced. From pieces, of which it remembers no more than so many, a new worker
first has to learn them again; fonts and images of whole layouts pile up in memory.
"""

AHEAD = 3
"""Handbooks in the queue for each worker: enough that none waits, few enough that memory does not grow with them."""

LOOK = 1.0
"""Seconds after which it is looked whether the pool still works."""

_OUT_OF_TIME = getattr(signal, "SIGXCPU", None)
"""What ends a process that has used all the time it had; not on every system."""

LOADED = "generator.render.loaded"
"""What all workers have in memory when they begin."""

NO_WORKER = "no worker process can be started; see the error above"

Outcome = Book | str
"""A handbook's PDF, or a sentence saying why there is none."""
Job = TypeVar("Job")


class Crew(Protocol, Generic[Job]):
    """Those who lay out: processes of this machine, or a cluster."""

    def room(self) -> int:
        """How many handbooks they may have at once."""

    def start(self, html: str, enclosures: tuple[Enclosure, ...], own: frozenset[str]) -> Future[Job]:
        """Give them one; `own` are words by which its reader would be known."""

    def outcome(self, future: Future[Job]) -> Outcome | None:
        """What became of one; None where it has to be given to them once more."""

    def check(self) -> None:
        """Raises OutputError where nobody is at work any more."""


class BookPool:
    """Worker processes of this machine."""

    def __init__(self, typesetting: Typesetting, jobs: int, *, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        self.jobs, self.timeout = jobs, timeout
        self.commons = open_commons() if jobs > 1 and typesetting.pieces and not typesetting.keeps else None
        shared = None if self.commons is None else path_of(self.commons)
        self.typesetting = replace(typesetting, commons=shared)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([LOADED])
        recycle = RECYCLE if typesetting.pieces else RECYCLE_WHOLE
        self.pool = ProcessPool(
            max_workers=jobs, max_tasks=recycle, context=context, initializer=_limit, initargs=[memory]
        )

    def room(self) -> int:
        """How many handbooks the workers may have at once."""
        return self.jobs * AHEAD

    def start(self, html: str, enclosures: tuple[Enclosure, ...], own: frozenset[str]) -> Future[Book]:
        """Give a worker one handbook."""
        started: Future[Book] = self.pool.schedule(
            _print_in_time,
            args=(html, enclosures, self.typesetting, own, self.timeout),
            timeout=self.timeout * PATIENCE,
        )
        return started

    def outcome(self, future: Future[Book]) -> Outcome:
        """What became of one.

        Raises OutputError where no worker can be started, ChangedError where the theme is another one by now.
        """
        try:
            return future.result()
        except ChangedError:
            raise
        except OutputError as error:
            return str(error)
        except FutureTimeoutError:
            return f"the handbook was not laid out within {self.timeout * PATIENCE:.0f} seconds"
        except MemoryError:
            return "the handbook needs more memory than one may take"
        except BrokenProcessPool as error:
            raise OutputError(NO_WORKER) from error
        except (ProcessExpired, CancelledError) as error:
            if _OUT_OF_TIME is not None and getattr(error, "exitcode", 0) == -_OUT_OF_TIME:
                return f"the handbook was not laid out within {self.timeout:.0f} seconds of processor time"
            return f"the PDF engine failed: {type(error).__name__}"

    def check(self) -> None:
        """Whether it works: a pool whose workers cannot start may go without a word about what was given to it.

        Raises OutputError where it does not.
        """
        if not self.pool.active:
            raise OutputError(NO_WORKER)

    def close(self, *, at_once: bool = False) -> None:
        """End the workers: `at_once` with what they have in hand."""
        if at_once:
            self.pool.stop()  # type: ignore[no-untyped-call]
        else:
            self.pool.close()  # type: ignore[no-untyped-call]
        self.pool.join()
        if self.commons is not None:
            os.close(self.commons)
            self.commons = None


def lay_out_all(
    sources: Iterable[HandbookSource],
    typesetting: Typesetting,
    jobs: int,
    *,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
) -> Iterator[tuple[HandbookSource, Outcome]]:
    """Each handbook as it is done: its PDF, or a sentence saying why there is none.

    Sources are taken as workers become free, so that they may be made one by one. Raises OutputError where no worker
    can be started.
    """
    queue = iter(sources)
    first = list(itertools.islice(queue, 1))
    if not first:
        return
    pool = BookPool(typesetting, jobs, timeout=timeout, memory=memory)
    try:
        yield from given_to(pool, itertools.chain(first, queue))
    except BaseException:
        pool.close(at_once=True)
        raise
    pool.close()


def given_to(crew: Crew[Job], sources: Iterable[HandbookSource]) -> Iterator[tuple[HandbookSource, Outcome]]:
    """Each handbook as a crew has done it. Raises OutputError where nobody is at work any more."""
    queue = iter(sources)
    waiting: dict[Future[Job], HandbookSource] = {}

    def start(source: HandbookSource) -> None:
        waiting[crew.start(source.html, source.enclosures, source.own)] = source

    while True:
        for source in itertools.islice(queue, max(0, crew.room() - len(waiting))):
            start(source)
        if not waiting:
            return
        while not (done := wait(waiting, LOOK, FIRST_COMPLETED).done):
            crew.check()
        for future in done:
            source, outcome = waiting.pop(future), crew.outcome(future)
            if outcome is None:
                start(source)
            else:
                yield source, outcome


def _limit(memory: int) -> None:
    """Keep a worker's address space below a limit, where the system can, and write nothing of it to the disk."""
    try:
        import resource  # noqa: PLC0415 -- not on every system
    except ImportError:
        return
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_CORE, 0)


def _print_in_time(
    html: str, enclosures: tuple[Enclosure, ...], typesetting: Typesetting, own: frozenset[str], seconds: float
) -> Book:
    """A handbook; the system ends this process where it takes more than so many seconds of processor time."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 -- not on every system

        _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))
    return print_book(html, enclosures, typesetting, own)


def _lower(which: int, limit: int) -> None:
    """Set a limit of this process, never above what it may set."""
    import resource  # noqa: PLC0415 -- not on every system

    _, most = resource.getrlimit(which)
    resource.setrlimit(which, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
