"""`guidegen send`, `send status` and `send resolve`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Group
from generator.cli.options import check_source, find_project, output_folder
from generator.cli.progress import PACES, Bar
from generator.cli.show import diagnostic_json, failures_json, show_failures, show_json, show_times
from generator.clock import SystemClock
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.app.send import SendReport
    from generator.app.sendings import Word
    from generator.send.plan import Turn
    from generator.send.sending import Sending

PASSWORD = "GUIDEGEN_SMTP_PASSWORD"  # noqa: S105 -- the variable's name
SHOWN = 20


@click.group(
    "send",
    cls=Group,
    invoke_without_command=True,
    examples=(
        "guidegen send",
        "guidegen send --test-to office@example.org",
        "guidegen send --send --limit 50",
        "guidegen send status",
    ),
)
@options.options(
    options.project,
    click.option("--send", "is_real", is_flag=True, help="Send. Without it nothing leaves this machine."),
    click.option("--test-to", metavar="ADDRESS", help="Send one message (or --limit) to yourself, to see it arrive."),
    click.option("-a", "--only", "only", multiple=True, metavar="ID", help="Only this applicant; may be repeated."),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many."),
    options.roster,
    options.encoding,
    options.answers,
    options.name,
    options.email,
    click.option("--protect", is_flag=True, help="Ask a pass phrase for each handbook whose roster row has none."),
    click.option("--yes", "is_sure", is_flag=True, help="Do not ask before sending."),
    options.output,
    options.as_of,
    click.option("--strict", is_flag=True, help="Refuse on warnings, and handbooks that leave questions open."),
    options.as_json,
    options.quiet,
    options.verbose,
)
@click.pass_context
def command(
    context: click.Context,
    start: Path | None,
    is_real: bool,
    test_to: str | None,
    only: tuple[str, ...],
    limit: int | None,
    roster: Path | None,
    encoding: str | None,
    answers: tuple[Path, ...],
    name: str | None,
    email: str | None,
    protect: bool,
    is_sure: bool,
    output: Path | None,
    as_of: dt.date,
    strict: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Send each handbook to its own person.

    Without --send it is a dry run: nothing leaves this machine.
    """
    if context.invoked_subcommand is not None:
        return
    if is_real and test_to:
        raise UsageError("--send and --test-to do not go together")
    check_source(roster, encoding, answers, name, email)
    from generator.app.applicants import Source
    from generator.app.recipients import RecipientsRequest
    from generator.app.send import SendRequest, draft, send, try_out
    from generator.app.stopwatch import Stopwatch

    root = find_project(start)
    watch = Stopwatch()
    ask = _ask if sys.stdin.isatty() else None
    if protect and ask is None:
        raise UsageError("--protect asks for pass phrases, and there is nobody at a terminal to ask")
    request = SendRequest(
        root=root,
        recipients=RecipientsRequest(
            handbooks=output_folder(root, output, "handbooks"),
            source=Source(roster.absolute() if roster else None, encoding, answers, name, email),
            only=only,
            today=as_of,
            strict=strict,
            ask=ask if protect else None,
        ),
        limit=limit,
        strict=strict,
        password=os.environ.get(PASSWORD),
        ask=ask,
        confirm=_Confirm(is_sure=is_sure),
        clock=SystemClock(),
    )
    bar = Bar(quiet=quiet or as_json, paces=root / PACES)
    if test_to:
        report = try_out(request, test_to, bar, watch)
    elif is_real:
        report = send(request, bar, watch, _Tell(silent=quiet or as_json))
    else:
        report = draft(request, bar, watch)
    if as_json:
        _show_json(report)
    else:
        _show(report, root, test_to=test_to, is_real=is_real, quiet=quiet)
    if verbose:
        show_times(watch.seconds)
    if _has_failed(report):
        raise click.exceptions.Exit(1)


@command.command("status", examples=("guidegen send status --csv failed.csv",))
@options.options(
    options.project,
    click.option(
        "--csv", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="Write those that failed or are in doubt to a file, with their addresses.",
    ),
    options.as_json,
)  # fmt: skip
def status_command(start: Path | None, file: Path | None, as_json: bool) -> None:
    """Say what became of every handbook."""
    from generator.app.sendings import failed_csv, latest_sendings, write_private

    latest = latest_sendings(find_project(start))
    if file is not None:
        write_private(file, failed_csv(latest.values()))
    if as_json:
        show_json({"sendings": {profile: _plain(one) for profile, one in latest.items()}})
    else:
        _show_status(latest)


