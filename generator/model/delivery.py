"""How the site is published and handbooks are sent: parts of `guidegen.yaml`. Never secrets."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.diagnostics import Span
from generator.model.located import Entry, Whole
from generator.model.mailbox import whole_address

Security = Literal["starttls", "tls"]
IMPLICIT_TLS = 465
"""The port on which mail servers speak TLS from the first byte."""


def _one_line(words: str) -> str:
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in words) or "=?" in words:
        raise ValueError("write one line without characters that are not printed, and without '=?'")
    return words


def _mail_address(words: str) -> str:
    whole_address(words)
    return words


OneLine = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_one_line)]
MailAddress = Annotated[OneLine, AfterValidator(_mail_address)]
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
    """The mail server, and how `guidegen send` uses it."""

    host: Host
    port: Annotated[Whole, Field(ge=1, le=65535)] = 587
    security: Security | None = None
    user: OneLine | None = None
    ca_file: str | None = None
    sender: Sender = Field(alias="from")
    reply_to: MailAddress | None = None
    subject: OneLine | None = None
    known_domains: tuple[Domain, ...] = ()
    per_minute: Annotated[Whole, Field(ge=1, le=6000)] = 20
    per_day: Annotated[Whole, Field(ge=1, le=1_000_000)] = 500
    tries: Annotated[Whole, Field(ge=1, le=20)] = 6
    retry_after: Annotated[float, Field(ge=0, le=3600)] = 60
    timeout: Annotated[float, Field(gt=0, le=600)] = 60

    @property
    def implicit_tls(self) -> bool:
        """Whether TLS comes before the first word; else the connection must turn to TLS before anything is said."""
        return self.port == IMPLICIT_TLS if self.security is None else self.security == "tls"
