"""Commands as click knows them, with what all of ours have: examples, whole lines of help, and answers in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import nearest
from generator.errors import UsageError

_JSON = click.Option(["--json", "as_json"], is_flag=True)


@dataclass(slots=True)
class Call:
    """What is known of the command line while it runs, for `main` to show an error as it should be shown.

    `command` is how far it has been read, as in "guidegen send status". `as_json` says that --json was asked for, even
    where the rest of the line makes no sense. `root` is the project's folder, once it has been found.
    """

    command: str = "guidegen"
    as_json: bool = False
    root: Path | None = None


class _WithExamples(click.Command):
    """A command with examples in its help, which knows early whether to answer in JSON."""

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, after noting in the call whether --json is one of them."""
        if not ctx.resilient_parsing:
            call = ctx.ensure_object(Call)
            call.command, call.as_json = ctx.command_path, _asks_for_json(self, args)
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, each on its own line as it would be typed."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Example" if len(self.examples) == 1 else "Examples"):
                for line in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def _asks_for_json(command: click.Command, args: Sequence[str]) -> bool:
    """Whether --json is among the options, even where others are wrong or missing, or where it is not known."""
    known: list[click.Parameter] = [one for one in command.params if one.name != "as_json"]
    reader = click.Command(command.name, params=[*known, _JSON])
    lenient: dict[str, Any] = {"resilient_parsing": True, "ignore_unknown_options": True, "allow_extra_args": True}
    return bool(reader.make_context(command.name or "", list(args), **lenient).params["as_json"])


class Command(_WithExamples):
    """One command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options. A project named before a command that works without one is a mistake."""
        rest = super().parse_args(ctx, args)
        if outer_project(ctx) is not None and all(one.name != "start" for one in self.params):
            raise UsageError(f"-C names a project, and '{ctx.command_path}' works without one")
        return rest


class Group(_WithExamples, click.Group):
    """A command with commands of its own."""

    command_class = Command
    group_class = type

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand:
            path = " ".join([*ctx.command_path.split()[1:], args[0]])
            hint = nearest(args[0], self.list_commands(ctx))
            raise click.UsageError(f"there is no command '{path}'" + (f"; {hint}" if hint else ""), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with its whole line."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.line(ctx, name)) for name in self.list_commands(ctx)])

    def line(self, ctx: click.Context, name: str) -> str:
        """What one of its commands does, in a line."""
        command = self.get_command(ctx, name)
        return first_line(command) if command else ""


def first_line(command: click.Command) -> str:
    """The first paragraph of a command's help, whole."""
    return " ".join((command.help or "").split("\n\n")[0].split())


def outer_project(ctx: click.Context) -> Path | None:
    """The project named before the command, where the line has it there: the nearest -C further out."""
    found: Path | None = None
    parent = ctx.parent
    while found is None and parent is not None:
        found = parent.params.get("start")
        parent = parent.parent
    return found
