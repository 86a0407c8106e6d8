"""Help: every command is in a group, says what it does in a whole line, and has examples that can be typed."""

from __future__ import annotations

import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli.command import Command, Group, first_line
from generator.cli.groups import COMMANDS, GROUPS
from generator.cli.main import guidegen as root_command
from tests.projects import ROOT, guidegen

COLUMNS = 80


def load(name: str) -> click.Command:
    command: click.Command = importlib.import_module(f"generator.cli.{name}_").command
    return command


def walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with what one types for it."""
    yield path, command
    if isinstance(command, Group):
        for name, one in command.commands.items():
            yield from walk(f"{path} {name}", one)


ALL = [pair for name in COMMANDS for pair in walk(name, load(name))]
EXAMPLES = [*root_command.examples, *(line for _, one in ALL for line in getattr(one, "examples", ()))]


def test_every_file_of_a_command_is_in_a_group() -> None:
    files = {file.stem.removesuffix("_") for file in (ROOT / "generator/cli").glob("*_.py") if file.stem != "__init__"}
    assert sorted(files) == sorted(COMMANDS), "a command's file and its row in cli/groups.py"


def test_the_line_of_a_command_is_in_its_file_too() -> None:
    """The table spares `guidegen --help` the loading of every command; this keeps the two the same."""
    lines = {name: line for group in GROUPS.values() for name, line in group.items()}
    assert {name: first_line(load(name)) for name in COMMANDS} == lines


@pytest.mark.parametrize(("path", "command"), ALL, ids=[path for path, _ in ALL])
def test_every_command_is_one_of_ours_with_an_example(path: str, command: click.Command) -> None:
    assert isinstance(command, Command | Group), "click.command(..., cls=Command, examples=(...))"
    assert command.examples
    assert all(line.startswith(f"guidegen {path}") for line in command.examples)


@pytest.mark.parametrize("path", ["", *(path for path, one in ALL)])
def test_help_fits_a_terminal(path: str) -> None:
    ran = guidegen(*path.split(), "--help")
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if len(line) > COLUMNS] == []
    assert "..." not in ran.out.replace("[ARGS]...", "").replace("ID...", ""), "nothing is cut short"
    for name, line in (pair for group in GROUPS.values() for pair in group.items()) if not path else ():
        assert re.search(rf"^  {name} +{re.escape(line)}$", ran.out, re.MULTILINE), "a whole line, on one line"


@pytest.mark.parametrize("example", [line for line in EXAMPLES if line.startswith("guidegen")])
def test_examples_can_be_typed(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They parse; a file or folder that they name may have to be there."""
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()
    arguments = shlex.split(example.split(" | ", maxsplit=1)[0])[1:]
    for word in arguments:
        if "." in word and "@" not in word and not Path(word).is_absolute():
            Path(word).parent.mkdir(parents=True, exist_ok=True)
            Path(word).touch()
    context = root_command.make_context("guidegen", arguments)
    while isinstance(context.command, click.Group):
        # What a context keeps of the line for the command below it.
        rest = [*context._protected_args, *context.args]
        if not rest:
            break
        name, command, rest = context.command.resolve_command(context, rest)
        assert command is not None
        context = command.make_context(name, rest, parent=context)
    assert example.startswith(context.command_path)


def test_examples_name_what_a_new_project_has(tmp_path: Path) -> None:
    """Everything they name is in the project that `guidegen init` makes."""
    assert guidegen("init", tmp_path / "tour").code == 0
    names = {
        row[kind.removesuffix("s")]
        for kind in ("profiles", "modules")
        for row in guidegen("list", kind, "--json", "-C", tmp_path / "tour").json[kind]
    }
    names |= {
        f"{file.stem}/{row}"
        for file in (tmp_path / "tour/content/data/catalogs").glob("*.yaml")
        for row in re.findall(r"^  ([a-z-]+):$", file.read_text("utf-8").partition("\nrows:\n")[2], re.MULTILINE)
    }
    named = {
        word
        for example in EXAMPLES
        for before, word in zip(shlex.split(example), shlex.split(example)[1:], strict=False)
        if before in ("-p", "--profile", "-a", "--applicant", "--only", "purge", "resolve", "diff")
        or (before == "explain" and not word.startswith("-"))
    }
    assert {word for word in named if not word.startswith("-")} <= names
