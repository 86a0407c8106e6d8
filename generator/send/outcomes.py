"""What may go wrong with one message: a refusal, a connection that is gone, or one that leaves everybody in doubt."""

from __future__ import annotations


class Refusal(Exception):
    """The server said no. Caught in this package."""

    def __init__(self, code: int, reply: str, step: str) -> None:
        super().__init__(f"{code} {reply}")
        self.code, self.reply, self.step = code, f"{code} {reply}", step

    @property
    def is_temporary(self) -> bool:
        return 400 <= self.code < 500


class Lost(Exception):
    """The connection is gone, and the server cannot have taken the message. Caught in this package."""


class Doubt(Exception):
    """The connection is gone after the whole message; nobody can tell whether it was taken. Caught in this package."""
