"""Invented people with small handbooks, and what sends to them."""

from __future__ import annotations

import hashlib
import io
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from generator.model.delivery import NOT_SET, MailSettings
from generator.model.output import HANDBOOK
from generator.send.address import display
from generator.send.deliver import deliver
from generator.send.ledger import Ledger
from generator.send.ledger_file import open_ledger
from generator.send.login import Login
from generator.send.message import Letterhead
from generator.send.plan import GOING, histories
from generator.send.recipient import MailWords, Recipient, state_of
from generator.send.run import Clock, Ended
from generator.send.sending import Sending
from generator.send.server import Server
from tests.send.mail_server import HOST, PASSWORD, USER

SENDER = "office@example.org"
WORDS = MailWords("Your handbook", "Hello,\n\nhere it is.\n.\n..dots\n", "<p>Hello</p>")
HEAD = Letterhead(sender=display("Office", SENDER), reply_to=None, language="en")


@cache
def _blank() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 100))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def handbook(profile: str, *, words: str = "", stamp: str | None = None, revision: str | None = None) -> bytes:
    """A handbook that says whose it is in its metadata and, as a canary, in its text."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_blank())) as document:
        document.docinfo["/guidegenprofile"] = stamp or profile
        if revision:
            document.docinfo["/guidegenrevision"] = revision
        document.pages[0].Contents = document.make_stream(f"% canary {profile} {words}".encode())
        document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def canary(content: bytes) -> str:
    """Whose a handbook really is."""
    return content.split(b"% canary ")[1].split()[0].decode()


def address_of(profile: str) -> str:
    """A person's address."""
    return f"{profile}@example.org"


@dataclass
class FakeClock:
    """Time that passes only while somebody waits."""

    moment: float = 1_800_000_000.0
    waited: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.moment += seconds


def write_handbooks(folder: Path, profiles: Iterable[str], words: str = "") -> None:
    """Handbooks of some people."""
    for profile in profiles:
        (folder / profile).mkdir(parents=True, exist_ok=True)
        (folder / profile / HANDBOOK.file).write_bytes(handbook(profile, words=words))


def recipient(folder: Path, profile: str, **changes: Any) -> Recipient:
    """A recipient with the handbook that lies in the folder."""
    file = folder / profile / HANDBOOK.file
    values: dict[str, Any] = {
        "profile": profile,
        "name": f"Person {profile}",
        "address": address_of(profile),
        "folder": folder / profile,
        "files": {HANDBOOK.file: hashlib.sha256(file.read_bytes()).hexdigest()},
        "stamps": {"profile": profile},
        "words": WORDS,
        "substance": {"plan:x": ["X", "1"]},
        "watched": {file: state_of(file)},
    }
    return Recipient(**{**values, **changes})


def mail_settings(port: int, **values: Any) -> MailSettings:
    """Settings for the test server: quick, and with a login."""
    base = {
        "host": HOST, "port": port, "user": USER, "from": {"address": SENDER, **NOT_SET}, "per_minute": 6000,
        "per_day": 100_000, "retry_after": 60, "timeout": 60, **NOT_SET,
    }  # fmt: skip
    return MailSettings.model_validate({**base, **values})


def server_for(
    port: int, authority: Path, password: str | None = PASSWORD, *, is_token: bool = False, **values: Any
) -> Server:
    """The server as `guidegen send` sees it."""
    settings = mail_settings(port, **values)
    login = None if settings.user is None else Login(settings.user, lambda: password or "", is_token)
    return Server(settings, ssl.create_default_context(cafile=str(authority)), login)


def send_to(
    ledger: Ledger,
    server: Server,
    recipients: Iterable[Recipient],
    clock: Clock | None = None,
    tell: Callable[[Sending], None] = lambda _: None,
    head: Letterhead = HEAD,
) -> Ended:
    """Send to those who are due, as `guidegen send` does after its checks."""
    clock = clock or FakeClock()
    ledger.settle(clock.now())
    past = histories(ledger.all())
    chosen = [
        one
        for one in recipients
        if one.profile not in past or past[one.profile].turn(one.address, has_changed=False) in GOING
    ]
    return deliver(ledger, server, head, clock, chosen, tell)


def states(ledger: Ledger) -> dict[str, str]:
    """Each person's newest state."""
    return {one.profile: one.state.value for one in ledger.all()}


@contextmanager
def ledger_in(folder: Path) -> Iterator[Ledger]:
    """A ledger below a folder."""
    folder.mkdir(exist_ok=True)
    with open_ledger(folder / "mail", create=True) as ledger:
        yield ledger


def roster(names: Iterable[str]) -> Mapping[str, str]:
    """Addresses by id."""
    return {name: address_of(name) for name in names}
