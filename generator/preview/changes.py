"""Changes: a count that grows, and readers that wait for it to grow."""

from __future__ import annotations

import threading


class Changes:
    """Counts changes; any number of threads may wait for the next one."""

    def __init__(self) -> None:
        self._count = 0
        self._grown = threading.Condition()

    @property
    def count(self) -> int:
        return self._count

    def tell(self) -> None:
        """One more change."""
        with self._grown:
            self._count += 1
            self._grown.notify_all()

    def wait_beyond(self, known: int, seconds: float) -> int:
        """The count, once it is beyond `known` or the time is up."""
        with self._grown:
            self._grown.wait_for(lambda: self._count > known, seconds)
            return self._count
