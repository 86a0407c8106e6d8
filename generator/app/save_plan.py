"""Finished people, gathered on disk and put in place a group at a time."""

from __future__ import annotations

from generator.model.artifact import Artifact
from generator.write.output import OutputRoot
from generator.write.stage import Spooled

SAVE_EVERY, SAVES = 25, 20
"""What is finished is put in place at least after this many people, and about this often in a long run."""


class SavePlan:
    """Gathers finished people on disk and puts them in place a group at a time."""

    def __init__(self, root: OutputRoot, people: int) -> None:
        self.root = root
        self.every = max(SAVE_EVERY, people // SAVES)
        self.spooled: list[Spooled] = []
        self.reused: list[str] = []
        self.profiles: set[str] = set()

    def add(self, profile: str, artifacts: list[Artifact], reused: list[str]) -> None:
        """One person is finished."""
        self.spooled.extend(self.root.spool(artifact) for artifact in artifacts)
        self.reused.extend(reused)
        self.profiles.add(profile)
        if len(self.profiles) >= self.every:
            self.save()

    def save(self) -> None:
        """Put in place what is gathered."""
        if self.profiles:
            shared = [path for path, one in self.root.manifest.files.items() if one.profile is None]
            self.root.write(self.spooled, [*self.reused, *shared], only=frozenset(self.profiles))
        self.spooled, self.reused, self.profiles = [], [], set()
