"""A real Dask scheduler and real workers, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.projects import ROOT

QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


class LocalCluster:
    """A scheduler at `address` and workers that tests start and kill. `log` has what they all said."""

    def __init__(self, folder: Path, settings: Mapping[str, str], protocol: str = "tcp") -> None:
        self.folder, self.settings, self.protocol = folder, settings, protocol
        self.log = folder / "cluster.log"
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        host = ["--host", "127.0.0.1", "--port", "0", "--protocol", protocol]
        self._run("scheduler", *host, "--no-dashboard", "--scheduler-file", str(file))
        until = time.monotonic() + 120
        while not file.is_file() or not file.read_text().rstrip().endswith("}"):
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)
        self.address = file.read_text().split('"address": "')[1].split('"')[0]

    def worker(self, *options: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """One more worker, with one thread; started as docs/scale.md says unless options say otherwise."""
        given = options or ("--no-nanny", "--memory-limit", "0")
        where = ["--local-directory", str(self.folder), "--host", "127.0.0.1"]
        return self._run("worker", self.address, "--nthreads", "1", "--no-dashboard", *where, *given, more=environment)

    def _run(self, *arguments: str, more: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **QUIET, **self.settings, **(more or {})}
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
                cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def close(self) -> None:
        """End everything."""
        for process in self.processes:
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path, settings: Mapping[str, str] | None = None, protocol: str = "tcp") -> Iterator[LocalCluster]:
    """A scheduler for as long as it is needed."""
    folder.mkdir(exist_ok=True)
    made: LocalCluster | None = None
    try:
        made = LocalCluster(folder, settings or {}, protocol)
        yield made
    finally:
        if made is not None:
            made.close()
