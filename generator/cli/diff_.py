"""`guidegen diff`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import text
from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import show_json
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.app.diff import GuideDifference, ProfileChange
    from generator.model.guide import PlanItem


@click.command("diff", cls=Command, examples=("guidegen diff tent rooms", "guidegen diff --since HEAD~1 -v"))
@options.options(
    options.project,
    click.argument("first", required=False, metavar="A"),
    click.argument("second", required=False, metavar="B"),
    click.option("--since", "revision", metavar="REV", help="Whose guides changed since this git revision."),
    options.as_of,
    options.as_json,
    options.verbose,
)
def command(
    start: Path | None,
    first: str | None,
    second: str | None,
    revision: str | None,
    as_of: dt.date,
    as_json: bool,
    verbose: bool,
) -> None:
    """Say what differs between two readers, or since an edit.

    A and B are personas or applicants. Exit code 1 where something differs.
    """
    from generator.app.diff import diff_readers, diff_since

    root = find_project(start)
    if revision is not None:
        if first is not None:
            raise UsageError("name two readers, or a revision with --since")
        changes = diff_since(root, revision, as_of)
        _show_changes(changes, as_json=as_json, verbose=verbose)
        is_different = bool(changes)
    elif first is None or second is None:
        raise UsageError("name two readers, or a revision with --since")
    else:
        found = diff_readers(root, first, second, as_of)
        if as_json:
            show_json({"was": first, "becomes": second, **_data(found), "diagnostics": []})
        else:
            _show(found)
        is_different = not found.difference.is_empty
    if is_different:
        raise click.exceptions.Exit(1)


def _show(found: GuideDifference, indent: str = "") -> None:
    for item in found.difference.plan:
        click.echo(f"{indent}plan: {item.label}")
        click.echo(f"{indent}  - {_stated(item.was)}\n{indent}  + {_stated(item.becomes)}")
    for section in found.sections:
        names = " -> ".join(dict.fromkeys(name or "nothing" for name in (section.was, section.becomes)))
        click.echo(f"{indent}{section.chapter}: {names}")
        for line in section.gone:
            click.echo(f"{indent}  - {line}")
        for line in section.new:
            click.echo(f"{indent}  + {line}")
    for one in found.difference.lines:
        click.echo(f"{indent}{one.kind.name}: {one.label}")
        click.echo(f"{indent}  - {one.was or 'nothing'}\n{indent}  + {one.becomes or 'nothing'}")
    if not indent:
        click.echo(
            f"{found.difference.same} sections are the same" if found.difference.same else "no section is the same"
        )


def _stated(item: PlanItem | None) -> str:
    if item is None:
        return "nothing"
    stated = "; ".join(line for line, _ in item.items)
    if item.text:
        stated = f"{item.text}, because {item.because}"
    changes = [f"{change.lead}: {change.text}, because {change.because}" for change in item.changes]
    return "; ".join([stated or "not set", *changes])


def _data(found: GuideDifference) -> dict[str, Any]:
    return {
        "plan": [
            {"name": one.name, "was": one.was and _stated(one.was), "becomes": one.becomes and _stated(one.becomes)}
            for one in found.difference.plan
        ],
        "sections": [
            {
                "chapter": one.chapter,
                "was": one.was,
                "becomes": one.becomes,
                "gone": list(one.gone),
                "new": list(one.new),
            }
            for one in found.sections
        ],
        "lines": [
            {"kind": one.kind.name, "id": one.id, "was": one.was, "becomes": one.becomes}
            for one in found.difference.lines
        ],
        "same": found.difference.same,
    }


def _show_changes(changes: list[ProfileChange], *, as_json: bool, verbose: bool) -> None:
    if as_json:
        show_json({
            "changes": [
                {"profile": one.profile, "problem": one.problem, **(_data(one.difference) if one.difference else {})}
                for one in changes
            ],
            "diagnostics": [],
        })  # fmt: skip
        return
    for one in changes:
        if one.difference is None:
            click.echo(f"{one.profile}: {one.problem}")
            continue
        sections = ", ".join(dict.fromkeys(section.becomes or section.was or "" for section in one.difference.sections))
        plan = ", ".join(item.name for item in one.difference.difference.plan)
        lines = len(one.difference.difference.lines)
        parts = [
            sections,
            f"plan: {plan}" if plan else "",
            f"{text.plural(lines, 'other line', 'other lines')}" if lines else "",
        ]
        click.echo(f"{one.profile}: {'; '.join(part for part in parts if part)}")
        if verbose:
            _show(one.difference, "    ")
    click.echo(f"{len(changes)} guides change" if changes else "no guide changes", err=True)
