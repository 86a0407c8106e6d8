"""What carries messages: a mail server, a program, or the folder of drafts."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from generator.model.delivery import MailSettings
from generator.send.sending import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is said of a message before it leaves: whose it is, from whom, to whom and how large in bytes."""

    profile: str
    sender: str
    recipient: str
    size: int
    is_ascii: bool = True


class Conversation(Protocol):
    """One message after the other."""

    taken: int
    """How many messages were taken so far."""

    @property
    def largest(self) -> int | None:
        """The largest message that is taken, in bytes, where that is known."""

    @property
    def takes_utf8(self) -> bool:
        """Whether addresses may have letters beyond ASCII."""

    def offer(self, envelope: Envelope) -> None:
        """Announce a message. Raises Refusal or Lost."""

    def begin(self) -> None:
        """Ask to send its body. Raises Refusal or Lost."""

    def body(self, message: bytes) -> str:
        """Send the body and give the last word on it. Raises Refusal, Lost (not taken) or Doubt (nobody can tell)."""

    def reset(self) -> None:
        """Begin again after a refusal. Raises Lost."""


class Transport(Protocol):
    """A way out. `outcome` is what a message is that was taken; `seconds_between` two messages at least."""

    @property
    def settings(self) -> MailSettings:
        """What `mail:` says."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    @property
    def outcome(self) -> State:
        """The state of a message that was taken."""

    @property
    def seconds_between(self) -> float:
        """The least time between two messages, in seconds."""

    def connected(self) -> AbstractContextManager[Conversation]:
        """Ready to take messages. Raises RefusedError, OutputError or Lost."""
