"""The mail server: reached over verified TLS, and logged in to."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import GuidegenError, OutputError, RefusedError, UsageError
from generator.model.delivery import MailSettings
from generator.send.connection import Connection, reason
from generator.send.login import Login
from generator.send.outcomes import Lost
from generator.send.said import said
from generator.send.transport import Transport


@dataclass(frozen=True, slots=True)
class Server(Transport):
    """How to reach the mail server. The secret of the login is in no settings, and in no message of ours."""

    context: ssl.SSLContext
    login: Login | None

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
            if self.login is not None:
                self.login.into(smtp, self.name)
        except (GuidegenError, Lost, OSError) as error:
            if smtp is not None:
                smtp.close()
            raise (self._worded(error) if isinstance(error, OSError) else error) from None
        return smtp

    def _greeted(self) -> smtplib.SMTP:
        settings = self.settings
        host, port = settings.host or "", settings.server_port
        if settings.implicit_tls:
            return smtplib.SMTP_SSL(host, port, timeout=settings.timeout, context=self.context)
        return smtplib.SMTP(host, port, timeout=settings.timeout)

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
                return Lost(f"{self.name} answered {error.smtp_code} {said(error.smtp_error)}")
            case smtplib.SMTPServerDisconnected() | smtplib.SMTPResponseException():
                return Lost(f"{self.name} cannot be reached: {reason(error)}")
        return Lost(f"{self.name} cannot be reached: {reason(error)}")

    def _start_tls(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not smtp.has_extn("starttls"):
            raise RefusedError(
                f"{self.name} offers no TLS, and nothing goes out in the clear; use the server's submission port "
                "(587), or 465 with 'security: tls'"
            )
        code, reply = smtp.starttls(context=self.context)
        if code != 220:
            raise RefusedError(f"{self.name} would not start TLS ({code} {said(reply)})")


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
