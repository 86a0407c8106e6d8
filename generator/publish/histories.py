"""The calendar histories of the personas, as they were published last."""

from __future__ import annotations

import os
import signal
import subprocess
from functools import cached_property
from pathlib import Path

from generator.model.calendar_history import FILE, CalendarHistory, parsed_history
from generator.publish.git import reason
from generator.publish.remote import NOTHING_THERE

PATIENCE = 20.0
"""Seconds that the remote has to say what is on the branch, and as many to send it."""


class PublishedHistories:
    """Gives each history from the published branch, or from the site as it is on disk. Of two the later one counts.

    The branch is what the remote has: it is fetched, as `git fetch` does. `said` is None then, and else one line on
    what counts in its place; where there is no such remote, or `fetch` is not set, there is nothing to say.
    """

    def __init__(
        self, project: Path, site: Path, remote: str, branch: str, *, fetch: bool, patience: float | None = None
    ) -> None:
        self.project, self.site, self.patience = project, site, PATIENCE if patience is None else patience
        here = f"refs/remotes/{remote}/{branch}"
        failed = self._update(remote, branch, here) if fetch and remote in self._git("remote").split() else None
        self.revision = next((one for one in map(self._commit, (here, f"refs/heads/{branch}")) if one), None)
        known = "as it was fetched last" if self.revision else "unknown here, and the site on disk counts"
        self.said = failed and f"the calendars' history: '{branch}' is {known}, because {failed}"

    def __call__(self, path: str) -> CalendarHistory:
        """The history at a path below the site; empty where there is none."""
        found = [parsed_history(self._published.get(path, "")), self._on_disk(path)]
        return max(found, key=lambda one: max((entry.day.toordinal() for entry in one.values()), default=0))

    def _update(self, remote: str, branch: str, here: str) -> str | None:
        """Bring a branch of the remote to what it is there; why not, where that fails."""
        code, listed = self._ask("ls-remote", "--exit-code", "--", remote, f"refs/heads/{branch}")
        if code == NOTHING_THERE or (code == 0 and listed.split()[0] == self._commit(here)):
            return None
        if code == 0:
            options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
            code, listed = self._ask("fetch", *options, "--", remote, f"+refs/heads/{branch}:{here}")
        return listed if code else None

    def _ask(self, *arguments: str) -> tuple[int, str]:
        """The exit code of a git command that reaches the remote, and what it prints, or why it failed.

        It has no terminal, so that nobody is asked for a password.
        """
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        with subprocess.Popen(
            ("git", *arguments),
            cwd=self.project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                out, errors = process.communicate(timeout=self.patience)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return 1, f"the remote did not answer within {self.patience:g} seconds"
        if process.returncode in (0, NOTHING_THERE):
            return process.returncode, out.decode("utf-8", "replace")
        return process.returncode, f"the remote cannot be read ({reason(errors)})"

    def _commit(self, name: str) -> str | None:
        written = self._git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return written.strip() or None

    @cached_property
    def _published(self) -> dict[str, str]:
        """Every history of the branch as it is written, by its path: read in one go, since a git command takes long."""
        if self.revision is None:
            return {}
        listed = (one.partition("\t") for one in self._git("ls-tree", "-r", "-z", self.revision).split("\0"))
        objects = {path: head.rsplit(" ", 1)[-1] for head, _, path in listed if path.endswith(f"/{FILE}")}
        rest = self._bytes("cat-file", "--batch", given="".join(f"{one}\n" for one in objects.values()))
        found = {}
        for path in objects:
            head, _, rest = rest.partition(b"\n")
            size = head.rsplit(b" ", 1)[-1]
            if size.isdigit():  # else "missing", as where a clone left it out
                found[path] = rest[: int(size)].decode("utf-8", "replace")
                rest = rest[int(size) + 1 :]
        return found

    def _on_disk(self, path: str) -> CalendarHistory:
        try:
            return parsed_history((self.site / path).read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return {}

    def _git(self, *arguments: str) -> str:
        """What a git command prints; nothing where it fails, or where there is no git."""
        return self._bytes(*arguments).decode("utf-8", "replace")

    def _bytes(self, *arguments: str, given: str = "") -> bytes:
        command = ("git", "--no-optional-locks", *arguments)
        try:
            done = subprocess.run(command, cwd=self.project, input=given.encode(), capture_output=True, check=False)
        except OSError:
            return b""
        return done.stdout if done.returncode == 0 else b""
