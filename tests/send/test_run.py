"""Sending to a real server: what it takes, puts off, refuses, and what happens when the line is cut."""

from __future__ import annotations

import dataclasses
import signal
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import OutputError, RefusedError
from generator.send import connection
from generator.send.address import display
from generator.send.sending import State
from tests.send.mail_server import PASSWORD, USER, Behavior, Certificates, MailServer
from tests.send.people import (
    HEAD,
    FakeClock,
    address_of,
    canary,
    ledger_in,
    recipient,
    send_to,
    server_for,
    states,
    write_handbooks,
)

PEOPLE = ("ana", "ben", "cho")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority of our own."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def server(certificates: Certificates) -> Iterator[MailServer]:
    """A server that takes everything, until it is told otherwise."""
    with MailServer(certificates.context("127.0.0.1", "localhost")) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Handbooks of three people."""
    write_handbooks(tmp_path / "handbooks", PEOPLE)
    return tmp_path / "handbooks"


def behaves(server: MailServer, profile: str, *several: Behavior) -> None:
    """What happens to one person, attempt by attempt; then everything is taken."""

    def behave(address: str, attempt: int) -> Behavior:
        return several[attempt - 1] if address == address_of(profile) and 0 < attempt <= len(several) else "take"

    server.behave = behave


def arrived(server: MailServer) -> list[str]:
    """Whose handbooks arrived where, checked against each other."""
    for one in server.taken:
        (attachment,) = one.message.iter_attachments()
        content = attachment.get_content()
        assert address_of(canary(content)) == one.address
    return sorted(one.address.split("@")[0] for one in server.taken)


def test_everybody_gets_their_own(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger:
        ended = send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert ended.why is None
        assert states(ledger) == dict.fromkeys(PEOPLE, "sent")
        assert [one.reply for one in ledger.all()] == ["250 taken"] * 3
    assert arrived(server) == list(PEOPLE)
    assert server.sessions == 2, "one connection: EHLO before and after TLS"
    first = server.taken[0].message
    assert first["To"] == "Person ana <ana@example.org>"
    assert first["From"] == "Office <office@example.org>"
    assert first["Content-Language"] == "en"
    body = first.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Hello,\n\nhere it is.\n.\n..dots\n"


def test_nobody_gets_it_twice(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger:
        for _ in range(3):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
    assert arrived(server) == list(PEOPLE)


def test_implicit_tls(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with (
        MailServer(certificates.context("127.0.0.1"), implicit=True, login=False) as server,
        ledger_in(tmp_path) as ledger,
    ):
        secure = server_for(server.port, certificates.file, security="tls", user=None)
        send_to(ledger, secure, [recipient(folder, one) for one in PEOPLE])
        assert arrived(server) == list(PEOPLE)


@pytest.mark.parametrize("behavior", ["451 at RCPT", "452 after the body", "451 at MAIL"])
def test_what_is_put_off_comes_again_later(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path, behavior: Behavior
) -> None:
    clock = FakeClock()
    if behavior == "451 at MAIL":
        replies = iter([behavior, behavior])
        server.behave = lambda address, _: next(replies, "take") if address.startswith("office") else "take"
    else:
        behaves(server, "ana", behavior, behavior)
    with ledger_in(tmp_path) as ledger:
        told: list[str] = []
        send_to(
            ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE], clock,
            lambda one: told.append(f"{one.profile} {one.state.value}"),
        )  # fmt: skip
        assert states(ledger) == dict.fromkeys(PEOPLE, "sent")
    assert arrived(server) == list(PEOPLE)
    assert sum(clock.waited) > 60
    if behavior != "451 at MAIL":
        assert told == ["ana retry", "ben sent", "cho sent", "ana retry", "ana sent"]
        assert sum(clock.waited) == pytest.approx(60 + 120, abs=1)


def test_a_server_that_never_stops_putting_off(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path
) -> None:
    behaves(server, "ana", *list[Behavior](["451 at RCPT"] * 20))
    clock = FakeClock()
    with ledger_in(tmp_path) as ledger:
        send_to(ledger, server_for(server.port, certificates.file, tries=4), [recipient(folder, "ana")], clock)
        (one,) = ledger.all()
    assert one.state is State.FAILED
    assert one.reply == "given up after 4 tries: 451 4.7.1 <(address)> greylisted, try again later"
    assert clock.waited == [60.0, 120.0, 240.0]


@pytest.mark.parametrize("behavior", ["550 at RCPT", "554 after the body", "554 at DATA"])
def test_a_refusal_costs_one_person(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path, behavior: Behavior
) -> None:
    behaves(server, "ben", behavior, behavior, behavior)
    with ledger_in(tmp_path) as ledger:
        for _ in range(2):  # and nobody who failed is tried again without a person's word
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == {"ana": "sent", "ben": "failed", "cho": "sent"}
        reply = next(one.reply for one in ledger.all() if one.profile == "ben")
    assert reply.startswith(behavior[:3])
    assert "ben@example.org" not in reply
    assert arrived(server) == ["ana", "cho"]
    assert server.attempts["ben@example.org"] == 1


@pytest.mark.parametrize("behavior", ["cut before RCPT", "cut in the body", "421 at RCPT"])
def test_a_cut_before_the_end_of_the_body_is_no_doubt(
    server: MailServer, certificates: Certificates, tmp_path: Path, behavior: Behavior
) -> None:
    folder = tmp_path / "handbooks"
    write_handbooks(folder, PEOPLE)
    # Larger than what the system ever buffers on both sides, so that the cut is noticed while the body leaves.
    write_handbooks(folder, ["ben"], words="x" * (8_000_000 if behavior == "cut in the body" else 1))
    behaves(server, "ben", behavior)
    with ledger_in(tmp_path) as ledger:
        send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == dict.fromkeys(PEOPLE, "sent")
    assert arrived(server) == list(PEOPLE)


@pytest.mark.parametrize("behavior", ["taken, then cut", "cut after the body"])
def test_a_cut_after_the_body_is_in_doubt_for_ever(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path, behavior: Behavior
) -> None:
    behaves(server, "ben", behavior)
    with ledger_in(tmp_path) as ledger:
        for _ in range(2):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == {"ana": "sent", "ben": "unknown", "cho": "sent"}
    assert arrived(server) == (list(PEOPLE) if behavior == "taken, then cut" else ["ana", "cho"])
    assert server.attempts["ben@example.org"] == 1


def test_a_slow_reply_is_waited_for(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the last word on a message may take longer than other replies."""
    waits: list[float | None] = []
    set_wait = ssl.SSLSocket.settimeout

    def settimeout(self: ssl.SSLSocket, value: float | None) -> None:
        waits.append(value)
        set_wait(self, value)

    monkeypatch.setattr(ssl.SSLSocket, "settimeout", settimeout)
    behaves(server, "ben", "taken, then slow")
    with ledger_in(tmp_path) as ledger:
        send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == dict.fromkeys(PEOPLE, "sent")
    usual, longer = 60, 60 * connection.PATIENCE
    assert [value for value in waits if value in (usual, longer)][-6:] == [longer, usual] * 3


