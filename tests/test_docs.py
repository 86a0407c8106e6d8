"""The docs as files: wrapped, and complete about the command line."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.cli.test_help import ALL
from tests.projects import ROOT

WIDTH = 100
PAGES = [
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "templates/README.md", "bench/README.md")
    ),
    *sorted((ROOT / "docs").rglob("*.md")),
]
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text("utf-8")
SHARED = {
    "--project", "--cache", "--profile", "--output", "--jobs", "--as-of", "--strict", "--no-cache", "--json", "--quiet",
}  # fmt: skip


def prose(text: str) -> list[tuple[int, str]]:
    """The lines that can be wrapped: no tables, no code, no word that is too long by itself."""
    found, is_code = [], False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif not is_code and not line.startswith(("|", "    ")) and " " in line.strip().lstrip("-* "):
            found.append((number, line))
    return found


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_pages_are_wrapped(page: Path) -> None:
    long = [f"{page.name}:{number}: {line}" for number, line in prose(page.read_text("utf-8")) if len(line) > WIDTH]
    assert long == [], f"wrap at {WIDTH}"


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_no_conflict_is_left(page: Path) -> None:
    assert re.findall(r"^(?:<<<<<<<|>>>>>>>).*", page.read_text("utf-8"), re.MULTILINE) == []


def test_what_can_be_wrapped() -> None:
    text = "words here\n\n| a | b |\n\n```\na b\n```\n    code here\n- [x](https://example.org/long)\nmore words"
    assert [number for number, _ in prose(text)] == [1, 10]


def section(path: str) -> str:
    """What docs/commands.md says of a command: its own section, or that of the command above it."""
    names = path.split()
    found = re.search(rf"^### .*`guidegen {names[0]}\b.*?(?=^##|\Z)", COMMANDS_PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section '### `guidegen {names[0]}`'"
    assert f"guidegen {path}" in found[0]
    return found[0]


@pytest.mark.parametrize(("path", "command"), ALL, ids=[path for path, _ in ALL])
def test_every_option_is_documented(path: str, command: click.Command) -> None:
    text = section(path)
    names = {max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)}
    missing = [name for name in sorted(names - SHARED - {"--verbose"}) if not re.search(rf"{name}\b", text)]
    assert missing == []


def test_shared_options_are_in_the_table() -> None:
    table = COMMANDS_PAGE.split("\n## ")[1]
    assert [name for name in sorted(SHARED | {"--verbose"}) if f"`{name}" not in table] == []
