"""`guidegen doctor`."""

from __future__ import annotations

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.show import show_json


@click.command("doctor", cls=Command, examples=("guidegen doctor",))
@options.options(options.as_json)
def command(as_json: bool) -> None:
    """Show versions, system libraries and fonts, and what is missing."""
    from generator.app.doctor import examine

    findings = examine()
    if as_json:
        show_json({"findings": [{"name": one.name, "value": one.value, "advice": one.advice} for one in findings]})
    else:
        width = max(len(one.name) for one in findings)
        for one in findings:
            mark = "ok     " if one.is_fine else "missing"
            click.echo(f"{mark} {one.name:<{width}}  {one.value}" + (f"\n        {one.advice}" if one.advice else ""))
    if not all(one.is_fine for one in findings):
        raise click.exceptions.Exit(1)