def test_a_reply_that_never_comes_is_in_doubt(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behave(address: str, _: int) -> Behavior:
        is_silent = address.startswith("ben")
        monkeypatch.setattr(connection, "PATIENCE", 0.005 if is_silent else 10)  # only here is the wait a short one
        return "taken, then silence" if is_silent else "take"

    server.behave = behave
    with ledger_in(tmp_path) as ledger:
        send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == {"ana": "sent", "ben": "unknown", "cho": "sent"}


def test_who_interrupts_a_run_does_not_wait_for_the_server(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path
) -> None:
    behaves(server, "ben", "taken, then silence")
    main = threading.main_thread().ident
    assert main is not None
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs in the background

    def interrupt() -> None:
        while "ben" not in arrived(server):
            time.sleep(0.01)
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    with ledger_in(tmp_path) as ledger:
        with pytest.raises(KeyboardInterrupt):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == {"ana": "sent", "ben": "unknown", "cho": "queued"}


def test_three_connections_that_fail_end_the_run(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with MailServer(certificates.context("127.0.0.1")) as server:
        port = server.port
    clock = FakeClock()
    with ledger_in(tmp_path) as ledger:
        ended = send_to(ledger, server_for(port, certificates.file), [recipient(folder, one) for one in PEOPLE], clock)
        assert states(ledger) == dict.fromkeys(PEOPLE, "queued")
    assert ended.why is not None
    assert "cannot be reached: Connection refused; 3 connections failed one after the other" in ended.why
    assert clock.waited == [2.0, 4.0]


def test_cuts_that_are_not_one_after_the_other_do_not_end_it(
    server: MailServer, certificates: Certificates, tmp_path: Path
) -> None:
    people = [f"p-{number}" for number in range(8)]
    write_handbooks(tmp_path / "handbooks", people)
    server.behave = lambda address, attempt: "cut before RCPT" if attempt == 1 and address < "p-6" else "take"
    with ledger_in(tmp_path) as ledger:
        recipients = [recipient(tmp_path / "handbooks", one) for one in people]
        ended = send_to(ledger, server_for(server.port, certificates.file), recipients)
        assert ended.why is not None, "three people in a row are cut off: that ends the run"
        assert set(states(ledger).values()) == {"retry", "queued"}
        ended = send_to(ledger, server_for(server.port, certificates.file), recipients)
        ended = send_to(ledger, server_for(server.port, certificates.file), recipients)
        assert ended.why is None
        assert set(states(ledger).values()) == {"sent"}
    assert arrived(server) == people


def test_the_rate_per_minute(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    clock = FakeClock()
    with ledger_in(tmp_path) as ledger:
        slow = server_for(server.port, certificates.file, per_minute=4)
        send_to(ledger, slow, [recipient(folder, one) for one in PEOPLE], clock)
    assert clock.waited == [pytest.approx(15), pytest.approx(15)]


def test_the_rate_per_day(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    clock = FakeClock()
    limited = server_for(server.port, certificates.file, per_day=2)
    with ledger_in(tmp_path) as ledger:
        ended = send_to(ledger, limited, [recipient(folder, one) for one in PEOPLE], clock)
        assert ended.is_limit
        assert states(ledger) == {"ana": "sent", "ben": "sent", "cho": "queued"}
        assert send_to(ledger, limited, [recipient(folder, one) for one in PEOPLE], clock).is_limit
        clock.moment += 24 * 3600
        assert send_to(ledger, limited, [recipient(folder, one) for one in PEOPLE], clock).why is None
        assert states(ledger) == dict.fromkeys(PEOPLE, "sent")
    assert arrived(server) == list(PEOPLE)


def test_an_address_with_other_letters(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    person = recipient(folder, "ana", address="añá@example.org")
    for utf8, state in ((False, "failed"), (True, "sent")):
        with MailServer(certificates.context("127.0.0.1"), utf8=utf8) as server, ledger_in(tmp_path / state) as ledger:
            send_to(ledger, server_for(server.port, certificates.file), [person])
            assert states(ledger) == {"ana": state}


def test_a_sender_with_other_letters(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    head = dataclasses.replace(HEAD, sender=display("Büro", "büro@example.org"))
    with MailServer(certificates.context("127.0.0.1"), utf8=True) as server, ledger_in(tmp_path / "takes") as ledger:
        send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, "ana")], head=head)
        assert states(ledger) == {"ana": "sent"}
        assert server.taken[0].message["From"] == "Büro <büro@example.org>"
    with MailServer(certificates.context("127.0.0.1")) as server, ledger_in(tmp_path / "takes not") as ledger:
        with pytest.raises(OutputError, match=r"takes no mail from addresses with letters like these; see mail: from:"):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, "ana")], head=head)
        assert not server.taken
        assert states(ledger) == {"ana": "queued"}


