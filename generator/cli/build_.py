"""`guidegen build`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import text
from generator.cache import cache_folder
from generator.cli import cluster_option, options
from generator.cli.command import Command
from generator.cli.options import Address, Kinds, find_project, output_folder
from generator.cli.progress import PACES, Bar
from generator.cli.show import (
    diagnostic_json,
    end,
    failures_json,
    show_diagnostics,
    show_failures,
    show_json,
    show_whole,
)
from generator.model.output import ALL_NAMES

if TYPE_CHECKING:
    from generator.app.build import BuildReport, BuildRequest


@click.command("build", cls=Command, examples=("guidegen build", "guidegen build -p tent --to html,pdf -o /tmp/try"))
@options.options(
    options.project,
    options.profiles,
    click.option("--to", type=Kinds(*ALL_NAMES), help=f"Kinds of output: {', '.join(ALL_NAMES)}."),
    options.output,
    click.option("--site-url", type=Address(), help="The address the site will have, in place of the project's."),
    options.jobs,
    click.option("--why", is_flag=True, help="Say of each guide and file made again which changed file is the cause."),
    options.as_of,
    options.strict,
    options.pieces,
    cluster_option.cluster,
    options.no_cache,
    options.as_json,
    options.quiet,
    options.verbose,
)
def command(
    start: Path | None,
    profiles: tuple[str, ...],
    to: frozenset[str] | None,
    output: Path | None,
    site_url: str | None,
    jobs: int,
    why: bool,
    as_of: dt.date,
    strict: bool,
    pieces: bool,
    cluster: str | None,
    no_cache: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the public site of all personas.

    A build with nothing to do says so at once.
    """
    from generator.app.freshness import inputs_of, is_fresh, remember, request_key

    root = find_project(start)
    target = output_folder(root, output, "site")
    asked = {"profiles": profiles, "to": sorted(to or ()), "as_of": as_of, "site_url": site_url, "pieces": pieces}
    key, inputs = request_key(asked), inputs_of(root)
    if not no_cache and not strict and is_fresh(root, target, key, inputs):
        _show_fresh(target, as_json=as_json, quiet=quiet)
        return
    from generator.app.build import BuildRequest, build  # heavy, and a build with nothing to do needs none of it
    from generator.app.stopwatch import Stopwatch

    request = BuildRequest(
        root=root,
        output=target,
        personas=profiles,
        to=to,
        jobs=jobs,
        today=as_of,
        reuse=not no_cache,
        site_url=site_url,
        pieces=pieces,
        cluster=cluster,
    )
    report = build(request, Bar(quiet=quiet or as_json, paces=cache_folder(root) / PACES), watch := Stopwatch())
    _show(report, request, as_json=as_json, quiet=quiet, why=why)
    end(watch.seconds if verbose else None, failed=bool(report.failed or (strict and report.warnings)))
    if not report.warnings and report.histories is None:
        remember(root, target, key, inputs)


def _show_fresh(target: Path, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        nothing: dict[str, list[str]] = {"added": [], "changed": [], "removed": [], "diagnostics": []}
        show_json({"fresh": True, "failed": {}, "histories": None, "causes": {}, "files": {}} | nothing)
    elif not quiet:
        click.echo(f"nothing to do: {_shown(target)} is up to date")


def _show(report: BuildReport, request: BuildRequest, *, as_json: bool, quiet: bool, why: bool) -> None:
    from generator.app.typed import day_words, folder_words, typed

    root, target = request.root, request.output
    written = report.written
    if as_json:
        failed = failures_json(report.failed)
        show_json(
            {
                "fresh": False,
                "added": written.added,
                "changed": written.changed,
                "removed": written.removed,
                "failed": failed,
                "diagnostics": [diagnostic_json(one) for one in report.warnings],
                "histories": report.histories,
                "causes": report.causes,
                "files": report.files,
                "whole": report.whole,
            }
        )
        return
    if report.histories is not None:
        click.echo(report.histories, err=True)
    show_diagnostics(report.warnings, root)
    for path in written.kept:
        click.echo(f"left alone, because it was changed by hand: {path}", err=True)
    kinds = [] if request.to is None else ["--to", ",".join(sorted(request.to))]
    place = [*folder_words(root, target, "site"), *day_words(request.today)]
    show_failures(report.failed, typed(root, "build", *kinds, *place, "-p"), root)
    if why:
        _show_causes(report)
        show_whole(report.whole)
    if not quiet:
        handbooks = (
            f", handbooks: {report.handbooks} made, {report.reused} still right"
            if report.handbooks or report.reused
            else ""
        )
        click.echo(
            f"{text.counted(report.guides, 'guide', 'guides')} in {_shown(target)}: {len(written.added)} files added, "
            f"{len(written.changed)} changed, {len(written.removed)} removed, {written.unchanged} unchanged{handbooks}"
        )


def _show_causes(report: BuildReport) -> None:
    """Why each guide was made again, and each file that is new or another now."""
    for name, cause in (*report.causes.items(), *sorted(report.files.items())):
        click.echo(f"{name}: {cause}")


def _shown(target: Path) -> str:
    here = Path.cwd()
    return str(target.relative_to(here)) if target.is_relative_to(here) else str(target)
