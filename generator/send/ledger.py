"""The ledger: what was sent to whom. Durable at every moment, and nothing in it is ever guessed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.errors import OutputError, RefusedError
from generator.send.sending import Sending, State

DAY = 24 * 60 * 60.0

_COLUMNS = (
    "number", "profile", "address", "files", "message_id", "substance", "state", "tries", "due", "left", "changed",
    "reply", "released", "seal",
)  # fmt: skip


class Ledger:
    """An open ledger. Each change is on the disk before the call returns."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path
        self._inode = path.stat().st_ino
        with self._mended():
            self.id: str
            self.id, forgotten, seal = connection.execute("SELECT id, forgotten, seal FROM ledger").fetchone()
            ever = self._last_number()
            known = connection.execute("SELECT count(*) FROM sendings").fetchone()[0] + forgotten
        if known != ever or seal != seal_of(self.id, forgotten):
            raise RefusedError(
                f"rows of {path} were taken out or put in by something else than guidegen; nothing is sent. "
                "Restore mail/ from a backup"
            )

    # --- reading ---

    def all(self) -> list[Sending]:
        """Every sending, oldest first.

        Raises RefusedError where a row is not as guidegen wrote it.
        """
        return list(self._select("ORDER BY number"))

    def of(self, profile: str) -> list[Sending]:
        """The sendings of one person, oldest first."""
        return list(self._select("WHERE profile = ? ORDER BY number", profile))

    def one(self, number: int) -> Sending | None:
        """One sending as it is on the disk; None where it is gone."""
        return next(self._select("WHERE number = ?", number), None)

    def left_since(self, moment: float) -> int:
        """How many bodies have left since a moment: what a provider counts against its daily limit."""
        with self._mended():
            row = self._connection.execute("SELECT count(*) FROM sendings WHERE left >= ?", (moment,)).fetchone()
        return int(row[0])

    def _select(self, rest: str, *values: object) -> Iterator[Sending]:
        with self._mended():
            rows = self._connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM sendings {rest}", values).fetchall()  # noqa: S608 -- our own words
        for row in rows:
            yield self._sending(dict(zip(_COLUMNS, row, strict=True)))

    def _sending(self, row: dict[str, Any]) -> Sending:
        seal = row.pop("seal")
        try:
            one = Sending(
                **{
                    **row,
                    "files": json.loads(row["files"]),
                    "substance": json.loads(row["substance"]),
                    "state": State(row["state"]),
                    "released": bool(row["released"]),
                }
            )
            fits = one.seal == seal
        except (ValueError, TypeError):
            fits = False
        if not fits:
            raise RefusedError(
                f"row {row['number']} of {self.path} was changed by something else than guidegen; nothing is sent. "
                "Restore mail/ from a backup"
            )
        return one

    def is_in_place(self) -> bool:
        """Whether the file is still the one that was opened; a restored backup in its place would not know of us."""
        try:
            return self.path.stat().st_ino == self._inode
        except OSError:
            return False

    # --- writing ---

    def queue(
        self,
        profile: str,
        address: str,
        files: Mapping[str, str],
        substance: Mapping[str, Any],
        domain: str,
        now: float,
        state: State = State.QUEUED,
    ) -> Sending:
        """Bind a person's address and files together, and give the sending its Message-ID."""
        with self._writing():
            one = Sending(
                number=self._last_number() + 1,
                profile=profile,
                address=address,
                files=dict(files),
                message_id=f"<{uuid.uuid4().hex}@{domain}>",
                substance=substance,
                state=state,
                changed=now,
            )
            self._insert(one)
        return one

    def change(self, one: Sending, state: State, now: float, **changes: Any) -> Sending:
        """Note a sending's new state.

        Raises RefusedError where the row on the disk is not `one`: then somebody else is at work on it.
        """
        after = replace(one, state=state, changed=now, **changes)
        with self._writing():
            done = self._connection.execute(
                "UPDATE sendings SET state = ?, tries = ?, due = ?, left = ?, changed = ?, reply = ?, released = ?, "
                "seal = ? WHERE number = ? AND seal = ?",
                (
                    after.state.value, after.tries, after.due, after.left, after.changed, after.reply, after.released,
                    after.seal, one.number, one.seal,
                ),
            )  # fmt: skip
            if done.rowcount != 1:
                raise RefusedError(
                    f"row {one.number} of {self.path} changed while it was being sent; the run is stopped"
                )
        return after

    def settle(self, now: float) -> list[Sending]:
        """What an ended run left in doubt becomes unknown; gives those sendings."""
        doubtful = [one for one in self.all() if one.state is State.IN_DOUBT]
        reply = "the run ended while this message was leaving"
        return [self.change(one, State.UNKNOWN, now, reply=reply) for one in doubtful]

    def forget(self, profile: str) -> int:
        """Remove every sending of a person, also from the file's free space; gives how many there were."""
        with self._writing():
            count = self._connection.execute("DELETE FROM sendings WHERE profile = ?", (profile,)).rowcount
            forgotten = count + self._connection.execute("SELECT forgotten FROM ledger").fetchone()[0]
            self._connection.execute(
                "UPDATE ledger SET forgotten = ?, seal = ?", (forgotten, seal_of(self.id, forgotten))
            )
        with self._mended():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def _last_number(self) -> int:
        """The number of the newest row there ever was; numbers are never used again."""
        found = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sendings'").fetchone()
        return int(found[0]) if found else 0

    def _insert(self, one: Sending) -> None:
        marks = ", ".join("?" * len(_COLUMNS))
        values = (
            one.number, one.profile, one.address, json.dumps(dict(one.files), sort_keys=True), one.message_id,
            json.dumps(one.substance, sort_keys=True), one.state.value, one.tries, one.due, one.left, one.changed,
            one.reply, one.released, one.seal,
        )  # fmt: skip
        self._connection.execute(f"INSERT INTO sendings ({', '.join(_COLUMNS)}) VALUES ({marks})", values)  # noqa: S608

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._mended():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _mended(self) -> Iterator[None]:
        """SQLite's errors in our words."""
        with worded(self.path):
            yield


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """What the database says of a broken file, in our words.

    Raises OutputError.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if "no such" in str(error):  # table or column
            raise RefusedError(f"{path} is not a ledger any more ({error}); restore mail/ from a backup") from error
        raise OutputError(f"the ledger {path} cannot be used: {error}") from error
    except (sqlite3.DatabaseError, TypeError, ValueError) as error:  # damage also shows as text that is none
        raise RefusedError(f"{path} is not a ledger any more ({error}); restore mail/ from a backup") from error


def seal_of(identity: str, forgotten: int) -> str:
    """A hash over what the ledger says of itself: of how many rows `purge` has taken out."""
    return hashlib.sha256(f"{identity} {forgotten}".encode()).hexdigest()
