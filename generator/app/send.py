"""`guidegen send`: each handbook to its own person, by mail."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.gate import pass_check
from generator.app.opened import Opened, open_project
from generator.app.people import note_people
from generator.app.progress import Progress
from generator.app.recipients import Recipients, RecipientsRequest, find_recipients
from generator.app.stopwatch import Stopwatch
from generator.app.transport import FromTerminal, find_transport
from generator.cache import lock_folder
from generator.diagnostics import Diagnostic, Failure
from generator.errors import OutputError, RefusedError, UsageError
from generator.model.delivery import MailSettings
from generator.model.mailbox import whole_address
from generator.model.settings import Settings
from generator.send.address import display
from generator.send.causes import Cause
from generator.send.deliver import deliver, keep
from generator.send.earlier import check_ledger, note_sending
from generator.send.guard import look_inside
from generator.send.ledger_file import look_into, open_ledger
from generator.send.message import BadMessage, Letterhead, compose, envelope_of
from generator.send.outbox import Outbox
from generator.send.outcomes import Doubt, Lost, Refusal
from generator.send.plan import Turn, histories
from generator.send.recipient import MailWords, Recipient
from generator.send.run import Clock, Ended
from generator.send.sending import Sending
from generator.send.stop import Stop
from generator.write.output import open_root

MAIL = "mail"
MOST_DRAFTS = 50
"""How many messages a dry run writes to the outbox; the others are made and checked all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRequest:
    """Whom to send to, and what the person at the terminal is asked.

    `confirm` is told how many would be sent, to whom first and last, and by which server.
    """

    root: Path
    recipients: RecipientsRequest
    limit: int | None
    strict: bool
    asked: FromTerminal
    confirm: Callable[[int, str, str, str], bool]
    clock: Clock
    stop: Stop = field(default_factory=Stop)


@dataclass(slots=True)
class SendReport:
    """What was done, or would be: what is due to everybody, and the state of the sendings of this run.

    `settled` are those an earlier run left in doubt, `causes` say why a handbook is another one. `drafts` is where a
    dry run wrote messages, `ended` how the run ended.
    """

    turns: dict[str, Turn]
    left_out: dict[str, Failure]
    chosen: list[str]
    warnings: list[Diagnostic] = field(default_factory=list)
    sendings: dict[str, Sending] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    drafts: Path | None = None
    written: int = 0
    causes: Mapping[str, frozenset[Cause]] = field(default_factory=dict)
    ended: Ended = field(default_factory=Ended)


def draft(request: SendRequest, progress: Progress, watch: Stopwatch) -> SendReport:
    """A dry run: everything but the sending. The messages lie in the outbox, to be opened in a mail program.

    Raises ProjectError, UsageError, RefusedError or OutputError.
    """
    opened, mail = _open(request, watch)
    with look_into(request.root / MAIL) as ledger:
        past = [] if ledger is None else ledger.all()
    found = find_recipients(opened, request.recipients, histories(past), progress)
    chosen = found.going[: request.limit]
    messages = _compose_all(chosen, _head(opened.project.settings, mail), request.clock, progress)
    report = _report(opened, found, chosen)
    outbox = Outbox(request.root / MAIL)
    for recipient, message in messages:
        if report.written < MOST_DRAFTS:
            outbox.write(recipient.profile, message)
            report.written += 1
    report.drafts = outbox.folder if report.written else None
    return report


def try_out(request: SendRequest, address: str, progress: Progress, watch: Stopwatch) -> SendReport:
    """Send messages to one's own address, to see how they arrive. The ledger hears nothing of it.

    Raises what `draft` raises.
    """
    opened, mail = _open(request, watch)
    try:
        to = whole_address(address)
    except ValueError as error:
        raise UsageError(f"--test-to: {error}") from None
    server = find_transport(request.root, mail, request.asked, request.clock)
    with look_into(request.root / MAIL) as ledger:
        past = [] if ledger is None else ledger.all()
    found = find_recipients(opened, request.recipients, histories(past), progress)
    if not found.going:
        # Nobody is due, yet one wants to see how a message arrives: as a first one would.
        found.going = find_recipients(opened, request.recipients, {}, progress).going
    chosen = found.going[: request.limit or 1]
    report = _report(opened, found, chosen)
    head = _head(opened.project.settings, mail)
    tests = [_as_test(one) for one in chosen]
    messages = list(_compose_all(tests, head, request.clock, progress, to=to))
    try:
        with server.connected() as connection:
            for recipient, message in messages:
                connection.offer(envelope_of(head, f"test-{recipient.profile}", to, message))
                connection.begin()
                connection.body(message)
                report.chosen = [*dict.fromkeys([*report.chosen, recipient.profile])]
    except (Refusal, Lost, Doubt) as error:
        raise OutputError(f"the test message was not sent: {error}") from None
    return report


