"""A token for the mail of Google Workspace, by Google's own libraries; the login is kept by the system's keyring."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.errors import OutputError, UsageError
from generator.send.password import keep, kept
from generator.send.said import said

SERVICE = "guidegen token google"
# developers.google.com/workspace/gmail/imap/xoauth2-protocol: SMTP and IMAP take this scope alone. It is not among
# those that a device code may ask for (developers.google.com/identity/protocols/oauth2/limited-input-device), so one
# logs in with a browser on the same machine.
SCOPES = ["https://mail.google.com/"]
_MISSING = "google-auth is not installed: pip install 'guidegen[google]'"


def google_login(user: str, client: Path, tell: Callable[[str], None]) -> None:
    """Log in with a browser on this machine; `client` is the file of the office's OAuth client. `tell` hears the page.

    Raises OutputError where nobody logs in, UsageError where the library is missing or the file is not a client's.
    """
    try:
        from google_auth_oauthlib.flow import InstalledAppFlow  # noqa: PLC0415 -- not everybody has it
    except ImportError:
        raise UsageError(_MISSING) from None
    try:
        flow = InstalledAppFlow.from_client_secrets_file(str(client), scopes=SCOPES)
    except (ValueError, OSError) as error:
        raise UsageError(f"{client} is not the file of an OAuth client: {said(str(error))}") from None
    tell("Open the page that is printed now in a browser on this machine, and log in.")
    try:
        found = flow.run_local_server(port=0, open_browser=False, login_hint=user, timeout_seconds=300)
    except (ValueError, OSError, AttributeError) as error:  # the last one is the library's for nobody who came
        raise OutputError(f"nobody has logged in: {said(str(error))}") from None
    keep(SERVICE, user, found.to_json())


def google_token(user: str, request: Any = None) -> str:
    """A token that logs this user in over SMTP and IMAP; `request` takes the place of the network.

    Raises OutputError where there is none, UsageError where the library is not installed.
    """
    try:
        from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415 -- not everybody has it
        from google.auth.transport.requests import Request  # noqa: PLC0415
        from google.oauth2.credentials import Credentials  # noqa: PLC0415
    except ImportError:
        raise UsageError(_MISSING) from None
    words = kept(SERVICE, user)
    if words is None:
        raise OutputError("nobody has logged in on this machine; once: the same command with --login")
    try:
        found = Credentials.from_authorized_user_info(json.loads(words), SCOPES)  # type: ignore[no-untyped-call]
        found.refresh(request or Request())
    except (ValueError, GoogleAuthError) as error:
        raise OutputError(f"Google gives no token: {said(str(error))}; log in again with --login") from None
    return str(found.token)
