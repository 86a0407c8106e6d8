"""The mail password: from the environment, the system's keyring, or the person at the terminal. Never from a file."""

from __future__ import annotations

from collections.abc import Callable

from generator.errors import UsageError
from generator.model.delivery import MailSettings

VARIABLE = "GUIDEGEN_SMTP_PASSWORD"
SERVICE = "guidegen"


def find_password(settings: MailSettings, given: str | None, ask: Callable[[str], str] | None) -> str | None:
    """The password for the settings' user; None where the server wants none.

    `given` is what the environment has, `ask` asks the person at the terminal where there is one. Raises UsageError
    where nobody knows it.
    """
    if settings.user is None:
        return None
    account = f"{settings.user}@{settings.host}"
    found = given or _from_keyring(account) or (ask(f"Password of {account}") if ask else None)
    if not found:
        raise UsageError(
            f"there is no password for {account}: set {VARIABLE}, or store it with 'keyring set {SERVICE} {account}'"
        )
    return found


def _from_keyring(account: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415 -- 0.2 s, and not everybody has it
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, account)
    except KeyringError:  # a bare server has no keyring to ask
        return None
