"""The calendar histories of the personas, as they were published last."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.model.calendar_history import CalendarHistory, parsed_history


class PublishedHistories:
    """Gives each history from the published branch as this repository knows it, or from the site as it is on disk.

    Of two the later one counts. Nothing is fetched: a machine that builds what another published fetches the branch.
    """

    def __init__(self, project: Path, site: Path, remote: str, branch: str) -> None:
        self.project, self.site = project, site
        names = (f"refs/remotes/{remote}/{branch}", f"refs/heads/{branch}")
        self.revision = next((one for one in map(self._commit, names) if one), None)

    def __call__(self, path: str) -> CalendarHistory:
        """The history at a path below the site; empty where there is none."""
        found = [self._on_branch(path), self._on_disk(path)]
        return max(found, key=lambda one: max((entry.day.toordinal() for entry in one.values()), default=0))

    def _commit(self, name: str) -> str | None:
        written = self._git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return written.strip() or None

    def _on_branch(self, path: str) -> CalendarHistory:
        return {} if self.revision is None else parsed_history(self._git("show", f"{self.revision}:{path}"))

    def _on_disk(self, path: str) -> CalendarHistory:
        try:
            return parsed_history((self.site / path).read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return {}

    def _git(self, *arguments: str) -> str:
        """What a git command prints; nothing where it fails, or where there is no git."""
        command = ("git", "--no-optional-locks", *arguments)
        try:
            done = subprocess.run(command, cwd=self.project, capture_output=True, check=False)
        except OSError:
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
