"""The set-up's system packages (.ci/need), with stand-ins for dpkg and apt."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest

from tests.projects import ROOT

LOCKED = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"


class Need(Protocol):
    """Calls the script. `failures` are what apt-get says on stderr, one for each call that fails."""

    def __call__(
        self, *packages: str, installed: str = "", failures: Sequence[str] = (), user: int = 0
    ) -> tuple[int, str, list[str]]: ...


@pytest.fixture
def need(tmp_path: Path) -> Need:
    tools = tmp_path / "bin"
    tools.mkdir()
    log = tmp_path / "calls"

    def tool(name: str, script: str) -> None:
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tools / name).chmod(0o755)

    def call(
        *packages: str, installed: str = "", failures: Sequence[str] = (), user: int = 0
    ) -> tuple[int, str, list[str]]:
        left = tmp_path / "failures"
        left.write_text("".join(f"{line}\n" for line in failures), "utf-8")
        tool("dpkg-query", f'for last; do :; done; [ "$last" = "{installed}" ] && echo "install ok installed"')
        tool("id", f"echo {user}")
        tool("sudo", "exit 1")
        tool("sleep", f'echo "sleep $1" >>{log}')
        tool(
            "apt-get",
            f'echo "apt-get $*" >>{log}\nif [ -s {left} ]; then head -n 1 {left} >&2; sed -i 1d {left}; exit 100; fi',
        )
        done = subprocess.run(
            [ROOT / ".ci/need", *packages],
            env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr, log.read_text("utf-8").splitlines() if log.exists() else []

    return call


def test_what_is_there_is_left_alone(need: Need) -> None:
    assert need("libpango", installed="libpango") == (0, "", [])


def test_it_waits_for_another_apt_and_says_so_once(need: Need) -> None:
    code, said, calls = need("libpango", failures=[LOCKED, LOCKED])
    assert code == 0
    assert said.count("Another program is installing packages. Waiting for it, at most 10 minutes") == 1
    assert [one.split()[0] for one in calls] == ["apt-get", "sleep", "apt-get", "sleep", "apt-get", "apt-get"]
    assert all("-o DPkg::Lock::Timeout=600" in one for one in calls if one.startswith("apt-get"))
    assert calls[-1].endswith("--no-install-recommends libpango")


def test_it_does_not_wait_for_ever(need: Need) -> None:
    code, said, calls = need("libpango", failures=[LOCKED] * 200)
    assert (code, LOCKED in said) == (1, True)
    assert calls.count("sleep 5") == 120


def test_another_failure_is_told_at_once(need: Need) -> None:
    code, said, calls = need("libpango", failures=["E: Unable to locate package libpango"])
    assert (code, "E: Unable to locate package libpango" in said, len(calls)) == (1, True, 1)


def test_who_may_not_install_is_told_what_to_run(need: Need) -> None:
    code, said, calls = need("libpango", user=1000)
    assert (code, "apt-get install --no-install-recommends libpango" in said, calls) == (1, True, [])
