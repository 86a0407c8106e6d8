"""The process of a command ends at once, and nothing is lost by that."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

PROBE = """
import atexit, sys
sys.argv = ["guidegen", *sys.argv[1:]]
atexit.register(print, "left")
from generator.cli.run import run
run()
"""


@pytest.mark.parametrize(("argument", "code", "said"), [("--version", 0, "guidegen, version"), ("nope", 2, "left")])
def test_what_was_printed_is_there_and_what_is_to_run_at_the_end_has_run(argument: str, code: int, said: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, argument], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert said in done.stdout
    assert done.stdout.endswith("left\n")


def test_a_reader_who_has_gone_is_no_traceback() -> None:
    piped = f"{sys.executable} -m generator --help | true"
    done = subprocess.run(["sh", "-c", piped], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_the_console_script_is_this_one() -> None:
    [script] = entry_points(group="console_scripts", name="guidegen")
    assert script.value == "generator.cli.run:run"
