"""Handbooks laid out where a command says: in processes of this machine, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.app.progress import Progress
from generator.render.handbook import HandbookSource
from generator.render.surroundings import Typesetting

if TYPE_CHECKING:
    from generator.render.pool import Outcome

WHOLE, PIECES = 13.0, 2.0
"""Seconds of one core for a book of forty pages, laid out as a whole or from pieces that many share: measured on a
rented machine, and only good for a first word on how long a run may take.
"""


def likely(typesetting: Typesetting, jobs: int) -> float:
    """Seconds that one of many handbooks is likely to take."""
    return (PIECES if typesetting.pieces else WHOLE) / min(jobs, os.cpu_count() or 1)


def lay_out(
    sources: Iterable[HandbookSource], typesetting: Typesetting, jobs: int, cluster: str | None, progress: Progress
) -> Iterator[tuple[HandbookSource, Outcome]]:
    """Each handbook as it is done; `cluster` is the address of a scheduler.

    Raises OutputError where nobody can be at work, and what `lay_out_on` raises.
    """
    if cluster is None:
        from generator.render.pool import lay_out_all  # noqa: PLC0415 -- slow, and pages need no processes for books

        return lay_out_all(sources, typesetting, jobs)
    from generator.render.cluster import lay_out_on  # noqa: PLC0415 -- few have a cluster

    return lay_out_on(sources, typesetting, cluster, progress.say)
