"""The mail server, spoken to step by step, so that the moment from which nobody can tell is known exactly."""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OutputError, RefusedError, UsageError
from generator.model.delivery import MailSettings
from generator.send.outcomes import Doubt, Lost, Refusal

PATIENCE = 10
"""The last word on a message may take this many times the usual timeout: the server may be scanning it."""

_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Server:
    """How to reach the mail server. The password is in no settings, and in no message of ours."""

    settings: MailSettings
    context: ssl.SSLContext
    password: str | None

    @property
    def name(self) -> str:
        return f"{self.settings.host}:{self.settings.port}"

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection, logged in over verified TLS.

        Raises RefusedError where the connection would not be safe, OutputError where the server does not want us,
        Lost where it cannot be reached now.
        """
        connection = Connection(self._open(), self.settings.timeout)
        try:
            yield connection
        except BaseException:  # such as Ctrl-C while the server thinks: nobody waits for its goodbye
            connection.drop()
            raise
        connection.close()

    def _open(self) -> smtplib.SMTP:
        smtp: smtplib.SMTP | None = None
        try:
            smtp = self._greeted()
            if not self.settings.implicit_tls:
                self._start_tls(smtp)
            smtp.ehlo_or_helo_if_needed()
            if self.settings.user is not None:
                _log_in(smtp, self.settings.user, self.password or "")
        except (RefusedError, OSError) as error:
            if smtp is not None:
                smtp.close()
            raise (self._worded(error) if isinstance(error, OSError) else error) from None
        return smtp

    def _greeted(self) -> smtplib.SMTP:
        settings = self.settings
        if settings.implicit_tls:
            return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout, context=self.context)
        return smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)

    def _worded(self, error: OSError) -> Exception:
        """What went wrong while connecting, in our words."""
        match error:
            case ssl.SSLCertVerificationError():
                return RefusedError(f"the certificate of {self.name} does not fit: {error.verify_message}")
            case ssl.SSLError():
                security = "tls" if self.settings.implicit_tls else "starttls"
                return RefusedError(
                    f"{self.name} does not speak TLS as it should ({error.reason}); mail: security: is '{security}'"
                )
            case socket.gaierror() if error.errno != socket.EAI_AGAIN:
                return OutputError(f"there is no mail server {self.settings.host}; see mail: host: in guidegen.yaml")
            case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
                return Lost(f"{self.name} answered {error.smtp_code}")
            case smtplib.SMTPAuthenticationError() if 400 <= error.smtp_code < 500:
                return Lost(f"{self.name} cannot check passwords now ({error.smtp_code})")
            case smtplib.SMTPAuthenticationError():
                return OutputError(f"{self.name} refuses the user or the password ({error.smtp_code})")
            case smtplib.SMTPServerDisconnected() | smtplib.SMTPResponseException():
                return Lost(f"{self.name} cannot be reached: {_reason(error)}")
            case smtplib.SMTPException():
                return OutputError(f"{self.name} offers no way to log in that is known here; leave out mail: user:")
        return Lost(f"{self.name} cannot be reached: {_reason(error)}")

    def _start_tls(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not smtp.has_extn("starttls"):
            raise RefusedError(
                f"{self.name} offers no TLS, and nothing goes out in the clear; use the server's submission port "
                "(587), or 465 with 'security: tls'"
            )
        code, reply = smtp.starttls(context=self.context)
        if code != 220:
            raise RefusedError(f"{self.name} would not start TLS ({code} {_text(reply)})")


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; smtplib by itself knows no letters beyond ASCII, which PLAIN takes as UTF-8 (RFC 4616)."""
    if (user + password).isascii():
        smtp.login(user, password)
        return
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPException
    words = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, reply = smtp.docmd("AUTH", f"PLAIN {words}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, reply)


class Connection:
    """One conversation with the server."""

    def __init__(self, smtp: smtplib.SMTP, timeout: float) -> None:
        self._smtp, self._timeout = smtp, timeout

    @property
    def largest(self) -> int | None:
        """The largest message the server takes, where it says so."""
        size = self._smtp.esmtp_features.get("size", "")
        return int(size) if size.isdigit() and int(size) else None

    @property
    def takes_utf8(self) -> bool:
        """Whether it can write to addresses that are not ASCII."""
        return self._smtp.has_extn("smtputf8")

    def offer(self, sender: str, recipient: str, size: int, *, is_ascii: bool) -> None:
        """Say from whom, to whom and how large, and whether an address in the message has letters beyond ASCII.

        Raises Refusal or Lost.
        """
        options = [f"SIZE={size}"] if self._smtp.has_extn("size") else []
        if not is_ascii:
            options.append("SMTPUTF8")
        self._smtp.command_encoding = "ascii" if is_ascii else "utf-8"
        with _losing():
            self._expect(self._smtp.mail(sender, options), "MAIL", 250)
            self._expect(self._smtp.rcpt(recipient), "RCPT", 250, 251)

    def begin(self) -> None:
        """Ask to send the body.

        Raises Refusal or Lost.
        """
        with _losing():
            self._expect(self._smtp.docmd("DATA"), "DATA", 354)

    def body(self, message: bytes) -> str:
        """Send the body and hear the last word on it.

        Raises Refusal; Lost where it broke before the end of the body had left; Doubt where it broke after.
        """
        lines = _DOT.sub(b"..", message)
        end = b".\r\n" if lines.endswith(b"\r\n") else b"\r\n.\r\n"
        with _losing():
            self._smtp.send(lines)
        try:
            self._smtp.send(end)
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._timeout * PATIENCE)
            code, reply = self._smtp.getreply()
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._timeout)
        except (smtplib.SMTPException, OSError) as error:
            raise Doubt(f"the connection ended before the server's last word: {_reason(error)}") from None
        self._expect((code, reply), "end of the message", 250)
        return f"{code} {_text(reply)}"

    def reset(self) -> None:
        """Begin again after a refusal.

        Raises Lost.
        """
        with _losing():
            self._smtp.rset()

    def close(self) -> None:
        """Say goodbye where somebody still listens."""
        try:
            if self._smtp.sock is not None:
                self._smtp.quit()
        except (smtplib.SMTPException, OSError):
            self._smtp.close()

    def drop(self) -> None:
        """Go without a word."""
        self._smtp.close()

    def _expect(self, answer: tuple[int, bytes], step: str, *wanted: int) -> None:
        code, reply = answer
        if code == 421:
            raise Lost(f"the server closes the connection: {code} {_text(reply)}")
        if code not in wanted:
            raise Refusal(code, _text(reply), step)


@contextmanager
def _losing() -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        raise Lost(f"the connection ended: {_reason(error)}") from None


def _text(reply: bytes | str) -> str:
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(words.split())[:300]


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def tls_context(root: Path, settings: MailSettings) -> ssl.SSLContext:
    """What certificates are checked with: the system's authorities, or the project's own.

    Raises UsageError where the project names a file that holds none.
    """
    if settings.ca_file is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=str(root / settings.ca_file))
    except (OSError, ssl.SSLError):
        raise UsageError(f"mail: ca_file: {settings.ca_file} holds no certificates") from None
