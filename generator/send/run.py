"""A run: every queued message to the server, one after the other, each state noted before and after it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from generator.errors import OutputError, RefusedError
from generator.model.delivery import MailSettings
from generator.send.guard import look_again
from generator.send.ledger import DAY, Ledger
from generator.send.message import BadMessage, Letterhead, compose, envelope_of
from generator.send.outcomes import Doubt, Lost, Refusal
from generator.send.recipient import Recipient
from generator.send.sending import WAITING, Sending, State
from generator.send.stop import Stop
from generator.send.transport import Conversation, Transport

MOST_FAILURES = 3
"""Connections that may fail one after the other before the run ends."""

PAUSE = 2.0
"""Seconds before the second connection; doubled for the third."""

IDLE = 20.0
"""Seconds to wait with the connection open; for more it is closed and opened again."""

ENCODED = 4 / 3 * 78 / 76
"""How much larger a file is in a message: base64, and its line ends."""


class Clock(Protocol):
    """Time, so that tests need not wait."""

    def now(self) -> float:
        """Seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: `why` is None where nothing is left to do; `is_limit` where it is only the day's limit."""

    why: str | None = None
    is_limit: bool = False


@dataclass(slots=True)
class MailRun:
    """Sends what is queued. `tell` hears of every sending that changed its state."""

    ledger: Ledger
    server: Transport
    head: Letterhead
    clock: Clock
    tell: Callable[[Sending], None]
    stop: Stop = field(default_factory=Stop)
    _last: float = float("-inf")
    _answered: int = 0
    _full: str | None = None

    @property
    def settings(self) -> MailSettings:
        return self.server.settings

    def send(self, queue: Iterable[tuple[Sending, Recipient]]) -> Ended:
        """Send everything, coming back to what the server puts off.

        Raises WrongRecipient, RefusedError and OutputError where the whole run has to stop; every state is noted by
        then.
        """
        waiting = {one.number: (one, recipient) for one, recipient in queue}
        failures = 0
        while waiting:
            self._wait_for(min(one.due for one, _ in waiting.values()))
            answered = self._answered
            try:
                with self.server.connected() as connection:
                    self._refuse_oversize(connection, [recipient for _, recipient in waiting.values()])
                    ended = self._converse(connection, waiting)
                if ended is not None:
                    return ended
                failures = 0
            except Lost as lost:
                failures = failures + 1 if self._answered == answered else 1
                if failures >= MOST_FAILURES:
                    return Ended(f"{lost}; {MOST_FAILURES} connections failed one after the other")
                self.clock.sleep(min(PAUSE * 2 ** (failures - 1), max(self.settings.retry_after, 0.0)))
        return Ended()

    def _converse(self, connection: Conversation, waiting: dict[int, tuple[Sending, Recipient]]) -> Ended | None:
        """Send what is due over one connection, until all is sent or the rest has to wait for long.

        Raises Lost.
        """
        while waiting:
            number = min(waiting, key=lambda one: (waiting[one][0].due, one))
            one, recipient = waiting[number]
            if one.due - self.clock.now() > IDLE:
                return None
            if self._is_day_full():
                return Ended(f"{self.settings.per_day} messages have left within a day (mail: per_day)", is_limit=True)
            self._wait_for(max(one.due, self._last + self.server.seconds_between))
            with self.stop.leaving():
                try:
                    after = self._deliver(connection, one, recipient)
                except _LostOn as lost:
                    self._note(waiting, lost.one)
                    raise Lost(str(lost)) from None
                self._note(waiting, after)
            self._answered += 1
            if self._full is not None:
                return Ended(f"{self.server.name} takes no more for now: {self._full}", is_limit=True)
        return None

    def _is_day_full(self) -> bool:
        """Whether the provider's limit is reached; who sends drafts by hand keeps to it by themselves."""
        left = self.ledger.left_since(self.clock.now() - DAY)
        return self.server.outcome is State.SENT and left >= self.settings.per_day

    def _note(self, waiting: dict[int, tuple[Sending, Recipient]], after: Sending) -> None:
        before, recipient = waiting.pop(after.number)
        if after.state in WAITING:
            waiting[after.number] = (after, recipient)
        if after != before:
            self.tell(after)

    def _deliver(self, connection: Conversation, one: Sending, recipient: Recipient) -> Sending:
        """One message. What is known of it is on the disk before each step that could not be undone.

        Raises _LostOn with the sending as it then is.
        """
        if not connection.takes_utf8:
            self._refuse_sender_beyond_ascii()
            if not one.address.isascii():
                return self._failed(one, "the server cannot write to addresses with letters like these")
        message = self._message(one, recipient)
        try:
            connection.offer(envelope_of(self.head, one.profile, one.address, message))
            look_again(one, recipient, message, self.ledger)
            connection.begin()
        except Refusal as refusal:
            after = self._refused(one, refusal)
            self._reset(connection, after)
            return after
        except Lost as lost:  # a server that takes so many for a connection says nothing of the next message
            after = one if connection.taken else self._put_off(one, str(lost))
            raise _LostOn(after, str(lost)) from None
        self._last = self.clock.now()
        leaving = self.ledger.change(one, State.IN_DOUBT, self._last, left=self._last)
        try:
            reply = connection.body(message)
        except Refusal as refusal:
            return self._refused(leaving, refusal)
        except Lost as lost:
            raise _LostOn(self._put_off(leaving, str(lost)), str(lost)) from None
        except Doubt as doubt:
            unknown = self.ledger.change(leaving, State.UNKNOWN, self.clock.now(), reply=str(doubt))
            raise _LostOn(unknown, str(doubt)) from None
        return self.ledger.change(leaving, self.server.outcome, self.clock.now(), reply=reply)

    def _refuse_sender_beyond_ascii(self) -> None:
        if not self.head.is_ascii():
            raise OutputError(
                f"{self.server.name} takes no mail from addresses with letters like these; see mail: from: and "
                "reply_to: in guidegen.yaml"
            )

    def _message(self, one: Sending, recipient: Recipient) -> bytes:
        moment = dt.datetime.fromtimestamp(int(self.clock.now()), dt.UTC)
        try:
            return compose(recipient, self.head, one.message_id, moment)
        except BadMessage as error:
            raise RefusedError(f"{one.profile}: {error}; the run is stopped") from None

    def _refused(self, one: Sending, refusal: Refusal) -> Sending:
        if refusal.is_quota:
            self._full = refusal.reply
            return self.ledger.change(one, State.QUEUED, self.clock.now(), reply=refusal.reply)
        if refusal.is_temporary:
            return self._put_off(one, refusal.reply)
        if refusal.step == "MAIL":
            raise OutputError(
                f"{self.server.name} does not take mail from {self.head.sender.addr_spec} ({refusal.reply}); "
                "see mail: from: in guidegen.yaml"
            )
        return self._failed(one, refusal.reply)

    def _put_off(self, one: Sending, reply: str) -> Sending:
        """Try again later, each time after twice as long; after the last try it has failed."""
        tries = one.tries + 1
        if tries >= self.settings.tries:
            return self._failed(one, f"given up after {tries} tries: {reply}")
        now = self.clock.now()
        due = now + self.settings.retry_after * 2.0 ** (tries - 1)
        return self.ledger.change(one, State.RETRY, now, tries=tries, due=due, reply=reply)

    def _failed(self, one: Sending, reply: str) -> Sending:
        return self.ledger.change(one, State.FAILED, self.clock.now(), tries=one.tries + 1, reply=reply)

    def _reset(self, connection: Conversation, after: Sending) -> None:
        try:
            connection.reset()
        except Lost as lost:
            raise _LostOn(after, str(lost)) from None

    def _wait_for(self, moment: float) -> None:
        seconds = moment - self.clock.now()
        if seconds > 0:
            self.clock.sleep(seconds)

    def _refuse_oversize(self, connection: Conversation, recipients: list[Recipient]) -> None:
        """Before the first message leaves: does the server take the largest?"""
        largest = connection.largest
        if largest is None:
            return
        over = [one for one in recipients if _size(one) > largest]
        if over:
            listed = ", ".join(one.profile for one in over[:5]) + (" ..." if len(over) > 5 else "")
            raise RefusedError(
                f"{self.server.name} takes messages of at most {largest / 1e6:.1f} MB, and {len(over)} would be larger "
                f"({listed}); nothing was sent"
            )


class _LostOn(Exception):
    """The connection is gone, and this is the state of the sending under way."""

    def __init__(self, one: Sending, words: str) -> None:
        super().__init__(words)
        self.one = one


def _size(recipient: Recipient) -> int:
    """How large a message will be, from the sizes of its files.

    Raises RefusedError where one is gone.
    """
    try:
        files = sum((recipient.folder / name).stat().st_size for name in recipient.attached)
    except OSError as error:
        raise RefusedError(f"{recipient.profile}: {error.filename} cannot be read: {error.strerror}") from None
    return int((files + len(recipient.words.text.encode()) + len(recipient.words.html.encode())) * ENCODED) + 4096
