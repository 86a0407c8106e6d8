"""A sending: one handbook to one person, and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What is known of a sending.

    queued     it has not left
    in doubt   its body is leaving; found at a start, it becomes unknown
    sent       the server has taken it
    drafted    it lies among the drafts; a person sends it by hand, and says so
    kept       the person keeps the handbook they have: what changed was not worth a message
    retry      the server asked to come back later
    failed     the server said no, for good
    unknown    nobody can tell whether the server took it; a person has to say
    withdrawn  it never left and never will: another took its place
    """

    QUEUED = "queued"
    IN_DOUBT = "in doubt"
    SENT = "sent"
    DRAFTED = "drafted"
    KEPT = "kept"
    RETRY = "retry"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({State.QUEUED, State.RETRY})
"""Sendings that may still leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One row of the ledger.

    `profile`, `address` and `files` (the hash of each attachment by name) are bound together and never change;
    `due` and `left` are seconds since 1970: not before, and when the body last left. A `released` sending no longer
    keeps its person from getting another.
    """

    number: int
    profile: str
    address: str
    files: Mapping[str, str]
    message_id: str
    substance: Mapping[str, Any] = field(repr=False)
    state: State = State.QUEUED
    tries: int = 0
    due: float = 0.0
    left: float | None = None
    changed: float = 0.0
    reply: str = ""
    released: bool = False

    @property
    def seal(self) -> str:
        """A hash over everything: a row that somebody else changed does not fit its seal."""
        values = [
            self.number, self.profile, self.address, dict(sorted(self.files.items())), self.message_id,
            self.substance, self.state.value, self.tries, self.due, self.left, self.changed, self.reply, self.released,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
