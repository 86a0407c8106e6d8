"""Other ways out than a mail server: a program, files of drafts, the drafts of a mailbox; and how a run is stopped."""

from __future__ import annotations

import dataclasses
import email
import mailbox
import re
import signal
import sys
import time
from email.policy import default
from pathlib import Path

import pytest

from generator.app.transport import FromTerminal, find_transport
from generator.errors import GuidegenError, OutputError, UsageError
from generator.model.delivery import NOT_SET, MailSettings
from generator.send.deliver import deliver
from generator.send.imap import _encoded
from generator.send.run import Ended
from generator.send.stop import Stop
from tests.projects import SMALL, guidegen, write_project
from tests.send.imap_server import DOVECOT, PASSWORD, imap_server, token
from tests.send.mail_server import USER, Certificates, MailServer
from tests.send.office import NAMES, change, copy_office, mail_lines, rebuild, send, shared_office, states
from tests.send.people import (
    HEAD,
    SENDER,
    FakeClock,
    address_of,
    ledger_in,
    recipient,
    server_for,
    write_handbooks,
)
from tests.send.people import states as states_of

PEOPLE = ("p00", "p01", "p02")
DRAFT_HEAD = dataclasses.replace(HEAD, is_draft=True)
SENDMAIL = """\
import pathlib, sys
assert sys.argv[1:-1] == ["-f", "office@example.org", "--"], sys.argv
content = sys.stdin.buffer.read()
pathlib.Path(sys.argv[-1]).write_bytes(content)
{more}
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority of our own."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Handbooks of some people."""
    write_handbooks(tmp_path / "handbooks", PEOPLE)
    return tmp_path / "handbooks"


def settings(**values: object) -> MailSettings:
    """What `mail:` says."""
    return MailSettings.model_validate({"from": {"address": SENDER, **NOT_SET}, "timeout": 60, **values, **NOT_SET})


def run(root: Path, mail: MailSettings, *, secret: str = PASSWORD) -> tuple[Ended | GuidegenError, dict[str, str]]:
    """Send to everybody by what `mail:` says: how it ended, and everybody's state."""
    asked = FromTerminal(secret, None, lambda _: True)
    head = DRAFT_HEAD if mail.transport == "drafts" else HEAD
    clock = FakeClock(time.time())  # a server that checks tokens has the real time
    with ledger_in(root) as ledger:
        people = [recipient(root / "handbooks", one) for one in PEOPLE]
        ended: Ended | GuidegenError
        try:
            ended = deliver(ledger, find_transport(root, mail, asked, clock), head, clock, people, lambda _: None)
        except GuidegenError as error:
            ended = error
        return ended, states_of(ledger)


