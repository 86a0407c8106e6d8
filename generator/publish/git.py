"""Plain git, called so that nothing of the user's repository changes: not its work tree, index, branches or objects."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cache import make_folder, unwritable
from generator.errors import OutputError, UsageError

# What says where a repository is: ours to say, and set for another one where a hook of git calls guidegen.
_OURS = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE",
)  # fmt: skip
# Not ours to start or to write: hooks, clean-ups, and what the user's settings would add to our index and fetch.
_QUIET = tuple(
    word
    for setting in (
        "core.hooksPath=/dev/null", "core.splitIndex=false", "core.fsmonitor=false", "core.untrackedCache=false",
        "index.sparse=false", "fetch.writeCommitGraph=false", "gc.auto=0", "log.showSignature=false",
        "maintenance.auto=false",
    )
    for word in ("-c", setting)
)  # fmt: skip


SCRATCH = "publish-"
"""How the names of scratch folders begin."""
DAY = 24 * 60 * 60.0

_PASSWORD = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^/\s@]+@")
_REMOTE = "remote: "
NO_REPOSITORY = "not a git repository"
# A line that is nothing but a command: what git says to type, with or without its mark of advice.
_CURE = re.compile(r"(?:hint:)?\s+(git \S.*)")


class GitFailed(Exception):
    """A git command failed. Caught in this package, where it becomes one sentence.

    `message` is why, `remote` what the other side said.
    """

    def __init__(self, command: str, code: int, output: str, errors: str) -> None:
        self.code, self.output, self.message = code, output, _sentence(errors)
        self.remote = _said_by_remote(errors)
        super().__init__(f"git {command}: {self.message}")


class Git:
    """A repository, with a place of its own for new objects and for an index."""

    def __init__(self, folder: Path, scratch: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in environment.items() if name not in _OURS}
        self.environment |= {"LC_ALL": "C"}
        objects = Path(self._path_of_objects())
        self.environment |= {
            "GIT_OBJECT_DIRECTORY": str(scratch / "objects"),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(objects),
            "GIT_INDEX_FILE": str(scratch / "index"),
        }
        (scratch / "objects").mkdir()

    def _path_of_objects(self) -> str:
        try:
            return str((self.folder / self("rev-parse", "--git-path", "objects").strip()).resolve())
        except GitFailed as failed:
            if NO_REPOSITORY in failed.message:
                raise UsageError(
                    f"{self.folder} is not in a git repository; run 'git init' and name a remote, "
                    "or write a workflow with 'guidegen publish --workflow'"
                ) from None
            raise OutputError(str(failed)) from None

    def __call__(self, *arguments: str, given: bytes = b"", identity: Mapping[str, str] | None = None) -> str:
        """Run one command and give its output.

        Raises GitFailed where git says no, OutputError where there is no git.
        """
        try:
            done = subprocess.run(
                ("git", *_QUIET, *arguments),
                cwd=self.folder,
                env={**self.environment, **(identity or {})},
                input=given,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise OutputError("git is not installed; on Debian: apt-get install git") from None
        output = done.stdout.decode("utf-8", "surrogateescape")
        if done.returncode:
            raise GitFailed(arguments[0], done.returncode, output, _without_passwords(done.stderr))
        return output

    @contextmanager
    def importing(self) -> Iterator[Callable[[bytes], None]]:
        """Write files as objects: call what this gives with each one's content.

        Raises OutputError where they cannot be written.
        """
        command = ("git", *_QUIET, "fast-import", "--quiet")
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            stream = process.stdin

            def add(content: bytes) -> None:
                stream.write(b"blob\ndata %d\n" % len(content))
                stream.write(content)
                stream.write(b"\n")

            try:
                yield add
                stream.close()
            except BrokenPipeError:
                pass  # git has ended early and says why below
            message = process.stderr.read()
        if process.returncode:
            raise OutputError(f"git could not take the site's files: {reason(message)}")

    def has(self, name: str) -> bool:
        """Whether an object is there."""
        try:
            self("cat-file", "-e", name)
        except GitFailed:
            return False
        return True


@contextmanager
def open_git(folder: Path, cache: Path, environment: Mapping[str, str]) -> Iterator[Git]:
    """The repository a folder lies in; what is made there is gone afterwards.

    Raises UsageError where there is none.
    """
    make_folder(cache)
    try:
        scratch = TemporaryDirectory(prefix=SCRATCH, dir=cache)
    except OSError as error:
        raise unwritable(cache, error) from error
    with scratch as made:
        _clear_left(Path(made))
        yield Git(folder, Path(made), environment)


def _clear_left(scratch: Path) -> None:
    """Remove what killed runs left next to a new scratch folder: no run lasts a day."""
    with suppress(OSError):
        now = scratch.stat().st_mtime
        for one in scratch.parent.glob(f"{SCRATCH}*"):
            if one.stat().st_mtime < now - DAY:
                shutil.rmtree(one, ignore_errors=True)


def top_of(folder: Path) -> Path | None:
    """The top folder of the repository a folder lies in; None where it lies in none, or there is no git.

    Raises OutputError where git refuses the repository.
    """
    command = ("git", "rev-parse", "--show-toplevel")
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except OSError:
        return None
    if done.returncode == 0:
        return Path(os.fsdecode(done.stdout.rstrip(b"\n"))).resolve()
    why = reason(done.stderr)
    if NO_REPOSITORY in why:
        return None
    raise OutputError(f"git refuses {folder}: {why}")


def without_password(address: str) -> str:
    """An address as it may be shown: a token that is in it opens the repository to anyone who reads it."""
    return _PASSWORD.sub(r"\1", address)


def reason(errors: bytes) -> str:
    """Why git failed, from what it wrote, in one line that may be shown."""
    return _sentence(_without_passwords(errors))


def _without_passwords(output: bytes) -> str:
    return without_password(output.decode("utf-8", "replace"))


def _sentence(errors: str) -> str:
    """What git said, on one line: the reason, and of its advice the commands that it says to type."""
    cures = [match[1].strip() for line in errors.splitlines() if (match := _CURE.fullmatch(line))]
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote: error", "remote: fatal"))]
    telling = telling or [line for line in lines if not line.startswith("hint:") and line not in cures]
    said = "; ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in telling[:3]) or "no reason given"
    return f"{said}; git's own advice: {' '.join(cures)}" if cures else said


def _said_by_remote(errors: str) -> str:
    lines = (line.removeprefix(_REMOTE).strip() for line in errors.splitlines() if line.startswith(_REMOTE))
    return "; ".join([line.removeprefix("error: ") for line in lines if line][:3])


def branch_of(folder: Path) -> str | None:
    """The branch that is checked out; None outside a repository, and where no branch is."""
    command = ["git", "symbolic-ref", "--quiet", "--short", "HEAD"]
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return ended.stdout.strip() or None