def test_a_password_with_other_letters(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with (
        MailServer(certificates.context("127.0.0.1"), user="büro", password="pässwörd") as server,
        ledger_in(tmp_path) as ledger,
    ):
        with pytest.raises(OutputError, match=r"refuses the user or the password: 535 5\.7\.8 Auth"):
            send_to(
                ledger, server_for(server.port, certificates.file, "pässwort", user="büro"), [recipient(folder, "ana")]
            )
        assert nothing_sent(server)
        send_to(ledger, server_for(server.port, certificates.file, "pässwörd", user="büro"), [recipient(folder, "ana")])
        assert states(ledger) == {"ana": "sent"}


# --- refused before anything is said ---


def nothing_sent(server: MailServer) -> bool:
    """Whether the server heard of nobody."""
    return not server.taken and not server.commands


def test_a_server_without_tls(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with MailServer(None, login=False) as server, ledger_in(tmp_path) as ledger:
        with pytest.raises(RefusedError, match="offers no TLS, and nothing goes out in the clear"):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, "ana")])
        assert nothing_sent(server)
        assert states(ledger) == {"ana": "queued"}


@pytest.mark.parametrize("implicit", [False, True])
def test_a_certificate_for_another_name(
    certificates: Certificates, folder: Path, tmp_path: Path, implicit: bool
) -> None:
    with (
        MailServer(certificates.context("mail.example.org"), implicit=implicit, login=not implicit) as server,
        ledger_in(tmp_path) as ledger,
    ):
        security = "tls" if implicit else "starttls"
        with pytest.raises(
            RefusedError, match=r"^the certificate of 127\.0\.0\.1:\d+ does not fit: IP address mismatch"
        ):
            send_to(ledger, server_for(server.port, certificates.file, security=security), [recipient(folder, "ana")])
        assert nothing_sent(server)


