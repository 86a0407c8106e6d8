"""Runs of sending in processes of their own, to be killed at any moment.

`python -m tests.send.kennel` imports everything once and forks a run for every line it reads, so that two hundred runs
do not mean two hundred starts of Python.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.send.people import ledger_in, recipient, send_to, server_for

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Exit:
    """How a run ended: by itself with what it said, or killed."""

    killed: bool
    output: str


class Kennel:
    """Starts runs and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, order: Mapping[str, Any], *, kill_after: float | None = None) -> Exit:
        """One run; killed so many seconds after it started, where it has not ended by then."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        pid = int(self._line())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        ended = json.loads(self._line())
        return Exit(ended["killed"], ended["output"])

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, "the kennel is gone"
        return line


@contextmanager
def open_kennel() -> Iterator[Kennel]:
    """A kennel that lives as long as the block."""
    command = (sys.executable, "-m", "tests.send.kennel")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Kennel(process)
        assert process.stdin is not None
        process.stdin.close()


def send_once(order: Mapping[str, Any], started: Callable[[], None]) -> str:
    """One run as `guidegen send` makes it after its checks; gives how it ended."""
    folder = Path(order["folder"])
    recipients = [
        recipient(folder / "handbooks", profile, address=address) for profile, address in order["people"].items()
    ]
    server = server_for(order["port"], Path(order["authority"]), **order["settings"])
    started()
    with ledger_in(folder) as ledger:
        return send_to(ledger, server, recipients, RealClock()).why or ""


class RealClock:
    """The real time."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def main() -> None:
    """Fork a run for every line of standard input."""
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _child(order, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            output = pipe.read()
        _, status = os.waitpid(pid, 0)
        print(json.dumps({"killed": os.WIFSIGNALED(status), "output": output}), flush=True)


def _child(order: Mapping[str, Any], pipe: int) -> None:
    try:
        output = send_once(order, lambda: print(os.getpid(), flush=True))
    except BaseException:  # noqa: BLE001 -- whatever it is, the test has to see it
        output = traceback.format_exc()
    os.write(pipe, output.encode())
    os._exit(0)


if __name__ == "__main__":
    main()
