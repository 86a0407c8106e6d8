"""What may go wrong with one message: a refusal, a connection that is gone, or one that leaves everybody in doubt."""

from __future__ import annotations

_QUOTAS = (" 5.4.5 ", " 5.1.90 ", " 5.7.232 ", " 5.7.233 ", "SubmissionQuotaExceeded")


class Refusal(Exception):
    """The server said no. Caught in this package."""

    def __init__(self, code: int, reply: str, step: str) -> None:
        super().__init__(f"{code} {reply}")
        self.code, self.reply, self.step = code, f"{code} {reply}", step

    @property
    def is_temporary(self) -> bool:
        return 400 <= self.code < 500

    @property
    def is_quota(self) -> bool:
        """Whether the sender may send no more for now: a final code that says nothing of the person written to.

        Google: support.google.com/a/answer/3726730 (5.4.5); Microsoft: learn.microsoft.com, "Email non-delivery
        reports in Exchange Online" (5.1.90, SubmissionQuotaExceeded, 5.7.232 and 5.7.233).
        """
        return any(mark in self.reply for mark in _QUOTAS)


class Lost(Exception):
    """The connection is gone, and the server cannot have taken the message. Caught in this package."""


class Doubt(Exception):
    """The connection is gone after the whole message; nobody can tell whether it was taken. Caught in this package."""