@command.command("resolve", examples=("guidegen send resolve demo-lina --resend",))
@options.options(
    options.project,
    click.argument("profiles", metavar="ID...", nargs=-1, required=True),
    click.option("--sent", "word", flag_value="sent", help="It arrived: the person in doubt has it."),
    click.option("--resend", "word", flag_value="resend", help="It may be sent again, to the address of today."),
    click.option("--withdraw", "word", flag_value="withdraw", help="It waits, and shall not go out."),
)
def resolve_command(start: Path | None, profiles: tuple[str, ...], word: Word | None) -> None:
    """Say what you found out about a handbook in doubt.

    Also of one that failed, or waits.
    """
    if word is None:
        raise UsageError("say what holds: --sent, --resend or --withdraw")
    from generator.app.sendings import resolve

    done = resolve(find_project(start), profiles, word, SystemClock())
    for profile, one in done.items():
        click.echo(f"{profile}: {'goes out with the next run' if word == 'resend' else one.state.value}")


def _ask(question: str) -> str:
    words: str = click.prompt(question, hide_input=True, err=True)
    return words


class _Confirm:
    """Asks once, with what cannot be undone in the question."""

    def __init__(self, *, is_sure: bool) -> None:
        self.is_sure = is_sure

    def __call__(self, count: int, first: str, last: str, server: str) -> bool:
        if self.is_sure:
            return True
        if not sys.stdin.isatty():
            raise UsageError("nobody is at a terminal to say yes; give --yes if that is meant")
        who = first if count == 1 else f"{first} to {last}"
        return click.confirm(f"Send {count} handbook{'s' if count > 1 else ''} ({who}) through {server}?", err=True)


class _Tell:
    """One line for every sending that changed its state."""

    def __init__(self, *, silent: bool) -> None:
        self.silent = silent

    def __call__(self, one: Sending) -> None:
        if not self.silent:
            reply = "" if one.state.value == "sent" else f": {one.reply}"
            click.echo(f"{one.profile} {one.state.value}{reply}")


def _has_failed(report: SendReport) -> bool:
    """Whether somebody was left out, has failed or is in doubt, or the run could not go on."""
    states = {one.state.value for one in report.sendings.values()}
    in_doubt = any(turn.value in ("in doubt", "failed before") for turn in report.turns.values())
    stopped = report.ended.why is not None and not report.ended.is_limit
    return bool(report.left_out or in_doubt or stopped or states - {"sent"})


def _show(report: SendReport, root: Path, *, test_to: str | None, is_real: bool, quiet: bool) -> None:
    show_failures(report.left_out, "guidegen handbooks -a", root)
    _show_turns(report.turns)
    if report.settled:
        listed = ", ".join(report.settled)
        click.echo(f"in doubt since the last run ended: {listed}; see 'guidegen send status'", err=True)
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


def _show_turns(turns: Mapping[str, Turn]) -> None:
    """How many get a handbook and why, and by name those who do not get one though they might expect it."""
    counts = Counter(turn.value for turn in turns.values())
    for reason, number in sorted(counts.items()):
        listed = ""
        if reason in ("in doubt", "failed before"):
            names = [profile for profile, turn in turns.items() if turn.value == reason]
            listed = f": {', '.join(names[:SHOWN])}{' ...' if len(names) > SHOWN else ''} (guidegen send resolve)"
        click.echo(f"{number:>6} {reason}{listed}", err=True)


def _show_status(latest: Mapping[str, Sending]) -> None:
    if not latest:
        click.echo("nothing has been sent yet")
        return
    for state, number in sorted(Counter(one.state.value for one in latest.values()).items()):
        click.echo(f"{number:>6} {state}")
    for profile, one in latest.items():
        if one.state.value != "sent":
            again = " (goes out with the next run)" if one.released else ""
            click.echo(f"{profile}: {one.state.value}{again}{f': {one.reply}' if one.reply else ''}")


def _plain(one: Sending) -> dict[str, object]:
    from generator.app.sendings import moment

    return {
        "state": one.state.value,
        "when": moment(one),
        "tries": one.tries,
        "reply": one.reply,
        "files": dict(one.files),
        "released": one.released,
    }


def _show_json(report: SendReport) -> None:
    show_json(
        {
            "turns": {profile: turn.value for profile, turn in report.turns.items()},
            "chosen": report.chosen,
            "left_out": failures_json(report.left_out),
            "sendings": {profile: _plain(one) for profile, one in report.sendings.items()},
            "settled": report.settled,
            "ended": report.ended.why,
            "drafts": report.drafts,
            "diagnostics": [diagnostic_json(one) for one in report.warnings],
        }
    )
