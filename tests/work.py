"""How much work Python does, counted: the same on every machine, however busy it is."""

from __future__ import annotations

import cProfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Fail if what is done inside makes more function calls than that (those of this thread, built-ins too)."""
    profile = cProfile.Profile(builtins=False)
    with profile:
        yield
    made = sum(entry.callcount for entry in profile.getstats())
    assert made <= calls, f"{made:,} calls, and at most {calls:,} are allowed"
