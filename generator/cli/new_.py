"""`guidegen new module`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Group
from generator.cli.options import find_project


@click.group("new", cls=Group, examples=("guidegen new module what-to-eat --chapter packing",))
def command() -> None:
    """Make a new file from its pattern."""


@command.command("module", examples=("guidegen new module what-to-eat --chapter packing",))
@options.options(options.project, options.as_of)
@click.argument("module", metavar="ID")
@click.option("--chapter", required=True, metavar="ID", help="The chapter's folder below content/modules.")
def module_command(start: Path | None, as_of: dt.date, module: str, chapter: str) -> None:
    """Make a module's file. It is a draft until you remove 'draft: true'."""
    from generator.app.new import new_module

    root = find_project(start)
    file = new_module(root, module, chapter, as_of)
    click.echo(
        f"{file.relative_to(root)}\n"
        f"It is a draft: 'guidegen serve' shows it, 'guidegen build' does not until you remove 'draft: true'.\n"
        f"Now name '{module}' in content/outline.yaml."
    )
