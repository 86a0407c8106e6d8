"""The console script: the command line, and the end of its process."""

from __future__ import annotations

import atexit
import os
import sys
import threading

from generator.cli.main import main


def run() -> None:
    """Run the command line and exit with its code.

    What is in memory is left to the system: taking it apart piece by piece is a tenth of the time of a build.
    """
    try:
        main()
    except SystemExit as stop:
        if not isinstance(stop.code, int) or threading.active_count() > 1:
            raise
        atexit._run_exitfuncs()  # noqa: SLF001 -- os._exit skips them
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise stop from None  # who read it has gone: Python knows how to say so
        os._exit(stop.code)
