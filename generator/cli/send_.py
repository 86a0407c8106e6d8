"""`guidegen send`, `send status` and `send resolve`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from generator.cache import cache_folder
from generator.cli import options
from generator.cli.command import Group
from generator.cli.options import check_source, find_project, output_folder
from generator.cli.progress import PACES, Bar
from generator.cli.send_questions import Confirm, Tell, agree, ask_secret, stop_on_interrupt
from generator.cli.send_report import has_failed, plain, show_people, show_report, show_report_json, show_status
from generator.cli.show import show_json, show_times
from generator.clock import SystemClock
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.app.send import SendRequest
    from generator.app.sendings import Word

PASSWORD = "GUIDEGEN_SMTP_PASSWORD"  # noqa: S105 -- the variable's name


class Given(TypedDict):
    """The options that say whom to send to, and how."""

    start: Path | None
    only: tuple[str, ...]
    limit: int | None
    roster: Path | None
    encoding: str | None
    answers: tuple[Path, ...]
    name: str | None
    email: str | None
    protect: bool
    not_for: str | None
    is_trusted: bool
    is_sure: bool
    output: Path | None
    as_of: dt.date
    strict: bool
    as_json: bool
    quiet: bool
    verbose: bool


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
    click.option(
        "--not-for",
        metavar="WHAT",
        help="Whose changes are only these (sources,terms,notes) keeps theirs.",
    ),
    click.option("--trust", "is_trusted", is_flag=True, help="Agree to the program that guidegen.yaml runs."),
    click.option("--yes", "is_sure", is_flag=True, help="Do not ask before sending."),
    options.output,
    options.as_of,
    click.option("--strict", is_flag=True, help="Refuse on warnings, and handbooks that leave questions open."),
    options.as_json,
    options.quiet,
    options.verbose,
)
@click.pass_context
def command(context: click.Context, is_real: bool, test_to: str | None, **given: Unpack[Given]) -> None:
    """Send each handbook to its own person.

    Without --send it is a dry run: nothing leaves this machine.
    """
    if context.invoked_subcommand is not None:
        return
    if is_real and test_to:
        raise UsageError("--send and --test-to do not go together")
    from generator.app.send import draft, send, try_out
    from generator.app.stopwatch import Stopwatch
    from generator.app.typed import day_words, folder_words, typed

    root = find_project(given["start"])
    request = _request(root, given)
    watch = Stopwatch()
    is_silent = given["quiet"] or given["as_json"]
    bar = Bar(quiet=is_silent, paces=cache_folder(root) / PACES)
    if test_to:
        report = try_out(request, test_to, bar, watch)
    elif is_real:
        report = send(request, bar, watch, Tell(silent=is_silent))
    else:
        report = draft(request, bar, watch)
    if given["as_json"]:
        show_report_json(report)
    else:
        people = request.recipients
        options = [*folder_words(root, people.handbooks, "handbooks"), *day_words(people.today)]
        again = typed(root, "handbooks", *people.source.words, *options, "-a")
        show_report(report, root, again, test_to=test_to, is_real=is_real, quiet=given["quiet"])
    if given["verbose"]:
        show_times(watch.seconds)
    if has_failed(report):
        raise click.exceptions.Exit(1)


def _request(root: Path, given: Given) -> SendRequest:
    """What the options ask for.

    Raises UsageError where they do not go together.
    """
    from generator.app.applicants import PeopleSource
    from generator.app.recipients import RecipientsRequest
    from generator.app.send import SendRequest
    from generator.app.transport import FromTerminal
    from generator.send.causes import leavable

    roster, answers, name, email = given["roster"], given["answers"], given["name"], given["email"]
    check_source(roster, given["encoding"], answers, name, email)
    ask = ask_secret if sys.stdin.isatty() else None
    if given["protect"] and ask is None:
        raise UsageError("--protect asks for pass phrases, and there is nobody at a terminal to ask")
    return SendRequest(
        root=root,
        recipients=RecipientsRequest(
            handbooks=output_folder(root, given["output"], "handbooks"),
            source=PeopleSource(roster.absolute() if roster else None, given["encoding"], answers, name, email),
            only=given["only"],
            today=given["as_of"],
            strict=given["strict"],
            ask=ask if given["protect"] else None,
            left=leavable(given["not_for"]) if given["not_for"] else frozenset(),
        ),
        limit=given["limit"],
        strict=given["strict"],
        asked=FromTerminal(os.environ.get(PASSWORD), ask, agree(is_trusted=given["is_trusted"])),
        confirm=Confirm(is_sure=given["is_sure"]),
        clock=SystemClock(),
        stop=stop_on_interrupt(),
    )


@command.command("status", examples=("guidegen send status --csv failed.csv",))
@options.options(
    options.project,
    click.option(
        "--csv", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="Write those that failed or are in doubt to a file, with their addresses.",
    ),
    click.option("--names/--no-names", "names", default=None, help="Also a table of who is who (on a terminal)."),
    options.output,
    options.as_json,
)  # fmt: skip
def status_command(
    start: Path | None, file: Path | None, names: bool | None, output: Path | None, as_json: bool
) -> None:
    """Say what became of every handbook."""
    from generator.app.people import people_of
    from generator.app.sendings import failed_csv, latest_sendings, write_private

    root = find_project(start)
    handbooks = output_folder(root, output, "handbooks")
    latest = latest_sendings(root, handbooks)
    if file is not None:
        write_private(file, failed_csv(latest.values(), people_of(root, handbooks)))
    if as_json:
        show_json({"sendings": {profile: plain(one) for profile, one in latest.items()}})
    else:
        show_status(latest)
        if sys.stdout.isatty() if names is None else names:
            show_people(people_of(root, handbooks).values())


@command.command("resolve", examples=("guidegen send resolve demo-lina --resend",))
@options.options(
    options.project,
    click.argument("profiles", metavar="ID...", nargs=-1),
    click.option("--drafts", "is_all", is_flag=True, help="Everybody whose message lies among the drafts."),
    click.option("--sent", "word", flag_value="sent", help="It arrived, or you have sent the draft."),
    click.option("--resend", "word", flag_value="resend", help="It may be sent again, to the address of today."),
    click.option("--withdraw", "word", flag_value="withdraw", help="It waits, and shall not go out."),
    options.output,
)
def resolve_command(
    start: Path | None, profiles: tuple[str, ...], is_all: bool, word: Word | None, output: Path | None
) -> None:
    """Say what you found out about a handbook in doubt.

    Also of one that failed, or waits.
    """
    if word is None:
        raise UsageError("say what holds: --sent, --resend or --withdraw")
    if bool(profiles) is is_all:
        raise UsageError("name people by their ids, or give --drafts")
    from generator.app.sendings import drafted, resolve

    root = find_project(start)
    handbooks = output_folder(root, output, "handbooks")
    done = resolve(root, handbooks, drafted(root, handbooks) if is_all else profiles, word, SystemClock())
    for profile, one in done.items():
        click.echo(f"{profile}: {'goes out with the next run' if word == 'resend' else one.state.value}")
