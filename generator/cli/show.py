"""Showing diagnostics and errors: data on stdout, messages on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli.command import Call
from generator.diagnostics import NO_PLACE, Diagnostic, Failure
from generator.errors import GuidegenError, OutputError, ProfileError, ProjectError, RefusedError, UsageError

PUBLIC = ("guidegen.yaml", "content/", "templates/", "tests/", "profiles/facets.yaml", "profiles/personas.yaml")
"""Files whose lines are shown with what was found in them."""

CODES: dict[type[GuidegenError], str] = {UsageError: "usage", RefusedError: "refused", OutputError: "output"}
"""What errors without a place are called with --json."""

NAMED = 5
"""Profiles that are named where many failed for the same reason."""

COLORS = {"error": "red", "warning": "yellow"}


def show_error(error: GuidegenError, call: Call) -> None:
    """What stopped a command: on stderr in words, or as the object that the command prints with --json."""
    found = error.diagnostics if isinstance(error, (ProjectError, ProfileError)) else [_without_place(error)]
    if call.as_json:
        show_json({"diagnostics": [diagnostic_json(one) for one in found]})
    elif isinstance(error, (ProjectError, ProfileError)):
        show_diagnostics(found, call.root)
        click.echo(summary(found), err=True)
    else:
        click.echo(f"{click.style('error:', fg='red', bold=True)} {error}", err=True)
        if found[0].suggestion:
            click.echo(f"    {found[0].suggestion}", err=True)


def _without_place(error: GuidegenError) -> Diagnostic:
    advice = error.advice if isinstance(error, UsageError) else None
    return Diagnostic("error", CODES.get(type(error), "failed"), str(error), NO_PLACE, advice)


def show_diagnostics(found: Iterable[Diagnostic], root: Path | None) -> None:
    """Each finding with its place, the line it is on, and what to write instead."""
    for one in found:
        if one.span == NO_PLACE:
            click.echo(f"    {one.message}", err=True)
            continue
        severity = click.style(f"{one.severity}[{one.code}]", fg=COLORS[one.severity], bold=True)
        click.echo(f"{one.span}: {severity}: {one.message}", err=True)
        line = _source_line(one, root)
        if line is not None:
            click.echo(f"    {line}", err=True)
            click.echo(f"    {_padding(line, one.span.column)}^", err=True)
        if one.suggestion:
            click.echo(f"    {one.suggestion}", err=True)
        if one.witness:
            answers = ", ".join(f"{name}: {value}" for name, value in one.witness.items())
            click.echo(f"    for example: {{{answers}}}", err=True)


def _source_line(one: Diagnostic, root: Path | None) -> str | None:
    """The line a finding is on; never one of a person's file or of a roster."""
    if root is None or one.span.line < 1 or not one.span.path.startswith(PUBLIC):
        return None
    try:
        lines = (root / one.span.path).read_text("utf-8-sig", "replace").split("\n")
    except OSError:
        return None
    if one.span.line > len(lines) or not lines[one.span.line - 1].strip():
        return None
    return lines[one.span.line - 1][:200]


def _padding(line: str, column: int) -> str:
    """Spaces up to a column, with tabs where the line has them."""
    return "".join("\t" if letter == "\t" else " " for letter in line[: column - 1].ljust(column - 1))


def summary(found: Iterable[Diagnostic]) -> str:
    """How much was found: "2 errors, 1 warning"."""
    counts = {"error": 0, "warning": 0}
    for one in found:
        counts[one.severity] += 1
    parts = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count]
    return ", ".join(parts) or "nothing wrong"


def diagnostic_json(one: Diagnostic) -> dict[str, Any]:
    """One finding as data."""
    return {
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "severity": one.severity,
        "code": one.code,
        "message": one.message,
        "suggestion": one.suggestion,
        "witness": dict(one.witness) if one.witness else None,
    }


def show_json(document: Mapping[str, Any]) -> None:
    """One object on stdout."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, default=str))


def show_failures(failed: Mapping[str, Failure], again: str | None, root: Path) -> None:
    """The profiles that failed, those for the same reason together, with the command that shows one alone."""
    groups: list[tuple[Failure, list[str]]] = []
    for profile, failure in failed.items():
        same = next((several for other, several in groups if other == failure), None)
        if same is None:
            groups.append((failure, [profile]))
        else:
            same.append(profile)
    for failure, profiles in groups:
        first, others = ", ".join(profiles[:NAMED]), len(profiles) - NAMED
        more = f" and {others} more" if others > 0 else ""
        click.echo(f"{click.style('failed:', fg='red', bold=True)} {first}{more}", err=True)
        show_diagnostics(failure.found, root)
        if again is not None:
            click.echo(f"    to see it alone: {again} {profiles[0]}", err=True)


def failures_json(failed: Mapping[str, Failure]) -> dict[str, list[dict[str, Any]]]:
    """What was found for each profile that failed, as data."""
    return {profile: [diagnostic_json(one) for one in failure.found] for profile, failure in failed.items()}


def show_whole(whole: Mapping[str, str]) -> None:
    """Why some handbooks could not be made from pieces, each reason once."""
    for why in sorted(set(whole.values())):
        names = sorted(name for name, reason in whole.items() if reason == why)
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        click.echo(f"laid out as a whole: {names[0]}{more}, because {why}", err=True)


def end(seconds: Mapping[str, float] | None, *, failed: bool) -> None:
    """Show the time of every stage, where there is any to show, and make the exit code 1 where something failed."""
    if seconds is not None:
        show_times(seconds)
    if failed:
        raise click.exceptions.Exit(1)


def show_times(seconds: Mapping[str, float]) -> None:
    """What each stage took, for -v."""
    for stage, spent in seconds.items():
        click.echo(f"{stage:>10} {spent:7.3f} s", err=True)
