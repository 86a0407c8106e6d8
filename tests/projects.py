"""Projects and commands for tests: the small project, files over it, and `guidegen` called in this process."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

from generator.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
SMALL_DIR = Path(__file__).with_name("small")
INVALID_DIR = Path(__file__).with_name("invalid")
TODAY = "2026-11-22"
"""The day the tests count from, so that waiting cannot turn them red."""

Files = Mapping[str, str | bytes | None]
"""Files by path below the project; None takes a file of the base away."""


def files_of(folder: Path) -> dict[str, str]:
    """The text files of a project's folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not {".guidegen", "site", "handbooks"} & set(file.relative_to(folder).parts)
    }


SMALL: Files = files_of(SMALL_DIR)
"""The small project: every kind of file once, and nothing wrong with it."""


class MakeProject(Protocol):
    """Writes a project and gives its folder."""

    def __call__(self, files: Files | None = None, *, base: Files = SMALL, name: str = "project") -> Path:
        """Write `files` over `base`; texts may be indented as a whole."""


def write_project(root: Path, files: Files, base: Files = SMALL) -> Path:
    """Write `files` over `base` below a folder."""
    for path, content in {**base, **files}.items():
        if content is None:
            continue
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(textwrap.dedent(content).removeprefix("\n"), "utf-8")
    return root


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The diagnostics of `--json` as `path:line:col: severity[code]: message | suggestion`."""
        return [diagnostic_line(one) for one in self.json["diagnostics"]]


def diagnostic_line(one: Mapping[str, Any]) -> str:
    """One diagnostic of `--json` on one line."""
    line = f"{one['path']}:{one['line']}:{one['column']}: {one['severity']}[{one['code']}]: {one['message']}"
    if one["suggestion"]:
        line += f" | {one['suggestion']}"
    if one["witness"]:
        line += f" | for example {', '.join(f'{name}: {value}' for name, value in one['witness'].items())}"
    return line


def guidegen(*arguments: str | Path) -> Ran:
    """Call the command line in this process; anything but a proper exit is a failure of the test."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        mock.patch.object(sys, "argv", ["guidegen", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return Ran(code, out.getvalue(), err.getvalue())


def check(root: Path, *options: str) -> Ran:
    """`guidegen check --json` on the tests' day."""
    return guidegen("check", "-C", root, "--json", "--as-of", TODAY, *options)
