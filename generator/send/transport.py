"""What carries messages: a mail server, a program, or the folder of drafts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass

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


class Conversation(ABC):
    """One message after the other. What is here holds of a way out that neither announces messages nor limits them."""

    def __init__(self) -> None:
        self.taken = 0
        """How many messages were taken so far."""
        self._envelope: Envelope | None = None

    @property
    def largest(self) -> int | None:
        """The largest message that is taken, in bytes, where that is known."""
        return None

    @property
    def takes_utf8(self) -> bool:
        """Whether addresses may have letters beyond ASCII."""
        return True

    @property
    def envelope(self) -> Envelope:
        """What was said of the message that is at hand."""
        assert self._envelope is not None
        return self._envelope

    def offer(self, envelope: Envelope) -> None:
        """Announce a message. Raises Refusal or Lost."""
        self._envelope = envelope

    def begin(self) -> None:  # noqa: B027 -- nothing to ask is the rule
        """Ask to send its body. Raises Refusal or Lost."""

    @abstractmethod
    def body(self, message: bytes) -> str:
        """Send the body and give the last word on it. Raises Refusal, Lost (not taken) or Doubt (nobody can tell)."""

    def reset(self) -> None:  # noqa: B027 -- nothing to take back is the rule
        """Begin again after a refusal. Raises Lost."""


@dataclass(frozen=True, slots=True)
class Transport(ABC):
    """A way out, as `mail:` says it. What is here holds of one that hands messages to a mail server."""

    settings: MailSettings

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"{self.settings.host}:{self.settings.server_port}"

    @property
    def outcome(self) -> State:
        """The state of a message that was taken: sent, or among the drafts."""
        return State.DRAFTED if self.settings.transport == "drafts" else State.SENT

    @property
    def seconds_between(self) -> float:
        """The least time between two messages, in seconds; drafts cost no provider anything."""
        return 60 / self.settings.per_minute if self.outcome is State.SENT else 0.0

    @abstractmethod
    def connected(self) -> AbstractContextManager[Conversation]:
        """Ready to take messages. Raises RefusedError, OutputError or Lost."""
