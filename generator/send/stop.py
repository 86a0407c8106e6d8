"""Ctrl-C: once it lets the message that is leaving finish, twice it stops at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether somebody wants the run to end. `tell` hears of the first wish while a message is leaving."""

    def __init__(self, tell: Callable[[], None] = lambda: None) -> None:
        self._tell = tell
        self._is_leaving = self._is_asked = False

    def handle(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """A signal's handler. Raises KeyboardInterrupt where nothing is leaving, or it was asked before."""
        if self._is_asked or not self._is_leaving:
            raise KeyboardInterrupt
        self._is_asked = True
        self._tell()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """A message leaves within; who wants to stop meanwhile waits for its end.

        Raises KeyboardInterrupt at the end where somebody did.
        """
        self._is_leaving = True
        try:
            yield
        finally:
            self._is_leaving = False
            if self._is_asked:
                raise KeyboardInterrupt
