"""`guidegen send status` and `send resolve`: what the ledger says, and what a person says to it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from generator.app.people import note_people
from generator.diagnostics import nearest
from generator.errors import OutputError, UsageError
from generator.send.earlier import check_ledger
from generator.send.ledger_file import look_into, open_ledger
from generator.send.plan import latest
from generator.send.run import Clock
from generator.send.sending import WAITING, Sending, State
from generator.write.people import Listed
from generator.write.rows import inert

Word = Literal["sent", "resend", "withdraw"]
FAILED = frozenset({State.FAILED, State.UNKNOWN, State.IN_DOUBT})
SAID = {State.UNKNOWN: "a person says that it arrived", State.DRAFTED: "sent by hand, as a person says"}
COLUMNS = ("id", "name", "email", "state", "when", "tries", "reply")


def latest_sendings(root: Path, handbooks: Path) -> dict[str, Sending]:
    """Each person's newest sending, by id.

    Raises RefusedError where the ledger is gone or damaged.
    """
    check_ledger(handbooks, root / "mail")
    with look_into(root / "mail") as ledger:
        return latest([] if ledger is None else ledger.all())


def failed_csv(sendings: Iterable[Sending], people: Mapping[str, Listed]) -> bytes:
    """Those that failed or are in doubt, as a CSV file. No spreadsheet program runs any of its cells."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for one in sendings:
        if one.state in FAILED:
            name = people[one.profile].name if one.profile in people else ""
            cells = (one.profile, name, one.address, one.state.value, moment(one), str(one.tries), one.reply)
            writer.writerow([inert(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def write_private(file: Path, content: bytes) -> None:
    """Write a file that its owner alone can read.

    Raises OutputError where the disk fails.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from error


def moment(one: Sending) -> str:
    """When a sending came into its state, in UTC."""
    return dt.datetime.fromtimestamp(one.changed, dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def drafted(root: Path, handbooks: Path) -> tuple[str, ...]:
    """The ids of everybody whose message lies among the drafts."""
    found = latest_sendings(root, handbooks)
    return tuple(profile for profile, one in found.items() if one.state is State.DRAFTED and not one.released)


def resolve(root: Path, handbooks: Path, profiles: tuple[str, ...], word: Word, clock: Clock) -> dict[str, Sending]:
    """Note what a person has found out: that it arrived, that it may be sent again, or that it shall not go out.

    Raises UsageError where that does not fit a sending's state; nothing is noted then.
    """
    check_ledger(handbooks, root / "mail")
    with open_ledger(root / "mail") as ledger:
        ledger.settle(clock.now())
        newest = latest(ledger.all())
        for profile in profiles:
            _refuse_misfit(profile, newest, word)
        now = clock.now()
        done: dict[str, Sending] = {}
        for profile in dict.fromkeys(profiles):
            one = newest[profile]
            if word == "sent":
                done[profile] = ledger.change(one, State.SENT, now, reply=SAID[one.state])
            elif word == "withdraw" or one.state in WAITING:
                done[profile] = ledger.change(one, State.WITHDRAWN, now, reply="withdrawn by a person")
            else:
                done[profile] = ledger.change(one, one.state, now, released=True)
    note_people(root, handbooks)
    return done


def _refuse_misfit(profile: str, newest: dict[str, Sending], word: Word) -> None:
    one = newest.get(profile)
    if one is None:
        hint = nearest(profile, newest)
        raise UsageError(f"nothing was ever queued for '{profile}'" + (f"; {hint}" if hint else ""))
    fitting = {
        "sent": {State.UNKNOWN, State.DRAFTED},
        "withdraw": {*WAITING, State.DRAFTED},
        "resend": {*FAILED, *WAITING, State.SENT, State.DRAFTED, State.KEPT},
    }[word]
    if one.state not in fitting:
        states = " or ".join(sorted(state.value for state in fitting))
        raise UsageError(f"{profile} is '{one.state.value}'; --{word} is for {states}")
