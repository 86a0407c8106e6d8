"""The ledger and what is decided from it."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import OutputError, RefusedError, UsageError
from generator.model.delivery import MailSettings
from generator.model.pass_phrase import weakness
from generator.send.earlier import NAME, check_ledger, note_sending
from generator.send.ledger_file import look_into, open_ledger
from generator.send.password import find_password
from generator.send.plan import History, Turn
from generator.send.sending import Sending, State
from generator.send.substance import changes_between
from generator.send.words import DETAILS, ORDER
from tests.send.people import ledger_in, mail_settings

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = {"handbook.pdf": "0" * 64}


def queue(folder: Path, *profiles: str) -> list[Sending]:
    """Queue some people."""
    with ledger_in(folder) as ledger:
        return [ledger.queue(one, f"{one}@example.org", FILES, {"a": ["b", "c"]}, "x.org", 1.5) for one in profiles]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    one, two = queue(tmp_path, "ana", "ben")
    with ledger_in(tmp_path) as ledger:
        assert ledger.all() == [one, two]
        sent = ledger.change(one, State.SENT, 2.5, left=2.0, reply="250 OK")
        assert ledger.of("ana") == [sent]
        assert ledger.one(two.number) == two
        assert ledger.left_since(2.0) == 1
        assert ledger.left_since(2.1) == 0
    assert one.message_id != two.message_id


def test_a_person_has_one_open_sending(tmp_path: Path) -> None:
    (one,) = queue(tmp_path, "ana")
    with pytest.raises(RefusedError):
        queue(tmp_path, "ana")
    with ledger_in(tmp_path) as ledger:
        ledger.change(one, State.SENT, 2.0)
    queue(tmp_path, "ana")


@pytest.mark.parametrize(
    "column",
    [
        "profile",
        "address",
        "files",
        "message_id",
        "substance",
        "state",
        "tries",
        "due",
        "left",
        "changed",
        "reply",
        "released",
        "seal",
    ],
)
def test_a_column_that_somebody_changed(tmp_path: Path, column: str) -> None:
    queue(tmp_path, "ana", "ben")
    other = {"files": "{}", "substance": "{}", "state": "sent"}.get(column, "7")
    with sqlite3.connect(tmp_path / "mail/ledger.sqlite") as connection:
        connection.execute(f"UPDATE sendings SET {column} = ? WHERE profile = 'ana'", (other,))
    connection.close()
    with (
        pytest.raises(RefusedError, match=r"row 1 of .* was changed by something else than guidegen"),
        ledger_in(tmp_path) as ledger,
    ):
        ledger.all()


def test_a_row_that_somebody_took_out(tmp_path: Path) -> None:
    queue(tmp_path, "ana", "ben")
    with sqlite3.connect(tmp_path / "mail/ledger.sqlite") as connection:
        connection.execute("DELETE FROM sendings WHERE profile = 'ana'")
    connection.close()
    with pytest.raises(RefusedError, match=r"rows of .* were taken out or put in"), ledger_in(tmp_path):
        pass


def test_a_row_that_somebody_took_out_and_counted_as_forgotten(tmp_path: Path) -> None:
    queue(tmp_path, "ana", "ben")
    with sqlite3.connect(tmp_path / "mail/ledger.sqlite") as connection:
        connection.execute("DELETE FROM sendings WHERE profile = 'ana'")
        connection.execute("UPDATE ledger SET forgotten = 1")
    connection.close()
    with pytest.raises(RefusedError, match=r"rows of .* were taken out or put in"), ledger_in(tmp_path):
        pass


def test_a_ledger_without_a_table(tmp_path: Path) -> None:
    queue(tmp_path, "ana")
    with sqlite3.connect(tmp_path / "mail/ledger.sqlite") as connection:
        connection.execute("DROP TABLE sendings")
    connection.close()
    with pytest.raises(RefusedError, match=r"is not a ledger any more \(no such table"), ledger_in(tmp_path):
        pass


def test_a_row_is_only_changed_as_it_was_read(tmp_path: Path) -> None:
    (one,) = queue(tmp_path, "ana")
    with ledger_in(tmp_path) as ledger:
        ledger.change(one, State.RETRY, 2.0, tries=1)
        with pytest.raises(RefusedError, match="changed while it was being sent"):
            ledger.change(one, State.SENT, 3.0)
        assert [row.state for row in ledger.all()] == [State.RETRY]


def test_in_doubt_becomes_unknown_at_the_next_start(tmp_path: Path) -> None:
    one, _ = queue(tmp_path, "ana", "ben")
    with ledger_in(tmp_path) as ledger:
        ledger.change(one, State.IN_DOUBT, 2.0)
    with ledger_in(tmp_path) as ledger:
        assert [row.profile for row in ledger.settle(3.0)] == ["ana"]
        assert [row.state for row in ledger.all()] == [State.UNKNOWN, State.QUEUED]
        assert ledger.settle(4.0) == []


def test_one_run_at_a_time(tmp_path: Path) -> None:
    queue(tmp_path, "ana")
    with (
        ledger_in(tmp_path),
        pytest.raises(RefusedError, match="another run of 'guidegen send' is under way"),
        ledger_in(tmp_path),
    ):
        pass
    with ledger_in(tmp_path), look_into(tmp_path / "mail") as read:
        assert read is not None
        assert len(read.all()) == 1


def test_a_lock_ends_with_its_run(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from generator.send.ledger_file import open_ledger\n"
        "with open_ledger(Path(sys.argv[1]), create=True): print('in', flush=True); time.sleep(60)"
    )
    command = (sys.executable, "-c", script, str(tmp_path / "mail"))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        process.send_signal(signal.SIGKILL)
    with ledger_in(tmp_path) as ledger:
        assert ledger.all() == []


def test_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no ledger"), open_ledger(tmp_path / "mail"):
        pass
    with look_into(tmp_path / "mail") as ledger:
        assert ledger is None


def test_damage_is_seen(tmp_path: Path) -> None:
    queue(tmp_path, *[f"p-{number}" for number in range(200)])
    file = tmp_path / "mail/ledger.sqlite"
    whole = file.read_bytes()
    chance = random.Random(5)
    for _ in range(100):
        data = bytearray(whole)
        for at in chance.sample(range(len(data)), 3):
            data[at] ^= 1 << chance.randrange(8)
        file.write_bytes(bytes(data))
        for extra in ("-wal", "-shm"):
            Path(f"{file}{extra}").unlink(missing_ok=True)
        try:
            with ledger_in(tmp_path) as ledger:
                rows = ledger.all()
        except (RefusedError, OutputError):
            continue
        # Whatever can still be read is what was written.
        assert all(one.address == f"{one.profile}@example.org" for one in rows)


def test_a_newer_guidegens_ledger(tmp_path: Path) -> None:
    queue(tmp_path, "ana")
    with sqlite3.connect(tmp_path / "mail/ledger.sqlite") as connection:
        connection.execute("UPDATE ledger SET version = 2")
    connection.close()
    with (
        pytest.raises(RefusedError, match="and this one reads version 1; use the newer"),
        ledger_in(tmp_path),
    ):
        pass


def test_a_ledger_from_before_there_were_drafts(tmp_path: Path) -> None:
    (one,) = queue(tmp_path, "ana")
    with sqlite3.connect(tmp_path / "mail/ledger.sqlite") as connection:
        connection.execute("DROP INDEX one_open_sending")
        connection.execute(
            "CREATE UNIQUE INDEX one_open_sending ON sendings (profile)\n"
            "    WHERE state IN ('queued', 'retry', 'in doubt', 'unknown') AND NOT released"
        )
    connection.close()
    with ledger_in(tmp_path) as ledger:
        ledger.change(one, State.DRAFTED, 2.0)
    with pytest.raises(RefusedError, match="UNIQUE"):
        queue(tmp_path, "ana")


def test_forgotten_is_gone_from_the_disk(tmp_path: Path) -> None:
    queue(tmp_path, "ana", "ben")
    with ledger_in(tmp_path) as ledger:
        assert ledger.forget("ana") == 1
    with ledger_in(tmp_path) as ledger:
        assert [one.profile for one in ledger.all()] == ["ben"]
        assert ledger.queue("cho", "c@example.org", FILES, {}, "x.org", 1.0).number == 3
    left = b"".join(file.read_bytes() for file in (tmp_path / "mail").iterdir())
    assert b"ana" not in left
    assert b"ben@example.org" in left


def test_the_folder_is_its_owners_alone_and_never_in_git(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir(mode=0o755)
    queue(tmp_path, "ana")
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "mail/ledger.sqlite").stat().st_mode & 0o077 == 0
    assert (tmp_path / "mail/.gitignore").read_text("utf-8").endswith("*\n")


# --- the note in the handbooks ---


def test_the_note_of_earlier_sendings(tmp_path: Path) -> None:
    handbooks = tmp_path / "handbooks"
    handbooks.mkdir()
    check_ledger(handbooks, tmp_path / "mail")
    with ledger_in(tmp_path) as ledger:
        note_sending(handbooks, ledger.id)
        note_sending(handbooks, ledger.id)
    check_ledger(handbooks, tmp_path / "mail")
    assert (handbooks / NAME).stat().st_mode & 0o777 == 0o600
    (handbooks / NAME).write_text("{", "utf-8")
    with pytest.raises(RefusedError, match="cannot be read"):
        check_ledger(handbooks, tmp_path / "mail")


# --- who is next ---


def sending(state: State, *, address: str = "a@x.org", released: bool = False, number: int = 1) -> Sending:
    """A sending in some state."""
    return Sending(
        number=number, profile="ana", address=address, files=FILES, message_id=f"<{number}@x.org>", substance={},
        state=state, released=released,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("past", "has_changed", "turn"),
    [
        ([], True, Turn.FIRST),
        ([sending(State.QUEUED)], True, Turn.WAITING),
        ([sending(State.RETRY)], True, Turn.WAITING),
        ([sending(State.SENT)], False, Turn.UNCHANGED),
        ([sending(State.SENT)], True, Turn.CHANGED),
        ([sending(State.FAILED)], True, Turn.FAILED),
        ([sending(State.UNKNOWN)], True, Turn.DOUBTFUL),
        ([sending(State.IN_DOUBT)], True, Turn.DOUBTFUL),
        ([sending(State.WITHDRAWN)], True, Turn.FIRST),
        ([sending(State.SENT, released=True)], False, Turn.CHANGED),
        ([sending(State.UNKNOWN, released=True)], True, Turn.FIRST),
        ([sending(State.FAILED, released=True)], True, Turn.FIRST),
        ([sending(State.SENT), sending(State.UNKNOWN)], True, Turn.DOUBTFUL),
        ([sending(State.SENT), sending(State.WITHDRAWN)], False, Turn.UNCHANGED),
        ([sending(State.SENT, address="b@x.org")], True, Turn.MOVED),
        ([sending(State.SENT, address="b@x.org")], False, Turn.UNCHANGED),
        ([sending(State.QUEUED, address="b@x.org")], True, Turn.MOVED),
        ([sending(State.FAILED, address="b@x.org")], True, Turn.MOVED),
        ([sending(State.SENT, address="b@x.org", released=True)], True, Turn.CHANGED),
    ],
)
def test_what_is_due_to_a_person(past: list[Sending], has_changed: bool, turn: Turn) -> None:
    assert History(tuple(past)).turn("a@x.org", has_changed=has_changed) is turn


# --- what changed ---


def line(called: str, label: str, value: str, /, **fields: str) -> list[object]:
    return [called, label, value, fields]


ERAS = "the date \u201cERAS opens\u201d"
OLD = {
    "plan:rotations": line("\u201cRotations\u201d in your plan", "Rotations", "two rotations", value="2", because="a"),
    "date:eras": line(
        "the date \u201cERAS opens\u201d", "ERAS opens", "September 3, 2027", start="1", note="a", end="a"
    ),
    "date:gone": line("", "Old day", "January 1, 2027", start="1"),
    "task:ask": line("", "Ask", "May 1, 2027", due="1"),
    "task:gone": line("", "Gone", "", due=""),
    "document:cv": line("", "CV", "", needed=""),
    "source:ECF-04": line("source 12", "ECF-04", "One a year", statement="1", note="a"),
    "section:a": line("", "Plan two", "", text="1"),
    "section:b": line("", "Old advice", "", text="2"),
    "order": "x",
}


def test_what_changed_is_said_in_order() -> None:
    new = {
        "plan:rotations": line("", "Rotations", "one rotation", value="1", because="a"),
        "date:eras": line("", "ERAS opens", "September 4, 2027", start="2", note="a", end="a"),
        "date:new": line("", "New day", "February 1, 2027", start="1"),
        "task:ask": line("", "Ask", "", due=""),
        "document:passport": line("", "Passport", "", needed=""),
        "section:a": line("", "Plan one", "", text="9"),
        "section:c": line("", "New advice", "", text="3"),
        "order": "y",
    }
    assert changes_between(OLD, new) == [
        "Rotations: one rotation (was two rotations)",
        "Ask: no date yet (was May 1, 2027)",
        "ERAS opens: September 4, 2027 (was September 3, 2027)",
        "New day: February 1, 2027",
        "Old day: no longer for you",
        "New document: Passport",
        "Document no longer needed: CV",
        "And three more changes",
    ]


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        (
            "date:eras",
            line(ERAS, "ERAS opens", "September 3, 2027", start="1", note="b", end="b"),
            "Corrected: the note and the last day of the date \u201cERAS opens\u201d",
        ),
        (
            "source:ECF-04",
            line("source 12", "ECF-04", "One a year", statement="1", note="b"),
            "Corrected: the note of source 12",
        ),
        (
            "plan:rotations",
            line("\u201cRotations\u201d in your plan", "Rotations", "two rotations", value="2", because="b"),
            "Corrected: the reason of \u201cRotations\u201d in your plan",
        ),
        ("section:a", line("", "Plan two", "", text="3"), "Changed: \u201cPlan two\u201d"),
    ],
)
def test_a_corrected_field_is_named(name: str, changed: list[object], said: str) -> None:
    assert changes_between(OLD, {**OLD, name: changed}) == [said]


def test_nothing_and_almost_nothing() -> None:
    assert changes_between(OLD, OLD) == []
    assert changes_between(OLD, {**OLD, "order": "y"}) == [ORDER]
    assert changes_between(OLD, {**OLD, "source:new": line("source 1", "new", "New", statement="1")}) == [DETAILS]
    renumbered = line("source 13", "ECF-04", "One a year", statement="1", note="a")
    assert changes_between(OLD, {**OLD, "source:ECF-04": renumbered}) == []


# --- secrets ---


def settings(**values: object) -> MailSettings:
    """Settings with a user."""
    return mail_settings(25, **values)


def test_where_the_password_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    stored = {("guidegen", "office@example.org@127.0.0.1"): "from the keyring"}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: stored.get((service, user)))
    asked: list[str] = []
    office = ("office@example.org", "127.0.0.1")

    def ask(question: str) -> str:
        asked.append(question)
        return "typed"

    assert find_password(*office, "from the environment", ask) == "from the environment"
    assert find_password(*office, None, ask) == "from the keyring"
    assert asked == []
    stored.clear()
    assert find_password(*office, None, ask) == "typed"
    assert asked == ["Password of office@example.org@127.0.0.1"]
    with pytest.raises(UsageError, match="set GUIDEGEN_SMTP_PASSWORD, or store it with 'keyring set guidegen "):
        find_password(*office, None, None)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("sun over the old harbor", None),
        ("correct-horse-battery", None),
        ("Xk9#vLq2!pRt", None),
        ("short", "shorter"),
        ("1999-03-12 1999", "digits"),
        ("Rosa.Lund.1999", "name"),
        ("rosa@example.org", "name"),
        ("", "shorter"),
    ],
)
def test_pass_phrases(words: str, problem: str | None) -> None:
    found = weakness(words, "Rosa Lund", "rosa@example.org")
    assert (problem in found) if problem and found else (found is problem)
    assert found is None or len(words) < 6 or words not in found
