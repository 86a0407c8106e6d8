"""Logging in where offices are: tokens, servers that offer something else, and what they say when they refuse."""

from __future__ import annotations

import base64
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.errors import OutputError, RefusedError
from generator.send.program import ensure_trusted
from generator.send.said import said
from generator.send.token import token_of
from tests.projects import SMALL, guidegen, write_project
from tests.send.mail_server import TOKEN, USER, Behavior, Certificates, MailServer
from tests.send.office import copy_office, mail_lines, make_office, send, states
from tests.send.people import FakeClock, address_of, ledger_in, recipient, send_to, server_for, write_handbooks
from tests.send.people import states as states_of

PEOPLE = tuple(f"p{number:02}" for number in range(25))
DISABLED = (
    "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
    "Visit https://aka.ms/smtp_auth_disabled for more information. office@example.org"
)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority of our own."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def server(certificates: Certificates) -> Iterator[MailServer]:
    """A server that takes tokens only."""
    with MailServer(certificates.context("127.0.0.1"), offered=frozenset({"XOAUTH2"})) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Handbooks of some people."""
    write_handbooks(tmp_path / "handbooks", PEOPLE)
    return tmp_path / "handbooks"


def log_in(server: MailServer, certificates: Certificates, secret: str, *, is_token: bool) -> None:
    """Connect, log in and say goodbye."""
    with server_for(server.port, certificates.file, secret, is_token=is_token).connected():
        pass


@pytest.mark.parametrize("offered", [{"XOAUTH2"}, {"OAUTHBEARER"}, {"XOAUTH2", "OAUTHBEARER", "PLAIN"}])
def test_a_token_logs_in(server: MailServer, certificates: Certificates, offered: set[str]) -> None:
    server.offered = frozenset(offered)
    log_in(server, certificates, TOKEN, is_token=True)


@pytest.mark.parametrize("offered", [{"XOAUTH2"}, {"OAUTHBEARER"}])
def test_a_token_that_does_not_hold(server: MailServer, certificates: Certificates, offered: set[str]) -> None:
    server.offered = frozenset(offered)
    with pytest.raises(OutputError, match="refuses the user or the token: 535 ") as refused:
        log_in(server, certificates, "another", is_token=True)
    assert "another" not in str(refused.value)


def test_what_microsoft_says_is_shown(server: MailServer, certificates: Certificates) -> None:
    server.offered, server.refusal = frozenset({"LOGIN"}), DISABLED
    with pytest.raises(OutputError) as refused:
        log_in(server, certificates, "guess", is_token=False)
    assert str(refused.value) == (
        f"127.0.0.1:{server.port} refuses the user or the password: 535 5.7.139 Authentication unsuccessful, "
        "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more "
        "information. (secret); Microsoft 365 lets this mailbox log in over SMTP only where an administrator allows "
        "it. See 'Microsoft 365' in 'guidegen docs delivery'"
    )


@pytest.mark.parametrize(
    ("offered", "is_token", "sentence"),
    [
        ({"XOAUTH2"}, False, "takes no passwords, only XOAUTH2; say 'login: xoauth2' and 'token_command:'"),
        ({"NTLM"}, False, "offers only NTLM to log in, which guidegen does not speak"),
        ({"NTLM"}, True, "offers only NTLM to log in, which guidegen does not speak"),
        ({"LOGIN", "PLAIN"}, True, "takes no tokens, only LOGIN, PLAIN; say 'login: password' under mail:"),
    ],
)
def test_what_is_offered_and_what_to_write(
    server: MailServer, certificates: Certificates, offered: set[str], is_token: bool, sentence: str
) -> None:
    server.offered = frozenset(offered)
    with pytest.raises(OutputError) as refused:
        log_in(server, certificates, "secret", is_token=is_token)
    assert sentence in str(refused.value)


def test_a_login_that_is_put_off(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    server.refusal = "454 4.7.0 Too many login attempts, please try again later"
    with ledger_in(tmp_path) as ledger:
        ended = send_to(
            ledger, server_for(server.port, certificates.file, "wrong", is_token=True), [recipient(folder, "p00")]
        )
        assert states_of(ledger) == {"p00": "queued"}
    assert ended.why is not None
    assert "cannot check logins now: 454 4.7.0 Too many login attempts, please try again later" in ended.why


def test_a_server_that_closes_after_ten(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path
) -> None:
    server.most = 10
    with ledger_in(tmp_path) as ledger:
        ended = send_to(
            ledger, server_for(server.port, certificates.file, TOKEN, is_token=True),
            [recipient(folder, one) for one in PEOPLE],
        )  # fmt: skip
        assert ended.why is None
        assert set(states_of(ledger).values()) == {"sent"}
        assert {one.tries for one in ledger.all()} == {0}, "no message pays for the connection's end"
    assert sorted(one.address for one in server.taken) == [address_of(one) for one in PEOPLE]


@pytest.mark.parametrize("behavior", ["quota at RCPT", "quota after the body"])
def test_a_day_that_is_full_fails_nobody(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path, behavior: Behavior
) -> None:
    server.behave = lambda address, _: behavior if address == address_of("p01") else "take"
    with ledger_in(tmp_path) as ledger:
        clock = FakeClock()
        people = [recipient(folder, one) for one in PEOPLE[:3]]
        reached = server_for(server.port, certificates.file, TOKEN, is_token=True)
        ended = send_to(ledger, reached, people, clock)
        assert ended.is_limit
        assert "takes no more for now: 55" in str(ended.why)
        assert states_of(ledger) == {"p00": "sent", "p01": "queued", "p02": "queued"}
        server.behave = lambda _address, _attempt: "take"
        send_to(ledger, reached, people, clock)
        assert set(states_of(ledger).values()) == {"sent"}
    assert len(server.taken) == 3


# --- what a server says ---


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (b"5.7.9 Password required.\n5.7.9  https://x.example/?p=y", "5.7.9 Password required. https://x.example/?p=y"),
        ("<ana@example.org> no such mailbox", "<(address)> no such mailbox"),
        ("user=ana@example.org is locked", "user=(address) is locked"),
        ("you said hunter2, or aHVudGVyMg==", "you said (secret), or (secret)"),
        ("a\x1b[31mred\r\nthing\u202e", "a [31mred thing"),
        ("x" * 1000, "x" * 396 + " ..."),
        (b"\xff caf\xc3\xa9", "\ufffd café"),
    ],
)  # fmt: skip
def test_a_sentence_fit_to_be_shown(reply: bytes | str, shown: str) -> None:
    assert said(reply, "hunter2", "") == shown


# --- the program that prints a token ---

NOW = 1_800_000_000.0
Script = Callable[[str], tuple[str, ...]]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """A program written in Python, as words."""

    def write(text: str) -> tuple[str, ...]:
        (tmp_path / "token.py").write_text(text, "utf-8")
        return (sys.executable, "token.py")

    return write


def jwt(end: float) -> str:
    """A token that says when it ends."""
    parts = [{"alg": "none"}, {"exp": int(end)}]
    coded = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts]
    return ".".join([*coded, "signature"])


@pytest.mark.parametrize("printed", [TOKEN, f"{TOKEN}\\n", jwt(NOW + 60), "a.b.c"])
def test_a_token_alone(script: Script, tmp_path: Path, printed: str) -> None:
    found = token_of(script(f"print('{printed}', end='')"), tmp_path, 30, lambda: NOW)
    assert found == printed.replace("\\n", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "printed nothing; it has to print a token"),
        ("import sys; sys.exit('log in first, office@example.org')",
         "ended with code 1 and said: log in first, (address)"),
        ("import sys; print('hunter2'); sys.exit('not hunter2')", "ended with code 1 and said: not (secret)"),
        ("print('<!doctype html><title>Sign in hunter2</title>')", "printed a page of HTML, as a login page is"),
        ("print('{\"access_token\": \"hunter2\"}')", "printed JSON; it has to print a token and nothing else"),
        ("print('hunter2\\nhunter2')", "printed 2 lines"),
        ("print('Bearer hunter2')", "printed words that cannot be a token"),
        (f"print('{jwt(NOW - 7200)}')", "printed a token that expired 2 hours ago; log in again with that program"),
    ],
)  # fmt: skip
def test_a_program_that_prints_something_else(script: Script, tmp_path: Path, text: str, sentence: str) -> None:
    words = script(text)
    with pytest.raises(OutputError) as told:
        token_of(words, tmp_path, 30, lambda: NOW)
    assert str(told.value).startswith("mail: token_command: '")
    assert sentence in str(told.value)
    assert "hunter2" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="'no-such-program' cannot be started: No such file"):
        token_of(("no-such-program",), tmp_path, 30, lambda: NOW)


def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path: Path) -> None:
    """Both would go on for longer than a test may take."""
    words = ("sh", "-c", "sleep 3600 & echo $! > child; sleep 3600")
    known, timeout = tmp_path / "child", 0.25
    while not (known.is_file() and known.read_text()):  # a slow machine has not started it by then
        timeout *= 2
        with pytest.raises(OutputError, match=rf"did not end within {timeout:g} seconds \(mail: timeout\)"):
            token_of(words, tmp_path, timeout, lambda: NOW)
    child = Path("/proc", known.read_text().strip(), "stat")
    while child.exists() and child.read_text().split()[2] != "Z":
        time.sleep(0.01)


def test_a_program_gets_neither_the_password_nor_words(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDEGEN_SMTP_PASSWORD", "hunter2")
    words = script("import os, sys; print(os.environ.get('GUIDEGEN_SMTP_PASSWORD', 'none') + sys.stdin.read())")
    assert token_of(words, tmp_path, 30, lambda: NOW) == "none"


# --- trust ---


def test_a_program_is_agreed_to_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root, other = tmp_path / "one", tmp_path / "two"
    for one in (root, other):
        one.mkdir()
        (one / "token.sh").write_text("echo token")
    asked: list[str] = []

    def agree(name: str) -> bool:
        asked.append(name)
        return True

    words = ("sh", "token.sh")
    with pytest.raises(RefusedError, match=r"nobody has agreed to it on this machine: sh token\.sh\. Say --trust once"):
        ensure_trusted(words, root, None)
    with pytest.raises(RefusedError):
        ensure_trusted(words, root, lambda _: False)
    for _ in range(2):
        ensure_trusted(words, root, agree)
    ensure_trusted(words, root, None)
    assert asked == ["sh token.sh"]
    for changed, place in ((("sh", "-x", "token.sh"), root), (words, other)):
        with pytest.raises(RefusedError):
            ensure_trusted(changed, place, None)
    (root / "token.sh").write_text("curl https://example.org/ | sh")
    with pytest.raises(RefusedError):
        ensure_trusted(words, root, None)
    assert not any("state" in str(file) for file in root.rglob("*")), "what a project brings along is not an agreement"


# --- the whole way ---


def test_an_office_with_tokens(
    tmp_path_factory: pytest.TempPathFactory, server: MailServer, certificates: Certificates, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    built = make_office(tmp_path_factory.mktemp("built") / "office", {"bea-1"})
    more = f"  login: xoauth2\n  token_command: [{sys.executable}, token.py]\n"
    office = copy_office(built, tmp_path / "office", mail_lines(server.port, certificates.file, more))
    (office / "token.py").write_text(f"print('{TOKEN}')")
    ran = send(office, password=None)
    assert ran.code == 0, "a dry run runs no program"
    ran = send(office, "--send", "--yes", password=None)
    assert ran.code == 3
    assert "nobody has agreed to it on this machine" in ran.err
    assert "messages to make" not in ran.err
    ran = send(office, "--send", "--yes", "--trust", password=None)
    assert (ran.code, ran.out) == (0, "bea-1 sent\n1 sent\n"), ran.err
    assert states(office) == {"bea-1": ["sent"]}
    assert TOKEN not in ran.out + ran.err
    for file in office.rglob("*"):
        assert not file.is_file() or file.name == "token.py" or TOKEN.encode() not in file.read_bytes()
    assert (server.user, os.environ["XDG_STATE_HOME"]) == (USER, str(tmp_path / "state"))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("", "  login: xoauth2\n", "'login: xoauth2' needs 'token_command', a program that prints a token"),
        ("", "  token_command: [gettoken]\n", "'token_command' goes with 'login: xoauth2'"),
        ("", "  login: none\n", "'login: none' goes without 'user'"),
        (f"  user: {USER}\n", "  login: password\n", "'login: password' needs 'user'"),
        ("", "  login: xoauth2\n  token_command: gettoken --quiet\n", "token_command"),
        ("", "  login: oauth\n", "login"),
    ],
)
def test_settings_that_do_not_fit(
    tmp_path: Path, certificates: Certificates, old: str, new: str, sentence: str
) -> None:
    lines = mail_lines(25, certificates.file, new)
    assert old in lines
    root = write_project(tmp_path, {"guidegen.yaml": str(SMALL["guidegen.yaml"]) + lines.replace(old, "", 1)})
    ran = guidegen("check", "-C", root)
    assert ran.code == 1
    assert sentence in ran.err
