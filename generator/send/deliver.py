"""Delivering: recipients into the ledger, and from there to the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.send.ledger import Ledger
from generator.send.message import Letterhead
from generator.send.recipient import Keeping, Recipient
from generator.send.run import Clock, Ended, MailRun
from generator.send.sending import WAITING, Sending, State
from generator.send.stop import Stop
from generator.send.transport import Transport


def deliver(
    ledger: Ledger,
    server: Transport,
    head: Letterhead,
    clock: Clock,
    recipients: Iterable[Recipient],
    tell: Callable[[Sending], None],
    stop: Stop | None = None,
) -> Ended:
    """Queue these recipients and send to them. `tell` hears of every sending as its state changes.

    Raises WrongRecipient, RefusedError or OutputError where the run has to stop. However it ends, what was leaving at
    that moment is noted as unknown.
    """
    try:
        queue = _queue(ledger, recipients, head.sender.domain, clock.now())
        return MailRun(ledger, server, head, clock, tell, stop or Stop()).send(queue)
    finally:
        for one in ledger.settle(clock.now()):
            tell(one)


def _queue(ledger: Ledger, recipients: Iterable[Recipient], domain: str, now: float) -> list[tuple[Sending, Recipient]]:
    """A row for each recipient: the one that still waits where it fits, else a new one in its place."""
    queue: list[tuple[Sending, Recipient]] = []
    for recipient in recipients:
        files = {name: recipient.files[name] for name in recipient.attached}
        history = ledger.of(recipient.profile)
        waiting = next((one for one in history if one.state in WAITING and not one.released), None)
        if waiting is not None and (dict(waiting.files), waiting.address) != (files, recipient.address):
            ledger.change(waiting, State.WITHDRAWN, now, reply="a newer handbook took its place")
            waiting = None
        if waiting is None:
            waiting = ledger.queue(recipient.profile, recipient.address, files, recipient.substance, domain, now)
        queue.append((waiting, recipient))
    return queue


def keep(ledger: Ledger, domain: str, clock: Clock, keeping: Iterable[Keeping]) -> None:
    """Note that these people keep the handbook they have, and what the one they do not get would have said."""
    for one in keeping:
        ledger.queue(one.profile, one.address, one.files, one.substance, domain, clock.now(), State.KEPT)
