"""What is known of a project from earlier runs."""

from __future__ import annotations

from dataclasses import dataclass

from generator.load.read_before import ReadBefore
from generator.logic.proven import Proven


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was `proven` of a project, and what was `read` of its files; None where nothing is known."""

    proven: Proven | None = None
    read: ReadBefore | None = None


NOTHING = Earlier()
