"""A real mail server on the loopback, with TLS, a login, and all the ways a server can behave badly."""

from __future__ import annotations

import asyncio
import base64
import email
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Literal, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

USER, PASSWORD = "office@example.org", "correct horse"
TOKEN = "ya29.a0AfB_byD-long~token+x/y=="
HOST = "127.0.0.1"

Behavior = Literal[
    "take", "451 at RCPT", "550 at RCPT", "452 after the body", "554 after the body", "cut before RCPT",
    "cut in the body", "cut after the body", "taken, then cut", "taken, then slow", "taken, then silence",
    "421 at RCPT", "451 at MAIL", "554 at DATA", "quota at RCPT", "quota after the body",
]  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """A message the server took: its envelope's address, and its bytes."""

    address: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, read by a mail parser."""
        return email.message_from_bytes(self.content, policy=default)


class Certificates:
    """An authority and the certificates it gives, as files and contexts."""

    def __init__(self, folder: Path) -> None:
        self.authority = trustme.CA()
        self.file = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.file))

    def context(self, *names: str) -> ssl.SSLContext:
        """A server's context for these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*names).configure_cert(context)
        return context

    def with_key(self, name: str) -> Path:
        """A file with a certificate for this name and its key."""
        file = self.file.with_name(f"{name}.pem")
        self.authority.issue_cert(name).private_key_and_cert_chain_pem.write_to_path(str(file))
        return file


def hang_up(server: SMTP) -> None:
    """Cut the connection in the middle."""
    transport: Any = server.transport
    transport.abort()


class BadSMTP(SMTP):
    """A server that can hang up in the middle of a body, and says who is still connected."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        handler: Any = self.event_handler
        handler.connected.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        handler: Any = self.event_handler
        handler.connected.discard(self)
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 -- aiosmtpd's name
        envelope: Any = self.envelope
        handler: Any = self.event_handler
        behavior = handler.behavior_of(envelope.rcpt_tos[0]) if envelope.rcpt_tos else "take"
        if behavior == "cut in the body":
            await self.push("354 go on")
            await self._reader.read(200)
            hang_up(self)
            return
        if behavior == "554 at DATA":
            await self.push("554 no")
            return
        await super().smtp_DATA(arg)


@dataclass
class MailServer:
    """Runs in a thread of its own. `behave` decides by address and attempt, `on_rcpt` and `on_data` may do harm."""

    context: ssl.SSLContext | None
    implicit: bool = False
    login: bool = True
    size: int = 33_554_432
    utf8: bool = False
    slowness: float = 0.2
    user: str = USER
    password: str = PASSWORD
    token: str = TOKEN
    offered: frozenset[str] = frozenset({"LOGIN", "PLAIN"})
    refusal: str = "535 5.7.8 Authentication credentials invalid"
    most: int | None = None
    behave: Callable[[str, int], Behavior] = lambda _address, _attempt: "take"
    on_rcpt: Callable[[str], None] = lambda _address: None
    taken: list[Taken] = field(default_factory=list)
    sessions: int = 0
    commands: list[str] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)
    connected: set[SMTP] = field(default_factory=set)
    port: int = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait_for_the_last(self) -> None:
        """Wait until everybody has hung up and all they sent is read. Those met with silence have sent it."""
        while self.connected:
            time.sleep(0.01)

    async def _start(self) -> asyncio.Server:
        tls = None if self.implicit else self.context
        return await self._loop.create_server(
            lambda: BadSMTP(
                self,
                hostname="mail.test",
                loop=self._loop,
                tls_context=tls,
                require_starttls=tls is not None,
                auth_required=self.login,
                auth_require_tls=tls is not None,
                authenticator=self._authenticate,
                auth_exclude_mechanism={"LOGIN", "PLAIN", "XOAUTH2", "OAUTHBEARER", "NTLM"} - self.offered,
                data_size_limit=self.size,
                enable_SMTPUTF8=self.utf8,
                timeout=60,
            ),
            HOST,
            0,
            ssl=self.context if self.implicit else None,
            family=socket.AF_INET,
        )

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        is_right = (data.login, data.password) == (self.user.encode(), self.password.encode())
        return AuthResult(success=is_right, handled=False, message=None if is_right else self.refusal)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        return await self._by_token(server, args, f"user={self.user}\x01auth=Bearer {self.token}\x01\x01", b"")

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        words = f"n,a={self.user},\x01auth=Bearer {self.token}\x01\x01"
        return await self._by_token(server, args, words, b"\x01")

    async def auth_NTLM(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        return AuthResult(success=False)

    async def _by_token(self, server: SMTP, args: list[str], expected: str, after: bytes) -> AuthResult:
        """As Google and Microsoft do: a token that is not good is told as JSON, then an answer is awaited."""
        if base64.b64decode(args[1]).decode() == expected:
            return AuthResult(success=True)
        answer = await server.challenge_auth('{"status":"401","schemes":"bearer"}')
        assert answer == after
        return AuthResult(success=False, handled=False, message=self.refusal)

    # --- what aiosmtpd asks ---

    def behavior_of(self, address: str) -> Behavior:
        """What happens to this address in this attempt."""
        return self.behave(address, self.attempts.get(address, 0))

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.commands.append(f"MAIL {address}")
        taken_here = getattr(session, "taken_here", 0)
        if self.most is not None and taken_here >= self.most:
            await server.push("421 4.7.0 Too many messages in one session, come back later")
            hang_up(server)
        session.taken_here = taken_here + 1  # type: ignore[attr-defined]
        if self.behave(address, 0) == "451 at MAIL":
            return "451 later"
        if self.behave(address, 0) == "550 at RCPT":
            return "550 you may not write"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.commands.append(f"RCPT {address}")
        self.attempts[address] = self.attempts.get(address, 0) + 1
        self.on_rcpt(address)
        match self.behavior_of(address):
            case "451 at RCPT":
                return f"451 4.7.1 <{address}> greylisted, try again later"
            case "550 at RCPT":
                return f"550 5.1.1 <{address}> no such mailbox"
            case "quota at RCPT":
                return "550 5.4.5 Daily user sending limit exceeded"
            case "421 at RCPT":
                return "421 closing"
            case "cut before RCPT":
                hang_up(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        behavior = self.behavior_of(address)
        if behavior == "452 after the body":
            return "452 mailbox full"
        if behavior == "quota after the body":
            return "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"
        if behavior == "554 after the body":
            return "554 looks like spam"
        if behavior == "cut after the body":
            hang_up(server)
            return "250 never said"
        content = envelope.original_content
        assert content is not None
        self.taken.append(Taken(address, content))
        if behavior == "taken, then cut":
            hang_up(server)
        if behavior == "taken, then slow":
            await asyncio.sleep(self.slowness)
        if behavior == "taken, then silence":
            self.connected.discard(server)
            await asyncio.sleep(3600)  # until the server is stopped
        return "250 taken"
