"""What one command costs: `cost.py COST SAID COMMAND...` writes its code, seconds, CPU seconds and peak in MiB as JSON.

A process of its own, and a small one: Linux counts the memory of the process that starts another as the other's.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
"""From `linux/prctl.h`."""


def main() -> None:
    """Run the command, and wait for all that it leaves behind."""
    cost, said, *command = sys.argv[1:]
    _adopt()
    with Path(said).open("wb") as output:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    ran = [usage, *_left_behind()]
    cpu, peak = sum(one.ru_utime + one.ru_stime for one in ran), max(one.ru_maxrss for one in ran) / 1024
    Path(cost).write_text(json.dumps([child.returncode, wall, cpu, peak]), "utf-8")


def _adopt() -> None:
    """Become the parent of what processes leave behind: workers may end after the command that began them."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "processes left behind would not be counted")


def _left_behind() -> list[resource.struct_rusage]:
    """What each process cost that the command left behind, once it has ended."""
    found: list[resource.struct_rusage] = []
    with contextlib.suppress(ChildProcessError):
        while True:
            found.append(os.wait4(-1, 0)[2])
    return found


if __name__ == "__main__":
    main()
