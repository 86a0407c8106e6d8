"""The mail password: from the environment, the system's keyring, or the person at the terminal. Never from a file."""

from __future__ import annotations

from collections.abc import Callable

from generator.errors import OutputError, UsageError
from generator.send.said import said

VARIABLE = "GUIDEGEN_SMTP_PASSWORD"
SERVICE = "guidegen"


def find_password(user: str, host: str, given: str | None, ask: Callable[[str], str] | None) -> str:
    """The password of a user of a server.

    `given` is what the environment has, `ask` asks the person at the terminal where there is one. Raises UsageError
    where nobody knows it.
    """
    account = f"{user}@{host}"
    found = given or _from_keyring(account) or (ask(f"Password of {account}") if ask else None)
    if not found:
        raise UsageError(
            f"there is no password for {account}: set {VARIABLE}, or store it with 'keyring set {SERVICE} {account}'"
        )
    return found


def _from_keyring(account: str) -> str | None:
    return kept(SERVICE, account)


def kept(service: str, account: str) -> str | None:
    """What the system's keyring has; None where it has nothing, or there is no keyring."""
    try:
        import keyring  # noqa: PLC0415 -- 0.2 s, and not everybody has it
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return keyring.get_password(service, account)
    except KeyringError:  # a bare server has no keyring to ask
        return None


def keep(service: str, account: str, secret: str) -> None:
    """Put something into the system's keyring.

    Raises OutputError where there is none.
    """
    try:
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        raise OutputError("keyring is not installed: pip install 'guidegen[keyring]'") from None
    try:
        keyring.set_password(service, account, secret)
    except KeyringError as error:
        raise OutputError(f"this machine has no keyring to keep the login in ({said(str(error))})") from None