# --- a program ---


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailSettings:
    """A stand-in for sendmail, and settings that name it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "sendmail.py").write_text(SENDMAIL.format(more=""))
    return settings(transport="sendmail", sendmail=[sys.executable, "sendmail.py"])


def test_a_program_takes_each_message(folder: Path, program: MailSettings) -> None:
    ended, found = run(folder.parent, program)
    assert (ended, set(found.values())) == (Ended(), {"sent"})
    for one in PEOPLE:
        content = (folder.parent / address_of(one)).read_bytes()
        assert b"\r" not in content
        assert str(email.message_from_bytes(content, policy=default)["To"]).endswith(f"<{address_of(one)}>")


@pytest.mark.parametrize(
    ("more", "state", "ends"),
    [
        ("if 'p01' in sys.argv[-1]: print('no such user', file=sys.stderr); sys.exit(67)", "failed", True),
        ("if 'p01' in sys.argv[-1]: import os; os.kill(os.getpid(), 9)", "unknown", True),
        ("if 'p01' in sys.argv[-1]: sys.exit('no account for <office@example.org>')", "unknown", False),
    ],
)
def test_a_program_that_does_not(folder: Path, program: MailSettings, more: str, state: str, ends: bool) -> None:
    (folder.parent / "sendmail.py").write_text(SENDMAIL.format(more=more))
    ended, found = run(folder.parent, program)
    assert found["p00"] == "sent"
    assert found["p01"] == state
    if not ends:
        assert isinstance(ended, OutputError)
        assert "cannot send: exit code 1: no account for <(address)>" in str(ended)
        assert found["p02"] == "queued"


def test_a_program_that_puts_off(folder: Path, program: MailSettings) -> None:
    more = "if not pathlib.Path('once').exists(): pathlib.Path('once').touch(); sys.exit(75)"
    (folder.parent / "sendmail.py").write_text(SENDMAIL.format(more=more))
    ended, found = run(folder.parent, program)
    assert (ended, set(found.values())) == (Ended(), {"sent"})


# --- files of drafts ---


def test_drafts_as_files(folder: Path) -> None:
    ended, found = run(folder.parent, settings(transport="drafts"))
    assert (ended, set(found.values())) == (Ended(), {"drafted"})
    drafts = sorted((folder.parent / "mail" / "drafts").iterdir())
    assert [one.name for one in drafts] == ["p00.eml", "p01.eml", "p02.eml"]
    message = email.message_from_bytes(drafts[0].read_bytes(), policy=default)
    assert (message["X-Unsent"], message["Auto-Submitted"]) == ("1", None)
    assert drafts[0].stat().st_mode & 0o77 == 0
    _, again = run(folder.parent, settings(transport="drafts"))
    assert set(again.values()) == {"drafted"}


def test_drafts_in_a_maildir(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("home") / "Maildir"
    ended, found = run(folder.parent, settings(transport="drafts", drafts="maildir", folder=str(other)))
    assert (ended, set(found.values())) == (Ended(), {"drafted"})
    inside = list(mailbox.Maildir(other, create=False))
    assert {one.get_flags() for one in inside} == {"DS"}
    assert len(inside) == 3


@pytest.mark.parametrize("named", ["content", ".", "mail", "mail/../drafts"])
def test_no_drafts_in_the_project(folder: Path, named: str) -> None:
    ended, _ = run(folder.parent, settings(transport="drafts", folder=named))
    assert isinstance(ended, UsageError)
    assert "choose one below mail/, or outside of it" in str(ended)


# --- the drafts of a mailbox ---

needs_dovecot = pytest.mark.skipif(DOVECOT is None, reason="dovecot-imapd is not installed")


@needs_dovecot
@pytest.mark.parametrize("login", ["password", "xoauth2"])
def test_drafts_in_a_mailbox(
    folder: Path, tmp_path: Path, certificates: Certificates, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (folder.parent / "token.py").write_text(f"print('{token()}')")
    more = {"token_command": [sys.executable, "token.py"]} if login == "xoauth2" else {}
    with imap_server(certificates, drafts="Entwürfe") as server:
        ended, found = run(folder.parent, settings(
            transport="drafts", drafts="imap", host="127.0.0.1", port=server.port, user=USER, login=login,
            security="tls", ca_file=str(certificates.file), **more,
        ))  # fmt: skip
        assert (ended, set(found.values())) == (Ended(), {"drafted"})
        messages = server.messages
    assert len(messages) == 3
    assert all(b"X-Unsent: 1" in one for one in messages)


@needs_dovecot
@pytest.mark.parametrize(
    ("values", "secret", "sentence"),
    [
        ({}, "guess", "refuses the user or the password: "),
        ({"folder": "Nowhere"}, PASSWORD, "has no folder 'Nowhere'; it has Drafts, INBOX. Name one as mail: folder:"),
        ({"login": "xoauth2", "token_command": ["true"]}, PASSWORD, "takes no tokens, only PLAIN; say 'login: passw"),
    ],
)
def test_a_mailbox_that_does_not_take_them(
    folder: Path, tmp_path: Path, certificates: Certificates, values: dict[str, object], secret: str, sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with imap_server(certificates, mechanisms="plain") as server:
        ended, found = run(folder.parent, settings(
            transport="drafts", drafts="imap", host="127.0.0.1", port=server.port, user=USER,
            security="tls", ca_file=str(certificates.file), **values,
        ), secret=secret)  # fmt: skip
    assert isinstance(ended, OutputError)
    assert sentence in str(ended)
    assert "guess" not in str(ended)
    assert set(found.values()) == {"queued"}


@pytest.mark.parametrize(("name", "written"), [("Entwürfe", "Entw&APw-rfe"), ("A&B", "A&-B"), ("下書き", "&Tgtm+DBN-")])
def test_a_folder_as_imap_writes_it(name: str, written: str) -> None:
    assert _encoded(name) == written


# --- Ctrl-C ---


def test_the_first_interrupt_lets_the_message_finish(folder: Path, tmp_path: Path, certificates: Certificates) -> None:
    told: list[str] = []
    stop = Stop(lambda: told.append("finishing"))
    with (
        MailServer(certificates.context("127.0.0.1"), on_rcpt=lambda _: stop.handle(signal.SIGINT, None)) as server,
        ledger_in(tmp_path) as ledger,
    ):
        people = [recipient(folder, one) for one in PEOPLE]
        with pytest.raises(KeyboardInterrupt):
            deliver(ledger, server_for(server.port, certificates.file), HEAD, FakeClock(), people, lambda _: None, stop)
        assert states_of(ledger) == {"p00": "sent", "p01": "queued", "p02": "queued"}
    assert told == ["finishing"]


def test_the_second_interrupt_stops() -> None:
    stop = Stop()
    with pytest.raises(KeyboardInterrupt):
        stop.handle(signal.SIGINT, None)

    def interrupted_twice() -> None:
        with stop.leaving():
            stop.handle(signal.SIGINT, None)
            stop.handle(signal.SIGINT, None)
            raise AssertionError("the second one is not waited for")

    with pytest.raises(KeyboardInterrupt):
        interrupted_twice()


# --- the whole way ---


def test_a_note_is_not_worth_a_message(
    tmp_path_factory: pytest.TempPathFactory, certificates: Certificates, tmp_path: Path
) -> None:
    built = shared_office(tmp_path_factory, "bea-1", "dina-3")
    with MailServer(certificates.context("127.0.0.1")) as server:
        office = copy_office(built, tmp_path / "office", mail_lines(server.port, certificates.file))
        assert send(office, "--send", "--yes").code == 0
        change(
            office, "content/data/facts.yaml", "    at_stake: money\n", "    at_stake: money\n    note: Ask first.\n"
        )
        rebuild(office)
        ran = send(office)
        assert "       the note of source VSL-03: 2 people" in ran.err
        ran = send(office, "--send", "--yes", "--not-for", "notes")
        assert (ran.code, ran.out) == (0, "nothing to send\n"), ran.err
        assert "2 keeps the handbook they have" in ran.err
        assert states(office) == {"bea-1": ["sent", "kept"], "dina-3": ["sent", "kept"]}
        ran = send(office, "--send", "--yes")
        assert ran.out == "nothing to send\n", "nothing else has changed"
        ran = send(office, "--not-for", "nots")
        assert (ran.code, "did you mean 'notes'?" in ran.err) == (2, True), ran.err


def test_drafts_and_what_was_done_with_them(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    built = shared_office(tmp_path_factory, "bea-1", "dina-3")
    office = copy_office(built, tmp_path / "office", "mail:\n  transport: drafts\n  from: {address: a@example.org}\n")
    ran = send(office, "--send", "--yes", password=None)
    assert (ran.code, ran.out) == (0, "bea-1 drafted\ndina-3 drafted\n2 drafted\n"), ran.err
    ran = send(office, "--send", "--yes", password=None)
    assert "2 among the drafts: bea-1, dina-3; once it is sent: guidegen send" in ran.err
    ran = guidegen("send", "resolve", "-C", office, "--sent", "--drafts")
    assert (ran.code, ran.out) == (0, "bea-1: sent\ndina-3: sent\n"), ran.err
    assert "2 nothing changed" in send(office, password=None).err
    assert guidegen("send", "status", "-C", office).out == "     2 sent\n", "a pipe gets no addresses"
    ran = guidegen("send", "status", "-C", office, "--names")
    cells = [NAMES["bea-1"], "bea-1@example.net", "bea-1", "bea-1/handbook.pdf", ran.out.split()[-2], "sent"]
    assert re.split(" {2,}", ran.out.splitlines()[1]) == cells
    index = (office / "handbooks/index.csv").read_text("utf-8-sig").splitlines()
    assert index[1].split(",") == [cells[2], *cells[:2], cells[3], cells[5], cells[4]]
    assert guidegen("purge", "bea-1", "-C", office, "--yes").code == 0
    index = (office / "handbooks/index.csv").read_text("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in index] == ["id", "dina-3"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("  transport: drafts\n  host: a.example\n", "'host' and 'user' go with 'transport: smtp' or 'drafts: imap'"),
        ("  transport: smtp\n", "'host' is missing; or say 'transport: sendmail' or 'transport: drafts'"),
        ("  host: a.example\n  folder: x\n", "'folder' goes with 'transport: drafts'"),
        ("  transport: drafts\n  drafts: imap\n  host: a.example\n", "'drafts: imap' needs 'user'"),
    ],
)
def test_settings_that_do_not_fit(tmp_path: Path, lines: str, sentence: str) -> None:
    mail = f"mail:\n  from: {{address: a@example.org}}\n{lines}"
    root = write_project(tmp_path, {"guidegen.yaml": str(SMALL["guidegen.yaml"]) + mail})
    ran = guidegen("check", "-C", root)
    assert (ran.code, sentence in ran.err) == (1, True), ran.err
