"""Finished people, gathered on disk and put in place a group at a time."""

from __future__ import annotations

from generator.model.artifact import Artifact
from generator.write.journal import Finished
from generator.write.output import OutputRoot

SAVE_EVERY, SAVES = 25, 20
"""What is finished is put in place at least after this many people, and about this often in a long run."""


class SavePlan:
    """Gathers finished people on disk and puts them in place a group at a time."""

    def __init__(self, root: OutputRoot, people: int) -> None:
        self.root = root
        self.every = max(SAVE_EVERY, people // SAVES)
        self.finished: list[Finished] = []

    def add(self, profile: str, artifacts: list[Artifact], reused: list[str]) -> None:
        """One person is finished."""
        self.finished.append(self.root.finish(profile, artifacts, reused))
        if len(self.finished) >= self.every:
            self.save()

    def save(self) -> None:
        """Put in place what is gathered."""
        finished, self.finished = self.finished, []
        if finished:
            self.root.settle(finished)
