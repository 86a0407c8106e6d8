"""Laying out many handbooks in worker processes: one that hangs, crashes or fails costs only itself."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, as_completed
from concurrent.futures import TimeoutError as FutureTimeoutError

from pebble import ProcessExpired, ProcessPool

from generator.errors import OutputError
from generator.render.handbook import HandbookSource
from generator.render.pdf import lay_out

TIMEOUT = 180.0
"""Seconds one handbook may take; a full one takes about three."""

RECYCLE = 50
"""Handbooks after which a worker is replaced, since fonts and images pile up in memory."""


def lay_out_all(
    sources: Iterable[HandbookSource], theme_folders: tuple[str, ...], jobs: int
) -> Iterator[tuple[HandbookSource, bytes | str]]:
    """Each handbook as it is done: its PDF, or a sentence saying why there is none."""
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(max_workers=jobs, max_tasks=RECYCLE, context=context) as pool:
        waiting: dict[Future[bytes], HandbookSource] = {
            pool.schedule(lay_out, args=(source.html, theme_folders), timeout=TIMEOUT): source for source in sources
        }
        try:
            for future in as_completed(waiting):
                yield waiting[future], _outcome(future)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _outcome(future: Future[bytes]) -> bytes | str:
    try:
        return future.result()
    except OutputError as error:
        return str(error)
    except FutureTimeoutError:
        return f"the handbook was not laid out within {TIMEOUT:.0f} seconds"
    except (ProcessExpired, CancelledError, RecursionError, MemoryError) as error:
        return f"the PDF engine failed: {type(error).__name__}"
