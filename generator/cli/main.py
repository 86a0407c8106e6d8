"""The command `guidegen` and its exit codes."""

from __future__ import annotations

import errno
import gc
import importlib
import sys
from pathlib import Path

import click

import generator
from generator.cli import options
from generator.cli.command import Call, Group
from generator.cli.groups import COMMANDS, GROUPS
from generator.cli.show import show_error
from generator.cli.usage import usage_error
from generator.errors import GuidegenError, OutputError

INTERRUPTED = 130
OUTSIDE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO})
"""What a disk answers that is full, broken or not ours to write: no fault of guidegen, wherever it is met."""

COLLECTED = 50_000, 20, 50
"""How seldom memory is searched for circles: nearly everything made is kept, and searching took a fifth of the time."""


class Commands(Group):
    """All commands. The file of one is loaded only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"generator.cli.{cmd_name}_").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands by what one wants to do, from the table alone."""
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(max(map(len, COMMANDS))), line) for name, line in commands.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    examples=("guidegen init tour", "cd tour", "guidegen build", "guidegen explain --profile tent"),
)
@click.version_option(generator.__version__, prog_name="guidegen")
@options.project
def guidegen(start: Path | None) -> None:
    """Make guides from one body of Markdown: for every reader exactly the part that is true for them.

    'guidegen COMMAND --help' lists the options of a command.
    """


def main() -> None:
    """Run the command line and exit: 0 fine, 1 findings, 2 usage, 3 refused, 130 interrupted."""
    call = Call()
    gc.set_threshold(*COLLECTED)
    try:
        # Outside standalone mode click hands the code of an Exit back instead of raising it.
        code = guidegen.main(prog_name="guidegen", standalone_mode=False, obj=call)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        said = usage_error(error, call)
        show_error(said, call)
        sys.exit(said.exit_code)
    except GuidegenError as error:
        show_error(error, call)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.errno not in OUTSIDE:
            raise
        failed = OutputError(f"{error.filename or 'a temporary file'}: {error.strerror}")
        show_error(failed, call)
        sys.exit(failed.exit_code)
    sys.exit(code if isinstance(code, int) else 0)
