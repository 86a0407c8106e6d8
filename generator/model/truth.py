"""Kleene's three values."""

from __future__ import annotations

from enum import Enum


class Truth(Enum):
    """True, false, or not to be decided from the answers given."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