def test_a_certificate_of_an_unknown_authority(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Certificates(tmp_path / "other")
    with MailServer(other.context("127.0.0.1")) as server, ledger_in(tmp_path) as ledger:
        with pytest.raises(RefusedError, match=r"does not fit: (unable to get local issuer certificate|self-signed)"):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, "ana")])
        assert nothing_sent(server)


def test_tls_where_the_server_speaks_plain(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with MailServer(certificates.context("127.0.0.1")) as server, ledger_in(tmp_path) as ledger:
        with pytest.raises(RefusedError, match=r"does not speak TLS as it should .* security: is 'tls'"):
            send_to(ledger, server_for(server.port, certificates.file, security="tls"), [recipient(folder, "ana")])
        assert nothing_sent(server)


def test_a_wrong_password(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger:
        with pytest.raises(OutputError, match=r"refuses the user or the password: 535 5\.7\.8 Auth") as refused:
            send_to(ledger, server_for(server.port, certificates.file, "guess"), [recipient(folder, "ana")])
        assert "guess" not in str(refused.value)
        assert nothing_sent(server)


def test_a_host_that_is_none(certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger, pytest.raises(OutputError, match=r"there is no mail server mail\.invalid"):
        send_to(ledger, server_for(25, certificates.file, host="mail.invalid"), [recipient(folder, "ana")])


def test_a_sender_the_server_does_not_want(
    server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path
) -> None:
    server.behave = lambda address, _: "550 at RCPT" if address.startswith("office") else "take"
    with ledger_in(tmp_path) as ledger:
        with pytest.raises(OutputError, match=r"does not take mail from office@example\.org \(550 you may not write\)"):
            send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
        assert states(ledger) == dict.fromkeys(PEOPLE, "queued")
        assert not server.taken


def test_an_attachment_over_the_servers_limit(certificates: Certificates, tmp_path: Path) -> None:
    write_handbooks(tmp_path / "handbooks", ["ana"])
    write_handbooks(tmp_path / "handbooks", ["ben"], words="x" * 200_000)
    people = [recipient(tmp_path / "handbooks", one) for one in ("ana", "ben")]
    with MailServer(certificates.context("127.0.0.1"), size=100_000) as server, ledger_in(tmp_path) as ledger:
        with pytest.raises(RefusedError, match=r"takes messages of at most 0\.1 MB, and 1 would be larger \(ben\)"):
            send_to(ledger, server_for(server.port, certificates.file), people)
        assert nothing_sent(server)
        assert states(ledger) == {"ana": "queued", "ben": "queued"}


def test_the_password_is_nowhere(server: MailServer, certificates: Certificates, folder: Path, tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger:
        send_to(ledger, server_for(server.port, certificates.file), [recipient(folder, one) for one in PEOPLE])
    for file in (tmp_path / "mail").rglob("*"):
        if file.is_file():
            assert PASSWORD.encode() not in file.read_bytes()
            assert file.stat().st_mode & 0o077 == 0 or file.name == ".gitignore"
    assert USER not in repr(recipient(folder, "ana"))
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