def send(request: SendRequest, progress: Progress, watch: Stopwatch, tell: Callable[[Sending], None]) -> SendReport:
    """Send for good. `tell` hears of every sending as its state changes.

    Raises ProjectError, UsageError, RefusedError or OutputError; what was sent until then is in the ledger.
    """
    opened, mail = _open(request, watch)
    server = find_transport(request.root, mail, request.asked, request.clock)
    with open_ledger(request.root / MAIL, create=True) as ledger:
        settled = ledger.settle(request.clock.now())
        found = find_recipients(opened, request.recipients, histories(ledger.all()), progress)
        chosen = found.going[: request.limit]
        report = _report(opened, found, chosen)
        report.settled = [one.profile for one in settled]
        head = _head(opened.project.settings, mail)
        for _ in _compose_all(chosen, head, request.clock, progress):
            pass
        keep(ledger, head.sender.domain, request.clock, found.keeping)
        if not chosen:
            return report
        if not request.confirm(len(chosen), chosen[0].profile, chosen[-1].profile, server.name):
            raise UsageError("nothing was sent")
        with open_root(request.recipients.handbooks, "private", lock_folder(request.root)):
            note_sending(request.recipients.handbooks, ledger.id)

        def note(one: Sending) -> None:
            report.sendings[one.profile] = one
            tell(one)

        report.ended = deliver(ledger, server, head, request.clock, chosen, note, request.stop)
    note_people(request.root, request.recipients.handbooks)
    return report


def _open(request: SendRequest, watch: Stopwatch) -> tuple[Opened, MailSettings]:
    opened = open_project(request.root, request.recipients.today, watch)
    mail = opened.project.settings.mail
    if mail is None:
        raise UsageError("guidegen.yaml does not say how to send mail; see 'mail:' in docs/delivery.md")
    pass_check(request.root, request.recipients.today, watch, people=True, strict=request.strict)
    check_ledger(request.recipients.handbooks, request.root / MAIL)
    return opened, mail


def _head(settings: Settings, mail: MailSettings) -> Letterhead:
    name = mail.sender.name or (settings.office.name if settings.office else None)
    try:
        sender = display(name, whole_address(mail.sender.address))
        reply_to = display(None, whole_address(mail.reply_to)) if mail.reply_to else None
    except ValueError as error:
        raise UsageError(f"guidegen.yaml: mail: from: or reply_to: is not a valid address: {error}") from None
    return Letterhead(sender=sender, reply_to=reply_to, language=settings.language, is_draft=mail.transport == "drafts")


def _report(opened: Opened, found: Recipients, chosen: Iterable[Recipient]) -> SendReport:
    return SendReport(
        found.turns, found.left_out, [one.profile for one in chosen], list(opened.warnings), causes=found.causes
    )


def _compose_all(
    chosen: list[Recipient], head: Letterhead, clock: Clock, progress: Progress, to: str | None = None
) -> Iterator[tuple[Recipient, bytes]]:
    """Make and check every message before the first one leaves.

    Raises RefusedError naming everybody whose message cannot be made.
    """
    moment = dt.datetime.fromtimestamp(int(clock.now()), dt.UTC)
    wrong: list[str] = []
    for recipient in progress.over(chosen, "messages to make", len(chosen)):
        message_id = f"<draft-{recipient.profile}@{head.sender.domain}>"
        try:
            message = compose(recipient, head, message_id, moment, to)
            files = {name: recipient.files[name] for name in recipient.attached}
            bound = Sending(
                number=0, profile=recipient.profile, address=to or recipient.address, files=files,
                message_id=message_id, substance={},
            )  # fmt: skip
            look_inside(bound, recipient, message)
        except BadMessage as error:
            wrong.append(f"{recipient.profile}: {error}")
            continue
        yield recipient, message
    if wrong:
        raise RefusedError("these messages cannot be made; nothing is sent\n    " + "\n    ".join(wrong))


def _as_test(one: Recipient) -> Recipient:
    words = MailWords(f"Test for {one.profile}: {one.words.subject}", one.words.text, one.words.html)
    return dataclasses.replace(one, words=words)
