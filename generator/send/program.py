"""A program that the project names: run without a shell, with a time limit, and only where it is trusted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OutputError, RefusedError
from generator.send.password import VARIABLE


@dataclass(frozen=True, slots=True)
class ProgramEnd:
    """How a program ended: its exit code (negative: a signal ended it), and what it printed and complained of."""

    code: int
    printed: bytes
    complained: bytes


class TimedOut(OutputError):
    """The program did not end in time and was stopped."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program as a list of words, run in the project's folder."""

    words: tuple[str, ...]
    root: Path
    seconds: float

    @property
    def name(self) -> str:
        return shlex.join(self.words)

    def run(self, given: bytes, *more: str) -> ProgramEnd:
        """Run it, with more words and something to read.

        Raises OutputError where it cannot be started, TimedOut where it does not end in time; it and all that it
        started are stopped then.
        """
        environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
        try:
            process = subprocess.Popen(
                [*self.words, *more], cwd=self.root, env=environment, start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
        except OSError as error:
            raise OutputError(f"'{self.words[0]}' cannot be started: {error.strerror}") from None
        try:
            printed, complained = process.communicate(given, timeout=self.seconds)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise TimedOut(f"'{self.name}' did not end within {self.seconds:g} seconds (mail: timeout)") from None
        except BaseException:  # such as Ctrl-C: it has a session of its own, which the terminal does not reach
            _stop(process)
            raise
        return ProgramEnd(process.returncode, printed, complained)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End it and whatever it started, where that still runs."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def ensure_trusted(words: tuple[str, ...], root: Path, agree: Callable[[str], bool] | None) -> None:
    """Make sure that somebody at this machine has agreed to this program in this project.

    Asked once: the answer is kept outside the project, under a hash of the words, the project's path and those words
    that name a file of the project. Without `agree` nobody can be asked. Raises RefusedError where nobody agrees.
    """
    kept = _state(os.environ) / "trusted" / _key(words, root)
    if kept.is_file():
        return
    name = shlex.join(words)
    if agree is None or not agree(name):
        raise RefusedError(
            f"guidegen.yaml names a program to run, and nobody has agreed to it on this machine: {name}. "
            "Say --trust once if it is what you expect"
        )
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.write_text(f"{root}\n{name}\n", "utf-8")
    except OSError as error:
        raise OutputError(f"{kept.parent} cannot be written: {error.strerror}") from None


def _state(environment: Mapping[str, str]) -> Path:
    """Where programs keep what outlives a run; a relative path does not count (XDG Base Directory Specification)."""
    given = Path(environment.get("XDG_STATE_HOME", ""))
    return (given if given.is_absolute() else Path.home() / ".local" / "state") / "guidegen"


def _key(words: tuple[str, ...], root: Path) -> str:
    """A program of the project's own that is changed afterward is another program."""
    files = {word: _content(root / word) for word in words if not word.startswith("-")}
    values = [list(words), str(root.resolve()), {word: content for word, content in files.items() if content}]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _content(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
