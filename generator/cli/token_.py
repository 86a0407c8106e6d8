"""`guidegen token`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Command

if TYPE_CHECKING:
    from generator.app.token import Provider


@click.command(
    "token",
    cls=Command,
    examples=(
        "guidegen token microsoft --user office@example.edu --client APP-ID --login",
        "guidegen token google --user office@example.edu",
    ),
)
@options.options(
    click.argument("provider", type=click.Choice(["microsoft", "google"])),
    click.option("--user", required=True, metavar="ADDRESS", help="Whose mailbox it is."),
    click.option("--client", metavar="ID", help="Microsoft: the app's id. Google, with --login: the client's file."),
    click.option("--tenant", default="organizations", show_default=True, help="Microsoft: your organization."),
    click.option("--login", "is_login", is_flag=True, help="Log in once on this machine; prints no token."),
)
def command(provider: Provider, user: str, client: str | None, tenant: str, is_login: bool) -> None:
    """Print a token to log in to the mail of Microsoft 365 or Google.

    For 'mail: token_command:'. The login is kept by the system's keyring, never in the project.
    """
    from generator.app.token import find_token, log_in

    if is_login:
        log_in(provider, user, client, tenant, lambda words: click.echo(words, err=True))
        click.echo(f"{user} is logged in", err=True)
    else:
        click.echo(find_token(provider, user, client, tenant))
