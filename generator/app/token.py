"""`guidegen token`: a token to log in to the mail of Microsoft 365 or Google."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from generator.errors import UsageError
from generator.send.google import google_login, google_token
from generator.send.microsoft import microsoft_token

Provider = Literal["microsoft", "google"]


def log_in(provider: Provider, user: str, client: str | None, tenant: str, tell: Callable[[str], None]) -> None:
    """Log a user in; the system's keyring keeps it.

    Raises UsageError, or OutputError where nobody logs in.
    """
    if client is None:
        raise UsageError("--login needs --client, which your administrator has; see 'guidegen docs delivery'")
    if provider == "google":
        google_login(user, Path(client), tell)
    else:
        microsoft_token(user, client, tenant, tell)


def find_token(provider: Provider, user: str, client: str | None, tenant: str) -> str:
    """A fresh token of a user who has logged in.

    Raises UsageError, or OutputError where there is none.
    """
    if provider == "google":
        return google_token(user)
    if client is None:
        raise UsageError("'microsoft' needs --client, the id of your office's app")
    return microsoft_token(user, client, tenant, None)
