"""What click says of a command line that makes no sense, in our words."""

from __future__ import annotations

import click

from generator.cli.command import Call
from generator.diagnostics import nearest
from generator.errors import UsageError

_PLAIN = {
    "is not a valid integer range": "is not a whole number",
    "is not a valid float range": "is not a number",
    "requires an argument": "needs a value",
}
"""What click says in the language of programmers, in plain words."""


def usage_error(error: click.ClickException, call: Call) -> UsageError:
    """The same as an error of ours: what is wrong, and which help tells how it is meant."""
    return UsageError(_words(error), f"see '{call.command} --help'")


def _words(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption(ctx=click.Context() as context):
            return _no_option(error.option_name, context)
        case click.MissingParameter(param=click.Parameter() as missing):
            return _is_missing(missing, error.ctx)
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            return _plain(error) + _meant(error.message, choice)
    return _plain(error)


def _plain(error: click.ClickException) -> str:
    said = error.format_message().strip().removesuffix(".")
    for theirs, ours in _PLAIN.items():
        said = said.replace(theirs, ours)
    return said[:1].lower() + said[1:]


def _meant(message: str, choice: click.Choice[str]) -> str:
    """The choice most like the value that click names first, in quotes."""
    hint = nearest(message.partition("'")[2].partition("'")[0], choice.choices)
    return f"; {hint}" if hint else ""


def _no_option(name: str, context: click.Context) -> str:
    words = f"there is no option '{name}'"
    if context.parent is None:
        return f"{words} before the command; the options of a command come after it"
    if name == "--json":
        return f"'{context.command_path}' has no answer in JSON"
    known = [one[2:] for each in context.command.get_params(context) for one in each.opts if one.startswith("--")]
    hint = nearest(name.lstrip("-"), known)  # without dashes, which would make all of them alike
    return words + "; " + hint.replace("'", "'--", 1) if hint else words


def _is_missing(missing: click.Parameter, context: click.Context | None) -> str:
    words = f"{missing.get_error_hint(context)} is missing"
    if isinstance(missing.type, click.Choice):
        return f"{words}; write one of {', '.join(missing.type.choices)}"
    return words
