"""Logging in to the mail server: with a password, or with a token of OAuth 2."""

from __future__ import annotations

import base64
import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.errors import OutputError
from generator.send.outcomes import Lost
from generator.send.said import said

BY_PASSWORD = ("CRAM-MD5", "PLAIN", "LOGIN")
BY_TOKEN = ("XOAUTH2", "OAUTHBEARER")
_TURNED_OFF = "5.7.139"
_TURNED_OFF_ADVICE = (
    "; Microsoft 365 lets this mailbox log in over SMTP only where an administrator allows it. "
    "See 'Microsoft 365' in 'guidegen docs delivery'"
)


@dataclass(frozen=True, slots=True)
class Login:
    """Who logs in, and with what. `secret` is asked for each connection, since tokens hold for an hour."""

    user: str
    secret: Callable[[], str] = field(repr=False)
    is_token: bool = False

    def into(self, smtp: smtplib.SMTP, name: str) -> None:
        """Log in to a server that is called `name` in messages.

        Raises OutputError where it does not want us, Lost where it cannot say now.
        """
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        known = [one for one in (BY_TOKEN if self.is_token else BY_PASSWORD) if one in offered]
        if not known:
            raise OutputError(no_way_in(name, offered, is_token=self.is_token))
        secret = self.secret()
        if self.is_token:
            code, reply = self._by_token(smtp, known[0], secret)
        else:
            code, reply = self._by_password(smtp, offered, secret)
        if code in (235, 503):  # 503: already logged in
            return
        sentence = f"{code} {said(reply, secret, self.user)}"
        if 400 <= code < 500:
            raise Lost(f"{name} cannot check logins now: {sentence}")
        what = "token" if self.is_token else "password"
        advice = _TURNED_OFF_ADVICE if _TURNED_OFF in sentence else ""
        raise OutputError(f"{name} refuses the user or the {what}: {sentence}{advice}")

    def _by_password(self, smtp: smtplib.SMTP, offered: list[str], password: str) -> tuple[int, bytes]:
        """Smtplib by itself knows no letters beyond ASCII, which PLAIN takes as UTF-8 (RFC 4616)."""
        if (self.user + password).isascii():
            try:
                return smtp.login(self.user, password)
            except smtplib.SMTPAuthenticationError as error:
                return error.smtp_code, _as_bytes(error.smtp_error)
        if "PLAIN" not in offered:
            return 535, b"it takes no letters beyond ASCII in a user or password"
        return smtp.docmd("AUTH", f"PLAIN {_encoded(f'{chr(0)}{self.user}{chr(0)}{password}')}")

    def _by_token(self, smtp: smtplib.SMTP, mechanism: str, token: str) -> tuple[int, bytes]:
        """XOAUTH2 as Google and Microsoft define it, or OAUTHBEARER (RFC 7628).

        Where the token is not good, the server first says why and waits for an answer, which is empty.
        """
        start = f"user={self.user}" if mechanism == "XOAUTH2" else f"n,a={self.user},"
        answer = "" if mechanism == "XOAUTH2" else _encoded("\x01")
        words = f"{start}\x01auth=Bearer {token}\x01\x01"
        code, reply = smtp.docmd("AUTH", f"{mechanism} {_encoded(words)}")
        return smtp.docmd(answer) if code == 334 else (code, reply)


def no_way_in(name: str, offered: list[str], *, is_token: bool) -> str:
    """What is offered instead, and what to write for it."""
    listed = ", ".join(offered)
    if not offered:
        return f"{name} offers no login; say 'login: none' under mail: and leave out user:"
    if is_token and set(BY_PASSWORD) & set(offered):
        return f"{name} takes no tokens, only {listed}; say 'login: password' under mail:"
    if not is_token and set(BY_TOKEN) & set(offered):
        return (
            f"{name} takes no passwords, only {listed}; say 'login: xoauth2' and 'token_command:' under mail: "
            "(see 'guidegen docs delivery')"
        )
    return (
        f"{name} offers only {listed} to log in, which guidegen does not speak; ask its administrator for another way, "
        "or say 'transport: sendmail' or 'transport: drafts' under mail:"
    )


def _encoded(words: str) -> str:
    return base64.b64encode(words.encode()).decode("ascii")


def _as_bytes(reply: bytes | str) -> bytes:
    return reply.encode() if isinstance(reply, str) else reply
