"""The ledger's file: opened, locked, checked and made."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import OutputError, RefusedError
from generator.send.ledger import Ledger, seal_of, worded

NAME = "ledger.sqlite"


LOCK = "lock"


VERSION = 1


_SCHEMA = """
CREATE TABLE ledger (id TEXT NOT NULL, version INTEGER NOT NULL, forgotten INTEGER NOT NULL, seal TEXT NOT NULL);
CREATE TABLE sendings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    address TEXT NOT NULL,
    files TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    substance TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due REAL NOT NULL,
    left REAL,
    changed REAL NOT NULL,
    reply TEXT NOT NULL,
    released INTEGER NOT NULL,
    seal TEXT NOT NULL
);
CREATE INDEX by_profile ON sendings (profile, number);
"""

_ONE_OPEN = (
    "CREATE UNIQUE INDEX one_open_sending ON sendings (profile) "
    "WHERE state IN ('queued', 'retry', 'in doubt', 'unknown', 'drafted') AND NOT released"
)
"""Nobody has two sendings that may still leave or may have left. A ledger from before there were drafts has another."""


def make_private(mail: Path) -> None:
    """The mail folder: its owner's alone, and never in git."""
    mail.mkdir(mode=0o700, exist_ok=True)
    mail.chmod(0o700)
    ignore = mail / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# People. Nothing here ever enters git.\n*\n", "utf-8")


def ledger_file(mail: Path) -> Path:
    """Where the ledger of a mail folder is."""
    return mail / NAME


@contextmanager
def open_ledger(mail: Path, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger of a mail folder, for this run alone.

    Raises RefusedError where another run has it or it is damaged, OutputError where there is none.
    """
    file = ledger_file(mail)
    if not create and not file.is_file():
        raise OutputError(f"there is no ledger in {mail}")
    make_private(mail)
    try:
        with FileLock(mail / LOCK, timeout=0, mode=0o600):
            connection = _connect(file)
            try:
                yield Ledger(connection, file)
            finally:
                connection.close()
    except Timeout:
        raise RefusedError("another run of 'guidegen send' is under way; let it end first") from None


@contextmanager
def look_into(mail: Path) -> Iterator[Ledger | None]:
    """The ledger to read in, also while a run is under way; None where there is none yet."""
    file = ledger_file(mail)
    if not file.is_file():
        yield None
        return
    connection = _connect(file)
    try:
        yield Ledger(connection, file)
    finally:
        connection.close()


def _connect(file: Path) -> sqlite3.Connection:
    if not file.exists():
        file.touch(mode=0o600)
    with worded(file):
        connection = sqlite3.connect(file, isolation_level=None, timeout=30)
        try:
            _prepare(connection, file)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # A commit is on the disk when it returns: what is noted as in doubt stays noted after any crash.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("its pages are damaged")
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _create(connection)
    found = connection.execute("SELECT version FROM ledger").fetchone()
    if found is not None and found != (VERSION,):
        raise RefusedError(
            f"{file} was written by another guidegen: version {found[0]}, and this one reads version {VERSION}; "
            "use the newer of the two"
        )
    known = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'one_open_sending'").fetchone()
    if known != (_ONE_OPEN,):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP INDEX IF EXISTS one_open_sending")
        connection.execute(_ONE_OPEN)
        connection.execute("COMMIT")


def _create(connection: sqlite3.Connection) -> None:
    """All tables or none, so that a kill in between leaves an empty file and not half a ledger."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    identity = uuid.uuid4().hex
    connection.execute("INSERT INTO ledger VALUES (?, ?, 0, ?)", (identity, VERSION, seal_of(identity, 0)))
    connection.execute("COMMIT")
