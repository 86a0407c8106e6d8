"""What `guidegen send` and `send status` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.show import diagnostic_json, failures_json, show_failures, show_json

if TYPE_CHECKING:
    from generator.app.send import SendReport
    from generator.send.causes import Cause
    from generator.send.plan import Turn
    from generator.send.sending import Sending
    from generator.write.people import Listed

SHOWN = 20
THEN = {
    "in doubt": ("if it arrived (else --resend)", "--sent"),
    "failed before": ("once it is corrected", "--resend"),
    "among the drafts": ("once it is sent", "--sent"),
}
"""What to do about people who get nothing more until somebody says what became of the last one: when, and the word."""


def has_failed(report: SendReport) -> bool:
    """Whether somebody was left out, has failed or is in doubt, or the run could not go on."""
    states = {one.state.value for one in report.sendings.values()}
    in_doubt = any(turn.value in ("in doubt", "failed before") for turn in report.turns.values())
    stopped = report.ended.why is not None and not report.ended.is_limit
    return bool(report.left_out or in_doubt or stopped or states - {"sent", "drafted"})


def show_report(report: SendReport, root: Path, again: str, *, test_to: str | None, is_real: bool, quiet: bool) -> None:
    """What a run did or would do, and whom it left out, each of whom the command `again` shows alone."""
    from generator.app.typed import typed

    show_failures(report.left_out, again, root)
    _show_turns(report.turns, root)
    _show_causes(report.causes.values())
    if report.settled:
        listed = ", ".join(report.settled)
        click.echo(f"in doubt since the last run ended: {listed}; see '{typed(root, 'send', 'status')}'", err=True)
    if report.ended.why:
        click.echo(f"{'the day is full' if report.ended.is_limit else 'stopped'}: {report.ended.why}", err=True)
    if quiet:
        return
    count = len(report.chosen)
    if test_to:
        click.echo(f"{count} test message{'s' if count != 1 else ''} sent to {test_to}")
    elif is_real:
        states = Counter(one.state.value for one in report.sendings.values())
        waiting = count - len(report.sendings)
        parts = [f"{number} {state}" for state, number in sorted(states.items())]
        click.echo(", ".join([*parts, *([f"{waiting} still waiting"] if waiting else [])]) or "nothing to send")
    else:
        click.echo(f"dry run: {count} would be sent, nothing was. With --send they go out")
        if report.drafts is not None:
            click.echo(f"{report.written} of them lie in {report.drafts} to look at, one .eml file each")


def _show_turns(turns: Mapping[str, Turn], root: Path) -> None:
    """How many get a handbook and why, and by name those who do not get one though they might expect it."""
    from generator.app.typed import typed

    counts = Counter(turn.value for turn in turns.values())
    for reason, number in sorted(counts.items()):
        listed = ""
        if reason in THEN:
            names = [profile for profile, turn in turns.items() if turn.value == reason]
            what = typed(root, "send", "resolve", *names[:SHOWN], THEN[reason][1])
            more = " ..." if len(names) > SHOWN else ""
            listed = f": {', '.join(names[:SHOWN])}{more}; {THEN[reason][0]}: {what}"
        click.echo(f"{number:>6} {reason}{listed}", err=True)


def _show_causes(several: Collection[frozenset[Cause]]) -> None:
    """What changed, and for how many people each: "the note of source ECF-04: 40 people"."""
    counts = Counter(cause for causes in several for cause in causes)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    for cause, number in ranked[:SHOWN]:
        click.echo(f"       {cause.words}: {number} {'person' if number == 1 else 'people'}", err=True)
    if len(ranked) > SHOWN:
        click.echo(f"       and {len(ranked) - SHOWN} other changes", err=True)


def show_status(latest: Mapping[str, Sending]) -> None:
    """What became of every handbook: how many in each state, and who is not done."""
    if not latest:
        click.echo("nothing has been sent yet")
        return
    for state, number in sorted(Counter(one.state.value for one in latest.values()).items()):
        click.echo(f"{number:>6} {state}")
    for profile, one in latest.items():
        if one.state.value not in ("sent", "kept") or one.released:
            again = " (goes out with the next run)" if one.released else ""
            click.echo(f"{profile}: {one.state.value}{again}{f': {one.reply}' if one.reply else ''}")


def show_people(people: Iterable[Listed]) -> None:
    """A row for each person, by name: who it is, their id and handbook, and what became of it on which day."""
    ordered = sorted(people, key=lambda one: (one.name.casefold(), one.id))
    rows = [(one.name or "-", one.address, one.id, one.file or "-", one.date, one.state) for one in ordered]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(5)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))


def plain(one: Sending) -> dict[str, object]:
    """A sending as data."""
    from generator.app.sendings import moment

    return {
        "state": one.state.value,
        "when": moment(one),
        "tries": one.tries,
        "reply": one.reply,
        "files": dict(one.files),
        "released": one.released,
    }


def show_report_json(report: SendReport) -> None:
    """The same as one JSON object."""
    show_json(
        {
            "turns": {profile: turn.value for profile, turn in report.turns.items()},
            "chosen": report.chosen,
            "left_out": failures_json(report.left_out),
            "sendings": {profile: plain(one) for profile, one in report.sendings.items()},
            "causes": {profile: sorted(one.words for one in causes) for profile, causes in report.causes.items()},
            "settled": report.settled,
            "ended": report.ended.why,
            "drafts": report.drafts,
            "diagnostics": [diagnostic_json(one) for one in report.warnings],
        }
    )
