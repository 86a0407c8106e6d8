"""The option that names a cluster; what may travel there is asked before anything is read."""

from __future__ import annotations

import click


def _checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    """The address of a cluster, if books of people may travel there."""
    if value is not None and not ctx.resilient_parsing:
        from generator.render.cluster import check_cluster

        check_cluster(value)
    return value


cluster = click.option(
    "--cluster",
    callback=_checked,
    metavar="ADDRESS",
    help="Lay handbooks out on the Dask cluster whose scheduler is at tls://HOST:PORT.",
)
