"""The command `guidegen` and its exit codes."""

from __future__ import annotations

import importlib
import sys

import click

import generator
from generator.cli.show import show_error, show_error_json
from generator.diagnostics import nearest
from generator.errors import GuidegenError, UsageError

COMMANDS = (
    "init",
    "build",
    "handbooks",
    "check",
    "explain",
    "list",
    "diff",
    "test",
    "new",
    "serve",
    "schema",
    "publish",
    "send",
    "purge",
    "verify",
    "doctor",
)
INTERRUPTED = 130


class Commands(click.Group):
    """Loads a command's file only when it is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"generator.cli.{cmd_name}_").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = nearest(args[0], COMMANDS)
            raise click.UsageError(f"there is no command '{args[0]}'" + (f"; {hint}" if hint else ""), ctx) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(generator.__version__, prog_name="guidegen")
def guidegen() -> None:
    """One body of advice, and for every reader exactly the part that is true for them."""


def main() -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 usage, 3 refused, 130 interrupted."""
    try:
        # Outside standalone mode click hands the code of an Exit back instead of raising it.
        code = guidegen.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(UsageError.exit_code)
    except GuidegenError as error:
        (show_error_json if "--json" in sys.argv else show_error)(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
