"""Pieces that the workers of one run share, in memory alone: what one of them lays out, no other has to.

A file without a name in memory, gone with the run. It begins with where it ends; then, for each piece, its name, its
length, and its content. Who writes has it alone; what a worker that dies has begun to write, the next overwrites.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from generator.render.press.stock import Stock

MOST = 32 << 20
"""Bytes that all pieces of a run may take, which is some thirty thousand; what comes later is not shared."""
_END = struct.Struct("<Q")
_HEAD = struct.Struct("<32sI")


def open_commons() -> int | None:
    """A new place for pieces: its file descriptor; None where the system has no files in memory."""
    try:
        file = os.memfd_create("guidegen")
    except (AttributeError, OSError):
        return None
    os.pwrite(file, _END.pack(_END.size), 0)
    return file


def path_of(file: int) -> str:
    """How other processes of this user find it, as long as this one lives."""
    return f"/proc/{os.getpid()}/fd/{file}"


class Commons(Stock):
    """The pieces of one theme and language in a place that other processes fill, too."""

    def __init__(self, path: str, context: str) -> None:
        super().__init__(context, writes=True)
        self.file: int | None = None
        with suppress(OSError):
            self.file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        self.end = _END.size
        self.places: dict[bytes, tuple[int, int]] = {}
        """Where the content of each piece is, as far as this process has looked, and how long it is."""

    def read(self, name: bytes) -> bytes | None:
        if self.file is None:
            return None
        with suppress(OSError):
            if name not in self.places:
                with _locked(self.file):
                    self._look(self.file)
            if name in self.places:
                start, length = self.places[name]
                return os.pread(self.file, length, start)
        return None

    def keep(self, name: bytes, content: bytes) -> None:
        if self.file is None:
            return
        with suppress(OSError), _locked(self.file):
            self._look(self.file)
            if name in self.places or self.end + _HEAD.size + len(content) > MOST:
                return
            os.pwrite(self.file, _HEAD.pack(name, len(content)) + content, self.end)
            os.pwrite(self.file, _END.pack(self.end + _HEAD.size + len(content)), 0)

    def _look(self, file: int) -> None:
        """Find what was written since the last time."""
        (end,) = _END.unpack(os.pread(file, _END.size, 0))
        while self.end < end:
            name, length = _HEAD.unpack(os.pread(file, _HEAD.size, self.end))
            self.places[name] = (self.end + _HEAD.size, length)
            self.end += _HEAD.size + length


@contextmanager
def _locked(file: int) -> Iterator[None]:
    """Be the only one to read or write."""
    import fcntl  # noqa: PLC0415 -- not on every system; where it is not, there are no commons either

    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
