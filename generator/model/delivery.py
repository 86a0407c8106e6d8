"""How the site is published and handbooks are sent: parts of `guidegen.yaml`. Never secrets."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.diagnostics import Span
from generator.model.attachment_names import DEFAULT, PATTERN_OF_HOLES, checked_pattern
from generator.model.located import Entry, Whole
from generator.model.mailbox import whole_address

Security = Literal["starttls", "tls"]
LoginKind = Literal["password", "xoauth2", "none"]
TransportKind = Literal["smtp", "sendmail", "drafts"]
DraftKind = Literal["eml", "maildir", "imap"]
IMPLICIT_TLS = frozenset({465, 993})
"""The ports on which mail servers speak TLS from the first byte."""


def _one_line(words: str) -> str:
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in words) or "=?" in words:
        raise ValueError("write one line without characters that are not printed, and without '=?'")
    return words


def _mail_address(words: str) -> str:
    whole_address(words)
    return words


OneLine = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_one_line)]
MailAddress = Annotated[OneLine, AfterValidator(_mail_address)]
AttachmentPattern = Annotated[
    OneLine, AfterValidator(checked_pattern), Field(json_schema_extra={"pattern": PATTERN_OF_HOLES})
]
Words = Annotated[tuple[OneLine, ...], Field(min_length=1, max_length=50)]
"""A program and its arguments, each a word of its own: no shell ever reads them."""

Host = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", max_length=253)]
Domain = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$")]
# git would take a leading hyphen for an option.
Branch = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./-]*$", max_length=200)]
Remote = Annotated[str, Field(pattern=r"^[^-\s][^\s]*$", max_length=500)]


class PublishSettings(Entry):
    """Where `guidegen publish` puts the site."""

    remote: Remote = "origin"
    branch: Branch = "gh-pages"
    domain: Domain | None = None
    history: Literal["one", "keep"] = "one"


NOT_SET = {"@span": Span("guidegen.yaml"), "@spans": {}}
DEFAULT_PUBLISH = PublishSettings.model_validate(NOT_SET)
"""What holds where the project says nothing."""


class Sender(Entry):
    """Whom a message comes from."""

    name: OneLine | None = None
    address: MailAddress


class MailSettings(Entry):
    """The way messages leave, and how `guidegen send` uses it."""

    transport: TransportKind = "smtp"
    sendmail: Words | None = None
    drafts: DraftKind | None = None
    folder: OneLine | None = None
    host: Host | None = None
    port: Annotated[Whole, Field(ge=1, le=65535)] | None = None
    security: Security | None = None
    login: LoginKind | None = None
    user: OneLine | None = None
    token_command: Words | None = None
    ca_file: str | None = None
    sender: Sender = Field(alias="from")
    reply_to: MailAddress | None = None
    subject: OneLine | None = None
    attachments: AttachmentPattern = DEFAULT
    known_domains: tuple[Domain, ...] = ()
    per_minute: Annotated[Whole, Field(ge=1, le=6000)] = 20
    per_day: Annotated[Whole, Field(ge=1, le=1_000_000)] = 500
    tries: Annotated[Whole, Field(ge=1, le=20)] = 6
    retry_after: Annotated[float, Field(ge=0, le=3600)] = 60
    timeout: Annotated[float, Field(gt=0, le=600)] = 60

    @model_validator(mode="after")
    def _login_fits(self) -> Self:
        if self.login in ("password", "xoauth2") and self.user is None:
            raise ValueError(f"'login: {self.login}' needs 'user'")
        if self.login == "none" and self.user is not None:
            raise ValueError("'login: none' goes without 'user'")
        if self.login == "xoauth2" and self.token_command is None:
            raise ValueError("'login: xoauth2' needs 'token_command', a program that prints a token")
        if self.token_command is not None and self.login != "xoauth2":
            raise ValueError("'token_command' goes with 'login: xoauth2'")
        return self

    @model_validator(mode="after")
    def _transport_fits(self) -> Self:
        goes_with = {"sendmail": ("sendmail",), "drafts": ("drafts",), "folder": ("drafts",)}
        for name, transports in goes_with.items():
            if getattr(self, name) is not None and self.transport not in transports:
                raise ValueError(f"'{name}' goes with 'transport: {transports[0]}'")
        if self.has_server and self.host is None:
            raise ValueError("'host' is missing; or say 'transport: sendmail' or 'transport: drafts'")
        if not self.has_server and (self.host is not None or self.user is not None):
            raise ValueError("'host' and 'user' go with 'transport: smtp' or 'drafts: imap'")
        if self.drafts == "imap" and self.user is None:
            raise ValueError("'drafts: imap' needs 'user'")
        return self

    @property
    def has_server(self) -> bool:
        """Whether guidegen itself talks to a server."""
        return self.transport == "smtp" or self.drafts == "imap"

    @property
    def server_port(self) -> int:
        """The server's port: submission (RFC 6409), or IMAP over TLS (RFC 8314)."""
        if self.port is not None:
            return self.port
        if self.drafts == "imap":
            return 143 if self.security == "starttls" else 993
        return 587

    @property
    def sendmail_words(self) -> tuple[str, ...]:
        """The program that takes messages: the project's, else where every mail system has its own."""
        return self.sendmail or ("/usr/sbin/sendmail", "-i")

    @property
    def implicit_tls(self) -> bool:
        """Whether TLS comes before the first word; else the connection must turn to TLS before anything is said."""
        return self.server_port in IMPLICIT_TLS if self.security is None else self.security == "tls"
