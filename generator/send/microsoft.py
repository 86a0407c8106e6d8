"""A token for the mail of Microsoft 365, by Microsoft's own library; the login is kept by the system's keyring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.errors import OutputError, UsageError
from generator.send.password import keep, kept
from generator.send.said import said

SERVICE = "guidegen token microsoft"
AUTHORITY = "https://login.microsoftonline.com/"
# learn.microsoft.com, "Authenticate an IMAP, POP or SMTP connection using OAuth".
SCOPES = ["https://outlook.office.com/SMTP.Send", "https://outlook.office.com/IMAP.AccessAsUser.All"]
_NOBODY = "nobody has logged in on this machine; once: the same command with --login"


def microsoft_token(user: str, client: str, tenant: str, tell: Callable[[str], None] | None, http: Any = None) -> str:
    """A token that logs this user in over SMTP and IMAP.

    With `tell` the user logs in now: it is told which page to open and which code to type there. `http` takes the
    place of the network. Raises OutputError where there is no token, UsageError where the library is not installed.
    """
    try:
        import msal  # noqa: PLC0415 -- 0.3 s, and not everybody has it
    except ImportError:
        raise UsageError("msal is not installed: pip install 'guidegen[microsoft]'") from None
    cache = msal.SerializableTokenCache()
    before = kept(SERVICE, user)
    if before is None and tell is None:
        raise OutputError(_NOBODY)
    try:
        cache.deserialize(before)
        app = msal.PublicClientApplication(client, authority=AUTHORITY + tenant, token_cache=cache, http_client=http)
        found = _by_code(app, tell) if tell is not None else _silent(app, user)
    except (ValueError, OSError) as error:  # a tenant that is none; the errors of the network are OSErrors
        raise OutputError(f"Microsoft cannot be asked: {said(str(error))}") from None
    if "access_token" not in found:
        raise OutputError(
            f"Microsoft gives no token: {said(str(found.get('error_description') or found.get('error')))}"
        )
    if not app.get_accounts(username=user):
        raise OutputError("you logged in as somebody else than --user says; log in again as that user")
    if cache.has_state_changed:
        keep(SERVICE, user, cache.serialize())
    return str(found["access_token"])


def _silent(app: Any, user: str) -> dict[str, Any]:
    accounts = app.get_accounts(username=user)
    found = app.acquire_token_silent_with_error(SCOPES, account=accounts[0]) if accounts else None
    if found is None:
        raise OutputError(_NOBODY)
    return dict(found)


def _by_code(app: Any, tell: Callable[[str], None]) -> dict[str, Any]:
    flow = app.initiate_device_flow(SCOPES)
    if "user_code" not in flow:
        return dict(flow)
    tell(str(flow["message"]))
    return dict(app.acquire_token_by_device_flow(flow))
