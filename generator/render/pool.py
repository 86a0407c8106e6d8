"""Laying out many handbooks in worker processes: one that hangs, crashes or eats memory costs only itself."""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from generator.errors import OutputError
from generator.render.handbook import HandbookSource
from generator.render.pdf import Book, print_book
from generator.render.surroundings import Typesetting

TIMEOUT = 180.0
"""Seconds one handbook may take; a full one takes about three."""

MEMORY = 3 << 30
"""Bytes of address space of one worker; a full handbook takes about a tenth."""

RECYCLE = 50
"""Handbooks after which a worker is replaced, since fonts and images pile up in memory."""

AHEAD = 3
"""Handbooks in the queue for each worker: enough that none waits, few enough that memory does not grow with them."""

LOOK = 1.0
"""Seconds after which it is looked whether the pool still works."""

NO_WORKER = "no worker process can be started; see the error above"


def lay_out_all(
    sources: Iterable[HandbookSource],
    typesetting: Typesetting,
    jobs: int,
    *,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
) -> Iterator[tuple[HandbookSource, Book | str]]:
    """Each handbook as it is done: its PDF, or a sentence saying why there is none.

    Sources are taken as workers become free, so that they may be made one by one. Raises OutputError where no worker
    can be started.
    """
    context = multiprocessing.get_context("forkserver")
    queue = iter(sources)
    first = list(itertools.islice(queue, 1))
    if not first:
        return
    queue = itertools.chain(first, queue)
    with ProcessPool(
        max_workers=jobs, max_tasks=RECYCLE, context=context, initializer=_limit, initargs=[memory]
    ) as pool:
        waiting: dict[Future[Book], HandbookSource] = {}
        try:
            while True:
                for source in itertools.islice(queue, jobs * AHEAD - len(waiting)):
                    arguments = (source.html, source.enclosures, typesetting)
                    waiting[pool.schedule(print_book, args=arguments, timeout=timeout)] = source
                if not waiting:
                    return
                # A pool whose workers cannot start may go without a word about what was given to it.
                while not (done := wait(waiting, LOOK, FIRST_COMPLETED).done):
                    if not pool.active:
                        raise OutputError(NO_WORKER)
                for future in done:
                    yield waiting.pop(future), _outcome(future, timeout)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _limit(memory: int) -> None:
    """Keep a worker's address space below a limit, where the system can."""
    try:
        import resource  # noqa: PLC0415 -- not on every system
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _outcome(future: Future[Book], timeout: float) -> Book | str:
    try:
        return future.result()
    except OutputError as error:
        return str(error)
    except FutureTimeoutError:
        return f"the handbook was not laid out within {timeout:.0f} seconds"
    except MemoryError:
        return "the handbook needs more memory than one may take"
    except BrokenProcessPool as error:
        raise OutputError(NO_WORKER) from error
    except (ProcessExpired, CancelledError, RecursionError) as error:
        return f"the PDF engine failed: {type(error).__name__}"
